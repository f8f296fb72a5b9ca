/** What the console shows: its name, its navigation, and which features it offers. */
import { optional, setting } from '../setting.ts'
import { file, listOf, text, toggle } from '../valuetype.ts'

const entries = listOf(
  text('the id of a navigation entry, such as `service`', /^[a-z][a-z0-9-]*$/, '<entry>'),
  'a list of navigation entries',
)

const gate = (initial: boolean, what: string) => setting({ type: toggle(), initial, what })

export const consoleSettings = {
  product: {
    name: setting({
      type: text('a name of at most 40 characters', /^(?=.*\S).{1,40}$/),
      initial: 'Portolan',
      what: 'What the console is called, in the top bar and in the title of the window.',
    }),
    logo: optional<string>({
      type: file(),
      initially: 'a compass rose',
      what: 'A square SVG or PNG of at most 256 KiB that stands before the name.',
    }),
  },
  navigation: {
    order: setting<readonly string[]>({
      type: entries,
      initial: [],
      what: 'The entries of the navigation that come first, in their order; the others follow.',
    }),
    hidden: setting<readonly string[]>({
      type: entries,
      initial: [],
      what: 'Entries that are not shown; whoever has the address of such a page still gets there.',
    }),
  },
  dns: {
    check: setting({
      type: toggle(),
      initial: false,
      what: 'Whether the pages of domains ask DNS, through this server, where each leads.',
    }),
    servers: setting<readonly string[]>({
      type: listOf(
        text(
          'an address, with or without a port',
          /^([\d.]+(:\d+)?|\[[\da-f:]+\](:\d+)?|[\da-f:]+)$/i,
          '<address>',
        ),
        'a list of addresses',
      ),
      initial: [],
      initially: 'those of the machine',
      what: 'The name servers to ask, such as `192.0.2.53` or `192.0.2.53:5353`.',
    }),
  },
  // What the documents ask an administrator to enable is off.
  gates: {
    'network-policy-next': gate(false, 'The new pages of network policies.'),
    'cluster-network-policy': gate(false, 'Cluster network policies.'),
    'cluster-network-policy-next': gate(false, 'The new pages of cluster network policies (Alpha).'),
    alb2: gate(true, 'Load balancers of the platform (ALB).'),
    ecmp: gate(false, 'Several equal paths out of a subnet with a centralized gateway (Alpha).'),
    'bgp-pools': gate(false, 'External address pools that are announced by BGP, and BGP peers (Alpha).'),
  },
} as const
