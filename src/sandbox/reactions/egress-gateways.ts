/** Egress gateways of Kube-OVN: a Deployment whose pods stand in an inner and an outer subnet. */

import type { Pod, Workload } from '../../k8s/core.ts'
import type { Condition, KubeObject } from '../../k8s/objects.ts'
import { deployments, pods, subnets, vpcs } from './collections.ts'
import { withTimes } from './conditions.ts'
import { type ExternalSubnet, externalAddresses, liesIn } from './egress-addresses.ts'
import {
  type Collection,
  type Index,
  isIn,
  type Manifest,
  objectOf,
  placeOf,
  type Reaction,
  type World,
} from './reaction.ts'
import { ensure, ensureStatus, isBeyondStatus, ownerOf } from './wanted.ts'

const kubeOvn = 'kubeovn.io'
const gateways = { group: kubeOvn, plural: 'vpc-egress-gateways' }
const networks = { group: 'k8s.cni.cncf.io', plural: 'network-attachment-definitions' }

const workloadLabel = 'ovn.kubernetes.io/vpc-egress-gateway'
const defaultVpc = 'ovn-cluster'
const defaultSubnet = 'ovn-default'
const defaultImage = 'docker.io/kubeovn/kube-ovn:v1.14.0'

export interface VpcEgressGateway extends KubeObject {
  readonly spec: {
    readonly vpc?: string
    readonly prefix?: string
    readonly replicas?: number
    readonly image?: string
    readonly internalSubnet?: string
    readonly externalSubnet: string
    readonly internalIPs?: readonly string[]
    readonly externalIPs?: readonly string[]
    readonly bfd?: { readonly enabled?: boolean }
    readonly nodeSelector?: readonly { readonly matchLabels?: Readonly<Record<string, string>> }[]
    readonly tolerations?: readonly unknown[]
    readonly resources?: unknown
  }
  readonly status?: {
    readonly externalIPs?: readonly string[]
    readonly conditions?: readonly Condition[]
  }
}

interface Subnet extends KubeObject {
  readonly spec?: ExternalSubnet & { readonly provider?: string }
}

interface Vpc extends KubeObject {
  readonly spec?: { readonly bfdPort?: { readonly enabled?: boolean } }
  readonly status?: { readonly defaultLogicalSwitch?: string }
}

interface GatewayPod extends Pod {
  readonly status?: Pod['status'] & { readonly podIPs?: readonly { readonly ip: string }[] }
}

interface Deployment extends Workload {
  readonly status?: { readonly readyReplicas?: number; readonly updatedReplicas?: number }
}

const podsByGateway: Index<GatewayPod> = {
  of: pods,
  keys: ({ metadata }) => {
    const name = metadata.labels?.[workloadLabel]
    return name === undefined ? [] : [`${metadata.namespace}/${name}`]
  },
}

export function egressGateways(): Reaction {
  return {
    name: 'kube-ovn-egress-gateways',
    watches: [gateways, subnets, vpcs, networks, deployments, pods],
    subjects(change, world) {
      const object = objectOf(change)
      if (object === null) return []
      if (isIn(change, gateways)) return [placeOf(object)]
      if (isIn(change, deployments) || isIn(change, pods)) {
        const name = object.metadata.labels?.[workloadLabel]
        return name === undefined ? [] : [{ namespace: object.metadata.namespace ?? '', name }]
      }
      if (!isBeyondStatus(change) && !isIn(change, vpcs)) return []
      return world.list(gateways).map(placeOf)
    },
    react(place, world) {
      const gateway = world.get<VpcEgressGateway>(gateways, place)
      if (gateway === null || gateway.metadata.deletionTimestamp !== undefined) return []
      const ground = groundOf(gateway, world)
      if ('fault' in ground) return ensureStatus(gateway, faultyStatus(gateway, ground.fault, world))
      const deployment = deploymentOf(gateway, ground)
      return [
        ...ensureStatus(gateway, workingStatus(gateway, deployment, ground.external, world)),
        ...ensure(deployments, deployment, world),
      ]
    },
  }
}

interface Ground {
  readonly internal: string
  readonly external: Subnet
  /** The namespace and name of the attachment that the outer subnet provides. */
  readonly attachment: string
}

interface Fault {
  readonly type: 'Validated' | 'Ready'
  readonly reason: string
  readonly message: string
}

/** What the gateway stands on, or what is missing of it. */
function groundOf({ spec }: VpcEgressGateway, world: World): Ground | { readonly fault: Fault } {
  const failed = (message: string) => ({
    fault: { type: 'Ready', reason: 'ReconcileWorkloadFailed', message } as const,
  })
  const find = <T extends KubeObject>(collection: Collection, name: string, namespace = '') =>
    world.get<T>(collection, { namespace, name })
  const vpcName = spec.vpc || defaultVpc
  const vpc = find<Vpc>(vpcs, vpcName)
  if (vpc === null && vpcName !== defaultVpc) return failed(`vpc.kubeovn.io "${vpcName}" not found`)
  if (spec.bfd?.enabled === true && vpc?.spec?.bfdPort?.enabled !== true) {
    const message = `vpc ${vpcName} bfd port is not enabled or not ready`
    return { fault: { type: 'Validated', reason: 'VpcBfdPortNotEnabled', message } }
  }
  const fallback = vpcName === defaultVpc ? defaultSubnet : ''
  const internal = spec.internalSubnet || vpc?.status?.defaultLogicalSwitch || fallback
  if (internal === '') {
    const advice = 'please set internal subnet of the egress gateway'
    return failed(`default subnet of vpc ${vpcName} not found, ${advice}`)
  }
  if (find(subnets, internal) === null) return failed(`subnet.kubeovn.io "${internal}" not found`)
  const external = find<Subnet>(subnets, spec.externalSubnet)
  if (external === null) return failed(`subnet.kubeovn.io "${spec.externalSubnet}" not found`)
  const [name = '', namespace = ''] = (external.spec?.provider ?? '').split('.')
  if (namespace === '') {
    const advice = 'to get the network-attachment-definition'
    return failed(`please set correct provider of subnet ${spec.externalSubnet} ${advice}`)
  }
  if (find(networks, name, namespace) === null) {
    return failed(`network-attachment-definitions.k8s.cni.cncf.io "${name}" not found`)
  }
  return { internal, external, attachment: `${namespace}/${name}` }
}

