/** What is read from certificates and keys, and what is said about them. */

export interface KeyFacts {
  /** `RSA`, `RSA-PSS`, `EC`, `Ed25519`, `Ed448`, `DSA`, else the dotted object identifier. */
  readonly algorithm: string
  /** Of the modulus, or of the curve's field; 0 where that cannot be told. */
  readonly bits: number
  /** Of EC keys: `P-256`, else what OpenSSL calls it, else the dotted object identifier; `explicit` for numbers. */
  readonly curve?: string
}

export interface CertificateInfo {
  /** As the certificate has it, in its order: `C=CN, O=Example, CN=shop.example.com`; escaped as in RFC 4514. */
  readonly subject: string
  readonly issuer: string
  /** In upper case hex digits, an even number of them. */
  readonly serial: string
  /** DNS names of the subject alternative name, in lower case, otherwise as written: A-labels. */
  readonly names: readonly string[]
  /** IP addresses of the subject alternative name; RFC 5952 texts. */
  readonly addresses: readonly string[]
  /** The last one of the subject; empty where there is none. */
  readonly commonName: string
  /** Milliseconds since the epoch, as all times here. */
  readonly notBefore: number
  readonly notAfter: number
  readonly key: KeyFacts
  /** What OpenSSL calls the algorithm: `sha256WithRSAEncryption`; else the dotted object identifier. */
  readonly signature: string
  readonly isCa: boolean
  /** It names itself as its issuer; whether it also signed itself is not looked at. */
  readonly isSelfSigned: boolean
  /** Its extended key usage admits TLS servers, or says nothing. */
  readonly isForServers: boolean
  /** Subject and authority key identifiers in hex; empty where there are none. */
  readonly keyId: string
  readonly issuerKeyId: string
  /** SubjectPublicKeyInfo in DER. */
  readonly publicKey: Uint8Array
  readonly der: Uint8Array
}

/** Of a private key only what is public. */
export interface KeyInfo extends KeyFacts {
  readonly form: 'PKCS#1' | 'SEC1' | 'PKCS#8'
  /** SubjectPublicKeyInfo in DER; null where the text leaves the public key out. `publicKeyOf` works it out then. */
  readonly publicKey: Uint8Array | null
}

export type ProblemText = {
  readonly key: string
  readonly values?: Readonly<Record<string, string | number>>
}

export interface CertificateProblem {
  /** Stable across versions and languages: `certificate/expired`, `key/encrypted`. */
  readonly id: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly of: 'certificate' | 'key'
  /** Never holds anything of a key's text. */
  readonly text: ProblemText
  /** Nothing was given yet: said once the user asks to save. */
  readonly missing?: true
}

export interface CertificateBundle {
  /** In the order of the text. */
  readonly certificates: readonly CertificateInfo[]
  /** What of the text could not be read. */
  readonly problems: readonly CertificateProblem[]
}

export interface KeyReading {
  readonly key: KeyInfo | null
  readonly problems: readonly CertificateProblem[]
}
