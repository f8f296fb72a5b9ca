/** Public keys: SubjectPublicKeyInfo of RFC 5280, 3279 (RSA), 5480 (EC) and 8410 (Ed25519, Ed448). */
import { ECParameters } from '@peculiar/asn1-ecc'
import { RSAPublicKey } from '@peculiar/asn1-rsa'
import { AsnConvert } from '@peculiar/asn1-schema'
import { AlgorithmIdentifier, SubjectPublicKeyInfo } from '@peculiar/asn1-x509'
import { curves, keyAlgorithms } from './algorithms.ts'
import { bitLength, hexOf } from './bytes.ts'
import type { KeyFacts } from './shapes.ts'

const rsaEncryption = '1.2.840.113549.1.1.1'
const ecPublicKey = '1.2.840.10045.2.1'
/** NULL in DER, which RSA has where others have parameters. */
const nothing = new Uint8Array([5, 0]).buffer

const edwardsBits: Readonly<Record<string, number>> = { Ed25519: 256, Ed448: 456, X25519: 256, X448: 448 }

/** Throws where the bytes are no such key. */
export function factsOf(spki: SubjectPublicKeyInfo): KeyFacts {
  const { algorithm: id, parameters } = spki.algorithm
  const algorithm = keyAlgorithms[id] ?? id
  if (algorithm === 'RSA' || algorithm === 'RSA-PSS')
    return { algorithm, bits: bitLength(AsnConvert.parse(spki.subjectPublicKey, RSAPublicKey).modulus) }
  if (algorithm === 'EC') return { algorithm, ...curveOf(parameters) }
  return { algorithm, bits: edwardsBits[algorithm] ?? 0 }
}

export function curveOf(parameters: BufferSource | null | undefined): { curve: string; bits: number } {
  const { namedCurve } = parameters ? AsnConvert.parse(parameters, ECParameters) : new ECParameters()
  if (namedCurve === undefined) return { curve: 'explicit', bits: 0 }
  const known = curves[namedCurve]
  return { curve: known?.name ?? namedCurve, bits: known?.bits ?? 0 }
}

/** The same text for the same key, however it is written down; null where the bytes are no public key. */
export function identityOf(publicKey: Uint8Array): string | null {
  try {
    const spki = AsnConvert.parse(publicKey, SubjectPublicKeyInfo)
    const { algorithm } = factsOf(spki)
    const id = spki.algorithm.algorithm
    if (algorithm === 'RSA' || algorithm === 'RSA-PSS') {
      const { modulus, publicExponent } = AsnConvert.parse(spki.subjectPublicKey, RSAPublicKey)
      return ['RSA', ...[modulus, publicExponent].map((number) => hexOf(number).replace(/^0+/, ''))].join()
    }
    const parameters = spki.algorithm.parameters
    const point = new Uint8Array(spki.subjectPublicKey)
    return [
      id,
      parameters ? hexOf(parameters) : '',
      algorithm === 'EC' ? compressed(point) : hexOf(point),
    ].join()
  } catch {
    return null
  }
}

/** A point as SEC 1, 2.3.3 shortens it: x, and whether y is odd. */
function compressed(point: Uint8Array): string {
  const odd = (point.at(-1) ?? 0) & 1
  const size = (point.length - 1) / 2
  return hexOf(point[0] === 4 ? new Uint8Array([2 + odd, ...point.slice(1, 1 + size)]) : point)
}

export function rsaPublicKey(
  modulus: ArrayBuffer,
  publicExponent: ArrayBuffer,
  id = rsaEncryption,
): Uint8Array {
  return spkiOf(id, nothing, AsnConvert.serialize(new RSAPublicKey({ modulus, publicExponent })))
}

export function ecPublicKeyOf(parameters: ArrayBuffer, point: ArrayBuffer): Uint8Array {
  return spkiOf(ecPublicKey, parameters, point)
}

export function spkiOf(id: string, parameters: ArrayBuffer | undefined, key: ArrayBuffer): Uint8Array {
  const algorithm = new AlgorithmIdentifier({
    algorithm: id,
    ...(parameters !== undefined && { parameters }),
  })
  return new Uint8Array(AsnConvert.serialize(new SubjectPublicKeyInfo({ algorithm, subjectPublicKey: key })))
}
