/** Texts made of others, so that a reaction that looks again gives the same names. */
import { createHash } from 'node:crypto'
import { nameLetters } from '../api/core.ts'

/** As many letters as asked for, up to 32, as they end the names that Kubernetes generates. */
export function lettersOf(text: string, count = 5): string {
  const letters = [...sha256(text).subarray(0, count)].map((byte) => nameLetters[byte % nameLetters.length])
  return letters.join('')
}

/** The bytes of an Ethernet address behind the prefix that Kube-OVN gives. */
export function etherAddressOf(text: string): string {
  const bytes = [...sha256(text).subarray(0, 3)].map((byte) => byte.toString(16).padStart(2, '0'))
  return `00:00:00:${bytes.join(':').toUpperCase()}`
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** Sixteen hexadecimal digits. */
export function digestOf(text: string): string {
  return sha256(text).toString('hex').slice(0, 16)
}
