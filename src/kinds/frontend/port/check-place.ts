/** Whether a port can be had: of which load balancer, which number, and who else has it. */

import { nodesFor } from '../../alb2/nodes.ts'
import { nodePorts, reservedPorts } from '../../alb2/ports.ts'
import { type AlbView, viewOf as albViewOf, metricsPort } from '../../alb2/spec.ts'
import { everyProject } from '../../assignment.ts'
import { albPorts, albs } from '../../related.ts'
import type { World } from '../../world.ts'
import { areKnown, rangeProjects, rangesFor } from '../lending.ts'
import { balancerPath, nameFor, namePath, portNumber, portPath, viewOf } from '../spec.ts'
import { finding, fix, missing, type Rule } from './finding.ts'

const balancer: Rule = ({ balancer: given, namespace, alb, saved }, world) => {
  if (given === '') return [missing('balancer-missing', balancerPath)]
  if (saved !== undefined && saved.balancer !== '' && saved.balancer !== given)
    return [finding('error', 'balancer-fixed', balancerPath, { saved: saved.balancer })]
  if (alb !== undefined || !areKnown(world)) return []
  return [finding('warning', 'balancer-unknown', balancerPath, { balancer: given, namespace })]
}

const name: Rule = ({ name: given, balancer: of, port, saved }) => {
  const made = nameFor(of, port)
  if (given === '') return [missing('name-missing', namePath)]
  if (made === '' || made === given || saved !== undefined) return []
  return [
    finding(
      'warning',
      'name-odd',
      namePath,
      { made },
      fix('write', [{ path: namePath, value: made }], { value: made }),
    ),
  ]
}

const number: Rule = ({ port, alb, saved }) => {
  if (port === undefined || port === null || port === '') return [missing('port-missing', portPath)]
  const given = portNumber(port)
  if (given === null) return [finding('error', 'port-range', portPath)]
  if (saved !== undefined && saved.port !== port)
    return [finding('error', 'port-fixed', portPath, { saved: String(saved.port) })]
  if (given >= nodePorts.first && given <= nodePorts.last) return [finding('error', 'port-range', portPath)]
  if (reservedPorts.includes(given)) return [finding('error', 'port-reserved', portPath, { port: given })]
  const ofMetrics = alb?.config.metricsPort ?? metricsPort
  return given === ofMetrics ? [finding('error', 'port-metrics', portPath, { port: given })] : []
}

/** Unlike any other of its load balancer and transport. */
const taken: Rule = ({ port, transport, siblings }) => {
  const given = portNumber(port)
  if (given === null) return []
  const rivals = siblings.map(viewOf).filter((each) => each.port === given && each.transport === transport)
  return rivals
    .slice(0, 1)
    .map((rival) => finding('error', 'port-taken', portPath, { port: given, name: rival.name }))
}

/** Given port by port, each is for those who have its range. */
const range: Rule = ({ port, alb, saved, source }, { project }) => {
  const given = portNumber(port)
  if (given === null || alb?.isPortMode !== true || source !== null) return []
  const projects = rangeProjects(alb, given) ?? []
  const severity = saved === undefined ? 'error' : 'warning'
  if (project !== null && !projects.includes(project) && !projects.includes(everyProject)) {
    const ranges = rangesFor(alb, project)?.join(', ') || '–'
    return [finding(severity, 'port-outside', portPath, { project, ranges })]
  }
  return projects.length === 0 ? [finding('warning', 'port-nobody', portPath, { port: given })] : []
}

/** Those that the load balancer makes for Ingresses are shared with them. */
const ofIngresses: Rule = ({ port, alb, protocol, source }) => {
  if (alb === undefined || alb.config.enableIngress === 'false' || source !== null) return []
  const { ingressHTTPPort: plain = 80, ingressHTTPSPort: encrypted = 443 } = alb.config
  const expected = port === plain ? 'http' : port === encrypted ? 'https' : null
  if (expected === null) return []
  return expected === protocol
    ? [finding('info', 'port-ingresses', portPath)]
    : [finding('warning', 'port-ingresses-protocol', portPath, { expected: expected.toUpperCase() })]
}

const conflict: Rule = ({ conflicts }) =>
  conflicts.length === 0
    ? []
    : [finding('warning', 'port-conflict', portPath, { instances: conflicts.join(', ') })]

/** On the nodes' own network only one load balancer of a node can have a port. */
const elsewhere: Rule = (port, world) => {
  const { alb, port: given, transport, conflicts } = port
  if (alb?.mode !== 'host' || portNumber(given) === null || conflicts.length > 0) return []
  const rivals = rivalsOf(alb, world)
  const other = world
    .list(albPorts)
    .map(viewOf)
    .filter((each) => each.port === given && each.transport === transport)
    .flatMap((each) =>
      rivals.filter((rival) => rival.name === each.balancer && rival.namespace === each.namespace),
    )[0]
  return other === undefined ? [] : [finding('warning', 'port-elsewhere', portPath, { name: other.name })]
}

/** Other load balancers that may run on the same nodes. */
function rivalsOf(alb: AlbView, world: World): readonly AlbView[] {
  const isSame = (each: AlbView) => each.name === alb.name && each.namespace === alb.namespace
  const names = new Set(nodesFor(alb.nodeSelector, world).map(({ metadata }) => metadata.name))
  return world
    .list(albs)
    .map(albViewOf)
    .filter((each) => each.mode === 'host' && !isSame(each))
    .filter((each) => each.antiAffinityKey !== alb.antiAffinityKey)
    .filter((each) => nodesFor(each.nodeSelector, world).some(({ metadata }) => names.has(metadata.name)))
}

/** Clouds give a Service one or the other. */
const mixed: Rule = ({ alb, transport, siblings }) => {
  if (alb?.mode !== 'container') return []
  const others = siblings.map(viewOf).some((each) => each.transport !== transport)
  return others ? [finding('info', 'transports-mixed', ['spec', 'protocol'])] : []
}

export const placeRules: readonly Rule[] = [
  ...[balancer, name, number, taken, range],
  ...[ofIngresses, conflict, elsewhere, mixed],
]
