/** Who changed an object since it was read, as far as the API server kept it. */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'

export interface Author {
  /** The field manager: a program's name, such as `kubectl-edit` or `argocd-controller`. */
  readonly manager: string
  /** RFC 3339, UTC. */
  readonly time: string
}

/**
 * The newest of the `managedFields` entries that `origin` does not have, leaving out those of the status. Null
 * where there is none: who only removes fields leaves no trace.
 */
export function authorOf(newest: KubeObject, origin: KubeObject): Author | null {
  const known = new Set(entriesOf(origin).map((entry) => JSON.stringify(entry)))
  const authors = entriesOf(newest)
    .filter((entry) => !known.has(JSON.stringify(entry)) && asString(entry.subresource) === '')
    .map(({ manager, time }) => ({ manager: asString(manager), time: asString(time) }))
    .filter(({ manager, time }) => manager !== '' && time !== '')
    .toSorted((a, b) => a.time.localeCompare(b.time))
  return authors.at(-1) ?? null
}

function entriesOf({ metadata }: KubeObject) {
  return asList(asFields(metadata).managedFields).map(asFields)
}
