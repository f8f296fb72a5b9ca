/** The containers of a Pod that have logs, and whether one has run for the last time. */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'

export interface LoggedContainer {
  readonly name: string
  readonly isInit: boolean
}

const names = (value: unknown) => asList(value).map((each) => asString(asFields(each).name))

/** Those that do the work first. */
export function containersOf(pod: KubeObject): readonly LoggedContainer[] {
  const { containers, initContainers, ephemeralContainers } = asFields((pod as { spec?: unknown }).spec)
  return [
    ...[...names(containers), ...names(ephemeralContainers)].map((name) => ({ name, isInit: false })),
    ...names(initContainers).map((name) => ({ name, isInit: true })),
  ]
}

/** Whether it has ended and is not started again. */
export function isOver(pod: KubeObject, container: string): boolean {
  const status = asFields((pod as { status?: unknown }).status)
  if (status.phase === 'Succeeded' || status.phase === 'Failed') return true
  const states = asList(status.initContainerStatuses).map(asFields)
  const { terminated } = asFields(states.find(({ name }) => name === container)?.state)
  return asFields(terminated).exitCode === 0
}

/** How often it was started again: where never, there is none before it. */
export function restartsOf(pod: KubeObject, container: string): number {
  const status = asFields((pod as { status?: unknown }).status)
  const all = [...asList(status.containerStatuses), ...asList(status.initContainerStatuses)].map(asFields)
  const { restartCount } = all.find(({ name }) => name === container) ?? {}
  return typeof restartCount === 'number' ? restartCount : 0
}
