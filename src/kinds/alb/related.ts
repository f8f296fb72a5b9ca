/** What the fields that ports and rules share look at, and their checks. */
import { allTlsSecrets, domains, namespaces, projectServices, projectTlsSecrets } from '../related.ts'
import type { RelatedKind } from '../world.ts'

export const sharedRelated: readonly RelatedKind[] = [
  ...[projectServices, namespaces],
  ...[projectTlsSecrets, allTlsSecrets, domains],
]
