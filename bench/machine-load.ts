/** How much of the machine is used, and how much of that by work that is none of the benchmark's. */
import { readdirSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { processorTimeOf } from './processes.ts'

export interface MachineLoad {
  /** Cores that nobody used. */
  readonly idle: number
  /** Cores that other programs of the machine used. */
  readonly others: number
}

/** From now until the result is called; `pids` are the benchmark's, besides this process and what it started. */
export function measureMachine(pids: readonly number[]): () => MachineLoad {
  const [before, ownBefore] = [machineTimes(), ownTimes(pids)]
  return () => {
    const [after, ownAfter] = [machineTimes(), ownTimes(pids)]
    const share = (name: 'busy' | 'idle') =>
      ((after[name] - before[name]) / (after.busy + after.idle - before.busy - before.idle)) * cpus().length
    const seconds = (after.at - before.at) / 1000
    const own = [...ownAfter]
      .map(([pid, time]) => time - (ownBefore.get(pid) ?? 0))
      .reduce((a, b) => a + b, 0)
    return { idle: share('idle'), others: Math.max(0, share('busy') - own / seconds) }
  }
}

function machineTimes() {
  const fields = (/^cpu +(.*)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? '').split(' ').map(Number)
  const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, softirq = 0, steal = 0] = fields
  return { at: performance.now(), busy: user + nice + system + irq + softirq + steal, idle: idle + wait }
}

/** Processor seconds of each of our processes. */
function ownTimes(pids: readonly number[]): ReadonlyMap<number, number> {
  const parents = parentsOfAll()
  const isOurs = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (pid === process.pid || pids.includes(pid) || isOurs(parents.get(pid)))
  const times = new Map<number, number>()
  for (const pid of parents.keys()) {
    if (!isOurs(pid)) continue
    try {
      times.set(pid, processorTimeOf(pid))
    } catch {
      // It ended between the two looks.
    }
  }
  return times
}

function parentsOfAll(): ReadonlyMap<number, number> {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // It ended between the two looks.
    }
  }
  return parents
}
