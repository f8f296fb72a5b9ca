/** Who reaches whom, by namespaces or by workloads, counted in pairs of pods without going through them. */
import type { CompiledPolicies, Endpoint } from './compile.ts'
import { type Doubt, noDoubt } from './doubt.ts'
import { sharedFamily } from './families.ts'
import { type Part, type Party, partiesOf } from './parties.ts'
import type { PodFacts } from './pods.ts'
import type { Direction } from './policy.ts'
import { NONE } from './port-table.ts'
import { allPorts, intersection, isEqual, isNone, type PortSet } from './ports.ts'
import type { Workload } from './workload.ts'

/** Pairs of two different pods; a pod always reaches itself, which says nothing and is not counted. */
export interface MatrixCell {
  readonly pairs: number
  /** Pairs with at least one of the ports asked for. */
  readonly open: number
  /** Pairs with all ports asked for. */
  readonly full: number
  /** Pairs of which this is not certain; they are counted as far as is known. */
  readonly unknown: number
}

type Sum = { -readonly [K in keyof MatrixCell]: MatrixCell[K] }

export interface PolicyMatrix {
  /** In order of names; only namespaces with pods that count. */
  readonly namespaces: readonly string[]
  /** `cells[from][to]`, by place in `namespaces`. */
  readonly cells: readonly (readonly MatrixCell[])[]
}

export interface WorkloadMatrix {
  readonly from: readonly Workload[]
  readonly to: readonly Workload[]
  readonly cells: readonly (readonly MatrixCell[])[]
}

/** `all`: every pair has every port asked for; `none`: no pair has any; `empty`: there are no pairs. */
export type CellState = 'all' | 'some' | 'none' | 'empty'

export function stateOf({ pairs, open, full }: Omit<MatrixCell, 'unknown'>): CellState {
  if (pairs === 0) return 'empty'
  if (open === 0) return 'none'
  return full === pairs ? 'all' : 'some'
}

/** For a port, a range or any set of them; without, for every port. Costs pairs of groups, never pairs of pods. */
export function matrixOf(
  compiled: CompiledPolicies,
  asked: PortSet = allPorts(),
  doubt: Doubt = noDoubt,
): PolicyMatrix {
  const namespaces = partsByNamespace(compiled)
  const lines = [...namespaces.values()]
  return { namespaces: [...namespaces.keys()], cells: countPairs(compiled, lines, lines, asked, doubt) }
}

/** The workloads of one namespace against those of another, or of the same one. */
export function workloadMatrixOf(
  compiled: CompiledPolicies,
  { from, to }: { readonly from: string; readonly to: string },
  asked: PortSet = allPorts(),
  doubt: Doubt = noDoubt,
): WorkloadMatrix {
  const parties = partiesOf(compiled)
  const within = (name: string) => parties.filter(({ workload }) => workload.namespace === name)
  const rows = within(from)
  const columns = to === from ? rows : within(to)
  const partsOf = (of: readonly Party[]) => of.map(({ parts }) => parts)
  return {
    from: rows.map(({ workload }) => workload),
    to: columns.map(({ workload }) => workload),
    cells: countPairs(compiled, partsOf(rows), partsOf(columns), asked, doubt),
  }
}

/** The pods of each namespace, in order of names. */
export function partsByNamespace({ groups }: CompiledPolicies): ReadonlyMap<string, readonly Part[]> {
  const parts = new Map<string, Part[]>()
  for (const group of groups) {
    const known = parts.get(group.namespace) ?? []
    parts.set(group.namespace, known)
    known.push({ endpoint: group, pods: group.pods })
  }
  return new Map([...parts].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** A cell for each of `from` and `to`. Two parts have either the same pods or none in common. */
export function countPairs(
  compiled: CompiledPolicies,
  from: readonly (readonly Part[])[],
  to: readonly (readonly Part[])[],
  asked: PortSet,
  doubt: Doubt = noDoubt,
): MatrixCell[][] {
  const grades = new Grades(compiled, asked)
  const targets = to.flatMap((parts, column) =>
    parts.map(({ endpoint, pods }) => ({
      column,
      endpoint,
      pods,
      ingress: compiled.rows.of(endpoint, 'ingress'),
      inDoubt: doubt(endpoint, 'ingress'),
    })),
  )
  return from.map((parts) => {
    const line = to.map((): Sum => ({ pairs: 0, open: 0, full: 0, unknown: 0 }))
    for (const source of parts) {
      const place = source.endpoint.place
      const egress = compiled.rows.of(source.endpoint, 'egress')
      const sourceInDoubt = doubt(source.endpoint, 'egress')
      for (const target of targets) {
        const cell = line[target.column]
        if (cell === undefined) continue
        const out = egress[target.endpoint.place] ?? NONE
        const into = target.ingress[place] ?? NONE
        const grade = grades.of(out, into)
        const same = source.endpoint === target.endpoint && source.pods[0] === target.pods[0]
        const pairs = source.pods.length * (same ? target.pods.length - 1 : target.pods.length)
        const near = neighbours(source, target)
        const sure = grade === FULL ? 0 : near
        cell.pairs += pairs
        cell.open += grade === SHUT ? sure : pairs
        cell.full += grade === FULL ? pairs : sure
        if (!sourceInDoubt && !target.inDoubt) continue
        const isShut =
          (!sourceInDoubt && grades.of(out, out) === SHUT) ||
          (!target.inDoubt && grades.of(into, into) === SHUT)
        if (!isShut) cell.unknown += pairs - near
      }
    }
    return line
  })
}

/** For each of `parts`, all addresses outside as if they were one, which is open where any of them is. */
export function countOutside(
  compiled: CompiledPolicies,
  lines: readonly (readonly Part[])[],
  direction: Direction,
  asked: PortSet,
  doubt: Doubt = noDoubt,
): MatrixCell[] {
  const grades = new Grades(compiled, asked)
  return lines.map((parts) => {
    const cell: Sum = { pairs: 0, open: 0, full: 0, unknown: 0 }
    for (const { endpoint, pods } of parts) {
      const row = compiled.rows.of(endpoint, direction)
      const known = compiled.zones
        .filter((zone) => haveCommonFamily(endpoint, zone))
        .map(({ place }) => grades.of(row[place] ?? NONE, row[place] ?? NONE))
      if (known.length === 0) continue
      cell.pairs += pods.length
      if (known.some((grade) => grade !== SHUT)) cell.open += pods.length
      if (known.every((grade) => grade === FULL)) cell.full += pods.length
      if (doubt(endpoint, direction)) cell.unknown += pods.length
    }
    return cell
  })
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
function neighbours(from: Part, to: Part): number {
  const { host, node } = from.endpoint
  if (!host || node === '' || to.endpoint.host || !haveCommonFamily(from.endpoint, to.endpoint)) return 0
  return from.pods.length * (podsByNode(to.pods).get(node) ?? 0)
}

function haveCommonFamily(from: Endpoint, to: Endpoint): boolean {
  return sharedFamily(from.families, to.families) !== 'none'
}

const counts = new WeakMap<readonly PodFacts[], ReadonlyMap<string, number>>()

function podsByNode(pods: readonly PodFacts[]): ReadonlyMap<string, number> {
  const known = counts.get(pods)
  if (known !== undefined) return known
  const byNode = new Map<string, number>()
  for (const { node } of pods) byNode.set(node, (byNode.get(node) ?? 0) + 1)
  counts.set(pods, byNode)
  return byNode
}
