/** Keeps what was read of a cluster, and answers what the page wants to know. Runs in a worker, knows nothing of it. */
import type { KubeObject } from '../../k8s/objects.ts'
import {
  allPorts,
  type CompiledPolicies,
  compilePolicies,
  countOutside,
  type Doubt,
  doubtOf,
  type MatrixCell,
  matrixOf,
  type Part,
  type PortSet,
  partiesOf,
  partsByNamespace,
  portRange,
  readAhead,
  type SideVerdict,
  type Workload,
  workloadKey,
  workloadMatrixOf,
} from '../../net/policy/index.ts'
import type { RawCourse } from './courses.ts'
import { placeInText } from './lines.ts'
import { pairBetween } from './pair.ts'
import { outside, type Place, placeOfWorkload } from './place.ts'
import type {
  Answers,
  Course,
  Known,
  MatrixAnswer,
  Names,
  ObjectsMessage,
  PairAnswer,
  ShownSide,
  Wants,
} from './protocol.ts'
import { policyKey, type Sort, sorts } from './slim.ts'

/** Fewer are judged in no time. A long list begins with so many. */
const fewPods = 100
const rehearsedPods = 300
/** Once more when there are so many times as many pods. */
const growth = 1.05

const nothingUnread: Known = {
  namespaces: false,
  nodes: false,
  admin: false,
  baseline: false,
  networkPolicies: [],
  pods: false,
}

