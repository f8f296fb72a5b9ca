/** Sends sessions to both servers and compares step by step. */
import type { JsonMap } from '../../src/sandbox/types.ts'
import { type Accepted, acceptance } from './accepted.ts'
import { type Difference, differences } from './compare.ts'
import { Normaliser } from './normalise.ts'
import type { Request, Session, Step } from './request.ts'
import type { Answer, Target, Watching } from './target.ts'

export interface Result {
  readonly session: string
  readonly request: Request
  readonly codes: readonly [real: number, sandbox: number]
  /** Those that no entry of the accepted ones speaks of. */
  readonly unaccepted: readonly Difference[]
  readonly accepted: readonly Accepted[]
}

const batch = 12

export async function runSession(
  session: Session,
  sides: readonly [real: Side, sandbox: Side],
): Promise<readonly Result[]> {
  for (const side of sides) side.begin()
  const results: Result[] = []
  const size = session.unordered === true ? batch : 1
  for (let start = 0; start < session.steps.length; start += size) {
    const steps = session.steps.slice(start, start + size)
    results.push(...(await Promise.all(steps.map((step) => runStep(session.name, step, sides)))).flat())
  }
  return results
}

async function runStep(
  session: string,
  step: Step,
  [real, sandbox]: readonly [Side, Side],
): Promise<readonly Result[]> {
  const [mine, theirs] = await Promise.all([real.take(step), sandbox.take(step)])
  if (mine === null || theirs === null) return []
  const found = differences(mine.normalised, theirs.normalised)
  const line = `${session}: ${mine.request.method} ${mine.request.path}`
  const accepted = found.map((each) => acceptance(line, each))
  return [
    {
      session,
      request: mine.request,
      codes: [mine.code, theirs.code],
      unaccepted: found.filter((_, index) => accepted[index] === undefined),
      accepted: accepted.filter((each) => each !== undefined),
    },
  ]
}

interface Taken {
  readonly request: Request
  readonly code: number
  readonly normalised: unknown
}

/** One server, with what the session in hand has seen of it. */
export class Side {
  readonly #normaliser = new Normaliser()
  #kept = new Map<string, JsonMap>()
  #watches = new Map<string, readonly [Request, Watching]>()

  constructor(readonly target: Target) {}

  begin(): void {
    this.#kept = new Map()
    this.#watches = new Map()
  }

  /** `null` where the step has nothing to compare. */
  async take(step: Step): Promise<Taken | null> {
    if (typeof step === 'function')
      return this.#send(
        step((name) => this.#kept.get(name) ?? {}),
        true,
      )
    if ('settle' in step) {
      if (this.target.name === 'real') await this.target.send(step.settle)
      return null
    }
    if ('watch' in step) {
      this.#watches.set(step.watch, [step.request, await this.target.watch(step.request)])
      return null
    }
    if (!('watched' in step)) return this.#send(step)
    const open = this.#watches.get(step.watched)
    if (open === undefined) throw new Error(`No watch is called "${step.watched}".`)
    const [request, watching] = open
    return this.#taken(request, await watching.events(step.events))
  }

  /** What a request repeats of an earlier answer is as much the server's own as it was there. */
  async #send(request: Request, repeats = false): Promise<Taken> {
    const answer = await this.target.send(request)
    if (request.keep !== undefined) this.#kept.set(request.keep, answer.body as JsonMap)
    return this.#taken(request, answer, repeats)
  }

  #taken(request: Request, answer: Answer, repeats = false): Taken {
    const asked = repeats ? '' : `${request.path}\n${request.body ?? ''}`
    const normalised = this.#normaliser.answer(answer, asked, request.reduce)
    return { request, code: answer.code, normalised }
  }
}
