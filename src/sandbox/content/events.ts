/** What the events of a filled sandbox look like by the time somebody reads them. */
import type { KubeEvent } from '../../k8s/core.ts'
import { timestamp } from '../api/values.ts'
import type { ObjectWrite } from '../reactions/reaction.ts'

/** How long API servers keep events. */
const lifetime = 60 * 60 * 1000
/** Controllers say again what is still wrong about this often. */
const repetition = 5 * 60 * 1000

/** Old events are gone, but for those of what is still wrong, which were repeated ever since. */
export function agedEvents(events: readonly KubeEvent[], now: Date): readonly ObjectWrite[] {
  return events.flatMap((event): readonly ObjectWrite[] => {
    const first = Date.parse(event.firstTimestamp ?? '')
    const age = now.getTime() - first
    if (Number.isNaN(age) || age < lifetime) return []
    if (event.type !== 'Warning') return [{ verb: 'delete', object: event }]
    const last = new Date(now.getTime() - (age % repetition))
    const lastTimestamp = timestamp(last)
    return [{ verb: 'update', object: { ...event, lastTimestamp, count: Math.floor(age / repetition) } }]
  })
}
