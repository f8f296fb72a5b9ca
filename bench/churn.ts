/** A generator's writes, and what they cost the page and the programs while they last. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ChangePlan } from './changes.ts'
import type { Cluster } from './clusters.ts'
import type { Console } from './console.ts'
import type { GeneratorOrder, GeneratorResult } from './generator.ts'
import { takeProbes } from './in-page.ts'
import { type MachineLoad, measureMachine } from './machine-load.ts'
import { type Busy, measureBusy, type OpenPage } from './page.ts'
import { measureProcessors, type Stop, stopOf } from './processes.ts'

export interface Rate {
  readonly perSecond: number
  readonly seconds: number
}

export interface ChurnResult {
  readonly generator: GeneratorResult
  readonly busy: Busy
  /** Shares of one core: of Portolan, and of all programs of the API together. */
  readonly server: number
  readonly api: number
  readonly machine: MachineLoad
  /** Milliseconds from when a write left, and from when it was answered, to the changed cell. */
  readonly fromSent: readonly number[]
  readonly fromAnswered: readonly number[]
  /** Probes that the page never showed, not even after the wait. */
  readonly unseen: number
}

/** Long enough for the last changes to arrive where all is well. */
const settleMilliseconds = 3_000
const mostProbesPerSecond = 10

/** One process for all writes of a benchmark. */
export class Generator {
  readonly #child = fork(fileURLToPath(new URL('generator.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  })
  readonly #ready = new Promise<void>((resolve) => this.#child.once('message', () => resolve()))
  /** Numbers are never used twice, because a change that changes nothing is no change. */
  #from = 1

  readonly stop: Stop = stopOf(this.#child)

  async run(cluster: Cluster, plan: ChangePlan, { perSecond, seconds }: Rate): Promise<GeneratorResult> {
    await this.#ready
    const probesPerSecond = Math.min(mostProbesPerSecond, perSecond / 2)
    const { kubeconfig } = cluster
    const order: GeneratorOrder = {
      ...plan,
      kubeconfig,
      perSecond,
      probesPerSecond,
      seconds,
      from: this.#from,
    }
    this.#from += Math.ceil(perSecond * seconds) + 1
    const result = new Promise<GeneratorResult>((resolve, reject) => {
      const ended = () => reject(new Error('The generator ended.'))
      this.#child.once('exit', ended)
      this.#child.once('message', (message) => {
        this.#child.off('exit', ended)
        resolve(message as GeneratorResult)
      })
    })
    this.#child.send(order)
    return result
  }
}

export interface ChurnParts {
  readonly cluster: Cluster
  readonly console: Console
  readonly open: OpenPage
  readonly generator: Generator
  readonly plan: ChangePlan
}

/** Lets the generator write at that rate, and measures. */
export async function churn(parts: ChurnParts, rate: Rate): Promise<ChurnResult> {
  const { cluster, console, open, generator, plan } = parts
  const endBusy = await measureBusy(open)
  const endProcessors = measureProcessors([console.pid, ...cluster.pids])
  const endMachine = measureMachine(cluster.pids)
  const result = await generator.run(cluster, plan, rate)
  const busy = await endBusy()
  const [server = 0, ...api] = endProcessors()
  const machine = endMachine()
  await open.page.waitForTimeout(settleMilliseconds)
  const seen = new Map(await open.page.evaluate(takeProbes))
  const shown = result.probes.flatMap((probe) => {
    const at = seen.get(probe.sequence)
    return at === undefined ? [] : [{ ...probe, at }]
  })
  return {
    generator: result,
    busy,
    server,
    api: api.reduce((a, b) => a + b, 0),
    machine,
    fromSent: shown.map(({ at, sent }) => at - sent),
    fromAnswered: shown.map(({ at, answered }) => Math.max(0, at - answered)),
    unseen: result.probes.length - shown.length,
  }
}

/** What nothing costs: the page as it stands there while nothing changes. */
export async function idle(
  open: OpenPage,
  console: Console,
  seconds: number,
): Promise<{ busy: Busy; server: number }> {
  // What was measured before has its after-effects.
  await open.page.waitForTimeout(settleMilliseconds)
  const endBusy = await measureBusy(open)
  const endProcessors = measureProcessors([console.pid])
  await open.page.waitForTimeout(seconds * 1000)
  const [server = 0] = endProcessors()
  return { busy: await endBusy(), server }
}
