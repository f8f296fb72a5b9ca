/** Whose a port is: that of its load balancer's projects or, where ports are given one by one, of those that have it. */
import type { KubeObject } from '../../k8s/objects.ts'
import { parsePorts, portsOf } from '../alb2/ports.ts'
import { type AlbView, viewOf as albViewOf, isOpenTo } from '../alb2/spec.ts'
import { everyProject, projectLabel } from '../assignment.ts'
import { inNamespace, named } from '../lookups.ts'
import { albs, nearAlbs } from '../related.ts'
import type { RelatedKind, World } from '../world.ts'
import { type PortView, portNumber, viewOf } from './spec.ts'

/** Where load balancers are read: all of them, and at least those beside their ports. */
export const balancerKinds: readonly RelatedKind[] = [nearAlbs, albs]

export function balancerNamed(namespace: string, name: string, world: World): KubeObject | undefined {
  if (name === '') return undefined
  return named(world, nearAlbs, namespace, name) ?? named(world, albs, namespace, name)
}

export const balancerOf = ({ namespace, balancer }: PortView, world: World) =>
  balancerNamed(namespace, balancer, world)

/** Whether a load balancer that was not found is not there. */
export const areKnown = (world: World) => balancerKinds.some((kind) => world.availability(kind) === 'live')

/** Those that one may make ports on, in reading order. */
export function balancersFor(namespace: string, world: World): readonly KubeObject[] {
  const near = inNamespace<KubeObject>(world, nearAlbs, namespace)
  const all = world.list<KubeObject>(albs)
  const keys = new Set(all.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`))
  const others = near.filter(({ metadata }) => !keys.has(`${metadata.namespace}/${metadata.name}`))
  const { project } = world
  return [...all, ...others]
    .filter((each) => project === null || isOpenTo(each, project))
    .toSorted((a, b) => a.metadata.name.localeCompare(b.metadata.name))
}

/** The projects that its labels name. */
export function labelledProjects(labels: PortView['labels'], labelDomain: string): readonly string[] {
  const prefix = `project.${labelDomain}/`
  const whole = projectLabel(labelDomain)
  return Object.entries(labels).flatMap(([key, value]) => {
    if (key === whole) return value === '' ? [] : [value]
    return key.startsWith(prefix) && value === 'true' ? [key.slice(prefix.length)] : []
  })
}

/** Of one port; `null` where the load balancer is given as a whole. The first range that holds it counts. */
export function rangeProjects({ isPortMode, ports }: AlbView, port: unknown): readonly string[] | null {
  if (!isPortMode) return null
  const number = portNumber(port)
  if (number === null) return []
  const holds = ports.find((share) => {
    const range = parsePorts(share.port)
    return range !== null && number >= range.first && number <= range.last
  })
  return holds?.projects ?? []
}

/** The projects that a port is for. */
export function projectsOf(view: PortView, world: World): readonly string[] {
  const alb = balancerOf(view, world)
  const own = labelledProjects(view.labels, world.labelDomain)
  if (alb === undefined) return own
  const balancer = albViewOf(alb)
  if (!balancer.isPortMode) return balancer.projects
  // Its leader copies the projects of the range to the labels; until it has, the range tells.
  return own.length > 0 ? own : (rangeProjects(balancer, view.port) ?? [])
}

export function isLentTo(object: unknown, project: string, world: World): boolean {
  const projects = projectsOf(viewOf(object), world)
  return projects.includes(project) || projects.includes(everyProject)
}

/** The ranges in which a project may make ports, as they are written; `null` for all of them. */
export function rangesFor(alb: AlbView, project: string): readonly string[] | null {
  return alb.isPortMode ? portsOf(alb.ports, project).map(({ port }) => port) : null
}
