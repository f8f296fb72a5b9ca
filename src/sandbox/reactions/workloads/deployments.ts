/** Deployments make their pods themselves, without ReplicaSets, and replace them as their strategy says. */
import { deployments, pods } from '../collections.ts'
import { lettersOf } from '../digest.ts'
import { workloadsOf } from '../owned.ts'
import { type Pod, saysReady } from '../pods/pod.ts'
import type { Place, Reaction, World, Write } from '../reaction.ts'
import { deploymentStatus } from './deployment-status.ts'
import { activePods, podOf, shareOf, templateHash, untilAvailable, type Workload } from './workload.ts'

const hashLabel = 'pod-template-hash'

export const deploymentController: Reaction = {
  name: 'deployment-controller',
  watches: [deployments, pods],
  subjects: (change) => workloadsOf(change, deployments, 'Deployment'),
  react(place: Place, world: World): readonly Write[] {
    const deployment = world.get<Workload>(deployments, place)
    if (deployment === null || deployment.metadata.deletionTimestamp !== undefined) return []
    const all = activePods(deployment, world)
    const isCurrent = ({ metadata }: Pod) => metadata.labels?.[hashLabel] === templateHash(deployment)
    const current = all.filter(isCurrent)
    const old = all.filter((pod) => !isCurrent(pod))
    return [
      ...changesOf(deployment, current, old, world),
      ...deploymentStatus(deployment, current, all, world),
      ...untilAvailable(all, deployment, world),
    ]
  },
}

function changesOf(
  deployment: Workload,
  current: readonly Pod[],
  old: readonly Pod[],
  world: World,
): readonly Write[] {
  const { replicas = 1, paused = false, strategy } = deployment.spec ?? {}
  if (old.length === 0 || paused) {
    const all = [...current, ...old]
    if (all.length > replicas) return removed(leastWanted(all).slice(0, all.length - replicas))
    return created(deployment, replicas - all.length, world)
  }
  if (strategy?.type === 'Recreate') return removed(old)
  const { maxSurge = '25%', maxUnavailable = '25%' } = strategy?.rollingUpdate ?? {}
  const surge = shareOf(maxSurge, replicas, Math.ceil)
  const least = replicas - shareOf(maxUnavailable, replicas, Math.floor)
  const room = Math.min(replicas + surge - current.length - old.length, replicas - current.length)
  return [
    ...created(deployment, room, world),
    ...removed(leastWanted(current).slice(0, Math.max(0, current.length - replicas))),
    ...removed(replaceable(current, old, least)),
  ]
}

/** Old pods that may go while `least` others stay ready; those that serve nothing go first. */
function replaceable(current: readonly Pod[], old: readonly Pod[], least: number): readonly Pod[] {
  const unready = old.filter((pod) => !saysReady(pod))
  const ready = old.filter(saysReady)
  const currentReady = current.filter(saysReady).length
  const idle = unready.slice(0, Math.max(0, currentReady + old.length - least))
  return [...idle, ...ready.slice(0, Math.max(0, currentReady + ready.length - least))]
}

/** Those that are not ready come first, then the youngest. */
function leastWanted(all: readonly Pod[]): readonly Pod[] {
  const created = ({ metadata }: Pod) => metadata.creationTimestamp ?? ''
  return [...all].sort(
    (a, b) => Number(saysReady(a)) - Number(saysReady(b)) || created(b).localeCompare(created(a)),
  )
}

function removed(all: readonly Pod[]): readonly Write[] {
  return all.map((object) => ({ verb: 'delete', object }))
}

function created(deployment: Workload, count: number, world: World): readonly Write[] {
  if (count <= 0) return []
  const { name, namespace = '', uid = '' } = deployment.metadata
  const hash = templateHash(deployment)
  const generateName = `${name}-${hash}-`
  const writes: Write[] = []
  for (let ordinal = 0; writes.length < count; ordinal += 1) {
    const podName = `${generateName.slice(0, 58)}${lettersOf(`${uid} ${hash} ${ordinal}`)}`
    if (world.get(pods, { namespace, name: podName }) !== null) continue
    const labels = { [hashLabel]: hash }
    writes.push({ verb: 'create', object: podOf(deployment, { name: podName, generateName, labels }) })
  }
  return writes
}
