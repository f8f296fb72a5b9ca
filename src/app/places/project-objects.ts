/** What is in a project: the objects of the kinds of its view, and what their checks say of them. */
import { useMemo, useRef } from 'react'
import { type KubeObject, keyOf } from '../../k8s/objects.ts'
import { checksOf } from '../../kinds/checks.ts'
import type { Kind } from '../../kinds/kind.ts'
import type { Availability, RelatedKind, World } from '../../kinds/world.ts'
import type { Finding, Severity } from '../../manifest/finding.ts'
import { useDiscovery, useSession } from '../api/queries.ts'
import type { Reach } from '../live/targets.ts'
import { type Remembered, remembered } from '../live/tracked-world.ts'
import { useWorld } from '../live/world.ts'
import { nearReach, useReachObjects } from './reach-objects.ts'

export interface KindObjects {
  readonly kind: Kind
  readonly availability: Availability
  readonly items: readonly KubeObject[]
}

/** Of the kinds that the cluster serves. */
export function useKindObjects(kinds: readonly Kind[], reach: Reach): readonly KindObjects[] {
  return useReachObjects(kinds, reach)
}

export interface ObjectFinding {
  readonly key: string
  readonly kind: Kind
  readonly object: KubeObject
  readonly finding: Finding
}

export const severities: readonly Severity[] = ['error', 'warning', 'info']

export interface ProjectFindings {
  /** The gravest first. */
  readonly all: readonly ObjectFinding[]
  /** Whether something that checks look at has not been read yet. */
  readonly isLooking: boolean
  /** Whether objects that would be checked may not be read. */
  readonly isPartial: boolean
}

export function useProjectFindings(
  of: readonly KindObjects[],
  reach: Reach,
  project: string,
): ProjectFindings {
  const { labelDomain } = useSession()
  const { data: discovery } = useDiscovery(reach.cluster)
  const related = useRelated(of)
  const world = useWorld(related, nearReach(reach), { discovery, labelDomain, project })
  return useMemo(() => {
    const states = [...related.map(world.availability), ...of.map(({ availability }) => availability)]
    const isPartial = of.some(({ availability }) => availability === 'refused')
    return { all: findingsOf(of, world), isLooking: states.includes('loading'), isPartial }
  }, [of, related, world])
}

/** What the checks of these kinds look at: the same list as long as the kinds are the same. */
function useRelated(of: readonly KindObjects[]): readonly RelatedKind[] {
  const list = [...new Set(of.flatMap(({ kind }) => kind.related.form))]
  const last = useRef(list)
  const isSame = list.length === last.current.length && list.every((each, at) => each === last.current[at])
  if (!isSame) last.current = list
  return last.current
}

export function findingsOf(
  of: readonly Pick<KindObjects, 'kind' | 'items'>[],
  world: World,
): readonly ObjectFinding[] {
  const all = of.flatMap(({ kind, items }) =>
    items.flatMap((object) =>
      judgementOf(kind)
        .of(object, world)
        .map((finding, index) => ({ key: `${keyOf(object)} ${index}`, kind, object, finding })),
    ),
  )
  const rank = ({ finding }: ObjectFinding) => severities.indexOf(finding.severity)
  return all.toSorted((a, b) => rank(a) - rank(b))
}

const judgements = new Map<Kind, Remembered<readonly Finding[]>>()

/** Checks are made again only of what has changed, or looks at something that has. */
function judgementOf(kind: Kind): Remembered<readonly Finding[]> {
  const known = judgements.get(kind)
  if (known !== undefined) return known
  const made = remembered((object, world) => checksOf(kind).flatMap((check) => check(object, world)))
  judgements.set(kind, made)
  return made
}
