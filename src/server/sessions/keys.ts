/** The keys that seal sessions: the first one seals, each of them opens. */
import { createHash, randomBytes } from 'node:crypto'
import { SignInProblem } from '../signin/problem.ts'

export interface SessionKey {
  /** Tells keys apart without telling them. */
  readonly id: string
  readonly bytes: Uint8Array
}

export type SessionKeys = readonly [SessionKey, ...SessionKey[]]

/** Throws a sentence on a text that is no key. No key at all means a random one, good for this process. */
export function sessionKeys(texts: readonly string[]): SessionKeys {
  const [first, ...others] = texts.map(parseKey)
  return [first ?? keyOf(randomBytes(32)), ...others]
}

function parseKey(text: string, index: number): SessionKey {
  const bytes = Buffer.from(text.trim(), 'base64')
  if (bytes.length !== 32 || !/^[\w+/-]+={0,2}$/.test(text.trim())) {
    const make = 'make one with "openssl rand -base64 32"'
    throw new SignInProblem(`Session key ${index + 1} is not 32 bytes in base64; ${make}.`)
  }
  return keyOf(bytes)
}

function keyOf(bytes: Buffer): SessionKey {
  const id = createHash('sha256').update('portolan session key').update(bytes).digest('base64url')
  return { id: id.slice(0, 8), bytes: new Uint8Array(bytes) }
}
