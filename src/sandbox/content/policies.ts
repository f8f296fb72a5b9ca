/** Network policies of the projects: who may talk to whom, and the mistakes people make in them. */
import type { Manifest } from '../../k8s/objects.ts'
import { kindOf } from './manifest.ts'

const networkPolicy = kindOf('networking.k8s.io/v1', 'NetworkPolicy')

const everyPod = {}
const app = (name: string) => ({ matchLabels: { app: name } })
const ofProject = (name: string) => ({ namespaceSelector: { matchLabels: { 'cpaas.io/project': name } } })
const ofNamespace = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
})
const port = (number: number | string, protocol = 'TCP') => ({ protocol, port: number })

const ingress = { policyTypes: ['Ingress'] }
const egress = { policyTypes: ['Egress'] }

export function networkPolicyManifests(): Manifest[] {
  return [...payments(), ...others()]
}

function payments(): Manifest[] {
  return [
    // Isolates the namespace: nothing in and nothing out but what the others allow.
    networkPolicy(
      'payments-prod/default-deny',
      { podSelector: everyPod, policyTypes: ['Ingress', 'Egress'] },
      { displayName: 'Default deny', creator: 'mei' },
    ),
    // From another project's namespaces, by their label.
    networkPolicy(
      'payments-prod/allow-shop',
      {
        podSelector: app('api'),
        ingress: [{ from: [{ ...ofProject('shop'), podSelector: app('checkout') }], ports: [port('https')] }],
        ...ingress,
      },
      { displayName: 'Checkout may pay', creator: 'mei' },
    ),
    networkPolicy('payments-prod/allow-entrances', {
      podSelector: app('api'),
      ingress: [{ from: [ofNamespace('ingress-nginx'), ofNamespace('cpaas-system')], ports: [port(8443)] }],
      ...ingress,
    }),
    networkPolicy('payments-prod/ledger', {
      podSelector: app('ledger-db'),
      ingress: [{ from: [{ podSelector: app('api') }], ports: [port(5432)] }],
      ...ingress,
    }),
    networkPolicy('payments-prod/allow-dns', {
      podSelector: everyPod,
      egress: [{ to: [ofNamespace('kube-system')], ports: [port(53, 'UDP'), port(53)] }],
      ...egress,
    }),
    networkPolicy('payments-prod/to-banks', {
      podSelector: app('api'),
      egress: [
        { to: [{ podSelector: app('ledger-db') }, { podSelector: app('fraud-check') }] },
        { to: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [port(443)] },
      ],
      ...egress,
    }),
  ]
}

function others(): Manifest[] {
  return [
    networkPolicy(
      'shop-prod/cart-redis',
      {
        podSelector: app('cart-redis'),
        ingress: [{ from: [{ podSelector: app('cart') }], ports: [port(6379)] }],
        ...ingress,
      },
      { creator: 'dana' },
    ),
    // No pod has carried this label since the search moved away.
    networkPolicy('shop-prod/search', {
      podSelector: app('search'),
      ingress: [{ from: [{ podSelector: app('frontend') }] }],
      ...ingress,
    }),
    // Lets requests to the catalog out, and forgets that names must be looked up first.
    networkPolicy(
      'shop-staging/frontend-out',
      {
        podSelector: app('frontend'),
        egress: [{ to: [{ podSelector: app('catalog') }], ports: [port(8080)] }],
        ...egress,
      },
      { displayName: 'Frontend to catalog only', creator: 'dana' },
    ),
    // From the offices, but for the guests' network.
    networkPolicy(
      'media-prod/studio',
      {
        podSelector: app('encoder'),
        ingress: [
          {
            from: [{ ipBlock: { cidr: '172.18.0.0/16', except: ['172.18.200.0/24', '172.18.201.0/24'] } }],
            ports: [port(1935), { protocol: 'UDP', port: 8890, endPort: 8899 }],
          },
        ],
        ...ingress,
      },
      { displayName: 'From the studio', creator: 'oleg' },
    ),
    networkPolicy('monitoring/prometheus', {
      podSelector: app('prometheus'),
      ingress: [{ from: [{ podSelector: app('grafana') }], ports: [port('http')] }],
      ...ingress,
    }),
  ]
}
