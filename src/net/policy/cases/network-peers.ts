/** NetworkPolicy: isolation, directions and peers by labels, as the suite of Kubernetes and cyclonus publish them. */
import { all, app, type Case, color, network, where } from './world.ts'

const denyIn = network('red', { podSelector: all, policyTypes: ['Ingress'] }, 'deny-in')
const denyOut = network('red', { podSelector: all, policyTypes: ['Egress'] }, 'deny-out')

export const networkPeerCases: readonly Case[] = [
  {
    says: 'without policies everything talks',
    policies: [],
    yes: [
      'red/one > green/two 80',
      'red/one > red/two udp 53',
      '8.8.8.8 > red/one 80',
      'red/one > 8.8.8.8 443',
    ],
  },
  {
    says: 'isolation from sources keeps all others out and lets the pod itself in',
    policies: [denyIn],
    yes: [
      'red/one > red/one 80',
      'red/one > green/one 80',
      'green/one > blue/one 80',
      'red/one > 8.8.8.8 53',
    ],
    no: [
      'red/two > red/one 80',
      'green/one > red/one sctp 90',
      'blue/three > red/three udp 53',
      '8.8.8.8 > red/two 80',
    ],
  },
  {
    says: 'isolation from destinations keeps all inside',
    policies: [denyOut],
    yes: ['red/two > red/two 80', 'green/one > red/one 80', '8.8.8.8 > red/one 80'],
    no: ['red/one > red/two 80', 'red/one > green/one 80', 'red/three > 8.8.8.8 udp 53'],
  },
  {
    says: 'both directions are isolated',
    policies: [network('red', { podSelector: app('one'), policyTypes: ['Ingress', 'Egress'] })],
    yes: ['red/two > red/three 80', 'red/one > red/one 80'],
    no: ['red/one > red/two 80', 'red/two > red/one 80'],
  },
  {
    says: 'a rule without fields allows everything',
    policies: [
      network('red', { podSelector: all, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] }),
    ],
    yes: [
      'green/one > red/one 80',
      '8.8.8.8 > red/one 80',
      'red/one > blue/two sctp 90',
      'red/one > 8.8.8.8 1',
    ],
  },
  {
    says: 'empty lists of peers and ports allow everything',
    policies: [network('red', { podSelector: all, ingress: [{ from: [], ports: [] }] })],
    yes: ['green/one > red/one 80', '8.8.8.8 > red/one udp 53'],
  },
  {
    says: 'without policyTypes it is about sources, whatever rules it has',
    policies: [network('red', { podSelector: app('one') })],
    yes: ['red/one > green/one 80'],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'without policyTypes rules for destinations isolate those too',
    policies: [network('red', { podSelector: app('one'), egress: [{ to: [{ podSelector: app('two') }] }] })],
    yes: ['red/one > red/two 80'],
    no: ['red/one > green/one 80', 'red/two > red/one 80'],
  },
  {
    says: 'an empty list of egress rules without policyTypes does not isolate destinations',
    policies: [network('red', { podSelector: app('one'), egress: [] })],
    yes: ['red/one > green/one 80'],
  },
  {
    says: 'rules of a direction that policyTypes leaves out count for nothing',
    policies: [
      network('red', {
        podSelector: all,
        policyTypes: ['Egress'],
        ingress: [],
        egress: [{ to: [{ podSelector: all }] }],
      }),
    ],
    yes: ['green/one > red/one 80', 'red/one > red/two 80'],
    no: ['red/one > green/one 80'],
  },
  {
    says: 'a pod selector alone means the own namespace',
    policies: [
      network('red', { podSelector: app('one'), ingress: [{ from: [{ podSelector: app('two') }] }] }),
    ],
    yes: ['red/two > red/one 80'],
    no: ['green/two > red/one 80', 'red/three > red/one 80'],
  },
  {
    says: 'a namespace selector alone means all pods there',
    policies: [
      network('red', { podSelector: all, ingress: [{ from: [{ namespaceSelector: color('green') }] }] }),
    ],
    yes: ['green/one > red/one 80', 'green/three > red/two udp 53'],
    no: ['red/two > red/one 80', 'blue/one > red/one 80'],
  },
  {
    says: 'both selectors in one peer must both hold',
    policies: [
      network('red', {
        podSelector: app('one'),
        ingress: [{ from: [{ namespaceSelector: color('green'), podSelector: app('two') }] }],
      }),
    ],
    yes: ['green/two > red/one 80'],
    no: ['green/one > red/one 80', 'red/two > red/one 80'],
  },
  {
    says: 'two peers are alternatives',
    policies: [
      network('red', {
        podSelector: app('one'),
        ingress: [{ from: [{ namespaceSelector: color('green') }, { podSelector: app('two') }] }],
      }),
    ],
    yes: ['green/three > red/one 80', 'red/two > red/one 80'],
    no: ['blue/two > red/one 80', 'red/three > red/one 80'],
  },
  {
    says: 'an empty namespace selector is every namespace, but no address outside',
    policies: [network('red', { podSelector: all, ingress: [{ from: [{ namespaceSelector: all }] }] })],
    yes: ['blue/one > red/one 80', 'red/two > red/one 80'],
    no: ['8.8.8.8 > red/one 80'],
  },
  {
    says: 'namespaces can be chosen by the label of their name',
    policies: [
      network('red', {
        podSelector: all,
        ingress: [
          { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'blue' } } }] },
        ],
      }),
    ],
    yes: ['blue/one > red/one 80'],
    no: ['green/one > red/one 80'],
  },
  {
    says: 'In, NotIn, Exists and DoesNotExist',
    policies: [
      network(
        'red',
        { podSelector: app('one'), ingress: [{ from: [{ podSelector: where('app', 'In', 'two', 'x') }] }] },
        'in',
      ),
      network('green', {
        podSelector: all,
        ingress: [{ from: [{ namespaceSelector: where('warm', 'NotIn', 'yes') }] }],
      }),
      network(
        'blue',
        { podSelector: app('one'), ingress: [{ from: [{ namespaceSelector: where('warm', 'Exists') }] }] },
        'e',
      ),
      network('blue', {
        podSelector: app('two'),
        ingress: [{ from: [{ namespaceSelector: where('warm', 'DoesNotExist') }] }],
      }),
    ],
    yes: [
      'red/two > red/one 80',
      'green/two > green/one 80',
      'blue/one > green/one 80',
      'red/one > blue/one 80',
      'blue/one > blue/two 80',
    ],
    no: [
      'red/three > red/one 80',
      'red/one > green/one 80',
      'blue/two > blue/one 80',
      'green/one > blue/two 80',
    ],
  },
  {
    says: 'a selector that the API server refuses takes nobody',
    policies: [
      network('red', {
        podSelector: all,
        ingress: [
          { from: [{ podSelector: where('app', 'Equals', 'two') }, { podSelector: where('app', 'In') }] },
        ],
      }),
    ],
    no: ['red/two > red/one 80'],
  },
  {
    says: 'a peer that says nothing, or two things that exclude each other, takes nobody',
    policies: [
      network('red', {
        podSelector: all,
        ingress: [{ from: [{}, { podSelector: all, ipBlock: { cidr: '0.0.0.0/0' } }] }],
      }),
    ],
    no: ['red/two > red/one 80', '8.8.8.8 > red/one 80'],
  },
  {
    says: 'policies add up',
    policies: [
      denyIn,
      network(
        'red',
        {
          podSelector: all,
          ingress: [{ from: [{ namespaceSelector: color('green') }], ports: [{ port: 80 }] }],
        },
        'a',
      ),
      network('red', { podSelector: app('one'), ingress: [{ from: [{ podSelector: app('two') }] }] }, 'b'),
    ],
    yes: ['green/one > red/one 80', 'red/two > red/one 81', 'green/one > red/two 80'],
    no: ['green/one > red/one 81', 'red/one > red/two 80', 'blue/one > red/one 80'],
  },
  {
    says: 'both sides must allow',
    policies: [
      network('red', {
        podSelector: all,
        policyTypes: ['Egress'],
        egress: [{ to: [{ namespaceSelector: color('green') }] }],
      }),
      network('green', {
        podSelector: app('one'),
        ingress: [{ from: [{ namespaceSelector: color('blue') }] }],
      }),
    ],
    yes: ['red/one > green/two 80', 'blue/one > green/one 80'],
    no: ['red/one > green/one 80', 'red/one > blue/one 80'],
  },
  {
    says: 'a policy of another namespace does not count',
    policies: [network('blue', { podSelector: app('one'), policyTypes: ['Ingress'] })],
    yes: ['green/one > red/one 80'],
    no: ['green/one > blue/one 80'],
  },
]
