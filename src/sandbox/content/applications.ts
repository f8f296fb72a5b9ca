/** Workloads of the projects and of the platform. Their pods are played by `kubelets.ts`. */
import type { Manifest } from '../../k8s/objects.ts'
import { projects } from './platform.ts'

interface Application {
  readonly namespace: string
  readonly name: string
  readonly image: string
  readonly replicas: number
  /** Container ports by name; `udp` ports carry the protocol in the value. */
  readonly ports: Readonly<Record<string, number | { udp: number }>>
  /** A StatefulSet with this headless Service, instead of a Deployment. */
  readonly statefulIn?: string
  /** Its pods run but never become ready. */
  readonly notReady?: true
}

const applications: readonly Application[] = [
  {
    namespace: 'shop-prod',
    name: 'frontend',
    image: 'shop/frontend:2.14.0',
    replicas: 3,
    ports: { http: 8080 },
  },
  {
    namespace: 'shop-prod',
    name: 'catalog',
    image: 'shop/catalog:1.9.2',
    replicas: 2,
    ports: { http: 8080, metrics: 9090 },
  },
  { namespace: 'shop-prod', name: 'cart', image: 'shop/cart:3.0.1', replicas: 2, ports: { grpc: 9000 } },
  {
    namespace: 'shop-prod',
    name: 'cart-redis',
    image: 'redis:8.2',
    replicas: 3,
    ports: { redis: 6379 },
    statefulIn: 'cart-redis',
  },
  {
    namespace: 'shop-staging',
    name: 'frontend',
    image: 'shop/frontend:2.15.0-rc.1',
    replicas: 1,
    ports: { http: 8080 },
  },
  {
    namespace: 'shop-staging',
    name: 'catalog',
    image: 'shop/catalog:2.0.0-rc.3',
    replicas: 2,
    ports: { http: 8080 },
    notReady: true,
  },
  {
    namespace: 'shop-dev',
    name: 'frontend',
    image: 'shop/frontend:main',
    replicas: 1,
    ports: { http: 8080 },
  },
  {
    namespace: 'payments-prod',
    name: 'api',
    image: 'payments/api:5.3.0',
    replicas: 3,
    ports: { https: 8443 },
  },
  {
    namespace: 'payments-prod',
    name: 'ledger-db',
    image: 'postgres:18.1',
    replicas: 2,
    ports: { postgres: 5432 },
    statefulIn: 'ledger-db',
  },
  {
    namespace: 'payments-staging',
    name: 'api',
    image: 'payments/api:5.4.0-rc.1',
    replicas: 1,
    ports: { https: 8443 },
  },
  {
    namespace: 'media-prod',
    name: 'encoder',
    image: 'media/encoder:0.8.7',
    replicas: 2,
    ports: { http: 8080, rtmp: 1935, srt: { udp: 8890 } },
  },
  {
    namespace: 'media-dev',
    name: 'encoder',
    image: 'media/encoder:main',
    replicas: 1,
    ports: { http: 8080, rtmp: 1935 },
  },
  {
    namespace: 'ingress-nginx',
    name: 'ingress-nginx-controller',
    image: 'ingress-nginx/controller:v1.14.0',
    replicas: 2,
    ports: { http: 80, https: 443 },
  },
  {
    namespace: 'metallb-system',
    name: 'controller',
    image: 'metallb/controller:v0.16.2',
    replicas: 1,
    ports: { metrics: 7472 },
  },
  {
    namespace: 'cpaas-system',
    name: 'console',
    image: 'platform/console:4.3.0',
    replicas: 2,
    ports: { https: 8443 },
  },
]

/** `namespace/name` of the workloads that are meant to stay unready. */
export const applicationsNeverReady: ReadonlySet<string> = new Set(
  applications.filter(({ notReady }) => notReady).map(({ namespace, name }) => `${namespace}/${name}`),
)

export function applicationManifests(): Manifest[] {
  return applications.map((application) => {
    const { namespace, name, replicas, statefulIn, notReady } = application
    const labels = labelsOf(application)
    const annotations = notReady ? { 'portolan.dev/not-ready': 'true' } : {}
    return {
      apiVersion: 'apps/v1',
      kind: statefulIn === undefined ? 'Deployment' : 'StatefulSet',
      metadata: { name, namespace, labels },
      spec: {
        replicas,
        selector: { matchLabels: { 'service.cpaas.io/name': name } },
        ...(statefulIn === undefined ? {} : { serviceName: statefulIn }),
        template: { metadata: { labels, annotations }, spec: { containers: [containerOf(application)] } },
      },
    }
  })
}

function labelsOf(application: Application): Record<string, string> {
  const project = Object.entries(projects).find(([, namespaces]) =>
    namespaces.some((namespace) => namespace === application.namespace),
  )?.[0]
  return {
    app: application.name,
    'service.cpaas.io/name': application.name,
    ...(project === undefined ? {} : { 'project.cpaas.io/name': project }),
  }
}

function containerOf({ name, image, ports }: Application) {
  return {
    name,
    image: `registry.example.com/${image}`,
    ports: Object.entries(ports).map(([portName, port]) =>
      typeof port === 'number'
        ? { name: portName, containerPort: port, protocol: 'TCP' }
        : { name: portName, containerPort: port.udp, protocol: 'UDP' },
    ),
    resources: { requests: { cpu: '50m', memory: '64Mi' } },
  }
}
