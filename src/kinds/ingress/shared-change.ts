/** Which certificate of another namespace a host is served with. */
import { asFields, asStringMap } from '../../k8s/shape.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { withText } from '../with-text.ts'
import { pairsOf, type SharedCertificate, sharedPath } from './shared-certificate.ts'

/** The host is served with it, or (`null`) with none of another namespace. Other hosts keep theirs as they stand. */
export function withSharedCertificate(
  manifest: Manifest,
  host: string,
  certificate: Omit<SharedCertificate, 'host'> | null,
  labelDomain: string,
): Manifest {
  const annotations = asStringMap(asFields(asFields(manifest.value).metadata).annotations)
  const pairs = pairsOf(annotations, labelDomain)
  const others = pairs.filter((pair) => pair.split('=')[0]?.trim().toLowerCase() !== host.toLowerCase())
  if (certificate === null && others.length === pairs.length) return manifest
  const own = certificate === null ? [] : [`${host}=${certificate.namespace}/${certificate.secretName}`]
  const text = [...others, ...own]
    .filter((pair) => pair.trim() !== '')
    .join(',')
    .trim()
  return withText(manifest, sharedPath(labelDomain), text)
}
