/** Whether somebody answers what a service group is handed. */
import type { Service } from '../../k8s/core.ts'
import type { Finding } from '../../manifest/finding.ts'
import { everyProject } from '../assignment.ts'
import { projectServices } from '../related.ts'
import type { World } from '../world.ts'
import { portsOf, projectOfNamespace, serviceOf } from './backends.ts'
import { finding, fix, missing } from './finding.ts'
import {
  affinities,
  affinityPath,
  attributePath,
  type GroupView,
  groupIn,
  type Member,
  membersPath,
  memberText,
} from './group.ts'
import './words.ts'

export interface GroupAsk {
  /** Nothing else answers. */
  readonly isNeeded: boolean
  /** Those whose Services may stand there; `null` for all. */
  readonly projects: readonly string[] | null
  /** Of streams: what the ports of the Services have to speak. */
  readonly transport?: 'TCP' | 'UDP'
  /** gRPC knows no session. */
  readonly hasAffinity?: boolean
}

export function groupFindings(object: unknown, world: World, ask: GroupAsk): readonly Finding[] {
  const group = groupIn(object)
  const { members } = group
  if (members.length === 0)
    return [...(ask.isNeeded ? [missing('group-needed', membersPath)] : []), ...affinityOf(group, ask)]
  return [
    ...members.flatMap((member) => [...shapeOf(member), ...reachOf(member, world, ask)]),
    ...weightsOf(group),
    ...repeated(members),
    ...affinityOf(group, ask),
  ]
}

function shapeOf({ at, namespace, name, port }: Member): readonly Finding[] {
  const isPort = typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535
  return [
    ...(namespace === '' ? [missing('member-namespace', [...at, 'namespace'])] : []),
    ...(name === '' ? [missing('member-service', [...at, 'name'])] : []),
    ...(port === undefined || port === null || port === ''
      ? [missing('member-port', [...at, 'port'])]
      : isPort
        ? []
        : [finding('error', 'member-port-number', [...at, 'port'])]),
  ]
}

function weightsOf({ members }: GroupView): readonly Finding[] {
  const each = members.flatMap(({ at, weight }) => {
    const path = [...at, 'weight']
    const mend = fix('write', [{ path, value: 100 }], { value: 100 })
    if (weight === undefined) return [finding('warning', 'weight-missing', path, {}, mend)]
    const isWeight = typeof weight === 'number' && Number.isInteger(weight) && weight >= 0 && weight <= 100
    return isWeight ? [] : [finding('error', 'weight-range', path)]
  })
  const isNobody = members.every(({ weight }) => weight === 0)
  return isNobody ? [finding('error', 'weights-none', membersPath)] : each
}

function repeated(members: readonly Member[]): readonly Finding[] {
  const texts = members.map(memberText)
  return members.flatMap((member, index) =>
    member.name !== '' && texts.indexOf(texts[index] ?? '') < index
      ? [finding('warning', 'member-twice', member.at, { service: memberText(member) })]
      : [],
  )
}

function reachOf(member: Member, world: World, ask: GroupAsk): readonly Finding[] {
  const { at, namespace, name } = member
  if (namespace === '' || name === '') return []
  const path = [...at, 'name']
  const values = { service: name, namespace }
  const owner = projectOfNamespace(namespace, world)
  const { projects } = ask
  if (projects !== null && owner && !projects.some((each) => each === owner || each === everyProject))
    return [
      finding('warning', 'service-others', [...at, 'namespace'], { ...values, project: owner }),
      ...portOf(serviceOf(member, world), member, ask),
    ]
  const service = serviceOf(member, world)
  // In the view of a project only its own are read.
  const isRead = world.project === null || owner === world.project
  if (service === undefined)
    return isRead && world.availability(projectServices) === 'live'
      ? [finding('warning', 'service-unknown', path, values)]
      : []
  return portOf(service, member, ask)
}

function portOf(service: Service | undefined, { at, name, port }: Member, ask: GroupAsk): readonly Finding[] {
  // A name outside has whatever ports it has.
  if (service === undefined || typeof port !== 'number' || service.spec?.type === 'ExternalName') return []
  const path = [...at, 'port']
  const ports = portsOf(service)
  const found = ports.filter((each) => each.port === port)
  if (found.length === 0) {
    const [only] = ports.length === 1 ? ports : []
    const mend = only && fix('write', [{ path, value: only.port }], { value: only.port })
    const listed = ports.map((each) => each.port).join(', ') || '–'
    return [finding('warning', 'port-unknown', path, { service: name, port, ports: listed }, mend)]
  }
  const { transport } = ask
  const speaks = transport === undefined || found.some(({ protocol = 'TCP' }) => protocol === transport)
  return speaks
    ? []
    : [finding('warning', 'port-transport', path, { service: name, port, protocol: transport ?? '' })]
}

function affinityOf(
  { affinity, attribute }: GroupView,
  { hasAffinity = true }: GroupAsk,
): readonly Finding[] {
  const known: readonly string[] = affinities
  if (!known.includes(affinity)) return [finding('warning', 'affinity-unknown', affinityPath, { affinity })]
  if (affinity !== '' && !hasAffinity) return [finding('warning', 'affinity-grpc', affinityPath)]
  if (affinity === 'ewma') return [finding('info', 'affinity-ewma', affinityPath)]
  return affinity === 'header' && attribute === '' ? [missing('affinity-header', attributePath)] : []
}
