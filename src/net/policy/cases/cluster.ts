/** ClusterNetworkPolicy: its two tiers, its actions, and its own way to write ports. */
import type { AdminRule, ProtocolMatch } from '../testing/shapes.ts'
import { admin, all, app, type Case, cluster, color, network, pods } from './world.ts'

const subject = { namespaces: color('red') }
const green = { namespaces: color('green') }
const first = (priority: number, ...ingress: AdminRule[]) => cluster('Admin', priority, { subject, ingress })
const last = (priority: number, ...ingress: AdminRule[]) =>
  cluster('Baseline', priority, { subject, ingress })
const deny = (...protocols: ProtocolMatch[]): AdminRule => ({ action: 'Deny', from: [green], protocols })
const openIn = network('red', { podSelector: all, ingress: [{}] })
const shutIn = network('red', { podSelector: all, policyTypes: ['Ingress'] })

export const clusterCases: readonly Case[] = [
  {
    says: 'Admin deny wins over NetworkPolicies',
    policies: [first(1, { action: 'Deny', from: [green] }), openIn],
    yes: ['blue/one > red/one 80'],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'Admin accept wins over isolation',
    policies: [first(1, { action: 'Accept', from: [green] }), shutIn],
    yes: ['green/one > red/one 80'],
    no: ['blue/one > red/one 80'],
  },
  {
    says: 'Admin accept wins over the baseline',
    policies: [
      first(1, { action: 'Accept', from: [green] }),
      last(1, { action: 'Deny', from: [{ namespaces: all }] }),
    ],
    yes: ['green/one > red/one 80'],
    no: ['blue/one > red/one 80'],
  },
  {
    says: 'Admin pass goes on to NetworkPolicies',
    policies: [
      first(1, { action: 'Pass', from: [green] }),
      first(2, { action: 'Accept', from: [green] }),
      shutIn,
    ],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'and to the baseline where there are none',
    policies: [first(1, { action: 'Pass', from: [green] }), last(1, { action: 'Deny', from: [green] })],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'Baseline has priorities too',
    policies: [last(2, { action: 'Deny', from: [green] }), last(1, { action: 'Accept', from: [green] })],
    yes: ['green/one > red/one 80'],
  },
  {
    says: 'Baseline pass ends in what Kubernetes does by default',
    policies: [
      last(1, { action: 'Pass', from: [green] }),
      last(2, { action: 'Deny', from: [{ namespaces: all }] }),
    ],
    yes: ['green/one > red/one 80'],
    no: ['blue/one > red/one 80'],
  },
  {
    says: 'a NetworkPolicy overrides Baseline',
    policies: [last(1, { action: 'Deny', from: [green] }), openIn],
    yes: ['green/one > red/one 80'],
  },
  {
    says: 'Baseline does not open what a NetworkPolicy isolates',
    policies: [last(1, { action: 'Accept', from: [green] }), shutIn],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'tcp by number',
    policies: [first(1, deny({ tcp: { destinationPort: { number: 80 } } }))],
    yes: ['green/one > red/one 81', 'green/one > red/one udp 80'],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'udp and sctp by range',
    policies: [
      first(
        1,
        deny(
          { udp: { destinationPort: { range: { start: 50, end: 60 } } } },
          { sctp: { destinationPort: { range: { start: 90, end: 91 } } } },
        ),
      ),
    ],
    yes: ['green/one > red/one 55', 'green/one > red/one udp 61', 'green/one > red/one sctp 92'],
    no: ['green/one > red/one udp 50', 'green/one > red/one udp 60', 'green/one > red/one sctp 91'],
  },
  {
    says: 'by the name of a port',
    policies: [first(1, deny({ destinationNamedPort: 'web' }, { destinationNamedPort: 'signal' }))],
    yes: ['green/one > red/three 80', 'green/one > red/one 90'],
    no: ['green/one > red/one 80', 'green/one > red/three 8080', 'green/one > red/one sctp 90'],
  },
  {
    says: 'a match without a port, or with two protocols, matches nothing',
    policies: [
      first(
        1,
        deny(
          { tcp: {} },
          { udp: { destinationPort: {} } },
          { tcp: { destinationPort: { number: 80 } }, udp: { destinationPort: { number: 80 } } },
        ),
      ),
    ],
    yes: ['green/one > red/one 80', 'green/one > red/one udp 53'],
  },
  {
    says: 'pods of all namespaces where none is chosen',
    policies: [first(1, { action: 'Deny', from: [{ pods: { podSelector: app('one') } }] })],
    yes: ['green/two > red/two 80'],
    no: ['green/one > red/two 80', 'blue/one > red/two 80', 'red/one > red/two 80'],
  },
  {
    says: 'networks of destinations',
    policies: [
      cluster('Admin', 1, {
        subject: pods(color('red'), app('one')),
        egress: [{ action: 'Deny', to: [{ networks: ['8.8.8.0/24'] }] }],
      }),
    ],
    yes: ['red/one > 9.9.9.9 80', 'red/two > 8.8.8.8 80'],
    no: ['red/one > 8.8.8.8 80'],
  },
  {
    says: 'Allow is no word of it, and a tier must be one of two',
    policies: [
      first(1, { action: 'Allow', from: [green] }, { action: 'Deny', from: [green] }),
      cluster('Middle', 1, { subject, ingress: [{ action: 'Deny', from: [{ namespaces: all }] }] }),
    ],
    yes: ['blue/one > red/one 80'],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'with AdminNetworkPolicies it shares one order of priorities',
    policies: [
      first(2, { action: 'Deny', from: [green] }),
      admin(1, { subject, ingress: [{ action: 'Allow', from: [green] }] }),
    ],
    yes: ['green/one > red/one 80'],
  },
  {
    says: 'a peer of an unknown form denies everything',
    policies: [first(1, { action: 'Deny', from: [{}] })],
    yes: ['red/one > red/one 80'],
    no: ['blue/one > red/one udp 53', '8.8.8.8 > red/two 80'],
  },
]
