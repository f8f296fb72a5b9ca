/** How much of the ports that somebody asks about two sides leave together. */
import type { CompiledPolicies } from './compile.ts'
import { intersection, isEqual, isNone, type PortSet } from './ports.ts'

export const SHUT = 0
export const PART = 1
export const FULL = 2

/** Remembered by the numbers of their port sets, because there are millions of pairs and few different ones. */
export class Grades {
  readonly #compiled: CompiledPolicies
  readonly #asked: PortSet
  readonly #known: number[][] = []

  constructor(compiled: CompiledPolicies, asked: PortSet) {
    this.#compiled = compiled
    this.#asked = asked
  }

  of(egress: number, ingress: number): number {
    this.#known[egress] ??= []
    const known = this.#known[egress]
    known[ingress] ??= this.#grade(egress, ingress)
    return known[ingress]
  }

  #grade(egress: number, ingress: number): number {
    const { table } = this.#compiled.rows
    const open = intersection(table.setOf(table.intersection(egress, ingress)), this.#asked)
    return isNone(open) ? SHUT : isEqual(open, this.#asked) ? FULL : PART
  }
}
