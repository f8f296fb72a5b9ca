/** What the operator makes for an ALB: its pods, the Services before them, its class of Ingresses. */

import type { Service } from '../../../k8s/core.ts'
import { services } from '../collections.ts'
import { digestOf } from '../digest.ts'
import type { Manifest, World } from '../reaction.ts'
import { ownerOf } from '../wanted.ts'
import {
  type Alb,
  configOf,
  type Frontend,
  ingressControllerName,
  operatorLabels,
  operatorVersion,
} from './objects.ts'
import { ingressProjectsOf } from './projects.ts'

/** Where the operator notes which annotations the Service has from the ALB, to take away what is no longer there. */
const originMark = 'alb.cpaas.io/origin_annotation'

export function podLabels({ metadata }: Alb): Readonly<Record<string, string>> {
  return { service_name: `alb2-${metadata.name}` }
}

export function deploymentOf(alb: Alb): Manifest {
  const { namespace = '', name } = alb.metadata
  const config = configOf(alb)
  const labels = { ...podLabels(alb), 'alb2.cpaas.io/type': config.antiAffinityKey ?? 'local' }
  const isHost = config.networkMode === 'host'
  const image = (part: string) => `registry.alauda.cn:60080/acp/${part}:${operatorVersion}`
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace, name, labels: operatorLabels(alb), ownerReferences: [ownerOf(alb)] },
    spec: {
      replicas: config.replicas,
      selector: { matchLabels: podLabels(alb) },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      template: {
        metadata: { labels },
        spec: {
          ...(isHost ? { hostNetwork: true } : { hostNetwork: undefined }),
          dnsPolicy: isHost ? 'ClusterFirstWithHostNet' : 'ClusterFirst',
          nodeSelector: config.nodeSelector,
          containers: [
            { name: 'nginx', image: image('alb-nginx') },
            { name: 'alb2', image: image('alb2') },
          ],
        },
      },
    },
  }
}

interface Port {
  readonly name: string
  readonly protocol: string
  readonly port: number
  readonly targetPort: number
}

function portOf(name: string, port: number, protocol = 'TCP'): Port {
  return { name, protocol, port, targetPort: port }
}

/** The Service that monitoring asks. */
export function monitorServiceOf(alb: Alb): Manifest {
  const { namespace = '', name } = alb.metadata
  const { metricsPort, ingressHTTPPort, ingressHTTPSPort } = configOf(alb)
  const ports = [portOf('https-metrics', metricsPort)]
  if (ingressHTTPPort !== 0) ports.push(portOf(`http-${ingressHTTPPort}`, ingressHTTPPort))
  if (ingressHTTPSPort !== 0) ports.push(portOf(`https-${ingressHTTPSPort}`, ingressHTTPSPort))
  const labels = { ...operatorLabels(alb), ...podLabels(alb) }
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name, labels, ownerReferences: [ownerOf(alb)] },
    spec: { type: 'ClusterIP', selector: podLabels(alb), ports },
  }
}

const transports: Readonly<Record<string, string>> = {
  http: 'TCP',
  https: 'TCP',
  grpc: 'TCP',
  tcp: 'TCP',
  udp: 'UDP',
}

export function balancerNameOf({ metadata }: Alb): string {
  return `${metadata.name}-lb-${digestOf(`${metadata.namespace}/${metadata.name}`).slice(0, 5)}`
}

/** The Service that gives the ALB its address: a port for each of its listeners. */
export function balancerServiceOf(alb: Alb, listeners: readonly Frontend[], world: World): Manifest {
  const { namespace = '' } = alb.metadata
  const { vip = {}, metricsPort } = configOf(alb)
  const name = balancerNameOf(alb)
  const asked = vip.lbSvcAnnotations ?? {}
  const before = world.get<Service>(services, { namespace, name })?.metadata.annotations?.[originMark]
  const stale = marksIn(before ?? '{}')
  const ports = [...listeners]
    .sort((a, b) => a.spec.port - b.spec.port || (a.metadata.name < b.metadata.name ? -1 : 1))
    .flatMap(({ spec: { protocol, port } }) => {
      const transport = transports[protocol]
      return transport === undefined ? [] : [portOf(`${protocol}-${port}`, port, transport)]
    })
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      namespace,
      name,
      labels: { ...operatorLabels(alb), 'alb.cpaas.io/service_type': 'lb' },
      annotations: {
        ...Object.fromEntries(stale.map((mark) => [mark, undefined])),
        ...asked,
        [originMark]: JSON.stringify(asked),
      } as Record<string, string>,
      ownerReferences: [ownerOf(alb)],
    },
    spec: {
      type: 'LoadBalancer',
      selector: podLabels(alb),
      ipFamilyPolicy: vip.lbSvcIpFamilyPolicy ?? 'PreferDualStack',
      allocateLoadBalancerNodePorts: vip.allocateLoadBalancerNodePorts ?? true,
      ports: [portOf('metrics', metricsPort), ...ports],
    },
  }
}

/** The annotations that a note of the operator names; none where somebody spoilt it. */
function marksIn(note: string): readonly string[] {
  try {
    return Object.keys(JSON.parse(note) ?? {})
  } catch {
    return []
  }
}

/** In port mode the operator writes down for the leader which project has which port. */
export function portInfoOf(alb: Alb): Manifest {
  const { namespace = '', name } = alb.metadata
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      namespace,
      name: `${name}-port-info`,
      labels: operatorLabels(alb),
      ownerReferences: [ownerOf(alb)],
    },
    data: { range: configOf(alb).portProjects ?? '[]' },
  }
}

export function ingressClassOf(alb: Alb): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: {
      name: alb.metadata.name,
      labels: operatorLabels(alb),
      annotations: {
        'ingressclass.kubernetes.io/is-default-class': String(configOf(alb).defaultIngressClass === true),
        'alb.cpaas.io/project': ingressProjectsOf(alb).join(','),
      },
    },
    spec: { controller: ingressControllerName },
  }
}
