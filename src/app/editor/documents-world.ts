/** What the kinds of a text's documents look at, in the namespaces that the documents name. */
import { useMemo, useRef } from 'react'
import type { Discovery } from '../../k8s/discovery.ts'
import { isDns1123Label } from '../../k8s/names.ts'
import { judgedAs } from '../../kinds/checks.ts'
import type { Kind } from '../../kinds/kind.ts'
import type { World } from '../../kinds/world.ts'
import type { Documents } from '../../manifest/documents.ts'
import { useSession } from '../api/queries.ts'
import { useWorld } from '../live/world.ts'
import type { Scope } from '../scope.ts'
import { useViewNamespaces } from '../shell/projects.ts'
import { namedIn } from './steps.ts'

/** More are looked at all together: each would be followed by itself, and a tab may follow only so much. */
const manyNamespaces = 10

/** `kind` is the kind of the page, whatever the text says just now. */
export function useDocumentsWorld(
  scope: Scope,
  kind: Kind | null,
  whole: Documents,
  discovery: Discovery | undefined,
): World {
  const { labelDomain } = useSession()
  const named = whole.documents.map(({ manifest }) => namedIn(manifest.value).namespace)
  // What no namespace can be called holds nothing.
  const namespaces = useStable([...new Set(named)].filter(isDns1123Label).toSorted())
  const inText = whole.documents.flatMap(({ manifest }) => judgedAs(manifest.value).related)
  const related = useSameItems([...new Set([...(kind?.related.form ?? []), ...inText])])
  const ofView = useViewNamespaces(scope)
  const reach = useMemo(
    () => ({
      cluster: scope.cluster,
      namespaces: namespaces.length > manyNamespaces ? null : namespaces,
      ofView,
    }),
    [scope.cluster, namespaces, ofView],
  )
  const project = scope.view === 'project' ? scope.project : null
  return useWorld(related, reach, { discovery, labelDomain, project })
}

/** The same list as long as it has the same items. */
function useSameItems<T>(list: readonly T[]): readonly T[] {
  const last = useRef(list)
  const isSame = last.current.length === list.length && list.every((each, at) => each === last.current[at])
  if (!isSame) last.current = list
  return last.current
}

/** The same list as long as it says the same. */
function useStable(list: readonly string[]): readonly string[] {
  const said = JSON.stringify(list)
  return useMemo(() => JSON.parse(said) as readonly string[], [said])
}
