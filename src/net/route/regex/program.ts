/** Patterns as steps of a machine that is in all its states at once. */
import type { CharSet } from './charset.ts'
import { Unfit } from './reader.ts'
import type { Assertion, Node, Syntax } from './syntax.ts'

export type Step =
  | { readonly type: 'set'; readonly set: CharSet }
  | { readonly type: 'assert'; readonly assertion: Assertion }
  /** The first of the two is preferred. */
  | { readonly type: 'fork'; first: number; second: number }
  | { readonly type: 'jump'; to: number }
  | { readonly type: 'save'; readonly slot: number }
  | { readonly type: 'match' }

export interface Program {
  readonly steps: readonly Step[]
  readonly groups: number
}

/** Counted repetition is written out, so what people nest has to have an end. */
const mostSteps = 3000

export function programOf({ root, groups }: Syntax): Program {
  const steps: Step[] = []
  emit(root, steps)
  steps.push({ type: 'match' })
  return { steps, groups }
}

function emit(node: Node, steps: Step[]): void {
  if (steps.length > mostSteps) throw new Unfit('unsupported', 'size')
  switch (node.type) {
    case 'set':
    case 'assert':
      steps.push(node)
      return
    case 'sequence':
      for (const part of node.parts) emit(part, steps)
      return
    case 'group':
      steps.push({ type: 'save', slot: 2 * node.index })
      emit(node.body, steps)
      steps.push({ type: 'save', slot: 2 * node.index + 1 })
      return
    case 'choice':
      emitChoice(node.options, steps)
      return
    case 'repeat':
      emitRepeat(node, steps)
  }
}

function emitChoice(options: readonly Node[], steps: Step[]): void {
  const ends: { type: 'jump'; to: number }[] = []
  for (const [at, option] of options.entries()) {
    if (at === options.length - 1) {
      emit(option, steps)
      continue
    }
    const fork = { type: 'fork' as const, first: steps.length + 1, second: 0 }
    steps.push(fork)
    emit(option, steps)
    const end = { type: 'jump' as const, to: 0 }
    ends.push(end)
    steps.push(end)
    fork.second = steps.length
  }
  for (const end of ends) end.to = steps.length
}

function emitRepeat({ body, min, max, isGreedy }: Node & { type: 'repeat' }, steps: Step[]): void {
  for (let count = 0; count < min; count += 1) emit(body, steps)
  if (max === Number.POSITIVE_INFINITY) {
    const at = steps.length
    const exit = emitFork(steps, isGreedy)
    emit(body, steps)
    steps.push({ type: 'jump', to: at })
    exit(steps.length)
    return
  }
  const exits: ((to: number) => void)[] = []
  for (let count = min; count < max; count += 1) {
    exits.push(emitFork(steps, isGreedy))
    emit(body, steps)
  }
  for (const exit of exits) exit(steps.length)
}

/** Goes on with the next step or leaves; the answer sets where to. */
function emitFork(steps: Step[], isGreedy: boolean): (to: number) => void {
  const next = steps.length + 1
  const fork = { type: 'fork' as const, first: next, second: next }
  steps.push(fork)
  return (to) => {
    if (isGreedy) fork.second = to
    else fork.first = to
  }
}
