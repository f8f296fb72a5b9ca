/** What other policies would open and close, by workload: a difference of two compiled clusters. */

import { blocksOf } from '../blocks.ts'
import type { AddressRange } from '../range.ts'
import { merged } from '../rangeset.ts'
import type { AddressSpace } from './address-space.ts'
import type { CompiledPolicies, Endpoint } from './compile.ts'
import type { Family } from './families.ts'
import { neighbourhood } from './parties.ts'
import { type PodFacts, podKey } from './pods.ts'
import { ALL, NONE } from './port-table.ts'
import { isNone, minus, noPorts, type PortSet, union } from './ports.ts'
import { type Workload, workloadKey } from './workload.ts'

export interface OutsideBlocks {
  readonly family: Family
  readonly blocks: readonly string[]
}

/** At least one of the two is a workload. */
export interface ConnectionChange {
  readonly from: Workload | OutsideBlocks
  readonly to: Workload | OutsideBlocks
  /** Ports that at least one pair of pods gets, and that at least one loses. */
  readonly opened: PortSet
  readonly closed: PortSet
}

/** Pods, or outside addresses, that neither of the two clusters tells apart. */
export interface Cell {
  readonly before: Endpoint
  readonly after: Endpoint
  readonly pods: PodFacts[]
  readonly ranges: AddressRange[]
}

/** Only pods that are in both clusters count: what comes and goes with pods is not what policies do. */
export function changesBetween(
  before: CompiledPolicies,
  after: CompiledPolicies,
): readonly ConnectionChange[] {
  const cells = [...podCells(before, after), ...outsideCells(before, after)].map((cell) => ({
    ...cell,
    parties: partiesIn(cell),
  }))
  const changes = new Map<string, ConnectionChange>()
  const differences = new Differences(before, after)
  for (const from of cells) {
    for (const to of cells) {
      if (from.pods.length === 0 && to.pods.length === 0) continue
      const difference = differences.between(from, to)
      if (difference !== null) collect(changes, after, from, to, difference)
    }
  }
  return [...changes.values()]
}

/** How many port sets there may be in the key of a comparison. */
const limit = 2 ** 26

export interface Difference {
  readonly opened: PortSet
  readonly closed: PortSet
}

/** Sets of the two clusters have different numbers; each pair of numbers is compared once. */
export class Differences {
  readonly #before: CompiledPolicies
  readonly #after: CompiledPolicies
  readonly #known = new Map<number, Difference | null>()

  constructor(before: CompiledPolicies, after: CompiledPolicies) {
    this.#before = before
    this.#after = after
  }

  between(from: Cell, to: Cell): Difference | null {
    const old = this.#before.rows.between(from.before, to.before)
    const now = this.#after.rows.between(from.after, to.after)
    // The first two numbers mean the same in every table, and most pairs have them.
    if (old === now && (old === NONE || old === ALL)) return null
    const key = old * limit + now
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const was = this.#before.rows.table.setOf(old)
    const is = this.#after.rows.table.setOf(now)
    const opened = minus(is, was)
    const closed = minus(was, is)
    const difference = isNone(opened) && isNone(closed) ? null : { opened, closed }
    this.#known.set(key, difference)
    return difference
  }
}

function collect(
  changes: Map<string, ConnectionChange>,
  after: CompiledPolicies,
  from: Cell & { readonly parties: readonly CellParty[] },
  to: Cell & { readonly parties: readonly CellParty[] },
  difference: Difference,
): void {
  for (const source of from.parties) {
    for (const target of to.parties) {
      const near = neighbourhood(
        after,
        { endpoint: from.after, pods: source.pods },
        { endpoint: to.after, pods: target.pods },
      )
      if (near === 'all' || near === 'no-pair') continue
      const key = `${source.key} ${target.key}`
      const known = changes.get(key)
      changes.set(key, {
        from: source.party,
        to: target.party,
        opened: union(known?.opened ?? noPorts, difference.opened),
        closed: union(known?.closed ?? noPorts, difference.closed),
      })
    }
  }
}

interface CellParty {
  readonly key: string
  readonly party: Workload | OutsideBlocks
  readonly pods: readonly PodFacts[]
}

function partiesIn({ pods, ranges, after }: Cell): readonly CellParty[] {
  if (pods.length === 0) {
    const blocks = merged(ranges).flatMap(blocksOf)
    const family = after.outside?.family ?? 'IPv4'
    return [{ key: blocks.join(), party: { family, blocks }, pods: [] }]
  }
  const parties = new Map<string, { key: string; party: Workload; pods: PodFacts[] }>()
  for (const pod of pods) {
    const key = workloadKey(pod.workload)
    const known = parties.get(key)
    if (known !== undefined) known.pods.push(pod)
    else parties.set(key, { key, party: pod.workload, pods: [pod] })
  }
  return [...parties.values()]
}

export function podCells(before: CompiledPolicies, after: CompiledPolicies): readonly Cell[] {
  const cells = new Map<string, Cell>()
  for (const [pod, now] of after.groupOf) {
    const same = before.pods.get(podKey(pod.namespace, pod.name))
    const old = same === undefined ? undefined : before.groupOf.get(same)
    if (old !== undefined) cellOf(cells, old, now).pods.push(pod)
  }
  return [...cells.values()]
}

export function outsideCells(before: CompiledPolicies, after: CompiledPolicies): readonly Cell[] {
  const cells = new Map<string, Cell>()
  for (const range of commonRanges(before.space, after.space)) {
    const old = before.zones[before.space.classOf(range.first)]
    const now = after.zones[after.space.classOf(range.first)]
    if (old !== undefined && now !== undefined) cellOf(cells, old, now).ranges.push(range)
  }
  return [...cells.values()]
}

/** The whole address space, cut where either of the two is. */
function commonRanges(a: AddressSpace, b: AddressSpace): readonly AddressRange[] {
  const ranges = [...a.classes, ...b.classes].flatMap((each) => each.ranges)
  return (['IPv4', 'IPv6'] as const).flatMap((family) => {
    const own = ranges.filter(({ first }) => first.family === family)
    const ends = [...new Set(own.map(({ last }) => last.value))].sort((x, y) => (x < y ? -1 : 1))
    return ends.map((value, at) => ({
      first: { family, value: at === 0 ? 0n : (ends[at - 1] ?? 0n) + 1n },
      last: { family, value },
    }))
  })
}

function cellOf(cells: Map<string, Cell>, before: Endpoint, after: Endpoint): Cell {
  const key = `${before.place} ${after.place}`
  const cell = cells.get(key) ?? { before, after, pods: [], ranges: [] }
  cells.set(key, cell)
  return cell
}
