/** Sessions for tests: sealed with a key that the test gave to the server, as the server itself would. */
import { csrfHeader } from '../../wire.ts'
import { cookieName, writeLong } from '../sessions/cookies.ts'
import { sessionKeys } from '../sessions/keys.ts'
import { Sealer } from '../sessions/seal.ts'
import { newSession, type SealedSession, type SessionProof } from '../sessions/session.ts'

/** 32 bytes in base64. It seals nothing that is worth anything. */
export const testKey = 'cG9ydG9sYW4ncyBrZXkgZm9yIGl0cyBvd24gdGVzdHM='

const hour = 3_600_000

export interface MintedCookie {
  readonly name: string
  readonly value: string
}

/** The cookies of a session at that address; of the kubeconfig's own users where no proof is given. */
export async function mintCookies(
  url: string,
  {
    key = testKey,
    session = newSession({ method: 'local' }, Date.now()),
  }: { readonly key?: string; readonly session?: SealedSession } = {},
): Promise<MintedCookie[]> {
  const { protocol, host } = new URL(url)
  const secure = protocol === 'https:'
  const sealed = await new Sealer(sessionKeys([key])).seal('session', session, Date.now() + 12 * hour)
  const name = cookieName('session', secure, host)
  return writeLong(new Map(), name, sealed, { secure, sameSite: 'Strict' }).map((cookie) => {
    const [pair = ''] = cookie.split(';', 1)
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1) }
  })
}

/** The headers that a page of a signed-in person sends. */
export async function signedInHeaders(url: string, proof?: SessionProof): Promise<Record<string, string>> {
  const session = proof === undefined ? {} : { session: newSession(proof, Date.now()) }
  const cookies = await mintCookies(url, session)
  return { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '), [csrfHeader]: '1' }
}
