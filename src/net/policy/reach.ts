/** Who may reach a workload, what it may reach, and which workloads are connected. */
import { blocksOf } from '../blocks.ts'
import { merged } from '../rangeset.ts'
import type { CompiledPolicies, Endpoint } from './compile.ts'
import type { Family } from './families.ts'
import { type Part, partiesOf, partsOf, partyOf, type Reach, reachBetween } from './parties.ts'
import type { PodFacts } from './pods.ts'
import { isNone, type PortSet } from './ports.ts'
import type { Workload } from './workload.ts'

/** Ports on the destination. */
export interface ReachablePorts {
  /** On which every pod of the one reaches every pod of the other. */
  readonly every: PortSet
  /** On which at least one pod reaches one. Never empty: who reaches nothing is left out. */
  readonly some: PortSet
}

export interface Connection extends ReachablePorts {
  readonly from: Workload
  readonly to: Workload
}

export interface ReachableWorkload extends ReachablePorts {
  readonly workload: Workload
}

export interface ReachableOutside extends ReachablePorts {
  readonly family: Family
  /** Blocks as `10.0.0.0/8`, as few as possible; those of different entries do not overlap. */
  readonly blocks: readonly string[]
}

export interface Reachable {
  readonly workloads: readonly ReachableWorkload[]
  /** Addresses of pods and nodes are in these blocks too; as pods they stand among the workloads. */
  readonly outside: readonly ReachableOutside[]
}

/**
 * Who may open connections to a workload, or to any of some pods, besides each pod's own node. `null` where there is no
 * pod of it that counts.
 */
export function whoMayReach(
  compiled: CompiledPolicies,
  workload: Workload | readonly PodFacts[],
): Reachable | null {
  return reachable(compiled, workload, (own, other) => reachBetween(compiled, other, own))
}

/** What it may open connections to. `null` where there is no pod of it that counts. */
export function whatMayThisReach(
  compiled: CompiledPolicies,
  workload: Workload | readonly PodFacts[],
): Reachable | null {
  return reachable(compiled, workload, (own, other) => reachBetween(compiled, own, other))
}

/** Every connection between workloads that is possible, one after the other: there may be very many. */
export function* connectionsOf(
  compiled: CompiledPolicies,
  only: { readonly from?: Workload; readonly to?: Workload } = {},
): Generator<Connection> {
  const chosen = (workload: Workload | undefined) => {
    const party = workload === undefined ? null : partyOf(compiled, workload)
    return workload === undefined ? partiesOf(compiled) : party === null ? [] : [party]
  }
  const targets = chosen(only.to)
  for (const from of chosen(only.from)) {
    for (const to of targets) {
      const ports = portsOf(compiled, reachBetween(compiled, from.parts, to.parts))
      if (ports !== null) yield { from: from.workload, to: to.workload, ...ports }
    }
  }
}

function reachable(
  compiled: CompiledPolicies,
  own: Workload | readonly PodFacts[],
  between: (own: readonly Part[], other: readonly Part[]) => Reach | null,
): Reachable | null {
  const parts = 'kind' in own ? partyOf(compiled, own)?.parts : partsOf(compiled.groupOf, own)
  if (parts === undefined || parts.length === 0) return null
  return {
    workloads: partiesOf(compiled).flatMap((other) => {
      const ports = portsOf(compiled, between(parts, other.parts))
      return ports === null ? [] : [{ workload: other.workload, ...ports }]
    }),
    outside: outsideOf(compiled, (zone) => between(parts, [{ endpoint: zone, pods: [] }])),
  }
}

/** Zones that are judged alike are told as one. */
function outsideOf(
  compiled: CompiledPolicies,
  between: (zone: Endpoint) => Reach | null,
): readonly ReachableOutside[] {
  const alike = new Map<string, { reach: Reach | null; family: Family; zones: Endpoint[] }>()
  for (const zone of compiled.zones) {
    const family = zone.outside?.family ?? 'IPv4'
    const reach = between(zone)
    const key = `${family} ${reach?.every} ${reach?.some}`
    const known = alike.get(key)
    if (known !== undefined) known.zones.push(zone)
    else alike.set(key, { reach, family, zones: [zone] })
  }
  return [...alike.values()].flatMap(({ reach, family, zones }) => {
    const ports = portsOf(compiled, reach)
    if (ports === null) return []
    const ranges = merged(zones.flatMap(({ outside }) => outside?.ranges ?? []))
    return [{ family, blocks: ranges.flatMap(blocksOf), ...ports }]
  })
}

function portsOf({ rows }: CompiledPolicies, reach: Reach | null): ReachablePorts | null {
  if (reach === null) return null
  const some = rows.table.setOf(reach.some)
  return isNone(some) ? null : { every: rows.table.setOf(reach.every), some }
}
