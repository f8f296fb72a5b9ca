/** A process that writes to an API at a steady rate, whatever the rest of the benchmark is doing. */
import { Api } from './api.ts'
import { type ChangePlan, change, probe } from './changes.ts'
import { readAccess } from './kubeconfig.ts'

export interface GeneratorOrder extends ChangePlan {
  readonly kubeconfig: string
  readonly perSecond: number
  readonly probesPerSecond: number
  readonly seconds: number
  /** The numbers of the first change and the first probe, so that none is written twice. */
  readonly from: number
}

export interface ProbeTimes {
  readonly sequence: number
  /** Milliseconds since the epoch, when the request left and when it was answered. */
  readonly sent: number
  readonly answered: number
}

export interface GeneratorResult {
  readonly seconds: number
  readonly answered: number
  readonly failed: number
  /** Writes that were due and had to be left out, because too many had no answer yet. */
  readonly leftOut: number
  /** Milliseconds from request to answer, of all writes. */
  readonly times: readonly number[]
  readonly probes: readonly ProbeTimes[]
}

const tickMilliseconds = 10
/** About what the connections can have under way, and as many again that wait for one. */
const mostUnderWay = 100

async function generate(order: GeneratorOrder): Promise<GeneratorResult> {
  const api = new Api(await readAccess(order.kubeconfig))
  const times: number[] = []
  const probes: ProbeTimes[] = []
  let [underWay, failed, leftOut, next, nextProbe] = [0, 0, 0, order.from, order.from]
  const send = async (isProbe: boolean) => {
    if (underWay >= mostUnderWay) {
      leftOut += 1
      return
    }
    underWay += 1
    const sequence = isProbe ? nextProbe++ : next++
    const sent = Date.now()
    try {
      const status = await api.write(isProbe ? probe(order, sequence) : change(order, sequence))
      const answered = Date.now()
      if (status >= 400) failed += 1
      else times.push(answered - sent)
      if (isProbe && status < 400) probes.push({ sequence, sent, answered })
    } catch {
      failed += 1
    }
    underWay -= 1
  }
  const began = performance.now()
  let [due, dueProbes] = [0, 0]
  const changes = order.perSecond - order.probesPerSecond
  for (;;) {
    const passed = (performance.now() - began) / 1000
    if (passed >= order.seconds) break
    for (; dueProbes < passed * order.probesPerSecond; dueProbes += 1) void send(true)
    for (; due < passed * changes; due += 1) void send(false)
    await new Promise((resolve) => setTimeout(resolve, tickMilliseconds))
  }
  while (underWay > 0) await new Promise((resolve) => setTimeout(resolve, tickMilliseconds))
  await api.close()
  return {
    seconds: (performance.now() - began) / 1000,
    answered: times.length,
    failed,
    leftOut,
    times,
    probes,
  }
}

process.on('message', (order: GeneratorOrder) => {
  void generate(order).then((result) => process.send?.(result))
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
