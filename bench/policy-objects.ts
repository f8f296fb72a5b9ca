/** 500 network policies over 10,000 pods of 200 namespaces, the same every time. */
import type { KubeObject } from '../src/k8s/objects.ts'

export const NAMESPACES = 200
const APPS = 10
const REPLICAS = 5
const POLICIES = 500
const NODES = 100

export const namespaces: readonly KubeObject[] = Array.from({ length: NAMESPACES }, (_, at) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: `ns-${at}`, labels: { team: `team-${at % 20}`, stage: at % 3 === 0 ? 'prod' : 'test' } },
}))

export const nodes: readonly KubeObject[] = Array.from({ length: NODES }, (_, at) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: `node-${at}` },
  status: { addresses: [{ type: 'InternalIP', address: `10.250.0.${at + 1}` }] },
}))

export const pods: readonly KubeObject[] = Array.from({ length: NAMESPACES * APPS * REPLICAS }, (_, at) =>
  podAt(at),
)

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

export const policies: readonly KubeObject[] = Array.from({ length: POLICIES }, (_, at) => policyAt(at))
