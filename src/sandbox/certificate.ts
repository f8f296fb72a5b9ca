/** Self-signed X.509 certificates: for the sandbox's own listener, and for the Secrets of its content. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isIPv4 } from '../net/address.ts'

export interface Certificate {
  /** PEM. */
  readonly key: string
  /** PEM; its own authority. */
  readonly cert: string
}

export interface CertificateRequest {
  readonly commonName: string
  /** DNS names and IPv4 addresses. */
  readonly hosts: readonly string[]
  readonly from: Date
  readonly to: Date
}

const day = 24 * 60 * 60 * 1000

/** Valid for `localhost` and 127.0.0.1, from a day ago for a year. */
export function loopbackCertificate(now = new Date()): Certificate {
  return selfSigned({
    commonName: 'portolan-sandbox',
    hosts: ['localhost', '127.0.0.1'],
    from: new Date(now.getTime() - day),
    to: new Date(now.getTime() + 365 * day),
  })
}

/** A certificate with a new ECDSA key, that may also sign others. */
export function selfSigned({ commonName, hosts, from, to }: CertificateRequest): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(oid('2a8648ce3d040302')) // ecdsa-with-SHA256
  const name = sequence(set(sequence(oid('550403'), text(commonName)))) // CN
  const serial = randomBytes(8)
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(serial),
    algorithm,
    name,
    sequence(time(from), time(to)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(alternativeNames(hosts), basicConstraints())),
  )
  const signature = sign('sha256', body, privateKey)
  const certificate = sequence(body, algorithm, tagged(0x03, Buffer.from([0]), signature))
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  }
}

/** One DER value: tag, length, content. */
function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts)
}

function set(...parts: readonly Buffer[]): Buffer {
  return tagged(0x31, ...parts)
}

function integer(value: Buffer): Buffer {
  return tagged(0x02, value)
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'))
}

function text(value: string): Buffer {
  return tagged(0x0c, Buffer.from(value))
}

function explicit(number: number, content: Buffer): Buffer {
  return tagged(0xa0 + number, content)
}

function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, '').slice(0, 14)
  return tagged(0x18, Buffer.from(`${digits}Z`))
}

function alternativeNames(hosts: readonly string[]): Buffer {
  const names = hosts.map((host) =>
    isIPv4(host) ? tagged(0x87, Buffer.from(host.split('.').map(Number))) : tagged(0x82, Buffer.from(host)),
  )
  return sequence(oid('551d11'), tagged(0x04, sequence(...names)))
}

function basicConstraints(): Buffer {
  const authority = tagged(0x01, Buffer.from([0xff]))
  return sequence(oid('551d13'), authority, tagged(0x04, sequence(authority)))
}
