/** What the content of a file looks like, said without showing it. */

/** PEM is text that can be told by its first line; the count is of its blocks. */
export type FileLook =
  | { readonly look: 'empty' | 'text' | 'binary' | 'unreadable' | 'key' | 'encryptedKey' | 'request' }
  | { readonly look: 'certificate'; readonly count: number }

export interface Described {
  readonly size: number
  readonly look: FileLook
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of the bytes; null where they are none in UTF-8. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    const text = utf8.decode(bytes)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}

export function describeBytes(bytes: Uint8Array): Described {
  return { size: bytes.length, look: lookOf(bytes) }
}

/** What stands in a manifest, as text or in base64 as `data` of a Secret has it. */
export function describeValue(value: string, encoding: 'text' | 'base64'): Described {
  if (encoding === 'text') return describeBytes(new TextEncoder().encode(value))
  const bytes = fromBase64(value)
  return bytes === null ? { size: value.length, look: { look: 'unreadable' } } : describeBytes(bytes)
}

function lookOf(bytes: Uint8Array): FileLook {
  if (bytes.length === 0) return { look: 'empty' }
  const text = textOf(bytes)
  if (text === null) return { look: 'binary' }
  const labels = [...text.matchAll(/^-----BEGIN ([A-Z0-9 ]+)-----\s*$/gm)].map((match) => match[1] ?? '')
  // A key beside certificates is what must be noticed.
  if (labels.includes('ENCRYPTED PRIVATE KEY') || /^Proc-Type: 4,ENCRYPTED/m.test(text))
    return { look: 'encryptedKey' }
  if (labels.some((label) => label.endsWith('PRIVATE KEY'))) return { look: 'key' }
  const count = labels.filter((label) => label.endsWith('CERTIFICATE')).length
  if (count > 0) return { look: 'certificate', count }
  return { look: labels.includes('CERTIFICATE REQUEST') ? 'request' : 'text' }
}

/** What a file becomes in a manifest; null where text is asked for and it is none. */
export function contentFor(bytes: Uint8Array, encoding: 'text' | 'base64'): string | null {
  if (encoding === 'base64') return toBase64(bytes)
  const text = textOf(bytes)
  if (text === null) return null
  // PEM is the same with either line ending, and only one of them can be a block of lines in YAML.
  const { look } = lookOf(bytes)
  return look === 'text' ? text : text.replace(/\r\n/g, '\n')
}

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text.replace(/\s/g, '')), (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}

/** `850 B`, `1.2 KiB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const [amount, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KiB'] : [bytes / 1024 / 1024, 'MiB']
  return `${amount < 10 ? Math.round(amount * 10) / 10 : Math.round(amount)} ${unit}`
}
