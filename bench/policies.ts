/** How fast 500 network policies over 10,000 pods are compiled and asked: `npx tsx bench/policies.ts`. */

import type { KubeObject } from '../src/k8s/objects.ts'
import {
  changesBetween,
  changesByWorkload,
  compileAmong,
  compilePolicies,
  evaluate,
  matrixOf,
  portRange,
  whoMayReach,
} from '../src/net/policy/index.ts'

const NAMESPACES = 200
const APPS = 10
const REPLICAS = 5
const POLICIES = 500
const NODES = 100
const ROUNDS = 7

const namespaces = Array.from({ length: NAMESPACES }, (_, at) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: `ns-${at}`, labels: { team: `team-${at % 20}`, stage: at % 3 === 0 ? 'prod' : 'test' } },
}))

const nodes = Array.from({ length: NODES }, (_, at) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: `node-${at}` },
  status: { addresses: [{ type: 'InternalIP', address: `10.250.0.${at + 1}` }] },
}))

const pods = Array.from({ length: NAMESPACES * APPS * REPLICAS }, (_, at) => podAt(at))

/** Every app of every namespace has a few replicas, which differ in name, hash and address. */
function podAt(at: number): KubeObject {
  const app = Math.floor(at / REPLICAS) % APPS
  const namespace = `ns-${Math.floor(at / (REPLICAS * APPS))}`
  const labels = { app: `app-${app}`, tier: app < 3 ? 'web' : 'back', 'pod-template-hash': `h${app}` }
  const ownerReferences = [{ kind: 'ReplicaSet', name: `app-${app}-h${app}`, controller: true }]
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `app-${app}-${at}`, namespace, labels, ownerReferences },
    spec: {
      nodeName: `node-${at % NODES}`,
      hostNetwork: app === 9 && at % (APPS * REPLICAS) === APPS * REPLICAS - 1,
      containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 8000 + app }] }],
    },
    status: { phase: 'Running', podIPs: [{ ip: `10.${at >> 14}.${(at >> 8) & 63}.${at & 255}` }] },
  }
  return pod as unknown as KubeObject
}

/** Mostly NetworkPolicies of one app, some of whole namespaces, a few for the whole cluster. */
function policyAt(at: number): KubeObject {
  const policy = at % 50 === 0 ? adminPolicyAt(at) : networkPolicyAt(at)
  return policy as unknown as KubeObject
}

function networkPolicyAt(at: number) {
  const app = (number: number) => ({ matchLabels: { app: `app-${number % APPS}` } })
  const team = { matchLabels: { team: `team-${at % 20}` } }
  const peers = [
    { podSelector: app(at + 1) },
    { namespaceSelector: team, podSelector: { matchLabels: { tier: 'web' } } },
    { ipBlock: { cidr: `10.${at % 2}.${at % 64}.0/24`, except: [`10.${at % 2}.${at % 64}.128/25`] } },
  ]
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `policy-${at}`, namespace: `ns-${at % NAMESPACES}` },
    spec: {
      podSelector: at % 5 === 0 ? {} : app(at),
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: peers, ports: [{ port: 'http' }, { port: 8000, endPort: 8000 + (at % 20) }] }],
      egress: [{ to: peers }, { ports: [{ port: 53, protocol: 'UDP' }] }],
    },
  }
}

function adminPolicyAt(at: number) {
  const stage = (name: string) => ({ namespaces: { matchLabels: { stage: name } } })
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: `cluster-${at}` },
    spec: {
      tier: at % 100 === 0 ? 'Admin' : 'Baseline',
      priority: at,
      subject: stage('prod'),
      ingress: [
        {
          action: 'Accept',
          from: [stage('prod')],
          protocols: [{ tcp: { destinationPort: { number: at + 1 } } }],
        },
        {
          action: 'Deny',
          from: [stage('test')],
          protocols: [{ tcp: { destinationPort: { number: at + 2 } } }],
        },
      ],
    },
  }
}

/** The median in milliseconds. */
function median(task: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now()
    task()
    return performance.now() - start
  })
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN
}

const policies = Array.from({ length: POLICIES }, (_, at) => policyAt(at))
const cluster = { namespaces, nodes, pods, policies }
const compiled = compilePolicies(cluster)
const withoutFirst = compilePolicies({ ...cluster, policies: policies.slice(1) })
const withoutLast = compilePolicies({ ...cluster, policies: policies.slice(0, -1) })
const questions = Array.from({ length: 1000 }, (_, at) => ({
  from: {
    namespace: `ns-${at % NAMESPACES}`,
    pod: pods[(at % NAMESPACES) * 50 + (at % 50)]?.metadata.name ?? '',
  },
  to: {
    namespace: `ns-${(at * 7) % NAMESPACES}`,
    pod: pods[((at * 7) % NAMESPACES) * 50]?.metadata.name ?? '',
  },
  protocol: 'TCP' as const,
  port: 8000,
}))
const web = { namespace: 'ns-7', kind: 'Deployment', name: 'app-1' }

const counted = (changes: ReturnType<typeof changesByWorkload>) =>
  [...changes].reduce((count, each) => count + each.length, 0)
const fewPods = [...compiled.pods.values()].filter(({ namespace }) => ['ns-7', 'ns-9'].includes(namespace))

const tasks: readonly (readonly [string, () => unknown, number])[] = [
  ['compile', () => compilePolicies(cluster), 1],
  ['compile what concerns 100 pods', () => compileAmong(cluster, fewPods), 1],
  ['compile what concerns all pods', () => compileAmong(cluster, compiled.pods.values()), 1],
  ['compile and matrix of every port', () => matrixOf(compilePolicies(cluster)), 1],
  ['matrix of every port, once more', () => matrixOf(compiled), 1],
  ['matrix of TCP 8000, once more', () => matrixOf(compiled, portRange('TCP', 8000)), 1],
  ['one question, of 1000', () => questions.map((question) => evaluate(compiled, question)), 1000],
  ['who may reach a workload', () => whoMayReach(compiled, web), 1],
  ['what a NetworkPolicy changes', () => changesBetween(withoutLast, compiled), 1],
  ['what a cluster-wide policy changes', () => changesBetween(withoutFirst, compiled), 1],
  ['the same of the first, by workload', () => counted(changesByWorkload(withoutLast, compiled)), 1],
  ['the same of the second', () => counted(changesByWorkload(withoutFirst, compiled)), 1],
]

const { groups, zones } = compiled
console.log(
  `${pods.length} pods, ${policies.length} policies: ${groups.length} groups, ${zones.length} zones\n`,
)
for (const [name, task, count] of tasks) {
  console.log(`${name.padEnd(34)} ${(median(task) / count).toFixed(3).padStart(10)} ms`)
}
