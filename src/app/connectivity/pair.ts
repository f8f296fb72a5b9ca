/** What is known of two places: how many of their pods may talk, on which ports, and by which rules. */
import { parseAddress } from '../../net/address.ts'
import { blocksOf } from '../../net/blocks.ts'
import {
  allPorts,
  type CompiledPolicies,
  countOutside,
  countPairs,
  type Doubt,
  evaluate,
  intersection,
  isNone,
  type MatrixCell,
  noPorts,
  type Part,
  type Party,
  type PortSet,
  partiesOf,
  partsByNamespace,
  partyOf,
  podKey,
  portRange,
  reachBetween,
} from '../../net/policy/index.ts'
import { merged } from '../../net/rangeset.ts'
import { coursesBetween, type End, type RawCourse } from './courses.ts'
import type { AskedPort } from './page-state.ts'
import { formatPlace, type Place, placeOfWorkload } from './place.ts'
import type { Known, Member, OutsidePart, PairAnswer } from './protocol.ts'

/** More than these are counted and not named. */
const membersAtMost = 200
const coursesAtMost = 6

export type RawPair = Omit<PairAnswer, 'courses'> & { readonly courses: readonly RawCourse[] }

export function pairBetween(
  compiled: CompiledPolicies,
  asked: { readonly from: Place; readonly to: Place; readonly port: AskedPort | null },
  doubt: Doubt,
  known: Known,
): RawPair {
  const resolved = { from: podAt(compiled, asked.from), to: podAt(compiled, asked.to) }
  const [fromPlace, toPlace] = [resolved.from ?? asked.from, resolved.to ?? asked.to]
  const from = endOf(compiled, fromPlace, known)
  const to = endOf(compiled, toPlace, known)
  const head = { from: asked.from, to: asked.to, resolved }
  if (from === null) return { ...head, ...nothing, missing: 'from' }
  if (to === null) return { ...head, ...nothing, missing: 'to' }
  const ports = asked.port === null ? allPorts() : portRange(asked.port.protocol, asked.port.port)
  const found = coursesBetween(compiled, from, to, asked.port, doubt)
  const courses = found.length > 0 ? found : withoutPairs(compiled, fromPlace, toPlace, asked.port)
  const members = membersOf(compiled, fromPlace, toPlace, ports, doubt)
  return {
    ...head,
    missing: null,
    cell: cellOf(compiled, { from, to, fromPlace, toPlace }, ports, doubt, courses),
    members: members.slice(0, membersAtMost),
    memberCount: members.length,
    ...portsOf(compiled, from.parts, to.parts, ports),
    outside: outsideOf(compiled, { from, to, fromPlace, toPlace }, ports),
    courses: courses.slice(0, coursesAtMost),
    courseCount: courses.length,
  }
}

const noPairs: MatrixCell = { pairs: 0, open: 0, full: 0, unknown: 0 }
const nothing = {
  cell: noPairs,
  members: [],
  memberCount: 0,
  every: noPorts,
  some: noPorts,
  outside: [],
  courses: [],
  courseCount: 0,
}

/** Where there are no two pods to speak of: a pod and itself, or one that has ended. */
function withoutPairs(
  compiled: CompiledPolicies,
  from: Place,
  to: Place,
  asked: AskedPort | null,
): readonly RawCourse[] {
  const port = asked ?? { protocol: 'TCP', port: 80 }
  for (const place of [from, to]) {
    if (place.type !== 'pod') continue
    const ref = { namespace: place.namespace, pod: place.name }
    // Of a pod that has ended this says so; of any other, that it reaches itself.
    const verdict = evaluate(compiled, { from: ref, to: ref, ...port })
    const isEnded = verdict.reason === 'finished'
    if (!isEnded && formatPlace(from) !== formatPlace(to)) continue
    const doubts = { egress: false, ingress: false }
    return [{ answer: isEnded ? 'no' : 'yes', pairs: 0, port, from, to, verdict, doubts }]
  }
  return []
}

/** The pod of the pod network that has the address. */
function podAt({ groupOf }: CompiledPolicies, place: Place): Place | null {
  const address = place.type === 'ip' ? parseAddress(place.ip) : null
  if (address === null) return null
  for (const pod of groupOf.keys()) {
    if (!pod.host && pod.addresses[address.family]?.value === address.value)
      return { type: 'pod', namespace: pod.namespace, name: pod.name }
  }
  return null
}

function endOf(compiled: CompiledPolicies, place: Place, known: Known): End | null {
  const ofPods = (parts: readonly Part[] | undefined): End | null =>
    parts === undefined ? null : { parts, ip: null, inDoubt: false }
  const ofZones = (zones: CompiledPolicies['zones'], ip: string | null): End => ({
    parts: zones.map((endpoint) => ({ endpoint, pods: [] })),
    ip,
    // It may be the address of a pod or node that was not read.
    inDoubt: ip !== null && (known.pods || known.nodes),
  })
  switch (place.type) {
    case 'ns':
      return ofPods(partsByNamespace(compiled).get(place.namespace))
    case 'workload':
      return ofPods(partyOf(compiled, place)?.parts)
    case 'pod': {
      const party = partyOf(compiled, { ...place, kind: 'Pod' })
      if (party !== null) return ofPods(party.parts)
      return compiled.pods.has(podKey(place.namespace, place.name)) ? ofPods([]) : null
    }
    case 'outside':
      return ofZones(compiled.zones, null)
    case 'ip': {
      const address = parseAddress(place.ip)
      const zone = address === null ? undefined : compiled.zones[compiled.space.classOf(address)]
      return zone === undefined ? null : ofZones([zone], place.ip)
    }
  }
}

