/** NetworkPolicy: blocks, families, nodes and pods on the host network. */
import { all, app, type Case, network } from './world.ts'

const from = (cidr: string, ...except: string[]) =>
  network('red', { podSelector: all, ingress: [{ from: [{ ipBlock: { cidr, except } }] }] })
const to = (cidr: string, ...except: string[]) =>
  network('red', {
    podSelector: all,
    policyTypes: ['Egress'],
    egress: [{ to: [{ ipBlock: { cidr, except } }] }],
  })
const stackTo = (...cidrs: string[]) =>
  network('stack', {
    podSelector: all,
    policyTypes: ['Egress'],
    egress: [{ to: cidrs.map((cidr) => ({ ipBlock: { cidr } })) }],
  })

export const networkAddressCases: readonly Case[] = [
  {
    says: 'a block of sources outside',
    policies: [from('198.51.100.0/24')],
    yes: ['198.51.100.7 > red/two 80'],
    no: ['198.51.101.7 > red/two 80', 'green/one > red/two 80'],
  },
  {
    says: 'a block holds pods by their addresses',
    policies: [from('10.0.2.0/24')],
    yes: ['green/one > red/two 80', 'green/three > red/two 80'],
    no: ['blue/one > red/two 80', 'red/one > red/two 80'],
  },
  {
    says: 'bits beyond the prefix do not matter',
    policies: [from('10.0.2.77/24')],
    yes: ['green/one > red/two 80'],
    no: ['blue/one > red/two 80'],
  },
  {
    says: 'what is excepted is out',
    policies: [from('10.0.0.0/16', '10.0.2.0/24')],
    yes: ['blue/one > red/two 80'],
    no: ['green/one > red/two 80'],
  },
  {
    says: 'what one policy excepts another may allow',
    policies: [
      to('10.0.0.0/16', '10.0.2.0/24'),
      network(
        'red',
        {
          podSelector: all,
          policyTypes: ['Egress'],
          egress: [{ to: [{ ipBlock: { cidr: '10.0.2.1/32' } }] }],
        },
        'more',
      ),
    ],
    yes: ['red/one > green/one 80', 'red/one > blue/one 80'],
    no: ['red/one > green/two 80', 'red/one > 8.8.8.8 80'],
  },
  {
    says: 'a block of destinations',
    policies: [to('203.0.113.0/24', '203.0.113.128/25')],
    yes: ['red/one > 203.0.113.5 443', 'green/one > 8.8.8.8 443'],
    no: ['red/one > 203.0.113.200 443', 'red/one > green/one 80', 'red/one > 2001:db8::1 443'],
  },
  {
    says: 'everything of one family',
    policies: [to('0.0.0.0/0')],
    yes: ['red/one > 8.8.8.8 443', 'red/one > green/one 80'],
  },
  {
    says: 'a text that is no block takes nobody, and so does a block with an exception that is none',
    policies: [
      from('everywhere'),
      network(
        'red',
        { podSelector: all, ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['home'] } }] }] },
        'b',
      ),
    ],
    no: ['green/one > red/one 80', '8.8.8.8 > red/two 80'],
  },
  {
    says: 'a block of one family says nothing of the other',
    policies: [stackTo('10.9.0.0/24')],
    yes: ['stack/old > stack/both 80', 'stack/both > stack/old 80'],
    no: ['stack/new > stack/both 80', 'stack/both > stack/new 80'],
  },
  {
    says: 'two pods with both families speak the destination’s first',
    policies: [stackTo('10.9.0.0/24')],
    yes: ['stack/newfirst > stack/both 80'],
    no: ['stack/both > stack/newfirst 80'],
  },
  {
    says: 'blocks of both families',
    policies: [stackTo('10.9.0.0/24', 'fd00::/64')],
    yes: ['stack/both > stack/newfirst 80', 'stack/new > stack/both 80'],
  },
  {
    says: 'without a common family nothing comes through',
    policies: [],
    yes: ['stack/old > stack/both 80'],
    no: ['stack/old > stack/new 80', 'stack/new > stack/old 80', 'stack/old > 2001:db8::1 80'],
  },
  {
    says: 'a pod on the host network is not isolated',
    policies: [network('red', { podSelector: all, policyTypes: ['Ingress', 'Egress'] })],
    yes: [
      'green/one > red/host-left 80',
      'red/host-left > green/two 80',
      'red/host-left > red/host-right 80',
    ],
  },
  {
    says: 'a pod on the host network is no peer by labels',
    policies: [network('green', { podSelector: all, ingress: [{ from: [{ namespaceSelector: all }] }] })],
    yes: ['red/one > green/two 80'],
    no: ['red/host-left > green/two 80'],
  },
  {
    says: 'it has the address of its node',
    policies: [
      network('green', { podSelector: all, ingress: [{ from: [{ ipBlock: { cidr: '172.16.0.1/32' } }] }] }),
    ],
    yes: ['red/host-left > green/two 80', '172.16.0.1 > green/two 80'],
    no: ['red/host-right > green/one 80'],
  },
  {
    says: 'as a destination too',
    policies: [
      network('green', {
        podSelector: all,
        policyTypes: ['Egress'],
        egress: [{ to: [{ ipBlock: { cidr: '172.16.0.2/32' } }] }],
      }),
    ],
    yes: ['green/one > red/host-right 80'],
    no: ['green/one > red/host-left 80'],
  },
  {
    says: 'a pod’s own node reaches it always, another node does not',
    policies: [network('green', { podSelector: all, policyTypes: ['Ingress', 'Egress'] })],
    yes: ['172.16.0.1 > green/one 80', 'red/host-left > green/one 80', '172.16.0.2 > green/two udp 53'],
    no: ['172.16.0.2 > green/one 80', 'red/host-right > green/one 80', 'green/one > 172.16.0.1 80'],
  },
  {
    says: 'pods that ended are not there',
    policies: [],
    no: ['red/gone > green/one 80', 'green/one > red/gone 80', 'red/never > green/one 80'],
  },
  {
    says: 'a policy for one pod leaves the others',
    policies: [network('red', { podSelector: app('one'), policyTypes: ['Ingress'] })],
    yes: ['8.8.8.8 > red/two 80'],
    no: ['8.8.8.8 > red/one 80'],
  },
]
