/** The type and the name of a Domain go together: a wildcard one has its `*.`. */
import { type Manifest, setAt } from '../../manifest/manifest.ts'
import { bareName, domainOf, namePath, typePath, wildcard } from './spec.ts'

export function withType(manifest: Manifest, type: string): Manifest {
  const domain = domainOf(manifest.value)
  const typed = setAt(manifest, typePath, type)
  const bare = bareName(domain)
  const name = type === 'extensive' && bare !== '' ? `${wildcard}${bare}` : bare
  return name === domain ? typed : setAt(typed, namePath, name)
}

/** What is typed is the suffix of a wildcard domain; who types or pastes the `*.` means the same. */
export function withName(manifest: Manifest, typed: string, isWildcard: boolean): Manifest {
  const bare = isWildcard ? bareName(typed) : typed
  return setAt(manifest, namePath, isWildcard && bare !== '' ? `${wildcard}${bare}` : bare)
}
