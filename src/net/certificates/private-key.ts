/** Private keys: PKCS#1 (RFC 8017), SEC 1 (RFC 5915), PKCS#8 (RFC 5208, 5958). Only what is public leaves this file. */
import { OneAsymmetricKey } from '@peculiar/asn1-asym-key'
import { ECParameters, ECPrivateKey } from '@peculiar/asn1-ecc'
import { RSAPrivateKey } from '@peculiar/asn1-rsa'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { SubjectPublicKeyInfo } from '@peculiar/asn1-x509'
import { keyAlgorithms } from './algorithms.ts'
import { isOneValue } from './bytes.ts'
import { derivePublicKey } from './derive.ts'
import { type PemBlock, readPem } from './pem.ts'
import { problem } from './problem.ts'
import { curveOf, ecPublicKeyOf, factsOf, rsaPublicKey, spkiOf } from './public-key.ts'
import type { CertificateProblem, KeyInfo, KeyReading } from './shapes.ts'

/** Never throws, and says nothing of the key's own text. */
export function readKey(pem: string): KeyReading {
  const { blocks, fault } = readPem(pem)
  const keys = blocks.filter(isKey)
  const problems: CertificateProblem[] = fault === null ? [] : [problem(`key/${fault}`)]
  if (keys.length === 0) return { key: null, problems: [...problems, ...blocks.slice(0, 1).flatMap(strange)] }
  if (blocks.some((block) => !isKey(block) && !isParameters(block))) problems.push(problem('key/more'))
  if (keys.length > 1) problems.push(problem('key/several'))
  const read = keys.map(reading)[0]
  return typeof read === 'string'
    ? { key: null, problems: [...problems, problem(read)] }
    : { key: read ?? null, problems }
}

/** The public key that belongs to a private one; null where it is unreadable, or Web Crypto cannot tell. */
export async function publicKeyOf(pem: string): Promise<Uint8Array | null> {
  const { key } = readKey(pem)
  if (key === null || key.publicKey !== null) return key?.publicKey ?? null
  const block = readPem(pem).blocks.find(isKey)
  return block?.der ? derivePublicKey(block.der, block.label, key) : null
}

const isKey = ({ label }: PemBlock) => label.endsWith('PRIVATE KEY')
/** What `openssl ecparam -genkey` writes before the key. */
const isParameters = ({ label }: PemBlock) => label === 'EC PARAMETERS'

function strange({ label }: PemBlock): CertificateProblem[] {
  if (label.endsWith('CERTIFICATE')) return [problem('key/is-certificate')]
  if (label.endsWith('PUBLIC KEY')) return [problem('key/is-public')]
  return [problem('key/other-block', { label })]
}

function reading({
  label,
  der,
  encrypted,
}: PemBlock): KeyInfo | 'key/encrypted' | 'key/unreadable' | 'key/unsupported' {
  if (encrypted) return 'key/encrypted'
  if (der === null || !isOneValue(der)) return 'key/unreadable'
  try {
    if (label === 'RSA PRIVATE KEY') return fromRsa(der, 'PKCS#1')
    if (label === 'EC PRIVATE KEY') return fromEc(der, 'SEC1')
    return label === 'PRIVATE KEY' ? fromPkcs8(der) : 'key/unsupported'
  } catch {
    // What was thrown may quote the key.
    return 'key/unreadable'
  }
}

function fromPkcs8(der: Uint8Array): KeyInfo | 'key/unsupported' {
  const { privateKeyAlgorithm, privateKey, publicKey } = AsnConvert.parse(der, OneAsymmetricKey)
  const { algorithm: id, parameters } = privateKeyAlgorithm
  const algorithm = keyAlgorithms[id]
  const inner = new Uint8Array(privateKey)
  if (algorithm === 'RSA' || algorithm === 'RSA-PSS') return fromRsa(inner, 'PKCS#8', id)
  if (algorithm === 'EC') return fromEc(inner, 'PKCS#8', parameters ?? undefined)
  if (algorithm !== 'Ed25519' && algorithm !== 'Ed448') return 'key/unsupported'
  const length = AsnConvert.parse(inner, OctetString).byteLength
  if (length !== (algorithm === 'Ed25519' ? 32 : 57)) throw new Error('A key of another length.')
  const own = publicKey === undefined ? null : spkiOf(id, undefined, publicKey)
  return { algorithm, bits: algorithm === 'Ed25519' ? 256 : 456, form: 'PKCS#8', publicKey: own }
}

function fromRsa(der: Uint8Array, form: KeyInfo['form'], id?: string): KeyInfo {
  const { modulus, publicExponent } = AsnConvert.parse(der, RSAPrivateKey)
  const publicKey = rsaPublicKey(modulus, publicExponent, id)
  return { ...factsOf(AsnConvert.parse(publicKey, SubjectPublicKeyInfo)), form, publicKey }
}

function fromEc(der: Uint8Array, form: KeyInfo['form'], outer?: ArrayBuffer): KeyInfo {
  const { parameters, publicKey: point } = AsnConvert.parse(der, ECPrivateKey)
  const curve = outer ?? AsnConvert.serialize(parameters ?? new ECParameters())
  const publicKey = point === undefined ? null : ecPublicKeyOf(curve, point)
  return { algorithm: 'EC', ...curveOf(curve), form, publicKey }
}