function faultyStatus({ metadata, spec, status }: VpcEgressGateway, fault: Fault, world: World): unknown {
  const observedGeneration = metadata.generation ?? 1
  const { type, reason, message } = fault
  const wanted = [{ type, status: 'False' as const, reason, message, observedGeneration }]
  return {
    phase: 'Processing',
    ready: false,
    replicas: type === 'Ready' ? 0 : (spec.replicas ?? 1),
    labelSelector: selectorOf(metadata.name),
    conditions: withTimes(wanted, status?.conditions, world.now),
  }
}

function workingStatus(
  gateway: VpcEgressGateway,
  { metadata: { namespace = '', name } }: Manifest,
  external: Subnet,
  world: World,
): unknown {
  const { metadata, spec, status } = gateway
  const replicas = spec.replicas ?? 1
  const deployment = world.get<Deployment>(deployments, { namespace, name })
  const progress = deployment?.status ?? {}
  const ready =
    deployment?.spec?.replicas === replicas &&
    [progress.readyReplicas, progress.updatedReplicas].every((n) => (n ?? 0) >= replicas)
  const running = world
    .by(podsByGateway, `${namespace}/${metadata.name}`)
    .filter((pod) => (pod.status?.podIP ?? '') !== '')
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
  const waiting = `Waiting for Deployment ${name} to be ready`
  const observedGeneration = metadata.generation ?? 1
  const conditions = [
    { type: 'Validated', status: 'True' as const, reason: 'Validated', message: '', observedGeneration },
    ready
      ? {
          type: 'Ready',
          status: 'True' as const,
          reason: 'ReconcileSuccess',
          message: '',
          observedGeneration,
        }
      : {
          type: 'Ready',
          status: 'False' as const,
          reason: 'Processing',
          message: waiting,
          observedGeneration,
        },
  ]
  return {
    phase: ready ? 'Completed' : 'Processing',
    ready,
    replicas,
    labelSelector: selectorOf(metadata.name),
    internalIPs: running.map((pod, at) => innerAddress(pod, at, spec)),
    externalIPs: externalAddresses(running.length, {
      subnet: external.spec ?? {},
      named: spec.externalIPs ?? [],
      kept: (status?.externalIPs ?? []).filter((text) => liesIn(external.spec ?? {}, text)),
      taken: takenOf(gateway, world),
    }),
    workload: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name,
      nodes: running.map((pod) => pod.spec?.nodeName ?? ''),
    },
    conditions: withTimes(conditions, status?.conditions, world.now),
  }
}

/** What the pod has; where its network does not heed what the gateway asks for, that. */
function innerAddress(
  { status }: GatewayPod,
  at: number,
  { internalIPs = [] }: VpcEgressGateway['spec'],
): string {
  const own = status?.podIPs?.map(({ ip }) => ip).join(',') || (status?.podIP ?? '')
  return internalIPs.includes(own) ? own : (internalIPs[at] ?? own)
}

/** The outer addresses of all other gateways; there are few of them. */
function takenOf({ metadata }: VpcEgressGateway, world: World): ReadonlySet<string> {
  const others = world.list<VpcEgressGateway>(gateways).filter((other) => other.metadata.uid !== metadata.uid)
  return new Set(
    others.flatMap(({ status }) => (status?.externalIPs ?? []).flatMap((text) => text.split(','))),
  )
}

function selectorOf(name: string): string {
  return `app=vpc-egress-gateway,${workloadLabel}=${name}`
}

function deploymentOf(gateway: VpcEgressGateway, { internal, external, attachment }: Ground): Manifest {
  const { metadata, spec } = gateway
  const labels = { app: 'vpc-egress-gateway', [workloadLabel]: metadata.name }
  const image = spec.image || defaultImage
  const inner = spec.internalIPs ?? []
  const outer = spec.externalIPs ?? []
  const annotations = {
    'k8s.v1.cni.cncf.io/networks': attachment,
    'ovn.kubernetes.io/logical_switch': internal,
    'ovn.kubernetes.io/ip_pool': inner.length > 0 ? inner.join(';') : undefined,
    [`${external.spec?.provider}.kubernetes.io/ip_pool`]: outer.length > 0 ? outer.join(';') : undefined,
  }
  const resources = spec.resources === undefined ? {} : { resources: spec.resources }
  const nodeSelector = Object.assign({}, ...(spec.nodeSelector ?? []).map(({ matchLabels }) => matchLabels))
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: `${spec.prefix ?? ''}${metadata.name}`,
      namespace: metadata.namespace ?? '',
      labels,
      ownerReferences: [{ ...ownerOf(gateway), controller: true }],
    },
    spec: {
      replicas: spec.replicas ?? 1,
      selector: { matchLabels: labels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      template: {
        metadata: { labels, annotations },
        spec: {
          nodeSelector: Object.keys(nodeSelector).length > 0 ? nodeSelector : undefined,
          ...(spec.tolerations === undefined ? {} : { tolerations: spec.tolerations }),
          containers: [{ name: 'gateway', image, command: ['sleep', 'infinity'], ...resources }],
        },
      },
    },
  }
}
