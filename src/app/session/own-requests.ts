/** Requests to the server itself: to sign in and out, and to look at the console as somebody else. */
import { asFields, asString } from '../../k8s/shape.ts'
import { StatusError, statusFromBody } from '../../k8s/status.ts'
import type { ViewAs } from '../../wire.ts'
import { answered } from '../api/request.ts'
import { ownHeaders, whileSignedIn } from '../api/sign-in.ts'

export async function signInWithToken(cluster: string, token: string): Promise<void> {
  await send('POST', '/sign-in/token', { cluster, token })
}

/** Where to go after it: to the provider, which signs out as well, if it says so. */
export async function signOut(): Promise<string | null> {
  const { redirect } = asFields(await send('POST', '/sign-out'))
  return typeof redirect === 'string' ? asString(redirect) : null
}

// It is about no cluster in particular.
const ofNoCluster = { cluster: '', isWrite: true }

export async function beginViewAs(view: ViewAs): Promise<void> {
  await whileSignedIn(ofNoCluster, () => send('POST', '/view-as', view))
}

export async function endViewAs(): Promise<void> {
  await whileSignedIn(ofNoCluster, () => send('DELETE', '/view-as'))
}

async function send(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown> {
  const response = await answered(
    fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...ownHeaders(method),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
    // None of these is worse for being sent twice.
    'GET',
  )
  const text = await response.text()
  if (response.ok) return text === '' ? null : JSON.parse(text)
  const status = statusFromBody(response.status, text)
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  const details = { ...(Number.isFinite(seconds) && { retryAfterSeconds: seconds }), ...status.details }
  throw new StatusError({ ...status, details })
}
