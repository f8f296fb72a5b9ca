/** Sealing: an encrypted JWT that only a holder of the key can read or make, for one purpose and a time. */
import { EncryptJWT, type JWTPayload, jwtDecrypt } from 'jose'
import type { SessionKeys } from './keys.ts'

/** What is sealed for one purpose does not open for another, so cookies cannot be swapped. */
export type Purpose = 'session' | 'view' | 'sign-in'

/** Clocks of replicas may differ by this. */
const toleranceSeconds = 30
/** Many times what fits into cookies. */
const maxContent = 512 * 1024

export class Sealer {
  readonly #keys: SessionKeys

  constructor(keys: SessionKeys) {
    this.#keys = keys
  }

  /** `until` is in milliseconds since the epoch. */
  seal(purpose: Purpose, content: unknown, until: number): Promise<string> {
    const [{ id, bytes }] = this.#keys
    return (
      new EncryptJWT({ content } as JWTPayload)
        // Tokens are text in base64, which a cookie would carry in base64 once more.
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: id, zip: 'DEF' })
        .setAudience(purpose)
        .setExpirationTime(Math.ceil(until / 1000))
        .encrypt(bytes)
    )
  }

  /** The content; `undefined` for what no key opens, what is for another purpose, and what has expired. */
  async open(purpose: Purpose, sealed: string): Promise<unknown> {
    const resolve = ({ kid }: { kid?: string }) => {
      const key = this.#keys.find(({ id }) => id === kid)
      if (key === undefined) throw new Error('sealed with an unknown key')
      return key.bytes
    }
    try {
      const { payload } = await jwtDecrypt(sealed, resolve, {
        audience: purpose,
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        requiredClaims: ['exp'],
        clockTolerance: toleranceSeconds,
        maxDecompressedLength: maxContent,
      })
      return payload.content
    } catch {
      return undefined
    }
  }
}