interface Ends {
  readonly from: End
  readonly to: End
  readonly fromPlace: Place
  readonly toPlace: Place
}

function cellOf(
  compiled: CompiledPolicies,
  { from, to, fromPlace, toPlace }: Ends,
  ports: PortSet,
  doubt: Doubt,
  courses: readonly RawCourse[],
): MatrixCell {
  if (toPlace.type === 'outside')
    return countOutside(compiled, [from.parts], 'egress', ports, doubt)[0] ?? noPairs
  if (fromPlace.type === 'outside')
    return countOutside(compiled, [to.parts], 'ingress', ports, doubt)[0] ?? noPairs
  if (fromPlace.type !== 'ip' && toPlace.type !== 'ip')
    return countPairs(compiled, [from.parts], [to.parts], ports, doubt)[0]?.[0] ?? noPairs
  // Each course holds for some of the pairs, and there is one port.
  const sum = (of: readonly RawCourse[]) => of.reduce((count, { pairs }) => count + pairs, 0)
  const open = sum(courses.filter(({ verdict }) => verdict.allowed))
  const unknown = sum(courses.filter(({ answer }) => answer === 'unknown'))
  return { pairs: sum(courses), open, full: open, unknown }
}

/** The workloads of both places against each other, those that may talk first; none where each is one. */
function membersOf(
  compiled: CompiledPolicies,
  from: Place,
  to: Place,
  ports: PortSet,
  doubt: Doubt,
): readonly Member[] {
  if (from.type !== 'ns' && to.type !== 'ns') return []
  const parties = partiesOf(compiled)
  const within = (place: Place): readonly Party[] => {
    if (place.type === 'ns') return parties.filter(({ workload }) => workload.namespace === place.namespace)
    const workload = place.type === 'pod' ? { ...place, kind: 'Pod' } : place
    const own = 'kind' in workload ? partyOf(compiled, workload) : null
    return own === null ? [] : [own]
  }
  const placeOf = ({ workload }: Party) => placeOfWorkload(workload)
  const partsOf = (of: readonly Party[]) => of.map(({ parts }) => parts)
  const alone = (own: readonly Party[], direction: 'egress' | 'ingress', other: Place) => {
    const cells = countOutside(compiled, partsOf(own), direction, ports, doubt)
    return own.map((party, at) => ({
      from: direction === 'egress' ? placeOf(party) : other,
      to: direction === 'egress' ? other : placeOf(party),
      cell: cells[at] ?? noPairs,
      every: noPorts,
      some: noPorts,
    }))
  }
  if (to.type === 'outside') return byOpenness(alone(within(from), 'egress', to))
  if (from.type === 'outside') return byOpenness(alone(within(to), 'ingress', from))
  const [froms, tos] = [within(from), within(to)]
  const cells = countPairs(compiled, partsOf(froms), partsOf(tos), ports, doubt)
  return byOpenness(
    froms.flatMap((source, row) =>
      tos.flatMap((target, column) => {
        const cell = cells[row]?.[column] ?? noPairs
        if (cell.pairs === 0) return []
        const through = portsOf(compiled, source.parts, target.parts, ports)
        return [{ from: placeOf(source), to: placeOf(target), cell, ...through }]
      }),
    ),
  )
}

function byOpenness(members: readonly Member[]): readonly Member[] {
  const share = ({ cell: { open, pairs } }: Member) => open / Math.max(pairs, 1)
  return members.toSorted((a, b) => share(b) - share(a))
}

function portsOf(
  compiled: CompiledPolicies,
  from: readonly Part[],
  to: readonly Part[],
  asked: PortSet,
): { readonly every: PortSet; readonly some: PortSet } {
  const reach = reachBetween(compiled, from, to)
  if (reach === null) return { every: noPorts, some: noPorts }
  const { table } = compiled.rows
  return {
    every: intersection(table.setOf(reach.every), asked),
    some: intersection(table.setOf(reach.some), asked),
  }
}

/** Which addresses any of the pods may reach, or may reach any of them. */
function outsideOf(
  compiled: CompiledPolicies,
  { from, to, fromPlace, toPlace }: Ends,
  asked: PortSet,
): readonly OutsidePart[] {
  if (fromPlace.type !== 'outside' && toPlace.type !== 'outside') return []
  const alike = new Map<string, { ports: PortSet; zones: CompiledPolicies['zones'][number][] }>()
  for (const zone of compiled.zones) {
    const part = [{ endpoint: zone, pods: [] }]
    const { some } =
      toPlace.type === 'outside'
        ? portsOf(compiled, from.parts, part, asked)
        : portsOf(compiled, part, to.parts, asked)
    if (isNone(some)) continue
    const key = `${zone.outside?.family} ${some.edges.join()}`
    const known = alike.get(key) ?? { ports: some, zones: [] }
    alike.set(key, known)
    known.zones.push(zone)
  }
  return [...alike.values()].map(({ ports, zones }) => ({
    ports,
    blocks: merged(zones.flatMap(({ outside }) => outside?.ranges ?? [])).flatMap(blocksOf),
  }))
}
