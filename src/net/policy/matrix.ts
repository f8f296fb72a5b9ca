/** Who reaches whom, by namespaces or by workloads, counted in pairs of pods without going through them. */
import type { CompiledPolicies } from './compile.ts'
import { type Doubt, noDoubt } from './doubt.ts'
import { haveCommonFamily } from './families.ts'
import { FULL, Grades, SHUT } from './grades.ts'
import type { MatrixCell, Sum } from './matrix-cell.ts'
import { countPairs } from './pair-counts.ts'
import { type Part, type Party, partiesOf } from './parties.ts'
import type { Direction } from './policy.ts'
import { NONE } from './port-table.ts'
import { allPorts, type PortSet } from './ports.ts'
import type { Workload } from './workload.ts'

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
        .filter((zone) => haveCommonFamily(endpoint.families, zone.families))
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
