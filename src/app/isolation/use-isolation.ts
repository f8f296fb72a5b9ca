/** What is configured in a cluster and how far it is in step, followed live. */
import { useMemo } from 'react'
import { type KubeObject, keyOf } from '../../k8s/objects.ts'
import type { ServedType } from '../../k8s/resource.ts'
import { isolationKeys, isolationPolicyName } from '../../kinds/isolation.ts'
import { naturalOrder } from '../../ui/table/sort.ts'
import type { WatchState, WatchTarget } from '../../wire.ts'
import { useSession } from '../api/queries.ts'
import { mergedItems, useViews } from '../live/hooks.ts'
import { namespacesOf } from '../live/targets.ts'
import { projectsOf } from '../shell/projects.ts'
import type { Naming } from './generated-policy.ts'
import { type Plan, planOf } from './plan.ts'
import { type Standing, standingOf } from './standing.ts'

export interface Isolation {
  readonly cluster: string
  readonly type: ServedType
  readonly naming: Naming
  readonly namespaces: readonly KubeObject[]
  /** Those with our label, and those of our name. */
  readonly policies: readonly KubeObject[]
  readonly projects: ReadonlyMap<string, readonly string[]>
  readonly standing: Standing
  /** What is out of step; `null` where nothing is configured. */
  readonly drift: Plan | null
  readonly phase: 'loading' | 'ready' | 'refused'
  /** What may not be read, and why. */
  readonly refused: readonly { readonly plural: string; readonly message: string | undefined }[]
}

export function useIsolation(cluster: string, type: ServedType): Isolation {
  const { labelDomain, projectLabel } = useSession()
  const naming = useMemo(() => ({ labelDomain, projectLabel }), [labelDomain, projectLabel])
  const { group, version, plural } = type
  const policies: WatchTarget = { cluster, group, version, plural }
  const views = useViews([
    namespacesOf(cluster),
    { ...policies, labelSelector: isolationKeys(labelDomain).label },
    { ...policies, fieldSelector: `metadata.name=${isolationPolicyName}` },
  ])
  const states = views.map(({ state }) => state)
  const read = useMemo(() => {
    const [namespaces, ...ours] = views
    const items = mergedItems(namespaces === undefined ? [] : [namespaces])
    const unique = new Map(ours.flatMap((view) => view.items).map((each) => [keyOf(each), each]))
    return { namespaces: items, policies: [...unique.values()] }
  }, [views])
  const known = useMemo(() => {
    const standing = standingOf(read.namespaces, read.policies, naming)
    const { settings } = standing
    const drift = settings && planOf({ ...read, settings, naming, at: '' })
    const projects = new Map(
      [...projectsOf(read.namespaces, naming.projectLabel)].sort(([a], [b]) => naturalOrder(a, b)),
    )
    return { standing, drift, projects }
  }, [read, naming])
  return { cluster, type, naming, ...read, ...known, ...phaseOf(states, plural) }
}

function phaseOf(states: readonly WatchState[], plural: string): Pick<Isolation, 'phase' | 'refused'> {
  const refused = states.flatMap(({ phase, reason }, index) =>
    phase === 'stopped' ? [{ plural: index === 0 ? 'namespaces' : plural, message: reason?.message }] : [],
  )
  const named = [...new Map(refused.map((each) => [each.plural, each])).values()]
  if (named.length > 0) return { phase: 'refused', refused: named }
  return { phase: states.some(({ phase }) => phase === 'loading') ? 'loading' : 'ready', refused: [] }
}
