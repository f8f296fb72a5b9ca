/** The objects of the platform's load balancer, with the fields that its operator and its leader read. */
import type { Condition, KubeObject } from '../../../k8s/objects.ts'
import type { Index } from '../reaction.ts'

export const albGroup = 'crd.alauda.io'
export const albs = { group: albGroup, plural: 'alaudaloadbalancer2' }
export const frontends = { group: albGroup, plural: 'frontends' }
export const rules = { group: albGroup, plural: 'rules' }

export const albLabel = 'alb2.cpaas.io/name'
export const frontendLabel = 'alb2.cpaas.io/frontend'
export const projectLabelPrefix = 'project.cpaas.io/'
export const allProjects = 'ALL_ALL'
export const ingressControllerName = 'cpaas.io/alb2'

export interface AlbConfig {
  readonly networkMode?: string
  readonly vip?: {
    readonly enableLbSvc?: boolean
    readonly lbSvcAnnotations?: Readonly<Record<string, string>>
    readonly lbSvcIpFamilyPolicy?: string
    readonly allocateLoadBalancerNodePorts?: boolean
  }
  readonly replicas?: number
  readonly nodeSelector?: Readonly<Record<string, string>>
  readonly antiAffinityKey?: string
  readonly projects?: readonly string[]
  readonly enablePortProject?: boolean
  readonly portProjects?: string
  readonly enableIngress?: string
  readonly defaultIngressClass?: boolean
  readonly ingressHTTPPort?: number
  readonly ingressHTTPSPort?: number
  readonly defaultSSLCert?: string
  readonly defaultSSLStrategy?: string
  readonly metricsPort?: number
}

export interface AlbStatus {
  readonly state?: string
  readonly reason?: string
  readonly probeTime?: number
  readonly probeTimeStr?: string
  readonly detail?: {
    readonly deploy?: { readonly state?: string; readonly reason?: string; readonly probeTimeStr?: string }
    readonly address?: AlbAddress
    readonly alb?: { readonly portstatus?: Readonly<Record<string, PortStatus>> }
    readonly version?: unknown
  }
}

export interface AlbAddress {
  readonly ok: boolean
  readonly msg: string
  readonly ipv4: readonly string[]
  readonly ipv6: readonly string[]
  readonly host: readonly string[]
}

export interface PortStatus {
  readonly conflict: boolean
  readonly msg: string
  readonly probeTimeStr?: string
}

export interface Alb extends KubeObject {
  readonly spec?: { readonly address?: string; readonly config?: AlbConfig }
  readonly status?: AlbStatus
}

export interface ServiceGroup {
  readonly services?: readonly {
    readonly name: string
    readonly namespace: string
    readonly port: number
    readonly weight: number
  }[]
}

export interface Source {
  readonly type?: string
  readonly namespace?: string
  readonly name?: string
}

export interface Frontend extends KubeObject {
  readonly spec: {
    readonly port: number
    readonly protocol: string
    readonly certificate_name?: string
    readonly backendProtocol?: string
    readonly serviceGroup?: ServiceGroup
    readonly source?: Source
  }
  readonly status?: {
    readonly instances?: Readonly<Record<string, { readonly conflict: boolean; readonly probeTime: number }>>
  }
}

export interface AlbRule extends KubeObject {
  readonly spec: { readonly source?: Source; readonly [field: string]: unknown }
}

export interface Deployment extends KubeObject {
  readonly spec?: { readonly replicas?: number }
  readonly status?: {
    readonly replicas?: number
    readonly readyReplicas?: number
    readonly conditions?: readonly Condition[]
  }
}

export const albsByName: Index<Alb> = { of: albs, keys: ({ metadata }) => [metadata.name] }

/** By the ALB they belong to, as `namespace/name`. */
export const frontendsByAlb: Index<Frontend> = {
  of: frontends,
  keys({ metadata }) {
    const name = metadata.labels?.[albLabel]
    return name === undefined ? [] : [`${metadata.namespace}/${name}`]
  },
}

/** By the frontend they belong to, as `namespace/name`. */
export const rulesByFrontend: Index<AlbRule> = {
  of: rules,
  keys({ metadata }) {
    const name = metadata.labels?.[frontendLabel]
    return name === undefined ? [] : [`${metadata.namespace}/${name}`]
  },
}

/** The settings of an ALB with what its operator puts in for those left out. */
export function configOf({ spec }: Alb) {
  const config = spec?.config ?? {}
  const networkMode = config.networkMode ?? 'host'
  return {
    ...config,
    networkMode,
    enableLbSvc: config.vip?.enableLbSvc ?? networkMode === 'container',
    replicas: config.replicas ?? 3,
    projects: config.projects ?? [],
    isPortMode: config.enablePortProject === true,
    isForIngress: config.enableIngress !== 'false',
    ingressHTTPPort: config.ingressHTTPPort ?? 80,
    ingressHTTPSPort: config.ingressHTTPSPort ?? 443,
    defaultSSLStrategy: config.defaultSSLStrategy ?? 'Never',
    metricsPort: config.metricsPort ?? 1936,
  }
}

/** What marks the objects that the operator makes for an ALB. */
export function operatorLabels({ metadata }: Alb): Readonly<Record<string, string>> {
  const { namespace = '', name } = metadata
  const place = `${namespace}_${name}`
  return {
    'alb.cpaas.io/managed-by': 'alb-operator',
    'alb.cpaas.io/version': operatorVersion,
    'alb.cpaas.io/alb2-operator-albname': name,
    'alb.cpaas.io/alb2-operator-albns': namespace,
    ...(place.length < 63 ? { 'alb.cpaas.io/alb2-operator': place } : {}),
  }
}

export const operatorVersion = 'v4.2.0'

/** The ALB that an object was made for, as `namespace/name`. */
export function madeFor({ metadata }: KubeObject): readonly string[] {
  const { labels = {} } = metadata
  const name = labels['alb.cpaas.io/alb2-operator-albname']
  const namespace = labels['alb.cpaas.io/alb2-operator-albns']
  return name === undefined || namespace === undefined ? [] : [`${namespace}/${name}`]
}

/** All texts under which the ALB is reached: those that its author wrote, then those it was given. */
export function addressesOf({ spec, status }: Alb): readonly string[] {
  const written = (spec?.address ?? '').split(',').map((text) => text.trim())
  const { ipv4 = [], ipv6 = [], host = [] } = status?.detail?.address ?? {}
  return [...new Set([...written, ...ipv4, ...ipv6, ...host])].filter((text) => text !== '')
}
