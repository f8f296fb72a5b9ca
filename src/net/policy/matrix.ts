/** Which namespaces reach which, counted in pairs of pods without going through them. */
import type { CompiledPolicies, Endpoint } from './compile.ts'
import { sharedFamily } from './families.ts'
import { NONE } from './port-table.ts'
import { allPorts, intersection, isEqual, isNone, type PortSet } from './ports.ts'

/** Pairs of two different pods; a pod always reaches itself, which says nothing and is not counted. */
export interface MatrixCell {
  readonly pairs: number
  /** Pairs with at least one of the ports asked for. */
  readonly open: number
  /** Pairs with all ports asked for. */
  readonly full: number
}

export interface PolicyMatrix {
  /** In order of names; only namespaces with pods that count. */
  readonly namespaces: readonly string[]
  /** `cells[from][to]`, by place in `namespaces`. */
  readonly cells: readonly (readonly MatrixCell[])[]
}

/** `all`: every pair has every port asked for; `none`: no pair has any; `empty`: there are no pairs. */
export type CellState = 'all' | 'some' | 'none' | 'empty'

export function stateOf({ pairs, open, full }: MatrixCell): CellState {
  if (pairs === 0) return 'empty'
  if (open === 0) return 'none'
  return full === pairs ? 'all' : 'some'
}

/** For a port, a range or any set of them; without, for every port. Costs pairs of groups, never pairs of pods. */
export function matrixOf(compiled: CompiledPolicies, asked: PortSet = allPorts()): PolicyMatrix {
  const { groups, rows } = compiled
  const namespaces = [...new Set(groups.map(({ namespace }) => namespace))].sort()
  const places = new Map(namespaces.map((name, place) => [name, place]))
  const placeOf = groups.map(({ namespace }) => places.get(namespace) ?? 0)
  const sums = namespaces.map(() => namespaces.map(() => ({ pairs: 0, open: 0, full: 0 })))
  const grades = new Grades(compiled, asked)
  const ingress = groups.map((group) => rows.of(group, 'ingress'))
  for (const from of groups) {
    const egress = rows.of(from, 'egress')
    const line = sums[placeOf[from.place] ?? 0] ?? []
    for (const to of groups) {
      const cell = line[placeOf[to.place] ?? 0]
      if (cell === undefined) continue
      const grade = grades.of(egress[to.place] ?? NONE, ingress[to.place]?.[from.place] ?? NONE)
      const pairs = from.pods.length * (from === to ? to.pods.length - 1 : to.pods.length)
      const near = grade === FULL ? 0 : neighbours(from, to)
      cell.pairs += pairs
      cell.open += grade === SHUT ? near : pairs
      cell.full += grade === FULL ? pairs : near
    }
  }
  return { namespaces, cells: sums }
}

const SHUT = 0
const PART = 1
const FULL = 2

/** How much of what is asked for two sides leave together, remembered by the numbers of their port sets. */
class Grades {
  readonly #compiled: CompiledPolicies
  readonly #asked: PortSet
  readonly #known: number[] = []

  constructor(compiled: CompiledPolicies, asked: PortSet) {
    this.#compiled = compiled
    this.#asked = asked
  }

  of(egress: number, ingress: number): number {
    const number = this.#compiled.rows.table.intersection(egress, ingress)
    this.#known[number] ??= this.#grade(this.#compiled.rows.table.setOf(number))
    return this.#known[number]
  }

  #grade(set: PortSet): number {
    const open = intersection(set, this.#asked)
    return isNone(open) ? SHUT : isEqual(open, this.#asked) ? FULL : PART
  }
}

/**
 * How many pairs are a pod on its node's network and a pod on that node: those always have every port, if they speak
 * the same family at all.
 */
function neighbours(from: Endpoint, to: Endpoint): number {
  if (!from.host || from.node === '' || to.host || !haveCommonFamily(from, to)) return 0
  return from.pods.length * (podsByNode(to).get(from.node) ?? 0)
}

function haveCommonFamily(from: Endpoint, to: Endpoint): boolean {
  return sharedFamily(from.families, to.families) !== 'none'
}

const counts = new WeakMap<Endpoint, ReadonlyMap<string, number>>()

function podsByNode(group: Endpoint): ReadonlyMap<string, number> {
  const known = counts.get(group)
  if (known !== undefined) return known
  const byNode = new Map<string, number>()
  for (const { node } of group.pods) byNode.set(node, (byNode.get(node) ?? 0) + 1)
  counts.set(group, byNode)
  return byNode
}
