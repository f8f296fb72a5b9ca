/** What the sandbox's containers write: made of the pod and the time alone, the same whenever it is read. */
import type { ContainerLog, LogSource } from '../api/containerlog.ts'
import { uidOf } from '../api/values.ts'
import { mixed } from './chance.ts'
import { writerOf } from './writers.ts'

/** The first lines come together, as a program that starts writes them. */
const startMilliseconds = 120

export const sandboxLogs: LogSource = (pod, container, startedAt) => {
  const { every, opening, line } = writerOf(pod, container)
  const seed = mixed(`${uidOf(pod)}/${container}/${startedAt}`, 0)
  const start = startedAt + opening.length * startMilliseconds
  const at = (number: number) => {
    if (number < opening.length) return startedAt + number * startMilliseconds
    const later = number - opening.length
    return start + later * every + (mixed(seed, later) % Math.floor(every * 0.8))
  }
  const log: ContainerLog = {
    line: (number) => {
      const time = at(number)
      const chance = mixed(seed, number + 1)
      return {
        at: time,
        nanoseconds: String(chance % 1_000_000).padStart(6, '0'),
        text: opening[number] ?? line(chance, new Date(time)),
      }
    },
    numberAt: (milliseconds) => {
      let number = Math.max(0, Math.floor((milliseconds - start) / every) - 1 + opening.length)
      if (milliseconds <= start) number = 0
      while (at(number) < milliseconds) number += 1
      return number
    },
  }
  return log
}
