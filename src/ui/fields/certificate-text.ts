/** Text for a certificate or its key, as it is pasted or comes out of a file. */
import type { Text } from '../../manifest/finding.ts'
import { sizeText, textOf } from './file-content.ts'

/** A Secret holds no more than this. */
const limit = 1024 * 1024

/** Up to its last line, or else to the end. */
const privateKey =
  /^[ \t]*-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----[ \t]*\n?|$(?![\s\S]))/gm

export interface Parts {
  readonly certificate: string
  /** Empty where there is none. */
  readonly key: string
}

/** A text that holds both a certificate and its key, parted; a key must not stand where all can read it. */
export function partsOf(text: string): Parts {
  const plain = text.replace(/\r\n/g, '\n')
  return { certificate: plain.replace(privateKey, ''), key: plain.match(privateKey)?.join('') ?? '' }
}

/** The text of a file, or what is wrong with it. */
export async function textIn(file: File): Promise<{ text: string } | { problem: Text }> {
  const { name, size } = file
  if (size > limit) return { problem: { key: 'ui:file.tooLarge', values: { name, limit: sizeText(limit) } } }
  try {
    const text = textOf(new Uint8Array(await file.arrayBuffer()))
    if (text === null) return { problem: { key: 'ui:certificate.binaryFile', values: { name } } }
    // Some editors begin a file with a mark that is no part of its text.
    return { text: text.replace(/^\ufeff/, '').replace(/\r\n/g, '\n') }
  } catch {
    return { problem: { key: 'ui:file.unread', values: { name } } }
  }
}
