/** Workloads of the projects. Their pods are made and run by reactions, or by the played kubelets of tests. */
import type { Manifest } from '../../k8s/objects.ts'
import { type Application, workload } from './workload.ts'

const applications: readonly Application[] = [
  {
    place: 'shop-prod/frontend',
    image: 'shop/frontend:2.14.0',
    replicas: 3,
    ports: { http: 8080 },
    displayName: 'Storefront',
  },
  {
    place: 'shop-prod/catalog',
    image: 'shop/catalog:1.9.2',
    replicas: 2,
    ports: { http: 8080, metrics: 9090 },
  },
  // The next version of the catalog, which gets a tenth of the requests.
  {
    place: 'shop-prod/catalog-next',
    image: 'shop/catalog:2.0.0-rc.3',
    replicas: 1,
    ports: { http: 8080, metrics: 9090 },
  },
  { place: 'shop-prod/cart', image: 'shop/cart:3.0.1', replicas: 2, ports: { grpc: 9000 } },
  { place: 'shop-prod/checkout', image: 'shop/checkout:4.1.0', replicas: 1, ports: { http: 8080 } },
  {
    place: 'shop-prod/cart-redis',
    image: 'redis:8.2',
    replicas: 3,
    ports: { redis: 6379 },
    statefulIn: 'cart-redis',
  },
  { place: 'shop-staging/frontend', image: 'shop/frontend:2.15.0-rc.1', replicas: 1, ports: { http: 8080 } },
  // Waits for a database that nobody gave it.
  {
    place: 'shop-staging/catalog',
    image: 'shop/catalog:2.0.0-rc.3',
    replicas: 2,
    ports: { http: 8080 },
    notReady: true,
  },
  { place: 'shop-dev/frontend', image: 'shop/frontend:main', replicas: 1, ports: { http: 8080 } },
  {
    place: 'payments-prod/api',
    image: 'payments/api:5.3.0',
    replicas: 3,
    ports: { https: 8443 },
    displayName: 'Payments API',
    annotations: { 'endpoint-health-checker.io/enabled': 'true' },
  },
  {
    place: 'payments-prod/ledger-db',
    image: 'postgres:18.1',
    replicas: 2,
    ports: { postgres: 5432 },
    statefulIn: 'ledger-db',
  },
  {
    place: 'payments-prod/fraud-check',
    image: 'payments/fraud-check:1.2.0',
    replicas: 1,
    ports: { grpc: 9000 },
  },
  { place: 'payments-prod/webhooks', image: 'payments/webhooks:2.0.4', replicas: 1, ports: { http: 8080 } },
  { place: 'payments-staging/api', image: 'payments/api:5.4.0-rc.1', replicas: 1, ports: { https: 8443 } },
  {
    place: 'media-prod/encoder',
    image: 'media/encoder:0.8.7',
    replicas: 2,
    ports: { http: 8080, rtmp: 1935, srt: { udp: 8890 } },
  },
  { place: 'media-prod/player', image: 'media/player:3.4.0', replicas: 1, ports: { http: 8080 } },
  // Its second network card is in the studio's network.
  {
    place: 'media-prod/live',
    image: 'media/live:1.1.0',
    replicas: 1,
    ports: { https: 8443, srt: { udp: 8890 } },
    annotations: { 'k8s.v1.cni.cncf.io/networks': 'media-prod/studio' },
  },
  {
    place: 'media-dev/encoder',
    image: 'media/encoder:main',
    replicas: 1,
    ports: { http: 8080, rtmp: 1935 },
  },
  { place: 'media-dev/thumbnails', image: 'media/thumbnails:main', replicas: 1, ports: { http: 8080 } },
]

/** `namespace/name` of the workloads that are meant to stay unready. */
export const applicationsNeverReady: ReadonlySet<string> = new Set(
  applications.filter(({ notReady }) => notReady).map(({ place }) => place),
)

export function applicationManifests(): Manifest[] {
  return applications.map(workload)
}
