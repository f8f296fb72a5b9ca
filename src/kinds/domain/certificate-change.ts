/** Which certificate a Domain has. */
import { type Manifest, removeAt, setAt } from '../../manifest/manifest.ts'
import { secretPath } from './spec.ts'

export function withCertificate(manifest: Manifest, name: string, labelDomain: string): Manifest {
  const path = secretPath(labelDomain)
  return name === ''
    ? removeAt(manifest, path, { pruneEmptyParents: true, keepDepth: 1 })
    : setAt(manifest, path, name)
}
