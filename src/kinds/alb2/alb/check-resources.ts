/** Whether a load balancer has what it needs: amounts, replicas, nodes, and ports on those nodes. */
import type { KubeObject } from '../../../k8s/objects.ts'
import { parseQuantity } from '../../../k8s/quantity.ts'
import type { Finding } from '../../../manifest/finding.ts'
import { albPorts, albs, nodes } from '../../related.ts'
import type { World } from '../../world.ts'
import { nodesFor } from '../nodes.ts'
import { portOf, portsUnder } from '../removal.ts'
import { type Amount, amountOf, amountPath, amounts, bounds, containers, sizeOf, sizes } from '../sizes.ts'
import { type AlbView, nodeSelectorPath, replicasPath, resourcesPath, viewOf } from '../spec.ts'
import { finding, type Judged, type Rule } from './finding.ts'

const least: Readonly<Record<Amount, string>> = { cpu: '200m', memory: '256Mi' }

const amountsRule: Rule = ({ object }) =>
  containers.flatMap((container) =>
    amounts.flatMap((amount): readonly Finding[] => {
      const read = bounds.map((bound) => {
        const text = amountOf(object, container, bound, amount)
        return { path: amountPath(container, bound, amount), text, value: parseQuantity(text) }
      })
      const odd = read.filter(({ text, value }) => text !== '' && (value === null || value <= 0))
      if (odd.length > 0)
        return odd.map(({ path, text }) => finding('error', `${amount}-invalid`, path, { text }))
      const [limit, request] = read
      if (!limit || !request) return []
      if (limit.value !== null && request.value !== null && request.value > limit.value)
        return [finding('error', 'request-large', request.path, { request: request.text, limit: limit.text })]
      const floor = parseQuantity(least[amount]) ?? 0
      return limit.value !== null && limit.value < floor
        ? [finding('warning', 'limit-small', limit.path, { limit: limit.text, least: least[amount] })]
        : []
    }),
  )

/** The smallest size that the documents have for the cluster. */
const sizeForCluster: Rule = ({ object }, world) => {
  const size = sizeOf(object)
  if (world.availability(nodes) !== 'live' || size === 'custom') return []
  const count = world.list(nodes).length
  return count > sizes[size].nodes ? [finding('info', 'size-small', resourcesPath, { count })] : []
}

const replicas: Rule = ({ replicas: given, object }) => {
  if (typeof given !== 'number' || !Number.isInteger(given) || given < 1)
    return [finding('error', 'replicas-invalid', replicasPath)]
  const size = sizeOf(object)
  if (given === 1 || size === 'custom' || given >= sizes[size].replicas) return []
  return [finding('info', 'replicas-few', replicasPath, { least: sizes[size].replicas })]
}

/** Of pods that keep away from each other, every node takes one. */
const enoughNodes: Rule = (alb, world) => {
  if (alb.mode !== 'host') return []
  if (Object.keys(alb.nodeSelector).length === 0) return [finding('warning', 'labels-none', nodeSelectorPath)]
  if (world.availability(nodes) !== 'live') return []
  const matching = nodesFor(alb.nodeSelector, world)
  if (matching.length === 0) return [finding('warning', 'nodes-none', nodeSelectorPath)]
  if (typeof alb.replicas !== 'number') return []
  if (matching.length < alb.replicas) {
    const values = { count: matching.length, replicas: alb.replicas }
    return [finding('warning', 'nodes-few', nodeSelectorPath, values)]
  }
  return besideOthers(alb, world)
}

/** Those with the same key keep away from each other, so that they share out the nodes. */
function besideOthers(alb: Judged, world: World): readonly Finding[] {
  const names = namesOf(nodesFor(alb.nodeSelector, world))
  const others = otherHosts(alb, world).filter(
    (other) =>
      other.antiAffinityKey === alb.antiAffinityKey &&
      nodesFor(other.nodeSelector, world).some(({ metadata }) => names.has(metadata.name)),
  )
  const all = new Set([
    ...names,
    ...others.flatMap(({ nodeSelector }) => [...namesOf(nodesFor(nodeSelector, world))]),
  ])
  const wanted = [alb, ...others].reduce((sum, { replicas: each }) => sum + (Number(each) || 0), 0)
  if (others.length === 0 || wanted <= all.size) return []
  const values = {
    names: others.map((each) => each.name).join(', '),
    key: alb.antiAffinityKey,
    wanted,
    count: all.size,
  }
  return [finding('warning', 'nodes-shared', nodeSelectorPath, values)]
}

const namesOf = (list: readonly KubeObject[]) => new Set(list.map(({ metadata }) => metadata.name))

function otherHosts(alb: AlbView, world: World): readonly AlbView[] {
  return world
    .list(albs)
    .map(viewOf)
    .filter((each) => each.mode === 'host' && !(each.name === alb.name && each.namespace === alb.namespace))
}

/** Two that may meet on a node cannot listen on the same port of it. */
const hostPorts: Rule = (alb, world) => {
  if (alb.mode !== 'host' || alb.name === '') return []
  const own = listenedOn(alb, world)
  const names = namesOf(nodesFor(alb.nodeSelector, world))
  return otherHosts(alb, world).flatMap((other) => {
    if (other.antiAffinityKey === alb.antiAffinityKey) return []
    const met = nodesFor(other.nodeSelector, world).filter(({ metadata }) => names.has(metadata.name))
    const theirs = listenedOn(other, world)
    const common = [...own].filter((port) => theirs.has(port)).toSorted((a, b) => a - b)
    if (met.length === 0 || common.length === 0) return []
    const values = {
      name: other.name,
      ports: common.join(', '),
      nodes: met.map(({ metadata }) => metadata.name).join(', '),
    }
    return [finding('warning', 'ports-conflict', nodeSelectorPath, values)]
  })
}

function listenedOn(alb: AlbView, world: World): ReadonlySet<number> {
  const listed = ['live', 'stale'].includes(world.availability(albPorts))
    ? portsUnder({ metadata: { namespace: alb.namespace, name: alb.name } }, world).map(portOf)
    : []
  return new Set([...alb.ownPorts, ...listed])
}

export const resourceRules: readonly Rule[] = [amountsRule, sizeForCluster, replicas, enoughNodes, hostPorts]
