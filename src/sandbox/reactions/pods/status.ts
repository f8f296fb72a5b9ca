/** The status that a kubelet reports for a pod. */
import type { Condition } from '../../../k8s/objects.ts'
import { timestamp } from '../../api/values.ts'
import { withTimes } from '../conditions.ts'
import { internalAddresses, type Node, type Pod, type PodContainer } from './pod.ts'

/** While a pod carries it with the value `true`, its containers run but are not ready. */
export const notReadyAnnotation = 'portolan.dev/not-ready'

type State = 'waiting' | 'running' | 'ready'

/** `addresses` are `null` as long as its containers are being made. */
export function statusOf(pod: Pod, node: Node, addresses: readonly string[] | null, now: Date): object {
  const isReady = addresses !== null && pod.metadata.annotations?.[notReadyAnnotation] !== 'true'
  const state = addresses === null ? 'waiting' : isReady ? 'ready' : 'running'
  const startTime = pod.status?.startTime ?? timestamp(now)
  const hostIPs = internalAddresses(node)
  const { initContainers = [], containers = [] } = pod.spec ?? {}
  return {
    ...pod.status,
    phase: state === 'waiting' ? 'Pending' : 'Running',
    startTime,
    ...(hostIPs[0] === undefined ? {} : { hostIP: hostIPs[0], hostIPs: hostIPs.map((ip) => ({ ip })) }),
    ...(addresses === null ? {} : { podIP: addresses[0] ?? '', podIPs: addresses.map((ip) => ({ ip })) }),
    conditions: [...conditionsOf(pod, state, now), ...foreignConditions(pod)],
    ...(initContainers.length === 0
      ? {}
      : {
          initContainerStatuses: initContainers.map((each) =>
            initContainerStatus(pod, each, state, startTime),
          ),
        }),
    containerStatuses: containers.map((each) => containerStatus(pod, each, state, startTime)),
  }
}

const ownConditions = ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled']

function foreignConditions({ status }: Pod): readonly Condition[] {
  return status?.conditions?.filter(({ type }) => !ownConditions.includes(type)) ?? []
}

function conditionsOf(pod: Pod, state: State, now: Date): readonly object[] {
  const names = (pod.spec?.containers ?? []).map(({ name }) => name).join(' ')
  const unready = { reason: 'ContainersNotReady', message: `containers with unready status: [${names}]` }
  const has = (type: string, holds: boolean) => ({
    type,
    status: holds ? ('True' as const) : ('False' as const),
    ...(holds || !type.endsWith('Ready') ? { reason: '', message: '' } : unready),
  })
  const wanted = [
    has('PodReadyToStartContainers', state !== 'waiting'),
    has('Initialized', true),
    has('Ready', state === 'ready'),
    has('ContainersReady', state === 'ready'),
    has('PodScheduled', true),
  ]
  return withTimes(wanted, pod.status?.conditions, now).map(({ reason, message, ...rest }) => ({
    ...rest,
    ...(reason === '' ? {} : { reason, message }),
  }))
}

function containerStatus(
  pod: Pod,
  { name, image = '' }: PodContainer,
  state: State,
  startedAt: string,
): object {
  if (state === 'waiting') {
    const waiting = { waiting: { reason: 'ContainerCreating' } }
    return {
      name,
      image,
      imageID: '',
      ready: false,
      started: false,
      restartCount: 0,
      lastState: {},
      state: waiting,
    }
  }
  return {
    name,
    image,
    imageID: image,
    containerID: containerId(pod, name),
    ready: state === 'ready',
    started: true,
    restartCount: 0,
    lastState: {},
    state: { running: { startedAt } },
  }
}

/** Those that are always restarted run beside the others; the rest has run and ended well. */
function initContainerStatus(pod: Pod, container: PodContainer, state: State, at: string): object {
  if (container.restartPolicy === 'Always') return containerStatus(pod, container, state, at)
  const { name, image = '' } = container
  const containerID = containerId(pod, name)
  const terminated = { containerID, exitCode: 0, reason: 'Completed', startedAt: at, finishedAt: at }
  return {
    name,
    image,
    imageID: image,
    containerID,
    ready: true,
    started: false,
    restartCount: 0,
    lastState: {},
    state: { terminated },
  }
}

function containerId({ metadata }: Pod, name: string): string {
  return `containerd://${metadata.uid ?? ''}-${name}`
}
