/** A fresh certificate authority and what it signs. Nothing here outlives the cluster it was made for. */
import { createHash, webcrypto } from 'node:crypto'
import 'reflect-metadata'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type JsonGeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'

cryptoProvider.set(webcrypto as Crypto)

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const lifetime = 365 * 24 * 60 * 60 * 1000

/** PEM texts. */
export interface KeyPair {
  readonly certificate: string
  readonly key: string
}

/** Who a client certificate says its bearer is: `name` is the user, `groups` are the user's groups. */
export interface Identity {
  readonly name: string
  readonly groups?: readonly string[]
}

export class CertificateAuthority {
  private constructor(
    private readonly authority: X509Certificate,
    private readonly keys: CryptoKeyPair,
  ) {}

  static async create(name: string): Promise<CertificateAuthority> {
    const keys = await newKeys()
    const authority = await X509CertificateGenerator.createSelfSigned({
      ...validity(),
      serialNumber: serialNumber(name),
      name: [{ CN: [name] }],
      keys,
      signingAlgorithm: algorithm,
      extensions: [
        new BasicConstraintsExtension(true, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    })
    return new CertificateAuthority(authority, keys)
  }

  get certificate(): string {
    return this.authority.toString('pem')
  }

  /** A server certificate for the given DNS names and addresses. */
  serving(name: string, alternatives: readonly JsonGeneralName[]): Promise<KeyPair> {
    return this.issue({ name }, ExtendedKeyUsage.serverAuth, [
      new SubjectAlternativeNameExtension([...alternatives]),
    ])
  }

  client(identity: Identity): Promise<KeyPair> {
    return this.issue(identity, ExtendedKeyUsage.clientAuth, [])
  }

  private async issue(
    { name, groups = [] }: Identity,
    usage: ExtendedKeyUsage,
    extensions: SubjectAlternativeNameExtension[],
  ): Promise<KeyPair> {
    const keys = await newKeys()
    const certificate = await X509CertificateGenerator.create({
      ...validity(),
      serialNumber: serialNumber(name),
      subject: [{ CN: [name] }, ...groups.map((group) => ({ O: [group] }))],
      issuer: this.authority.subjectName,
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      signingAlgorithm: algorithm,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([usage]),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
        await AuthorityKeyIdentifierExtension.create(this.keys.publicKey),
        ...extensions,
      ],
    })
    return { certificate: certificate.toString('pem'), key: await pem('pkcs8', keys.privateKey) }
  }
}

/** The keys that sign and verify service account tokens. */
export async function signingKeys(): Promise<{ publicKey: string; privateKey: string }> {
  const keys = await newKeys()
  return { publicKey: await pem('spki', keys.publicKey), privateKey: await pem('pkcs8', keys.privateKey) }
}

async function newKeys(): Promise<CryptoKeyPair> {
  return (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair
}

async function pem(format: 'pkcs8' | 'spki', key: CryptoKey): Promise<string> {
  const bytes = Buffer.from(await webcrypto.subtle.exportKey(format, key as webcrypto.CryptoKey))
  const label = format === 'pkcs8' ? 'PRIVATE KEY' : 'PUBLIC KEY'
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}

function validity(): { notBefore: Date; notAfter: Date } {
  const now = Date.now()
  // Clocks of containers and hosts differ by a little.
  return { notBefore: new Date(now - 60_000), notAfter: new Date(now + lifetime) }
}

function serialNumber(name: string): string {
  const random = webcrypto.getRandomValues(new Uint8Array(16))
  // The first hex digit below 8 keeps the number positive.
  return `4${createHash('sha256').update(name).update(random).digest('hex').slice(0, 31)}`
}
