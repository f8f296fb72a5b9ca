/** PEM, the textual form of certificates and keys: RFC 7468, and RFC 1421 for keys behind a passphrase. */

export interface PemBlock {
  /** `CERTIFICATE`, `EC PRIVATE KEY`. */
  readonly label: string
  /** Null where its lines are no base64. */
  readonly der: Uint8Array | null
  /** It says itself that its content is encrypted. */
  readonly encrypted: boolean
}

/**
 * `binary`: no text at all. `misplaced`: a `-----BEGIN` that does not stand alone on its line, which OpenSSL and
 * Go skip. `no-end`: a block without its last line. `no-pem`: no block, and nothing else of these.
 */
export type PemFault = 'missing' | 'binary' | 'misplaced' | 'no-end' | 'no-pem'

export interface PemText {
  readonly blocks: readonly PemBlock[]
  readonly fault: PemFault | null
}

const begin = /^-----BEGIN ([A-Z0-9 #]{1,60})-----\s*$/
const end = /^-----END ([A-Z0-9 #]{1,60})-----\s*$/
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** The blocks of a text in their order; text between them does not count. */
export function readPem(text: string): PemText {
  if (/[\0-\x08\x0e-\x1f\ufffd]/.test(text)) return { blocks: [], fault: 'binary' }
  if (text.trim() === '') return { blocks: [], fault: 'missing' }
  const blocks: PemBlock[] = []
  let fault: PemFault | null = null
  let open: { label: string; lines: string[] } | null = null
  for (const line of text.split(/\r\n|\n|\r/)) {
    const begun = begin.exec(line)?.[1]
    const ended = end.exec(line)?.[1]
    if (begun !== undefined) {
      if (open !== null) fault ??= 'no-end'
      open = { label: begun, lines: [] }
    } else if (open !== null && ended !== undefined) {
      if (ended === open.label) blocks.push(blockOf(open.label, open.lines))
      else fault ??= 'no-end'
      open = null
    } else if (line.includes('-----BEGIN ')) {
      fault ??= 'misplaced'
      open = null
    } else open?.lines.push(line)
  }
  if (open !== null) fault ??= 'no-end'
  return { blocks, fault: fault ?? (blocks.length === 0 ? 'no-pem' : null) }
}

/** Only old keys have headers; an empty line ends them. */
function blockOf(label: string, lines: readonly string[]): PemBlock {
  const hasHeaders = lines[0]?.includes(':') ?? false
  const gap = lines.findIndex((line) => line.trim() === '')
  const body = hasHeaders ? lines.slice(gap < 0 ? lines.length : gap) : lines
  const encrypted =
    label === 'ENCRYPTED PRIVATE KEY' ||
    (hasHeaders && lines.some((line) => /^Proc-Type:.*ENCRYPTED/.test(line)))
  return { label, encrypted, der: bytesOf(body.join('').replace(/[ \t]/g, '')) }
}

function bytesOf(text: string): Uint8Array | null {
  if (text === '' || !base64.test(text)) return null
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

/** The text of one block. */
export function writePem(label: string, der: Uint8Array): string {
  const text = btoa(Array.from(der, (byte) => String.fromCharCode(byte)).join(''))
  return `-----BEGIN ${label}-----\n${text.replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`
}
