/** Counts pairs of pods between places, by the groups that the pods are in: never pod by pod. */
import type { CompiledPolicies } from './compile.ts'
import { type Doubt, noDoubt } from './doubt.ts'
import { haveCommonFamily } from './families.ts'
import { FULL, Grades, SHUT } from './grades.ts'
import type { MatrixCell, Sum } from './matrix-cell.ts'
import type { Part } from './parties.ts'
import { NONE } from './port-table.ts'
import type { PortSet } from './ports.ts'

/** A cell for each of `from` and `to`. Two parts have either the same pods or none in common. */
export function countPairs(
  compiled: CompiledPolicies,
  from: readonly (readonly Part[])[],
  to: readonly (readonly Part[])[],
  asked: PortSet,
  doubt: Doubt = noDoubt,
): MatrixCell[][] {
  const grades = new Grades(compiled, asked)
  const rows = new Map<Int32Array, number>()
  const columns = to.map((parts) => columnOf(compiled, parts, rows, doubt))
  const letIn = turned([...rows.keys()], compiled.endpoints.length)
  const sourceOf = (part: Part): Source => ({
    part,
    egress: compiled.rows.of(part.endpoint, 'egress'),
    ingress: letIn(part.endpoint.place),
    inDoubt: doubt(part.endpoint, 'egress'),
  })
  return from.map((parts) => {
    const sources = parts.map(sourceOf)
    return columns.map((column) => {
      const cell: Sum = { pairs: 0, open: 0, full: 0, unknown: 0 }
      for (const source of sources) count(cell, source, column, grades)
      return cell
    })
  })
}

interface Source {
  readonly part: Part
  /** What its side lets out, by place. */
  readonly egress: Int32Array
  /** What the others' sides let in from it, by the numbers of their rows. */
  readonly ingress: Int32Array
  readonly inDoubt: boolean
}

/** Of each part what is looked at for every pair, in lists of numbers: pairs are millions. */
interface Column {
  readonly parts: readonly Part[]
  readonly places: Int32Array
  readonly sizes: Int32Array
  /** Which row says what its side lets in. */
  readonly rows: Int32Array
  readonly inDoubt: readonly boolean[]
  readonly isInDoubt: boolean
  /** How many pods of which part are on a node; those on its own network are left out. */
  readonly byNode: ReadonlyMap<string, ReadonlyMap<number, number>>
}

function columnOf(
  compiled: CompiledPolicies,
  parts: readonly Part[],
  rows: Map<Int32Array, number>,
  doubt: Doubt,
): Column {
  const numberOf = (row: Int32Array) => {
    const number = rows.get(row) ?? rows.size
    rows.set(row, number)
    return number
  }
  const inDoubt = parts.map(({ endpoint }) => doubt(endpoint, 'ingress'))
  return {
    parts,
    places: Int32Array.from(parts, ({ endpoint }) => endpoint.place),
    sizes: Int32Array.from(parts, ({ pods }) => pods.length),
    rows: Int32Array.from(parts, ({ endpoint }) => numberOf(compiled.rows.of(endpoint, 'ingress'))),
    inDoubt,
    isInDoubt: inDoubt.includes(true),
    byNode: countByNode(parts),
  }
}

function countByNode(parts: readonly Part[]): Column['byNode'] {
  const byNode = new Map<string, Map<number, number>>()
  for (const [at, { endpoint, pods }] of parts.entries()) {
    if (endpoint.host) continue
    for (const { node } of pods) {
      const counts = byNode.get(node) ?? new Map<number, number>()
      byNode.set(node, counts)
      counts.set(at, (counts.get(at) ?? 0) + 1)
    }
  }
  return byNode
}

/** Of each place what all rows have there, side by side, because they are read in this order. */
function turned(rows: readonly Int32Array[], places: number): (place: number) => Int32Array {
  const values = new Int32Array(rows.length * places)
  for (const [at, row] of rows.entries()) {
    for (let place = 0; place < places; place += 1) values[place * rows.length + at] = row[place] ?? NONE
  }
  return (place) => values.subarray(place * rows.length, (place + 1) * rows.length)
}

function count(cell: Sum, source: Source, column: Column, grades: Grades): void {
  const size = source.part.pods.length
  let [pairs, open, full] = [0, 0, 0]
  for (let at = 0; at < column.places.length; at += 1) {
    const others = othersAt(source, column, at)
    const grade = gradeAt(source, column, at, grades)
    pairs += others
    if (grade !== SHUT) open += others
    if (grade === FULL) full += others
  }
  cell.pairs += size * pairs
  cell.open += size * open
  cell.full += size * full
  const neighbours = neighboursOf(source, column)
  for (const [at, near] of neighbours) {
    const grade = gradeAt(source, column, at, grades)
    if (grade === SHUT) cell.open += near
    if (grade !== FULL) cell.full += near
  }
  if (source.inDoubt || column.isInDoubt) cell.unknown += unknownPairs(source, column, grades, neighbours)
}

/** So many pods of that part are another one than each of the source's. */
function othersAt({ part }: Source, { parts, places, sizes }: Column, at: number): number {
  const size = sizes[at] ?? 0
  const isItself = places[at] === part.endpoint.place && parts[at]?.pods[0] === part.pods[0]
  return isItself ? size - 1 : size
}

function gradeAt({ egress, ingress }: Source, { places, rows }: Column, at: number, grades: Grades): number {
  return grades.of(egress[places[at] ?? 0] ?? NONE, ingress[rows[at] ?? 0] ?? NONE)
}

const nobody: ReadonlyMap<number, number> = new Map()

/**
 * For each part how many pairs are a pod on its node's network and a pod on that node: those always have every port,
 * if they speak the same family at all.
 */
function neighboursOf({ part }: Source, { parts, byNode }: Column): ReadonlyMap<number, number> {
  const { host, node, families } = part.endpoint
  const there = host && node !== '' ? byNode.get(node) : undefined
  if (there === undefined) return nobody
  const speaking = [...there].filter(([at]) => haveCommonFamily(families, parts[at]?.endpoint.families ?? 0))
  return new Map(speaking.map(([at, pods]) => [at, part.pods.length * pods]))
}

/** What is shut by a side that is certain is certain. */
function unknownPairs(
  source: Source,
  column: Column,
  grades: Grades,
  neighbours: ReadonlyMap<number, number>,
): number {
  let unknown = 0
  for (const [at, inDoubt] of column.inDoubt.entries()) {
    if (!source.inDoubt && !inDoubt) continue
    const out = source.egress[column.places[at] ?? 0] ?? NONE
    const into = source.ingress[column.rows[at] ?? 0] ?? NONE
    const isShut =
      (!source.inDoubt && grades.of(out, out) === SHUT) || (!inDoubt && grades.of(into, into) === SHUT)
    if (isShut) continue
    unknown += source.part.pods.length * othersAt(source, column, at) - (neighbours.get(at) ?? 0)
  }
  return unknown
}
