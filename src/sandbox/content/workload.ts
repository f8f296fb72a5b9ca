/** Deployments, StatefulSets and DaemonSets, all of one container and labelled as the platform does. */
import type { Manifest } from '../../k8s/objects.ts'
import { type Fields, object } from './manifest.ts'
import { projects } from './platform.ts'

export interface Application {
  /** `<namespace>/<name>`. */
  readonly place: string
  /** Without its registry. */
  readonly image: string
  /** `eachNode` makes a DaemonSet. */
  readonly replicas: number | 'eachNode'
  /** Container ports by name; `udp` ports carry the protocol in the value. */
  readonly ports: Readonly<Record<string, number | { readonly udp: number }>>
  /** A StatefulSet with this headless Service, instead of a Deployment. */
  readonly statefulIn?: string
  /** Its pods run but never become ready. */
  readonly notReady?: true
  /** Of the pods. */
  readonly annotations?: Readonly<Record<string, string>>
  /** Of the pod: what goes beyond its container. */
  readonly pod?: Fields
  readonly displayName?: string
}

export function workload(application: Application): Manifest {
  const { place, replicas, statefulIn, displayName, notReady, pod } = application
  const [namespace = '', name = ''] = place.split('/')
  const project = Object.entries(projects).find(([, names]) => names.some((each) => each === namespace))?.[0]
  const labels = {
    app: name,
    'service.cpaas.io/name': name,
    ...(project === undefined ? {} : { 'project.cpaas.io/name': project }),
  }
  const annotations = {
    ...application.annotations,
    ...(notReady ? { 'portolan.dev/not-ready': 'true' } : {}),
  }
  const kind = replicas === 'eachNode' ? 'DaemonSet' : statefulIn === undefined ? 'Deployment' : 'StatefulSet'
  const spec = {
    ...(replicas === 'eachNode' ? {} : { replicas }),
    selector: { matchLabels: { 'service.cpaas.io/name': name } },
    ...(statefulIn === undefined ? {} : { serviceName: statefulIn }),
    template: {
      metadata: { labels, annotations },
      spec: { containers: [containerOf(name, application)], ...pod },
    },
  }
  return object('apps/v1', kind, place, { spec }, { labels, ...(displayName ? { displayName } : {}) })
}

function containerOf(name: string, { image, ports }: Application) {
  return {
    name,
    image: `registry.example.org/${image}`,
    ports: Object.entries(ports).map(([portName, port]) =>
      typeof port === 'number'
        ? { name: portName, containerPort: port, protocol: 'TCP' }
        : { name: portName, containerPort: port.udp, protocol: 'UDP' },
    ),
    resources: { requests: { cpu: '50m', memory: '64Mi' } },
  }
}
