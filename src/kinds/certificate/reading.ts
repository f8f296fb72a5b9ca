/** The certificates of a Secret, read once for each object. Reading them needs much code: import this lazily. */
import {
  type CertificateBundle,
  type CertificateInfo,
  readCertificates,
} from '../../net/certificates/index.ts'
import { certificateKey, heldValue } from './spec.ts'

const known = new WeakMap<object, CertificateBundle>()

export function bundleOf(object: object): CertificateBundle {
  const before = known.get(object)
  if (before !== undefined) return before
  const bundle = readCertificates(heldValue(object, certificateKey))
  known.set(object, bundle)
  return bundle
}

/** The one that is shown to clients: the first. */
export function leafOf(object: object): CertificateInfo | undefined {
  return bundleOf(object).certificates[0]
}

/** The hosts it is for. */
export function hostsOf({ names, addresses }: CertificateInfo): readonly string[] {
  return [...names, ...addresses]
}
