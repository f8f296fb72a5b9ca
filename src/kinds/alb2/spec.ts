/** What a load balancer (ALB2) says, read from whatever shape it has, with what its operator puts in for what is left out. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asList, asString, asStringMap, type Fields } from '../../k8s/shape.ts'
import { configAt } from '../alb/spec.ts'
import { everyProject } from '../assignment.ts'
import { type PortShare, portSharesIn } from './ports.ts'

export const addressPath: Path = ['spec', 'address']
export const modePath = configAt('networkMode')
export const servicePath = configAt('vip', 'enableLbSvc')
export const serviceAnnotationsPath = configAt('vip', 'lbSvcAnnotations')
export const replicasPath = configAt('replicas')
export const nodeSelectorPath = configAt('nodeSelector')
export const resourcesPath = configAt('resources')
export const projectsPath = configAt('projects')
export const portModePath = configAt('enablePortProject')
export const portProjectsPath = configAt('portProjects')
export const strategyPath = configAt('defaultSSLStrategy')
export const certificatePath = configAt('defaultSSLCert')
export const nicPath = configAt('bindNIC')

/** The annotation with the tolerations of its pods, a JSON list. */
export const tolerationKey = (labelDomain: string) => `alb.${labelDomain}/toleration`
export const tolerationPath = (labelDomain: string): Path => [
  'metadata',
  'annotations',
  tolerationKey(labelDomain),
]

/** Its own port for metrics and health checks where none is set; the global cluster has the other. */
export const metricsPort = 1936

export interface AlbView {
  readonly name: string
  readonly namespace: string
  readonly config: Fields
  /** As they were written; one that is still empty counts. */
  readonly addresses: readonly string[]
  readonly mode: string
  readonly hasService: boolean
  readonly replicas: unknown
  readonly nodeSelector: Readonly<Record<string, string>>
  readonly antiAffinityKey: string
  readonly isPortMode: boolean
  readonly projects: readonly string[]
  readonly ports: readonly PortShare[]
  readonly strategy: string
  readonly certificate: string
  /** The ports that it opens for Ingresses and for itself, whoever lists them. */
  readonly ownPorts: readonly number[]
}

export function viewOf(object: unknown): AlbView {
  const fields = asFields(object)
  const spec = asFields(fields.spec)
  const config = asFields(spec.config)
  const metadata = asFields(fields.metadata)
  const mode = asString(config.networkMode) || 'host'
  return {
    name: asString(metadata.name),
    namespace: asString(metadata.namespace),
    config,
    addresses: typeof spec.address === 'string' ? spec.address.split(',').map((text) => text.trim()) : [],
    mode,
    hasService: mode === 'container' || asFields(config.vip).enableLbSvc === true,
    replicas: config.replicas ?? 3,
    nodeSelector: asStringMap(config.nodeSelector),
    antiAffinityKey: asString(config.antiAffinityKey) || 'local',
    isPortMode: config.enablePortProject === true,
    projects: asList(config.projects).map(asString).filter(Boolean),
    ports: portSharesIn(config.portProjects) ?? [],
    strategy: asString(config.defaultSSLStrategy) || 'Never',
    certificate: asString(config.defaultSSLCert),
    ownPorts: ownPortsOf(config),
  }
}

function ownPortsOf(config: Fields): readonly number[] {
  const port = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise)
  const ofIngresses =
    config.enableIngress === 'false'
      ? []
      : [port(config.ingressHTTPPort, 80), port(config.ingressHTTPSPort, 443)]
  return [...ofIngresses, port(config.metricsPort, metricsPort)].filter((each) => each > 0)
}

/** Under which it is reached: what its author wrote, then what its Service was given. */
export function addressesOf(object: unknown): readonly string[] {
  const { status } = asFields(object)
  const { ipv4, ipv6, host } = asFields(asFields(asFields(status).detail).address)
  const given = [ipv4, ipv6, host].flatMap((list) => asList(list).map(asString))
  return [...new Set([...viewOf(object).addresses, ...given])].filter(Boolean)
}

export interface AlbState {
  readonly state: string
  readonly reason: string
}

export function stateOf(object: unknown): AlbState {
  const { state, reason } = asFields(asFields(object).status)
  return { state: asString(state), reason: asString(reason) }
}

/** Whether a project may use it: as a whole, or some of its ports. */
export function isOpenTo(object: unknown, project: string): boolean {
  const { isPortMode, projects, ports } = viewOf(object)
  const named = isPortMode ? ports.flatMap((share) => share.projects) : projects
  return named.includes(project) || named.includes(everyProject)
}
