/** MetalLB: which addresses LoadBalancer Services get, and how the network learns of them. */
import type { Manifest } from '../../k8s/objects.ts'
import { type Fields, kindOf, object } from './manifest.ts'

const ipAddressPool = kindOf('metallb.io/v1beta1', 'IPAddressPool')
const l2Advertisement = kindOf('metallb.io/v1beta1', 'L2Advertisement')
const bgpAdvertisement = kindOf('metallb.io/v1beta1', 'BGPAdvertisement')
const bgpPeer = kindOf('metallb.io/v1beta2', 'BGPPeer')
const bfdProfile = kindOf('metallb.io/v1beta1', 'BFDProfile')
const community = kindOf('metallb.io/v1beta1', 'Community')

const inMetallb = (name: string) => `metallb-system/${name}`
const infraNodes = [{ matchLabels: { 'node-role.kubernetes.io/infra': '' } }]

interface Pool {
  readonly name: string
  readonly displayName: string
  readonly addresses: readonly string[]
  /** False: only for Services that ask for the pool. */
  readonly autoAssign: boolean
  /** Announced by BGP with these fields; otherwise by ARP and NDP. */
  readonly bgp?: Fields
  readonly serviceAllocation?: Fields
}

const pools: readonly Pool[] = [
  {
    name: 'public',
    displayName: 'Public',
    addresses: ['198.51.100.10-198.51.100.99', '2001:db8:51::/120'],
    autoAssign: true,
  },
  // For Services that ask for one of its addresses.
  { name: 'reserved', displayName: 'Reserved', addresses: ['203.0.113.0/28'], autoAssign: false },
  {
    name: 'corporate',
    displayName: 'Corporate network',
    addresses: ['10.80.0.0/22'],
    autoAssign: true,
    bgp: { peers: ['tor-a', 'tor-b'], communities: ['local-site'], aggregationLength: 32, localPref: 100 },
  },
  // Full: two addresses, and two of three Services have them.
  {
    name: 'partners',
    displayName: 'Banks',
    addresses: ['203.0.113.64-203.0.113.65'],
    autoAssign: false,
    bgp: { peers: ['tor-a', 'tor-b'], nodeSelectors: infraNodes },
  },
  // Only for the Services of one namespace.
  {
    name: 'settlement',
    displayName: 'Settlement',
    addresses: ['203.0.113.96/29'],
    autoAssign: true,
    serviceAllocation: { priority: 10, namespaces: ['payments-prod'] },
  },
  // IPv6 alone.
  { name: 'edge-ipv6', displayName: 'Edge, IPv6', addresses: ['2001:db8:80::/120'], autoAssign: false },
  {
    name: 'load-balancers',
    displayName: 'Load balancers',
    addresses: ['198.51.100.128/28'],
    autoAssign: false,
  },
]

export function poolManifests(): Manifest[] {
  return pools.flatMap(({ name, displayName, bgp, ...spec }) => [
    ipAddressPool(inMetallb(name), { ...spec, avoidBuggyIPs: true }, { displayName, creator: 'admin' }),
    bgp === undefined
      ? l2Advertisement(inMetallb(name), { ipAddressPools: [name] })
      : bgpAdvertisement(inMetallb(name), { ipAddressPools: [name], ...bgp }),
  ])
}

interface Peer {
  readonly name: string
  readonly address: string
  readonly asn: number
  /** Nodes whose session is down. */
  readonly downOn: readonly string[]
}

const peers: readonly Peer[] = [
  { name: 'tor-a', address: '10.20.0.2', asn: 64601, downOn: [] },
  // The second switch has lost its link to one of the nodes.
  { name: 'tor-b', address: '10.20.0.3', asn: 64602, downOn: ['infra-2'] },
]

export function bgpManifests(): Manifest[] {
  return [
    bfdProfile(inMetallb('fast'), { receiveInterval: 300, transmitInterval: 300, detectMultiplier: 3 }),
    community(inMetallb('fabric'), {
      communities: [
        { name: 'local-site', value: '64512:100' },
        { name: 'no-export', value: '65535:65281' },
      ],
    }),
    object('v1', 'Secret', inMetallb('tor-password'), {
      type: 'kubernetes.io/basic-auth',
      data: { password: Buffer.from('not-a-real-password').toString('base64') },
    }),
    ...peers.map(({ name, address, asn }) =>
      bgpPeer(
        inMetallb(name),
        {
          myASN: 64512,
          peerASN: asn,
          peerAddress: address,
          peerPort: 179,
          holdTime: '90s',
          keepaliveTime: '30s',
          bfdProfile: 'fast',
          nodeSelectors: infraNodes,
          passwordSecret: { name: 'tor-password', namespace: 'metallb-system' },
        },
        { creator: 'admin' },
      ),
    ),
    ...peers.flatMap((peer) => ['infra-1', 'infra-2'].map((node) => bgpSession(node, peer))),
  ]
}

/** What the speaker on `node` would report. */
function bgpSession(node: string, { name, address, downOn }: Peer): Manifest {
  const down = downOn.includes(node)
  const labels = { 'frrk8s.metallb.io/node': node, 'frrk8s.metallb.io/peer': address }
  return object(
    'frrk8s.metallb.io/v1beta1',
    'BGPSessionState',
    inMetallb(`${node}-${name}`),
    { spec: {} },
    {
      labels,
      status: {
        node,
        peer: address,
        vrf: '',
        bgpStatus: down ? 'Active' : 'Established',
        bfdStatus: down ? 'down' : 'up',
      },
    },
  )
}
