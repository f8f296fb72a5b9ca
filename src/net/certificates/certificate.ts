/** A certificate read from DER: RFC 5280. */
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  SubjectAlternativeName,
  type TBSCertificate,
} from '@peculiar/asn1-x509'
import { formatAddress, parseAddress } from '../address.ts'
import { signatureAlgorithms } from './algorithms.ts'
import { hexOf, isOneValue } from './bytes.ts'
import { commonNameOf, isSameName, nameText } from './distinguished-name.ts'
import { factsOf } from './public-key.ts'
import type { CertificateInfo } from './shapes.ts'

const serverAuth = '1.3.6.1.5.5.7.3.1'
const anyUsage = '2.5.29.37.0'

/** Null where the bytes are no certificate. */
export function certificateOf(der: Uint8Array): CertificateInfo | null {
  try {
    return isOneValue(der) ? infoOf(AsnConvert.parse(der, Certificate), der) : null
  } catch {
    return null
  }
}

function infoOf({ tbsCertificate: of, signatureAlgorithm }: Certificate, der: Uint8Array): CertificateInfo {
  const subject = nameText(of.subject)
  const issuer = nameText(of.issuer)
  const usages = extension(of, id_ce_extKeyUsage, ExtendedKeyUsage)
  const keyId = hexOf(extension(of, id_ce_subjectKeyIdentifier, OctetString)?.buffer ?? new Uint8Array())
  const authority = extension(of, id_ce_authorityKeyIdentifier, AuthorityKeyIdentifier)?.keyIdentifier?.buffer
  const issuerKeyId = hexOf(authority ?? new Uint8Array())
  return {
    subject,
    issuer,
    serial: serialText(of.serialNumber),
    ...namesOf(of),
    commonName: commonNameOf(of.subject),
    notBefore: of.validity.notBefore.getTime().getTime(),
    notAfter: of.validity.notAfter.getTime().getTime(),
    key: factsOf(of.subjectPublicKeyInfo),
    signature: signatureAlgorithms[signatureAlgorithm.algorithm]?.name ?? signatureAlgorithm.algorithm,
    isCa: extension(of, id_ce_basicConstraints, BasicConstraints)?.cA ?? false,
    isSelfSigned:
      isSameName(subject, issuer) && (issuerKeyId === '' || keyId === '' || issuerKeyId === keyId),
    isForServers: usages === null || usages.some((usage) => usage === serverAuth || usage === anyUsage),
    keyId,
    issuerKeyId,
    publicKey: new Uint8Array(AsnConvert.serialize(of.subjectPublicKeyInfo)),
    der,
  }
}

function extension<T>(of: TBSCertificate, id: string, type: new () => T): T | null {
  const found = of.extensions?.find(({ extnID }) => extnID === id)
  return found === undefined ? null : AsnConvert.parse(found.extnValue, type)
}

function namesOf(of: TBSCertificate): Pick<CertificateInfo, 'names' | 'addresses'> {
  const all = extension(of, id_ce_subjectAltName, SubjectAlternativeName) ?? []
  const addresses = Array.from(all, ({ iPAddress }) => parseAddress(iPAddress ?? ''))
  return {
    names: Array.from(all, ({ dNSName }) => dNSName?.toLowerCase()).filter((name) => name !== undefined),
    addresses: addresses.flatMap((address) => (address === null ? [] : [formatAddress(address)])),
  }
}

/** Serial numbers are integers with a sign, though none should be below zero. */
function serialText(bytes: ArrayBuffer): string {
  const digits = hexOf(bytes)
  const value = BigInt.asIntN(digits.length * 4, BigInt(`0x${digits || '0'}`))
  const text = (value < 0n ? -value : value).toString(16).toUpperCase()
  return `${value < 0n ? '-' : ''}${text.length % 2 === 1 ? '0' : ''}${text}`
}
