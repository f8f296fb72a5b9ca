/** Whether it is clear which project has what: as a whole, or by ranges of ports that do not meet. */

import { asFields, asList, asString } from '../../../k8s/shape.ts'
import type { Finding } from '../../../manifest/finding.ts'
import { sourceOf } from '../../alb/spec.ts'
import { everyProject } from '../../assignment.ts'
import { anyNamed } from '../../lookups.ts'
import { projectOptions } from '../../project-options.ts'
import { albPorts, albs, namespaces, platformProjects } from '../../related.ts'
import type { World } from '../../world.ts'
import {
  commonPorts,
  formatPorts,
  nodePorts,
  type PortShare,
  parsePorts,
  portSharesIn,
  reservedPorts,
} from '../ports.ts'
import { portOf, portsUnder } from '../removal.ts'
import { portModePath, portProjectsPath, projectsPath } from '../spec.ts'
import { finding, fix, type Judged, type Rule } from './finding.ts'

/** Where nobody knows all projects, none is unknown. */
function isUnknown(project: string, world: World): boolean {
  if (project === everyProject) return false
  const areKnown = [platformProjects, namespaces].every((kind) =>
    ['live', 'absent'].includes(world.availability(kind)),
  )
  const known = areKnown ? projectOptions(world) : []
  return known.length > 0 && !known.some(({ name }) => name === project)
}

const projects: Rule = ({ isPortMode, projects: given, config }, world) => {
  if (isPortMode)
    return asList(config.projects).length > 0 ? [finding('warning', 'projects-unused', projectsPath)] : []
  if (config.portProjects !== undefined && portSharesIn(config.portProjects)?.length !== 0)
    return [finding('warning', 'ports-unused', portProjectsPath)]
  const isAll = given.includes(everyProject)
  return given.flatMap((project, index): readonly Finding[] => {
    const path = [...projectsPath, index]
    if (isUnknown(project, world)) return [finding('warning', 'project-unknown', path, { project })]
    return isAll && project !== everyProject ? [finding('info', 'project-among-all', path, { project })] : []
  })
}

const shares: Rule = (alb, world) => {
  if (!alb.isPortMode) return []
  const list = portSharesIn(alb.config.portProjects)
  if (list === null) return [finding('error', 'ports-text', portProjectsPath)]
  if (list.length === 0) return [finding('info', 'ports-none', portModePath)]
  return [
    ...list.flatMap((share, index) => judged(share, index, world)),
    ...overlaps(list),
    ...outside(alb, list, world),
  ]
}

function judged(share: PortShare, index: number, world: World): readonly Finding[] {
  const path = [...portProjectsPath, index]
  if (typeof share.fields.port === 'number') return [finding('error', 'ports-number', path)]
  if (share.port === '') return [finding('error', 'ports-empty', path)]
  const range = parsePorts(share.port)
  if (range === null) return [finding('error', 'ports-invalid', path, { text: share.port })]
  const common = commonPorts(range, nodePorts)
  const reserved = reservedPorts.filter((port) => port >= range.first && port <= range.last)
  return [
    ...(common === null ? [] : [finding('warning', 'ports-node', path, { ports: formatPorts(common) })]),
    ...(reserved.length === 0
      ? []
      : [finding('info', 'ports-reserved', path, { ports: reserved.join(', ') })]),
    ...(share.projects.length === 0 ? [finding('error', 'ports-nobody', path)] : []),
    ...share.projects
      .filter((project) => isUnknown(project, world))
      .map((project) => finding('warning', 'project-unknown', path, { project })),
  ]
}

/** The controller takes the first range that holds a port, so whoever comes later never gets it. */
function overlaps(list: readonly PortShare[]): readonly Finding[] {
  return list.flatMap((share, index) => {
    const own = parsePorts(share.port)
    if (own === null) return []
    const earlier = list.slice(0, index).flatMap((other, at) => {
      const theirs = parsePorts(other.port)
      const common = theirs === null ? null : commonPorts(own, theirs)
      return common === null ? [] : [{ at, other, common }]
    })
    return earlier.slice(0, 1).map(({ at, other, common }) => {
      const isSame = sameProjects(share, other)
      const values = {
        ports: formatPorts(common),
        number: at + 1,
        projects: other.projects.join(', ') || '–',
      }
      return finding(
        isSame ? 'info' : 'error',
        isSame ? 'ports-twice' : 'ports-overlap',
        [...portProjectsPath, index],
        values,
      )
    })
  })
}

const sameProjects = (a: PortShare, b: PortShare) =>
  a.projects.toSorted().join() === b.projects.toSorted().join()

/** Ports that people of projects made, and that no range holds any more. */
function outside(alb: Judged, list: readonly PortShare[], world: World): readonly Finding[] {
  if (!['live', 'stale'].includes(world.availability(albPorts))) return []
  const ranges = list.flatMap(({ port }) => parsePorts(port) ?? [])
  const listed = portsUnder({ metadata: { namespace: alb.namespace, name: alb.name } }, world)
    .filter((each) => sourceOf(each) === null)
    .map(portOf)
  const lost = listed.filter((port) => !ranges.some(({ first, last }) => port >= first && port <= last))
  return lost.length === 0
    ? []
    : [finding('warning', 'ports-lost', portProjectsPath, { ports: lost.join(', ') })]
}

/** Each makes a class of Ingresses of its name, which the whole cluster shares. */
const sameName: Rule = (alb, world) => {
  const other = alb.name === '' ? [] : anyNamed(world, albs, alb.name)
  return other
    .filter(({ metadata }) => metadata.namespace !== alb.namespace)
    .slice(0, 1)
    .map(({ metadata }) =>
      finding('warning', 'name-shared', ['metadata', 'name'], { namespace: metadata.namespace ?? '' }),
    )
}

const legacyName: Rule = ({ config, name }) => {
  const path = ['spec', 'config', 'loadbalancerName']
  const given = asString(config.loadbalancerName)
  if (given === '' || name === '' || given === name) return []
  return [
    finding(
      'warning',
      'legacy-name',
      path,
      { given },
      fix('write', [{ path, value: name }], { value: name }),
    ),
  ]
}

const type: Rule = ({ object }) => {
  const spec = asFields(asFields(object).spec)
  const path = ['spec', 'type']
  if (spec.type === undefined || spec.type === 'nginx') return []
  return [finding('error', 'type', path, {}, fix('write', [{ path, value: 'nginx' }], { value: 'nginx' }))]
}

export const projectRules: readonly Rule[] = [projects, shares, sameName, legacyName, type]
