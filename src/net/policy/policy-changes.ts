/**
 * What other policies open and close in the same cluster, one workload after the other: only what a policy judges
 * that is not in both is compared at all.
 */
import { blocksOf } from '../blocks.ts'
import { merged } from '../rangeset.ts'
import type { Side } from './bind.ts'
import type { CompiledPolicies } from './compile.ts'
import { type Cell, type ConnectionChange, Differences, outsideCells, podCells } from './difference.ts'
import { neighbourhood } from './parties.ts'
import type { PodFacts } from './pods.ts'
import type { Direction } from './policy.ts'
import { NONE, PortTable } from './port-table.ts'
import { type Workload, workloadKey } from './workload.ts'

interface Compared extends Cell {
  /** Whether this side of its traffic may be judged otherwise than before. */
  readonly isTouched: Readonly<Record<Direction, boolean>>
}

/** Pods of a workload in one cell. */
interface Part {
  readonly cell: Compared
  readonly pods: readonly PodFacts[]
}

interface Party {
  readonly place: number
  readonly workload: Workload
  readonly parts: Part[]
}

/**
 * The same as `changesBetween`, with addresses outside that change alike told as one. Each step is about one
 * workload: what it may connect to and, of outside addresses, what may connect to it. Steps may be empty.
 */
export function* changesByWorkload(
  before: CompiledPolicies,
  after: CompiledPolicies,
): Generator<readonly ConnectionChange[], void> {
  const pods = podCells(before, after).map((cell) => compared(cell, before, after))
  const outside = outsideCells(before, after).map((cell) => compared(cell, before, after))
  const parties = partiesOf(pods)
  const work = new Work(before, after, pods, parties)
  for (const party of parties) {
    yield [
      ...work.workloadsFrom(party),
      ...work.outside(party, outside, 'egress'),
      ...work.outside(party, outside, 'ingress'),
    ]
  }
}

class Work {
  readonly #after: CompiledPolicies
  readonly #cells: readonly Compared[]
  readonly #parties: readonly Party[]
  readonly #partsIn = new Map<Compared, { readonly place: number; readonly pods: readonly PodFacts[] }[]>()
  readonly #differences: Differences
  readonly #table = new PortTable()
  /** By place of the party that is connected to; empty between two steps. */
  readonly #opened: Int32Array
  readonly #closed: Int32Array

  constructor(
    before: CompiledPolicies,
    after: CompiledPolicies,
    cells: readonly Compared[],
    parties: readonly Party[],
  ) {
    this.#after = after
    this.#cells = cells
    this.#parties = parties
    this.#differences = new Differences(before, after)
    this.#opened = new Int32Array(parties.length)
    this.#closed = new Int32Array(parties.length)
    for (const { place, parts } of parties) {
      for (const { cell, pods } of parts) {
        const known = this.#partsIn.get(cell) ?? []
        known.push({ place, pods })
        this.#partsIn.set(cell, known)
      }
    }
  }

