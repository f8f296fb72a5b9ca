import { createInstance } from 'i18next'
import { expect, test } from 'vitest'
import { adminDialect, clusterDialect, type Dialect, networkDialect } from './dialects.ts'
import words from './later-locale/en.json'
import { podSetText, ruleSentence, type Speaker } from './sentence.ts'
import { policyOf } from './view.ts'

const i18n = createInstance()
await i18n.init({ lng: 'en', resources: { en: { policy: words } }, interpolation: { escapeValue: false } })
const speaker: Speaker = { t: i18n.t, projectLabel: 'cpaas.io/project' }

function said(dialect: Dialect, spec: object): readonly string[] {
  const { rules } = policyOf({ spec }, dialect)
  return [...rules.ingress, ...rules.egress].map((rule) => ruleSentence(rule, speaker))
}

const app = (name: string) => ({ matchLabels: { app: name } })
const ofProject = { matchLabels: { 'cpaas.io/project': 'shop' } }
const named = (...values: readonly string[]) => ({
  matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }],
})

test.each([
  [
    { from: [{ namespaceSelector: ofProject, podSelector: app('checkout') }], ports: [{ port: 8443 }] },
    'Pods with app=checkout in namespaces of project shop may connect to TCP 8443.',
  ],
  [{}, 'Everybody, inside the cluster and outside, may connect to any port.'],
  [{ from: [] }, 'Everybody, inside the cluster and outside, may connect to any port.'],
  [{ from: [{ podSelector: {} }] }, 'All pods in this namespace may connect to any port.'],
  [
    { from: [{ namespaceSelector: {} }], ports: [{ protocol: 'UDP' }] },
    'All pods in all namespaces may connect to any UDP port.',
  ],
  [
    { from: [{ namespaceSelector: named('a', 'b') }], ports: [{ port: 'https' }] },
    'All pods in namespaces a or b may connect to the TCP port named https.',
  ],
  [
    {
      from: [
        { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.0.0/16'] } },
        { podSelector: app('a') },
      ],
      ports: [{ port: 80 }, { protocol: 'SCTP', port: 1000, endPort: 2000 }],
    },
    'Addresses in 10.0.0.0/8 but not 10.1.0.0/16 and 10.2.0.0/16 or pods with app=a in this namespace may connect to TCP 80 or SCTP 1000 to 2000.',
  ],
  [
    {
      from: [
        {
          podSelector: {
            matchLabels: { app: 'a', tier: 'b' },
            matchExpressions: [{ key: 'debug', operator: 'DoesNotExist' }],
          },
        },
      ],
    },
    'Pods with app=a, tier=b and no debug in this namespace may connect to any port.',
  ],
  [{ from: [{}] }, 'A peer that says nothing may connect to any port.'],
  [{ from: [{ podSelector: {}, ipBlock: {} }] }, 'A peer that only the YAML shows may connect to any port.'],
])('a rule of a NetworkPolicy: %j', (rule, sentence) => {
  expect(said(networkDialect, { ingress: [rule] })).toEqual([sentence])
})

test('each way to ask for a label', () => {
  const rules = [
    { key: 'a', operator: 'In', values: ['x', 'y'] },
    { key: 'b', operator: 'NotIn', values: ['z'] },
    { key: 'c', operator: 'Exists' },
    { key: 'd', operator: 'DoesNotExist' },
  ]
  expect(
    said(networkDialect, { ingress: [{ from: [{ namespaceSelector: { matchExpressions: rules } }] }] }),
  ).toEqual(['All pods in namespaces with a in (x, y), b not in (z), c and no d may connect to any port.'])
})

test('what may leave', () => {
  const to = [{ ipBlock: { cidr: '192.0.2.0/24' } }]
  expect(said(networkDialect, { egress: [{ to, ports: [{ port: 443 }] }, {}] })).toEqual([
    'The selected pods may connect to addresses in 192.0.2.0/24 on TCP 443.',
    'The selected pods may connect to everything, inside the cluster and outside, on any port.',
  ])
})

test('rules of an AdminNetworkPolicy allow, deny and pass', () => {
  const from = [{ namespaces: ofProject }]
  const ports = [{ portRange: { protocol: 'TCP', start: 20, end: 23 } }, { namedPort: 'web' }]
  expect(
    said(adminDialect, {
      ingress: [
        { action: 'Deny', from, ports },
        { action: 'Pass', from: [{ pods: { namespaceSelector: {}, podSelector: app('probe') } }] },
        { action: 'Perhaps', from },
      ],
      egress: [
        { action: 'Allow', to: [{ nodes: {} }, { networks: ['10.0.0.0/8', '192.0.2.1/32'] }] },
        { action: 'Deny', to: [{ nodes: app('edge') }, { domainNames: ['example.com'] }] },
      ],
    }),
  ).toEqual([
    'All pods in namespaces of project shop may not connect to TCP 20 to 23 or the port named web.',
    'Whether pods with app=probe in all namespaces may connect to any port is left to network policies, and without any to the baseline.',
    'What this rule does with traffic is not said yet.',
    'The selected pods may connect to all nodes or addresses in 10.0.0.0/8 or 192.0.2.1/32 on any port.',
    'The selected pods may not connect to nodes with app=edge or the domains example.com on any port.',
  ])
})

test('rules of a ClusterNetworkPolicy', () => {
  const protocols = [
    { udp: { destinationPort: { number: 53 } } },
    { tcp: { destinationPort: { range: { start: 8000, end: 8999 } } } },
    { destinationNamedPort: 'dns' },
    { icmp: {} },
  ]
  expect(
    said(clusterDialect, { egress: [{ action: 'Accept', to: [{ namespaces: {} }], protocols }] }),
  ).toEqual([
    'The selected pods may connect to all pods in all namespaces on UDP 53, TCP 8000 to 8999, the port named dns or a port that only the YAML shows.',
  ])
})

test('what a policy selects', () => {
  const text = (spec: object, dialect: Dialect) => {
    const { subject } = policyOf({ spec }, dialect)
    return subject && podSetText(subject, speaker)
  }
  expect(text({}, networkDialect)).toBe('all pods in this namespace')
  expect(text({ subject: { namespaces: ofProject } }, adminDialect)).toBe(
    'all pods in namespaces of project shop',
  )
  expect(text({ subject: { pods: { podSelector: app('a') } } }, clusterDialect)).toBe(
    'pods with app=a in all namespaces',
  )
  expect(text({ subject: { pods: {}, namespaces: {} } }, adminDialect)).toBeNull()
})

test('whatever stands there, something is said', () => {
  for (const junk of [null, 'text', 7, [], {}, [null], { a: 1 }]) {
    for (const dialect of [networkDialect, adminDialect, clusterDialect]) {
      for (const sentence of said(dialect, {
        ingress: [junk, { from: [junk], ports: [junk], action: junk }],
        egress: junk,
      }))
        expect(sentence).toMatch(/\S\.$/)
    }
  }
})
