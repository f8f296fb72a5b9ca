/** Certificates read from PEM, at once: lists do it for every row. */

import { hexOf } from './bytes.ts'
import { certificateOf } from './certificate.ts'
import { readPem, writePem } from './pem.ts'
import { problem } from './problem.ts'
import type { CertificateBundle, CertificateInfo, CertificateProblem } from './shapes.ts'

/** `X509 CERTIFICATE` is what they were called long ago; OpenSSL takes it still. */
const labels: ReadonlySet<string> = new Set(['CERTIFICATE', 'X509 CERTIFICATE'])

/** Never throws. Says only what of the text could not be read; the rest is for `judgePair`. */
export function readCertificates(pem: string): CertificateBundle {
  const { blocks, fault } = readPem(pem)
  const certificates: CertificateInfo[] = []
  const problems: CertificateProblem[] = fault === null ? [] : [problem(`certificate/${fault}`)]
  for (const [at, { label, der }] of blocks.entries()) {
    const read = labels.has(label) && der !== null ? certificateOf(der) : null
    if (read !== null) certificates.push(read)
    else problems.push(misread(label, at + 1))
  }
  return { certificates, problems }
}

function misread(label: string, at: number): CertificateProblem {
  if (labels.has(label)) return problem('certificate/unreadable', { at })
  if (label.endsWith('PRIVATE KEY')) return problem('certificate/is-key')
  if (label.endsWith('CERTIFICATE REQUEST')) return problem('certificate/is-request')
  return problem('certificate/other-block', { label })
}

/** Certificates as PEM, in this order. */
export function writeCertificates(certificates: readonly CertificateInfo[]): string {
  return certificates.map(({ der }) => writePem('CERTIFICATE', der)).join('')
}

/**
 * SHA-256 of the certificate, in hex. Needs Web Crypto, which browsers have in secure contexts only; throws
 * where it is missing.
 */
export async function fingerprintOf({ der }: CertificateInfo): Promise<string> {
  return hexOf(await crypto.subtle.digest('SHA-256', new Uint8Array(der)))
}
