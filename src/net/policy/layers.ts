/** What the rules so far have made of all ports, as one small number, so that equal states are worked out once. */
import type { Action } from './policy.ts'
import { ALL, NONE, PortTable } from './port-table.ts'

/** Port sets by their numbers in the table: not decided yet, passed to the next tier, allowed. */
interface Layer {
  readonly rest: number
  readonly passed: number
  readonly allowed: number
}

const actions: readonly Action[] = ['allow', 'deny', 'pass']

/** How many port sets there may be in the key of a step. */
const limit = 2 ** 24

export class Layers {
  readonly table = new PortTable()
  readonly #layers: Layer[] = []
  readonly #numbers = new Map<string, number>()
  readonly #steps = new Map<number, number>()
  /** Before any rule. */
  readonly start = this.#number({ rest: ALL, passed: NONE, allowed: NONE })

  /** After a rule with these ports. The first rule decides: what is decided is not looked at again. */
  step(state: number, action: Action, ports: number): number {
    const key = (state * actions.length + actions.indexOf(action)) * limit + ports
    const known = this.#steps.get(key)
    if (known !== undefined) return known
    const { rest, passed, allowed } = this.#layer(state)
    const hit = this.table.intersection(rest, ports)
    const next = this.#number({
      rest: this.table.minus(rest, hit),
      passed: action === 'pass' ? this.table.union(passed, hit) : passed,
      allowed: action === 'allow' ? this.table.union(allowed, hit) : allowed,
    })
    this.#steps.set(key, next)
    return next
  }

  /** After a tier: the next one has what was passed and what is open. */
  nextTier(state: number): number {
    const { rest, passed, allowed } = this.#layer(state)
    return this.#number({ rest: this.table.union(rest, passed), passed: NONE, allowed })
  }

  /** After NetworkPolicies that isolate: what they did not allow is denied. */
  isolated(state: number): number {
    return this.#number({ rest: NONE, passed: NONE, allowed: this.#layer(state).allowed })
  }

  /** What is allowed after all tiers: what nothing decided is. */
  result(state: number): number {
    const { rest, passed, allowed } = this.#layer(state)
    return this.table.union(allowed, this.table.union(rest, passed))
  }

  #layer(state: number): Layer {
    return this.#layers[state] ?? { rest: NONE, passed: NONE, allowed: NONE }
  }

  #number(layer: Layer): number {
    const key = `${layer.rest} ${layer.passed} ${layer.allowed}`
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.#layers.length)
    return this.#layers.push(layer) - 1
  }
}
