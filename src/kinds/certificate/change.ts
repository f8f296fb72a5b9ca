/** What the form writes into a TLS Secret. */
import { type Manifest, removeAt, setAt } from '../../manifest/manifest.ts'
import { contentFor } from '../../ui/fields/file-content.ts'
import { certificateKey, heldValue, keyKey } from './spec.ts'

interface PairText {
  readonly certificate: string
  readonly key: string
}

/** Only what is another text is written, so that the other one stays as it stands. */
export function withPair(manifest: Manifest, { certificate, key }: PairText): Manifest {
  return withValue(withValue(manifest, certificateKey, certificate), keyKey, key)
}

function withValue(manifest: Manifest, key: string, text: string): Manifest {
  if (heldValue(manifest.value, key) === text) return manifest
  // Written in one place: a plain text of the same key would win over it.
  const plain = removeAt(manifest, ['stringData', key], { pruneEmptyParents: true })
  return setAt(plain, ['data', key], contentFor(new TextEncoder().encode(text), 'base64'))
}
