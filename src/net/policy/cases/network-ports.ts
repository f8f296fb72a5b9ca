/** NetworkPolicy: ports and protocols, numbers, names and ranges. */

import type { NetworkPort } from '../testing/shapes.ts'
import { all, app, type Case, color, network } from './world.ts'

const open = (...ports: NetworkPort[]) => network('red', { podSelector: all, ingress: [{ ports }] })
const out = (...ports: NetworkPort[]) =>
  network('red', { podSelector: all, policyTypes: ['Egress'], egress: [{ ports }] })

export const networkPortCases: readonly Case[] = [
  {
    says: 'a number is of TCP unless told',
    policies: [open({ port: 80 })],
    yes: ['green/one > red/one 80', '8.8.8.8 > red/one 80'],
    no: ['green/one > red/one 81', 'green/one > red/one udp 80', 'green/one > red/one sctp 80'],
  },
  {
    says: 'UDP',
    policies: [open({ port: 53, protocol: 'UDP' })],
    yes: ['green/one > red/one udp 53'],
    no: ['green/one > red/one 53', 'green/one > red/one sctp 53'],
  },
  {
    says: 'SCTP',
    policies: [open({ port: 90, protocol: 'SCTP' })],
    yes: ['green/one > red/one sctp 90'],
    no: ['green/one > red/one 90', 'green/one > red/one udp 90'],
  },
  {
    says: 'a protocol alone is all its ports',
    policies: [open({ protocol: 'UDP' })],
    yes: ['green/one > red/one udp 1', 'green/one > red/one udp 65535'],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'a port without fields is all of TCP',
    policies: [open({})],
    yes: ['green/one > red/one 1', 'green/one > red/one 65535'],
    no: ['green/one > red/one udp 53'],
  },
  {
    says: 'several ports are alternatives',
    policies: [open({ port: 80 }, { port: 53, protocol: 'UDP' })],
    yes: ['green/one > red/one 80', 'green/one > red/one udp 53'],
    no: ['green/one > red/one 53', 'green/one > red/one udp 80'],
  },
  {
    says: 'a range has both of its ends',
    policies: [open({ port: 80, endPort: 85 })],
    yes: ['green/one > red/one 80', 'green/one > red/one 85', 'green/one > red/one 82'],
    no: ['green/one > red/one 79', 'green/one > red/one 86', 'green/one > red/one udp 82'],
  },
  {
    says: 'a range of one port',
    policies: [open({ port: 80, endPort: 80 })],
    yes: ['green/one > red/one 80'],
    no: ['green/one > red/one 81'],
  },
  {
    says: 'a range that ends before it begins, or begins nowhere, or has a name has no ports',
    policies: [open({ port: 85, endPort: 80 }, { endPort: 90 }, { port: 'web', endPort: 99 })],
    no: ['green/one > red/one 80', 'green/one > red/one 85', 'green/one > red/one 90'],
  },
  {
    says: 'an unknown protocol has no ports',
    policies: [open({ port: 80, protocol: 'ICMP' })],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'a number that is no port has none',
    policies: [open({ port: 0 }, { port: 70000 })],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'a name is looked up on each destination',
    policies: [open({ port: 'web' })],
    yes: ['green/one > red/one 80', 'green/one > red/three 8080'],
    no: ['green/one > red/three 80', 'green/one > red/one 8080', 'green/one > red/one 81'],
  },
  {
    says: 'a name counts only with its protocol',
    policies: [open({ port: 'names', protocol: 'UDP' }, { port: 'signal' })],
    yes: ['green/one > red/one udp 53'],
    no: ['green/one > red/one 53', 'green/one > red/one sctp 90', 'green/one > red/one 90'],
  },
  {
    says: 'a sidecar has names, an init container that ends has none',
    policies: [open({ port: 'mesh' }, { port: 'early' })],
    yes: ['green/one > red/one 15000'],
    no: ['green/one > red/one 16000'],
  },
  {
    says: 'a name nobody has opens nothing',
    policies: [open({ port: 'nowhere' })],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'towards destinations a name is the destination’s, and an address outside has none',
    policies: [out({ port: 'web' })],
    yes: ['red/one > green/three 8080', 'red/one > green/one 80'],
    no: ['red/one > green/three 80', 'red/one > 8.8.8.8 80'],
  },
  {
    says: 'ports and peers of one rule must both hold',
    policies: [
      network('red', {
        podSelector: app('one'),
        ingress: [{ from: [{ namespaceSelector: color('green') }], ports: [{ port: 81 }] }],
      }),
    ],
    yes: ['green/one > red/one 81'],
    no: ['green/one > red/one 80', 'blue/one > red/one 81'],
  },
  {
    says: 'ports towards destinations',
    policies: [out({ port: 80 }, { port: 53, protocol: 'UDP' })],
    yes: ['red/one > green/one 80', 'red/one > 8.8.8.8 udp 53'],
    no: ['red/one > green/one 81', 'red/one > 8.8.8.8 53'],
  },
]
