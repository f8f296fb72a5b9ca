/** How `kubectl get` sums a pod up. */
import type { JsonMap } from '../../types.ts'
import { isMap, mapOf, textOf } from '../values.ts'
import { since } from './duration.ts'
import { at, type Cell, items, number, or, type PrintContext, text } from './text.ts'

export function printPod(pod: JsonMap, { now }: PrintContext): readonly Cell[] {
  const inits = items(pod, 'status.initContainerStatuses')
  const statuses = items(pod, 'status.containerStatuses')
  const sidecarNames = new Set(
    items(pod, 'spec.initContainers')
      .filter((each) => each.restartPolicy === 'Always')
      .map((each) => textOf(each.name)),
  )
  const sidecars = inits.filter((each) => sidecarNames.has(textOf(each.name)))
  const total = items(pod, 'spec.containers').length + sidecarNames.size
  const ready = [...statuses.filter(runsReady), ...sidecars.filter((each) => each.ready === true)].length
  const initializing = initReason(pod, inits, sidecarNames)
  const restarting = initializing === null ? [...statuses, ...sidecars] : inits
  return [
    `${ready}/${total}`,
    status(pod, statuses, initializing),
    restarts(restarting, now),
    since(at(pod, 'metadata.creationTimestamp'), now),
    or(text(pod, 'status.podIP'), '<none>'),
    or(text(pod, 'spec.nodeName'), '<none>'),
    or(text(pod, 'status.nominatedNodeName'), '<none>'),
    gates(pod),
  ]
}

function runsReady(container: JsonMap): boolean {
  return container.ready === true && isMap(at(container, 'state.running'))
}

/** Why the pod is not past its init containers, or `null`. */
function initReason(pod: JsonMap, inits: readonly JsonMap[], sidecars: ReadonlySet<string>): string | null {
  for (const [index, init] of inits.entries()) {
    const terminated = at(init, 'state.terminated')
    if (isMap(terminated) && number(terminated, 'exitCode') === 0) continue
    if (sidecars.has(textOf(init.name)) && init.started === true) continue
    if (isMap(terminated)) return `Init:${terminationReason(terminated)}`
    const waiting = text(init, 'state.waiting.reason')
    if (waiting !== '' && waiting !== 'PodInitializing') return `Init:${waiting}`
    return `Init:${index}/${items(pod, 'spec.initContainers').length}`
  }
  return null
}

function terminationReason(terminated: JsonMap): string {
  const reason = textOf(terminated.reason)
  if (reason !== '') return reason
  const signal = number(terminated, 'signal')
  return signal === 0 ? `ExitCode:${number(terminated, 'exitCode')}` : `Signal:${signal}`
}

function status(pod: JsonMap, statuses: readonly JsonMap[], initializing: string | null): string {
  let reason = or(text(pod, 'status.reason'), text(pod, 'status.phase'))
  if (
    items(pod, 'status.conditions').some(
      (each) => each.type === 'PodScheduled' && each.reason === 'SchedulingGated',
    )
  ) {
    reason = 'SchedulingGated'
  }
  if (initializing !== null) reason = initializing
  else reason = containersReason(pod, statuses, reason)
  if (at(pod, 'metadata.deletionTimestamp') === undefined) return reason
  return text(pod, 'status.reason') === 'NodeLost' ? 'Unknown' : 'Terminating'
}

function containersReason(pod: JsonMap, statuses: readonly JsonMap[], phase: string): string {
  let reason = phase
  let running = false
  for (const container of statuses.toReversed()) {
    const waiting = text(container, 'state.waiting.reason')
    const terminated = at(container, 'state.terminated')
    if (waiting !== '') reason = waiting
    else if (isMap(terminated)) reason = terminationReason(terminated)
    else if (runsReady(container)) running = true
  }
  if (reason !== 'Completed' || !running) return reason
  const ready = items(pod, 'status.conditions').some(
    (each) => each.type === 'Ready' && each.status === 'True',
  )
  return ready ? 'Running' : 'NotReady'
}

function restarts(statuses: readonly JsonMap[], now: Date): string {
  const count = statuses.reduce((sum, each) => sum + number(each, 'restartCount'), 0)
  const last = statuses
    .map((each) => text(each, 'lastState.terminated.finishedAt'))
    .filter((each) => each !== '')
    .sort()
    .at(-1)
  return count > 0 && last !== undefined ? `${count} (${since(last, now)} ago)` : String(count)
}

function gates(pod: JsonMap): string {
  const wanted = items(pod, 'spec.readinessGates')
  if (wanted.length === 0) return '<none>'
  const conditions = items(pod, 'status.conditions')
  const met = wanted.filter((gate) =>
    conditions.some((each) => each.type === gate.conditionType && mapOf(each).status === 'True'),
  )
  return `${met.length}/${wanted.length}`
}
