/** Public keys worked out from private ones, by Web Crypto. */
import { OneAsymmetricKey } from '@peculiar/asn1-asym-key'
import { ECParameters, ECPrivateKey } from '@peculiar/asn1-ecc'
import { AsnConvert } from '@peculiar/asn1-schema'
import { AlgorithmIdentifier } from '@peculiar/asn1-x509'
import { ecPublicKeyOf, spkiOf } from './public-key.ts'
import type { KeyFacts } from './shapes.ts'

const ecPublicKey = '1.2.840.10045.2.1'

/**
 * The SubjectPublicKeyInfo of a private key in DER, PKCS#8 or, with that label, SEC 1. Null where Web Crypto is
 * missing (browsers have it in secure contexts only) or does not know the curve. Nothing that it throws is passed on.
 */
export async function derivePublicKey(
  der: Uint8Array,
  label: string,
  key: KeyFacts,
): Promise<Uint8Array | null> {
  try {
    const pkcs8 = label === 'EC PRIVATE KEY' ? wrapped(der) : AsnConvert.parse(der, OneAsymmetricKey)
    const { algorithm: id, parameters } = pkcs8.privateKeyAlgorithm
    // The second version, which may hold the public key, is not known everywhere.
    const plain = Object.assign(new OneAsymmetricKey(), { ...pkcs8, version: 0, publicKey: undefined })
    const name =
      key.algorithm === 'EC' ? { name: 'ECDSA', namedCurve: key.curve ?? '' } : { name: key.algorithm }
    const read = await crypto.subtle.importKey('pkcs8', AsnConvert.serialize(plain), name, true, ['sign'])
    const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', read)
    if (x === '') return null
    return key.algorithm === 'EC'
      ? ecPublicKeyOf(
          parameters ?? new ArrayBuffer(),
          new Uint8Array([4, ...fromUrl(x), ...fromUrl(y)]).buffer,
        )
      : spkiOf(id, undefined, fromUrl(x).buffer)
  } catch {
    return null
  }
}

function wrapped(der: Uint8Array): OneAsymmetricKey {
  const { parameters, ...rest } = AsnConvert.parse(der, ECPrivateKey)
  const curve = AsnConvert.serialize(parameters ?? new ECParameters())
  return Object.assign(new OneAsymmetricKey(), {
    privateKeyAlgorithm: new AlgorithmIdentifier({ algorithm: ecPublicKey, parameters: curve }),
    privateKey: AsnConvert.serialize(new ECPrivateKey(rest)),
  })
}

function fromUrl(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0))
}
