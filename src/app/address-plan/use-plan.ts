/** The plan of a cluster, followed live: its ranges, what meets, and what could not be read. */
import { useMemo } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { type Collision, collisionsOf, type PlanRange, plannedRanges } from '../../kinds/address-plan.ts'
import { addressSources } from '../../kinds/addresses.ts'
import { type AddressSource, standing } from '../../kinds/held-range.ts'
import type { Availability, RelatedKind, World } from '../../kinds/world.ts'
import { encloses } from '../../net/plan.ts'
import type { AddressRange } from '../../net/range.ts'
import { useDiscovery, useSession } from '../api/queries.ts'
import { useWorld } from '../live/world.ts'
import { isSpace } from './layout.ts'

export interface ReadSource {
  readonly source: AddressSource
  readonly objects: readonly KubeObject[]
}

/** What says who uses which address. */
export interface Reading {
  readonly sources: readonly ReadSource[]
  /** Whether all of it that may be read is there. */
  readonly isReady: boolean
  /** Whether nothing of it had to be left out: what seems free is free. */
  readonly isComplete: boolean
}

export interface Plan {
  /** In order; single addresses of pods are not among them. */
  readonly ranges: readonly PlanRange[]
  readonly collisions: readonly Collision[]
  readonly uses: Reading
  readonly isLoading: boolean
  readonly isStale: boolean
  /** What may not be read, by its plural. */
  readonly refused: readonly string[]
}

const first = addressSources.filter(({ isBig, unless }) => isBig !== true && unless === undefined)
const big = addressSources.filter(({ isBig, unless }) => isBig === true && unless === undefined)
const instead = addressSources.filter(({ unless }) => unless !== undefined)
const kindsOf = (sources: readonly AddressSource[]): readonly RelatedKind[] => sources.map(({ kind }) => kind)
const [firstKinds, bigKinds] = [kindsOf(first), kindsOf(big)]
const none: readonly never[] = []

/**
 * `at` is what one looks at, `isAsking` whether one asks for a single address: who uses those is read where one does,
 * or looks into a range, because there may be as many objects as addresses.
 */
export function usePlan(cluster: string, at: AddressRange | null, isAsking: boolean): Plan {
  const world = useWorldOf(cluster, firstKinds)
  const own = useMemo(() => plannedRanges(first, world), [world])
  const readsUses = isAsking || (at !== null && own.some((each) => isSpace(each) && encloses(each.range, at)))
  const ofUses = useWorldOf(cluster, readsUses ? bigKinds : none)
  const lacking = instead
    .filter(({ isBig, unless }) => {
      if (isBig === true && !readsUses) return false
      return unless !== undefined && lacks(isBig === true ? ofUses : world, unless)
    })
    .map((source) => instead.indexOf(source))
    .join()
  const others = useMemo(
    () => (lacking === '' ? none : lacking.split(',').flatMap((at) => instead[Number(at)] ?? [])),
    [lacking],
  )
  const otherKinds = useMemo(() => kindsOf(others), [others])
  const ofOthers = useWorldOf(cluster, otherKinds)
  const ranges = useMemo(() => [...own, ...plannedRanges(others, ofOthers)], [own, others, ofOthers])
  const collisions = useMemo(() => collisionsOf(ranges, world), [ranges, world])
  const sources = useMemo(
    () => [...read(first, world), ...(readsUses ? read(big, ofUses) : []), ...read(others, ofOthers)],
    [world, readsUses, ofUses, others, ofOthers],
  )
  const states = [
    ...first.map(({ kind }) => ({ kind, state: world.availability(kind), isBig: false })),
    ...(readsUses ? big.map(({ kind }) => ({ kind, state: ofUses.availability(kind), isBig: true })) : []),
    ...others.map(({ kind, isBig }) => ({ kind, state: ofOthers.availability(kind), isBig: isBig === true })),
  ]
  const refused = useRefusedNames(
    cluster,
    // What only stands in for something that is refused as well is not missed by itself.
    states
      .filter(({ state, kind }) => state === 'refused' && !isSubstitute(kind, states))
      .map(({ kind }) => kind),
  )
  const isReady = readsUses && states.every(({ state }) => state !== 'loading')
  const isComplete = isReady && states.every(({ state }) => state !== 'refused')
  const uses = useMemo(() => ({ sources, isReady, isComplete }), [sources, isReady, isComplete])
  return {
    ranges,
    collisions,
    uses,
    isLoading: states.some(({ state, isBig }) => state === 'loading' && !isBig),
    isStale: states.some(({ state }) => state === 'stale'),
    refused,
  }
}

function useWorldOf(cluster: string, kinds: readonly RelatedKind[]): World {
  const { data: discovery } = useDiscovery(cluster)
  const { labelDomain } = useSession()
  const reach = useMemo(() => ({ cluster, namespaces: null }), [cluster])
  return useWorld(kinds, reach, { discovery, labelDomain, project: null })
}

/** Whether what would say it better has nothing to say. */
function lacks(world: World, kind: RelatedKind): boolean {
  const state = world.availability(kind)
  if (state === 'loading') return false
  return state === 'absent' || state === 'refused' || world.list(kind).length === 0
}

function isSubstitute(
  kind: RelatedKind,
  states: readonly { readonly kind: RelatedKind; readonly state: Availability }[],
): boolean {
  const other = instead.find((source) => source.kind === kind)?.unless
  return states.some((each) => each.kind === other && each.state === 'refused')
}

/** Those that say who uses single addresses. */
function read(sources: readonly AddressSource[], world: World): readonly ReadSource[] {
  return sources.flatMap((source) => {
    const objects = world.list(source.kind)
    return objects.length === 0 ? [] : [{ source, objects }]
  })
}

function useRefusedNames(cluster: string, kinds: readonly RelatedKind[]): readonly string[] {
  const { data: discovery } = useDiscovery(cluster)
  return kinds.map(({ group, kind, versions }) => {
    const type = discovery?.find(group, kind, versions)
    return type ? `${type.plural}${group === '' ? '' : `.${group}`}` : kind
  })
}

export const isUse = ({ role }: PlanRange) => standing[role] === 'use' || standing[role] === 'point'
