/** What a Deployment says of its pods, so that `kubectl rollout status` and `kubectl wait` go by it. */
import type { Condition } from '../../../k8s/objects.ts'
import { timestamp } from '../../api/values.ts'
import { type WantedCondition, withUpdateTimes } from '../conditions.ts'
import { type Pod, saysReady } from '../pods/pod.ts'
import type { World, Write } from '../reaction.ts'
import { ensureStatus } from '../wanted.ts'
import { isAvailable, shareOf, templateHash, type Workload } from './workload.ts'

interface Counts {
  readonly replicas: number
  readonly updatedReplicas: number
  readonly readyReplicas: number
  readonly availableReplicas: number
}

type ProgressCondition = Condition & { readonly lastUpdateTime?: string }

const complete = 'NewReplicaSetAvailable'
const timedOut = 'ProgressDeadlineExceeded'

export function deploymentStatus(
  deployment: Workload,
  current: readonly Pod[],
  all: readonly Pod[],
  world: World,
): readonly Write[] {
  const counts = {
    replicas: all.length,
    updatedReplicas: current.length,
    readyReplicas: all.filter(saysReady).length,
    availableReplicas: all.filter((pod) => isAvailable(pod, deployment, world)).length,
  }
  const unavailable = Math.max(0, all.length - counts.availableReplicas)
  const before = deployment.status?.conditions
  const progress = progressOf(deployment, counts, world)
  const [available, progressing] = withUpdateTimes(
    [availability(deployment, counts), progress.condition],
    before,
    world.now,
  )
  const status = {
    observedGeneration: deployment.metadata.generation,
    ...withoutZeros({ ...counts, unavailableReplicas: unavailable }),
    conditions: [
      available,
      progress.moved ? { ...progressing, lastUpdateTime: timestamp(world.now) } : progressing,
    ],
  }
  const writes = ensureStatus(deployment, status)
  return progress.left === null ? writes : [...writes, { verb: 'wait', milliseconds: progress.left }]
}

function availability({ spec = {} }: Workload, { availableReplicas }: Counts): WantedCondition {
  const { replicas = 1, strategy } = spec
  const most = strategy?.type === 'Recreate' ? 0 : strategy?.rollingUpdate?.maxUnavailable
  const enough = availableReplicas >= replicas - shareOf(most, replicas, Math.floor)
  return {
    type: 'Available',
    status: enough ? 'True' : 'False',
    reason: enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: `Deployment ${enough ? 'has' : 'does not have'} minimum availability.`,
  }
}

interface Progress {
  readonly condition: WantedCondition
  /** Whether it came nearer to its end just now. */
  readonly moved: boolean
  /** Until it counts as stuck; `null` where it does not run. */
  readonly left: number | null
}

function progressOf(deployment: Workload, counts: Counts, world: World): Progress {
  const { replicas: wanted = 1, progressDeadlineSeconds = 600 } = deployment.spec ?? {}
  const before: ProgressCondition | undefined = deployment.status?.conditions?.find(
    ({ type }) => type === 'Progressing',
  )
  const set = `ReplicaSet "${deployment.metadata.name}-${templateHash(deployment)}"`
  const condition = (status: 'True' | 'False', reason: string, message: string): WantedCondition => ({
    type: 'Progressing',
    status,
    reason,
    message: `${set} ${message}`,
  })
  const { replicas, updatedReplicas, availableReplicas } = counts
  const isComplete = [replicas, updatedReplicas, availableReplicas].every((each) => each === wanted)
  // Pods that fail after a rollout are none of its affair.
  const wasComplete = before?.reason === complete && replicas === updatedReplicas
  if (isComplete || wasComplete) {
    return {
      condition: condition('True', complete, 'has successfully progressed.'),
      moved: false,
      left: null,
    }
  }
  const moved = hasMoved(deployment.status ?? {}, counts)
  const since = moved ? Number.NaN : Date.parse(before?.lastUpdateTime ?? '')
  const now = world.now.getTime()
  const left = (Number.isNaN(since) ? now : since) + progressDeadlineSeconds * 1000 - now
  if (left <= 0 || (before?.reason === timedOut && !moved)) {
    return { condition: condition('False', timedOut, 'has timed out progressing.'), moved: false, left: null }
  }
  return { condition: condition('True', 'ReplicaSetUpdated', 'is progressing.'), moved, left }
}

function hasMoved(before: Partial<Counts>, counts: Counts): boolean {
  const { replicas = 0, updatedReplicas = 0, readyReplicas = 0, availableReplicas = 0 } = before
  return (
    counts.updatedReplicas > updatedReplicas ||
    counts.replicas - counts.updatedReplicas < replicas - updatedReplicas ||
    counts.readyReplicas > readyReplicas ||
    counts.availableReplicas > availableReplicas
  )
}

/** Counts that are zero do not travel. */
function withoutZeros(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))
}