export class Engine {
  readonly #objects: Readonly<Record<Sort, Map<string, KubeObject>>> = {
    namespaces: new Map(),
    pods: new Map(),
    nodes: new Map(),
    policies: new Map(),
  }
  #known: Known | null = null
  #compiled: CompiledPolicies | null = null
  #doubt: Doubt = () => false
  #version = 0
  /** Of how many pods there were for the last rehearsal. */
  #rehearsed = 0

  apply({ changes, known }: ObjectsMessage): void {
    for (const { sort, put, gone } of changes) {
      for (const [key, object] of put) this.#objects[sort].set(key, object)
      for (const key of gone) this.#objects[sort].delete(key)
      if (sort === 'pods') readAhead(put.map(([, pod]) => pod))
    }
    this.#compiled = null
    if (known === null) return
    this.#known = known
    this.#doubt = doubtOf(known)
    this.#version += 1
  }

  /**
   * Answers by a part of what is still arriving, for nobody: what is asked then finds the code compiled. Not where
   * there is hardly more than last time; whether it did.
   */
  rehearse(wants: Wants): boolean {
    const { pods, policies } = this.#objects
    if (pods.size < Math.max(fewPods, growth * this.#rehearsed) || policies.size === 0) return false
    this.#rehearsed = pods.size
    const step = Math.ceil(pods.size / rehearsedPods)
    const some = { ...this.#objects, pods: [...pods].filter((_, at) => at % step === 0) }
    const stage = new Engine()
    stage.apply({
      type: 'objects',
      changes: sorts.map((sort) => ({ sort, put: [...some[sort]], gone: [] })),
      known: nothingUnread,
    })
    stage.answer({ ...wants, pair: null })
    return true
  }

  /** `null` as long as not everything is there. */
  answer(wants: Wants): Answers | null {
    const known = this.#known
    if (known === null) return null
    const began = performance.now()
    const compiled = this.#compile()
    const asked = wants.port === null ? allPorts() : portRange(wants.port.protocol, wants.port.port)
    const policies = [...this.#objects.policies.values()]
    return {
      matrix: wants.matrix === null ? null : this.#matrix(compiled, wants, asked),
      pair: wants.pair === null ? null : this.#pair(compiled, wants.pair, wants, known),
      names: wants.names === null ? null : this.#names(compiled, wants.names),
      governed: [
        ...new Set(
          policies
            .filter(({ kind }) => kind === 'NetworkPolicy')
            .map(({ metadata }) => metadata.namespace ?? ''),
        ),
      ],
      pods: this.#objects.pods.size,
      policies: policies.length,
      milliseconds: performance.now() - began,
      version: this.#version,
    }
  }

  #compile(): CompiledPolicies {
    const { namespaces, pods, nodes, policies } = this.#objects
    this.#compiled ??= compilePolicies({
      namespaces: [...namespaces.values()],
      pods: [...pods.values()],
      nodes: [...nodes.values()],
      policies: [...policies.values()],
    })
    return this.#compiled
  }

  #matrix(compiled: CompiledPolicies, { matrix, port }: Wants, asked: PortSet): MatrixAnswer {
    if (matrix === null || matrix === 'namespaces') {
      const { namespaces, cells } = matrixOf(compiled, asked, this.#doubt)
      const lines = [...partsByNamespace(compiled).values()]
      const places = namespaces.map((namespace): Place => ({ type: 'ns', namespace }))
      const named = { rows: places, columns: places, lines, columnLines: lines, cells }
      return { inside: null, port, ...this.#withOutside(compiled, named, asked) }
    }
    const { from, to, cells } = workloadMatrixOf(compiled, matrix, asked, this.#doubt)
    const byPlace = new Map(partiesOf(compiled).map(({ workload, parts }) => [workloadKey(workload), parts]))
    const partsOf = (workloads: readonly Workload[]) =>
      workloads.map((each) => byPlace.get(workloadKey(each)) ?? [])
    const named = {
      rows: from.map(placeOfWorkload),
      columns: to.map(placeOfWorkload),
      lines: partsOf(from),
      columnLines: partsOf(to),
      cells,
    }
    return { inside: matrix, port, ...this.#withOutside(compiled, named, asked) }
  }

  /** A last row and a last column for what is outside. */
  #withOutside(
    compiled: CompiledPolicies,
    of: {
      readonly rows: readonly Place[]
      readonly columns: readonly Place[]
      readonly lines: readonly (readonly Part[])[]
      readonly columnLines: readonly (readonly Part[])[]
      readonly cells: readonly (readonly MatrixCell[])[]
    },
    asked: PortSet,
  ) {
    const out = countOutside(compiled, of.lines, 'egress', asked, this.#doubt)
    const into = countOutside(compiled, of.columnLines, 'ingress', asked, this.#doubt)
    const rows = [...of.rows, outside]
    const columns = [...of.columns, outside]
    const counts = new Float64Array(4 * rows.length * columns.length)
    for (let row = 0; row < rows.length; row += 1) {
      for (let column = 0; column < columns.length; column += 1) {
        const isLast = column === of.columns.length
        const cell = row === of.rows.length ? into[column] : isLast ? out[row] : of.cells[row]?.[column]
        if (cell === undefined || (isLast && row === of.rows.length)) continue
        const { pairs, open, full, unknown } = cell
        counts.set([pairs, open, full, unknown], 4 * (row * columns.length + column))
      }
    }
    return { rows, columns, counts }
  }

  #pair(
    compiled: CompiledPolicies,
    pair: { readonly from: Place; readonly to: Place },
    { port }: Wants,
    known: Known,
  ): PairAnswer {
    const { courses, ...answer } = pairBetween(compiled, { ...pair, port }, this.#doubt, known)
    return { ...answer, courses: courses.map((course) => this.#shown(course)) }
  }

  #shown({ verdict, doubts, ...course }: RawCourse): Course {
    if (verdict.reason !== 'policies')
      return { ...course, family: 'unknown', sides: null, reason: verdict.reason }
    const sides = {
      egress: this.#side(verdict.egress, doubts.egress),
      ingress: this.#side(verdict.ingress, doubts.ingress),
    }
    return { ...course, family: verdict.family, sides, reason: 'policies' }
  }

  #side(side: SideVerdict, inDoubt: boolean): ShownSide {
    const steps = side.steps.map((step) => {
      const object = this.#objects.policies.get(policyKey(step.policy))
      return { ...step, ...(object === undefined ? { line: 0, text: '' } : placeInText(object, step.path)) }
    })
    return { ...side, steps, inDoubt }
  }

  #names(compiled: CompiledPolicies, wanted: readonly string[]): Names {
    const namespaces = new Set([...this.#objects.namespaces.values()].map(({ metadata }) => metadata.name))
    for (const { namespace } of compiled.groups) namespaces.add(namespace)
    const parties = partiesOf(compiled)
    const pods = [...compiled.pods.values()]
    return {
      namespaces: [...namespaces].sort(),
      pods: Object.fromEntries(
        wanted.map((name) => [
          name,
          pods.flatMap((pod) => (pod.namespace === name && !pod.finished ? [pod.name] : [])).sort(),
        ]),
      ),
      workloads: Object.fromEntries(
        wanted.map((name) => [
          name,
          parties
            .filter(({ workload }) => workload.namespace === name)
            .map(({ workload }) => placeOfWorkload(workload)),
        ]),
      ),
    }
  }
}
