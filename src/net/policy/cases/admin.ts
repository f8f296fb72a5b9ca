/** AdminNetworkPolicy, as the conformance suite of network-policy-api tries them. */
import type { AdminRule } from '../testing/shapes.ts'
import { admin, all, app, baseline, type Case, color, network, pods, where } from './world.ts'

const subject = { namespaces: color('red') }
const green = { namespaces: color('green') }
const into = (priority: number, ...ingress: AdminRule[]) => admin(priority, { subject, ingress })
const outOf = (priority: number, ...egress: AdminRule[]) => admin(priority, { subject, egress })
const openIn = network('red', { podSelector: all, ingress: [{}] })
const shutIn = network('red', { podSelector: all, policyTypes: ['Ingress'] })

export const adminCases: readonly Case[] = [
  {
    says: 'a deny rule wins over a NetworkPolicy that allows',
    policies: [into(5, { action: 'Deny', from: [green] }), openIn],
    yes: ['blue/one > red/one 80', 'red/one > green/one 80', '8.8.8.8 > red/one 80'],
    no: ['green/one > red/one 80', 'green/two > red/three udp 53'],
  },
  {
    says: 'an allow rule wins over a NetworkPolicy that isolates',
    policies: [into(5, { action: 'Allow', from: [green] }), shutIn],
    yes: ['green/one > red/one 80', 'green/two > red/one sctp 90'],
    no: ['blue/one > red/one 80'],
  },
  {
    says: 'a pass rule leaves it to NetworkPolicies and skips later rules',
    policies: [
      into(5, { action: 'Pass', from: [green] }, { action: 'Deny', from: [{ namespaces: all }] }),
      into(9, { action: 'Deny', from: [green] }),
      openIn,
    ],
    yes: ['green/one > red/one 80'],
    no: ['blue/one > red/one 80'],
  },
  {
    says: 'passed traffic can be isolated',
    policies: [into(5, { action: 'Pass', from: [green] }), shutIn],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'passed traffic without NetworkPolicies meets the baseline',
    policies: [
      into(5, { action: 'Pass', from: [green] }),
      baseline({ subject, ingress: [{ action: 'Deny', from: [green] }] }),
    ],
    yes: ['blue/one > red/one 80'],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'the lower priority goes first',
    policies: [into(20, { action: 'Deny', from: [green] }), into(10, { action: 'Allow', from: [green] })],
    yes: ['green/one > red/one 80'],
  },
  {
    says: 'so it does the other way around',
    policies: [into(20, { action: 'Allow', from: [green] }), into(10, { action: 'Deny', from: [green] })],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'priorities are numbers, not texts',
    policies: [into(100, { action: 'Deny', from: [green] }), into(9, { action: 'Allow', from: [green] })],
    yes: ['green/one > red/one 80'],
  },
  {
    says: 'the first rule of a policy that matches decides',
    policies: [
      into(
        5,
        { action: 'Allow', from: [green], ports: [{ portNumber: { port: 80, protocol: 'TCP' } }] },
        { action: 'Deny', from: [green] },
      ),
    ],
    yes: ['green/one > red/one 80'],
    no: ['green/one > red/one 81', 'green/one > red/one udp 80'],
  },
  {
    says: 'the order of rules matters',
    policies: [
      into(
        5,
        { action: 'Deny', from: [green] },
        { action: 'Allow', from: [green], ports: [{ portNumber: { port: 80 } }] },
      ),
    ],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'destinations: deny, and the rest is open',
    policies: [outOf(5, { action: 'Deny', to: [green] })],
    yes: ['red/one > blue/one 80', 'green/one > red/one 80', 'red/one > 8.8.8.8 80'],
    no: ['red/one > green/one 80', 'red/three > green/three sctp 90'],
  },
  {
    says: 'an allow of one side does not open the other',
    policies: [
      outOf(5, { action: 'Allow', to: [green] }),
      network('green', { podSelector: all, policyTypes: ['Ingress'] }),
    ],
    no: ['red/one > green/one 80'],
  },
  {
    says: 'peers by pods',
    policies: [into(5, { action: 'Deny', from: [pods(color('green'), app('one'))] })],
    yes: ['green/two > red/one 80', 'blue/one > red/one 80'],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'a subject of pods',
    policies: [
      admin(5, {
        subject: pods(color('red'), app('one')),
        ingress: [{ action: 'Deny', from: [{ namespaces: all }] }],
      }),
    ],
    yes: ['green/one > red/two 80'],
    no: ['green/one > red/one 80', 'red/two > red/one 80'],
  },
  {
    says: 'ranges and protocols',
    policies: [
      into(5, {
        action: 'Deny',
        from: [green],
        ports: [
          { portRange: { start: 80, end: 85 } },
          { portNumber: { port: 53, protocol: 'UDP' } },
          { portRange: { start: 90, end: 99, protocol: 'SCTP' } },
        ],
      }),
    ],
    yes: [
      'green/one > red/one 79',
      'green/one > red/one 86',
      'green/one > red/one udp 80',
      'green/one > red/one sctp 80',
    ],
    no: [
      'green/one > red/one 80',
      'green/one > red/one 85',
      'green/one > red/one udp 53',
      'green/one > red/one sctp 90',
    ],
  },
  {
    says: 'a name is looked up on the destination, with whatever protocol it has',
    policies: [
      outOf(5, { action: 'Deny', to: [green], ports: [{ namedPort: 'web' }, { namedPort: 'names' }] }),
    ],
    yes: ['red/one > green/three 80', 'red/one > green/one 81'],
    no: ['red/one > green/one 80', 'red/one > green/three 8080', 'red/one > green/one udp 53'],
  },
  {
    says: 'networks hold pods and the world',
    policies: [
      outOf(
        5,
        { action: 'Allow', to: [{ networks: ['10.0.2.0/24', '8.8.8.0/24'] }] },
        { action: 'Deny', to: [{ networks: ['0.0.0.0/0', '::/0'] }] },
      ),
    ],
    yes: ['red/one > green/one 80', 'red/one > 8.8.8.8 80'],
    no: ['red/one > blue/one 80', 'red/one > 9.9.9.9 80'],
  },
  {
    says: 'nodes are chosen by labels and taken by addresses',
    policies: [outOf(5, { action: 'Deny', to: [{ nodes: { matchLabels: { side: 'left' } } }] })],
    yes: ['red/one > 172.16.0.2 443', 'red/one > red/host-right 80'],
    no: ['red/one > 172.16.0.1 443', 'red/one > red/host-left 80'],
  },
  {
    says: 'nodes are no peers of ingress: such a rule denies everything',
    policies: [into(5, { action: 'Deny', from: [{ nodes: all }] })],
    no: ['green/one > red/one 80', '8.8.8.8 > red/two 80'],
  },
  {
    says: 'a peer of an unknown form: allow is as if it was not there, pass denies',
    policies: [
      into(5, { action: 'Allow', from: [{}, green] }),
      shutIn,
      outOf(6, { action: 'Pass', to: [{}] }),
    ],
    no: ['green/one > red/one 80', 'red/one > blue/one 80'],
  },
  {
    says: 'pods on the host network are neither subject nor peer',
    policies: [
      into(5, { action: 'Deny', from: [{ namespaces: all }] }),
      admin(6, {
        subject: { namespaces: color('green') },
        ingress: [{ action: 'Deny', from: [{ namespaces: all }] }],
      }),
    ],
    yes: ['green/one > red/host-left 80', 'red/host-left > green/two 80'],
    no: ['red/one > green/two 80'],
  },
  {
    says: 'a priority that is none makes the policy void',
    policies: [into(1001, { action: 'Deny', from: [green] }), into(-1, { action: 'Deny', from: [green] })],
    yes: ['green/one > red/one 80'],
  },
  {
    says: 'an action that is none makes the rule void',
    policies: [into(5, { action: 'Accept', from: [green] }, { action: 'Deny', from: [green] })],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'sameLabels compares with the subject’s namespace',
    policies: [
      admin(5, {
        subject: { namespaces: all },
        ingress: [
          { action: 'Allow', from: [{ namespaces: { sameLabels: ['color'] } }] },
          { action: 'Deny', from: [{ namespaces: all }] },
        ],
      }),
    ],
    yes: ['red/one > red/two 80', 'blue/one > blue/two 80'],
    no: ['red/one > green/one 80', 'blue/one > red/one 80'],
  },
  {
    says: 'notSameLabels takes namespaces that have the label with another value',
    policies: [
      admin(5, {
        subject,
        ingress: [
          {
            action: 'Deny',
            from: [{ pods: { namespaces: { notSameLabels: ['warm'] }, podSelector: app('one') } }],
          },
        ],
      }),
    ],
    yes: ['red/one > red/two 80', 'blue/one > red/one 80', 'green/two > red/one 80'],
    no: ['green/one > red/two 80'],
  },
  {
    says: 'expressions choose subjects',
    policies: [
      admin(5, {
        subject: { namespaces: where('warm', 'Exists') },
        ingress: [{ action: 'Deny', from: [{ namespaces: where('color', 'In', 'blue') }] }],
      }),
    ],
    yes: ['green/one > red/one 80', 'red/one > blue/one 80'],
    no: ['blue/one > red/one 80', 'blue/one > green/one 80'],
  },
]