  workloadsFrom({ workload, parts }: Party): readonly ConnectionChange[] {
    const changed = new Set<number>()
    for (const from of parts) {
      for (const to of from.cell.isTouched.egress ? this.#cells : this.#entered) {
        const difference = this.#differences.between(from.cell, to)
        if (difference === null) continue
        const opened = this.#table.numberOf(difference.opened)
        const closed = this.#table.numberOf(difference.closed)
        for (const { place, pods } of this.#partsIn.get(to) ?? []) {
          if (this.#isExempt(from, to, pods)) continue
          changed.add(place)
          this.#opened[place] = this.#table.union(this.#opened[place] ?? NONE, opened)
          this.#closed[place] = this.#table.union(this.#closed[place] ?? NONE, closed)
        }
      }
    }
    return [...changed].sort((a, b) => a - b).flatMap((place) => this.#told(workload, place))
  }

  /** In the direction as the workload sees it. */
  outside(
    { workload, parts }: Party,
    outside: readonly Compared[],
    direction: Direction,
  ): readonly ConnectionChange[] {
    const alike = new Map<string, { opened: number; closed: number; cells: Compared[] }>()
    const touched = parts.filter(({ cell }) => cell.isTouched[direction])
    for (const cell of touched.length === 0 ? [] : outside) {
      const [opened, closed] = this.#sums(touched, cell, direction)
      if (opened === NONE && closed === NONE) continue
      const key = `${cell.after.outside?.family} ${opened} ${closed}`
      const known = alike.get(key)
      if (known !== undefined) known.cells.push(cell)
      else alike.set(key, { opened, closed, cells: [cell] })
    }
    return [...alike.values()].map(({ opened, closed, cells }) => {
      const blocks = merged(cells.flatMap(({ ranges }) => ranges)).flatMap(blocksOf)
      const other = { family: cells[0]?.after.outside?.family ?? ('IPv4' as const), blocks }
      const ends = direction === 'egress' ? { from: workload, to: other } : { from: other, to: workload }
      return { ...ends, opened: this.#table.setOf(opened), closed: this.#table.setOf(closed) }
    })
  }

  #sums(parts: readonly Part[], other: Compared, direction: Direction): readonly [number, number] {
    let opened = NONE
    let closed = NONE
    for (const { cell } of parts) {
      const [from, to] = direction === 'egress' ? [cell, other] : [other, cell]
      const difference = this.#differences.between(from, to)
      if (difference === null) continue
      opened = this.#table.union(opened, this.#table.numberOf(difference.opened))
      closed = this.#table.union(closed, this.#table.numberOf(difference.closed))
    }
    return [opened, closed]
  }

  #told(workload: Workload, place: number): readonly ConnectionChange[] {
    const target = this.#parties[place]
    const opened = this.#table.setOf(this.#opened[place] ?? NONE)
    const closed = this.#table.setOf(this.#closed[place] ?? NONE)
    this.#opened[place] = NONE
    this.#closed[place] = NONE
    return target === undefined ? [] : [{ from: workload, to: target.workload, opened, closed }]
  }

  get #entered(): readonly Compared[] {
    this.#enteredCells ??= this.#cells.filter(({ isTouched }) => isTouched.ingress)
    return this.#enteredCells
  }
  #enteredCells: readonly Compared[] | null = null

  #isExempt({ cell, pods }: Part, to: Compared, targets: readonly PodFacts[]): boolean {
    if (!cell.after.host && (pods.length > 1 || pods[0] !== targets[0])) return false
    const near = neighbourhood(
      this.#after,
      { endpoint: cell.after, pods },
      { endpoint: to.after, pods: targets },
    )
    return near === 'all' || near === 'no-pair'
  }
}

function compared(cell: Cell, before: CompiledPolicies, after: CompiledPolicies): Compared {
  const isSameCluster = before.facts === after.facts
  const isTouched = (direction: Direction) =>
    !isSameCluster || !isSame(cell.before[direction], cell.after[direction])
  return { ...cell, isTouched: { egress: isTouched('egress'), ingress: isTouched('ingress') } }
}

/** Whether the same policies judge, in the same order; then they judge the same in the same cluster. */
function isSame({ tiers: a }: Side, { tiers: b }: Side): boolean {
  return (['admin', 'network', 'baseline'] as const).every(
    (tier) =>
      a[tier].length === b[tier].length && a[tier].every(({ policy }, at) => policy === b[tier][at]?.policy),
  )
}

/** In order of namespaces and names. */
function partiesOf(cells: readonly Compared[]): readonly Party[] {
  const parties = new Map<string, { workload: Workload; byCell: Map<Compared, PodFacts[]> }>()
  for (const cell of cells) {
    for (const pod of cell.pods) {
      const key = workloadKey(pod.workload)
      const known = parties.get(key) ?? { workload: pod.workload, byCell: new Map() }
      parties.set(key, known)
      const own = known.byCell.get(cell)
      if (own !== undefined) own.push(pod)
      else known.byCell.set(cell, [pod])
    }
  }
  return [...parties]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { workload, byCell }], place) => ({
      place,
      workload,
      parts: [...byCell].map(([cell, pods]) => ({ cell, pods })),
    }))
}
