/** TLS Secrets as a form offers them. */
import { inNamespace } from './lookups.ts'
import type { RelatedKind, World } from './world.ts'

/** The names of those of a namespace, in reading order; `kind` says where they are followed. */
export function tlsSecretNames(world: World, kind: RelatedKind, namespace: string): readonly string[] {
  return inNamespace(world, kind, namespace)
    .map(({ metadata }) => metadata.name)
    .toSorted((a, b) => a.localeCompare(b))
}
