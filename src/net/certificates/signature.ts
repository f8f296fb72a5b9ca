/** Whether a certificate is signed by the key of another one: by Web Crypto. */
import { ECDSASigValue } from '@peculiar/asn1-ecc'
import { AsnConvert } from '@peculiar/asn1-schema'
import { Certificate } from '@peculiar/asn1-x509'
import { signatureAlgorithms } from './algorithms.ts'
import type { CertificateInfo } from './shapes.ts'

/**
 * Null where that cannot be told: no Web Crypto (browsers have it in secure contexts only), or an algorithm or
 * curve that it does not know.
 */
export async function isSignedBy(child: CertificateInfo, issuer: CertificateInfo): Promise<boolean | null> {
  try {
    const { tbsCertificateRaw, signatureValue, signatureAlgorithm } = AsnConvert.parse(child.der, Certificate)
    const algorithm = algorithmOf(signatureAlgorithm.algorithm, issuer)
    if (algorithm === null || tbsCertificateRaw === undefined) return null
    const spki = new Uint8Array(issuer.publicKey)
    const key = await crypto.subtle.importKey('spki', spki, algorithm, false, ['verify'])
    const signature =
      issuer.key.algorithm === 'EC' ? fixedWidth(signatureValue, issuer.key.bits) : signatureValue
    return await crypto.subtle.verify(algorithm, key, signature, tbsCertificateRaw)
  } catch {
    return null
  }
}

function algorithmOf(id: string, { key }: CertificateInfo) {
  const { name = '', hash } = signatureAlgorithms[id] ?? {}
  if (name === 'ED25519' && key.algorithm === 'Ed25519') return { name: 'Ed25519' }
  if (hash === undefined) return null
  if (key.algorithm === 'RSA' && name.endsWith('RSAEncryption')) return { name: 'RSASSA-PKCS1-v1_5', hash }
  return key.algorithm === 'EC' && name.startsWith('ecdsa')
    ? { name: 'ECDSA', hash, namedCurve: key.curve ?? '' }
    : null
}

/** Certificates have the two numbers in DER, Web Crypto wants them side by side (IEEE P1363). */
function fixedWidth(der: ArrayBuffer, bits: number): Uint8Array<ArrayBuffer> {
  const { r, s } = AsnConvert.parse(der, ECDSASigValue)
  const size = Math.ceil(bits / 8)
  const both = new Uint8Array(2 * size)
  for (const [at, number] of [r, s].entries()) {
    const bytes = new Uint8Array(number)
    const value = bytes.subarray(bytes.findIndex((byte) => byte !== 0))
    both.set(value, (at + 1) * size - value.length)
  }
  return both
}
