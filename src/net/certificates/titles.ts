/** What certificates and keys are called in a sentence. */
import type { CertificateInfo, KeyFacts } from './shapes.ts'

/** What one calls a certificate in a sentence. */
export function titleOf({ commonName, names, addresses, subject, serial }: CertificateInfo): string {
  return commonName || names[0] || addresses[0] || subject || serial
}

/** `RSA 2048`, `EC P-256`, `Ed25519`. */
export function keyText({ algorithm, bits, curve }: KeyFacts): string {
  const size = algorithm === 'EC' ? curve : algorithm.startsWith('RSA') ? bits : undefined
  return [algorithm, size].filter((part) => part !== undefined).join(' ')
}
