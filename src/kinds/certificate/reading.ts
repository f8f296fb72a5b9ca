/** The certificates of a Secret, read once for each object. Reading them needs much code: import this lazily. */
import { readOnce } from '../../k8s/readonce.ts'
import {
  type CertificateBundle,
  type CertificateInfo,
  readCertificates,
} from '../../net/certificates/index.ts'
import { certificateKey, heldValue } from './spec.ts'

export const bundleOf = readOnce(
  (object: object): CertificateBundle => readCertificates(heldValue(object, certificateKey)),
)

/** The one that is shown to clients: the first. */
export function leafOf(object: object): CertificateInfo | undefined {
  return bundleOf(object).certificates[0]
}

/** The hosts it is for. */
export function hostsOf({ names, addresses }: CertificateInfo): readonly string[] {
  return [...names, ...addresses]
}
