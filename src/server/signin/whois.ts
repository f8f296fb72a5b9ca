/** Asks a cluster whom it sees behind a bearer token. */
import type { Dispatcher } from 'undici'
import { asFields, asList, asString, parseJson } from '../../k8s/shape.ts'
import { statusFromBody } from '../../k8s/status.ts'
import { type ClusterConnection, ClusterError, type Route } from '../clusters/connection.ts'
import { failure } from '../status.ts'

export interface Seen {
  /** Of the API server that said it. */
  readonly address: string
  readonly user: string
  readonly groups: readonly string[]
}

const timeoutMs = 15_000
const maxAnswer = 256 * 1024

/**
 * Rejects with `ClusterError`: 401 where the cluster does not take the token, its own Status for what else it
 * refuses, 502 where it does not answer.
 */
export async function whoIs(cluster: string, connection: ClusterConnection, token: string): Promise<Seen> {
  const route = await connection.route({ bearer: { token, address: null }, impersonate: null })
  const address = `${route.origin}${route.basePath}`
  const reviewed = await ask(route, 'authentication.k8s.io/v1', 'SelfSubjectReview')
  if (reviewed.code < 300) {
    const { username, groups } = asFields(asFields(reviewed.body.status).userInfo)
    return { address, user: asString(username), groups: asList(groups).map(asString) }
  }
  if (reviewed.code !== 404 && reviewed.code !== 403) throw refused(cluster, reviewed)
  return { address, user: await nameOtherwise(cluster, route, token, reviewed), groups: [] }
}

/**
 * Before Kubernetes 1.28, and where it was forbidden, a cluster does not say whom it sees. That it answers an
 * access review at all means that it knows the token; then what the token says of itself can be believed.
 */
async function nameOtherwise(cluster: string, route: Route, token: string, first: Reviewed): Promise<string> {
  const spec = { nonResourceAttributes: { path: '/api', verb: 'get' } }
  const answer = await ask(route, 'authorization.k8s.io/v1', 'SelfSubjectAccessReview', spec)
  if (answer.code >= 300 && answer.code !== 403) throw refused(cluster, answer)
  const named = [answer, first].map(({ body }) => /User "([^"]+)"/.exec(asString(body.message))?.[1])
  const name = named.find((each) => each !== undefined) ?? subjectOf(token)
  if (name === 'system:anonymous') throw refused(cluster, { ...answer, code: 401 })
  return name ?? 'unknown'
}

interface Reviewed {
  readonly code: number
  readonly text: string
  readonly body: ReturnType<typeof asFields>
}

/** Has a review made: a question that is asked by creating an object of that kind. */
export async function ask(route: Route, apiVersion: string, kind: string, spec?: object): Promise<Reviewed> {
  const request: Dispatcher.RequestOptions = {
    origin: route.origin,
    path: `${route.basePath}/apis/${apiVersion}/${kind.toLowerCase()}s`,
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json', ...route.headers },
    body: JSON.stringify({ apiVersion, kind, ...(spec === undefined ? {} : { spec }) }),
    signal: AbortSignal.timeout(timeoutMs),
  }
  const answer = await route.dispatcher.request(request).catch((error: unknown) => {
    throw new ClusterError(route.describe(error))
  })
  let text = ''
  for await (const chunk of answer.body) {
    text += String(chunk)
    if (text.length > maxAnswer) break
  }
  return { code: answer.statusCode, text, body: asFields(parseJson(text)) }
}

function refused(cluster: string, { code, text }: Reviewed): ClusterError {
  if (code === 401) {
    return new ClusterError(
      failure(401, `The cluster "${cluster}" does not accept this token. It may have expired.`),
    )
  }
  const status = statusFromBody(code, text)
  const usable = code >= 400 && code < 500
  return new ClusterError(
    usable ? status : failure(502, `The cluster "${cluster}" failed to check the token: ${status.message}`),
  )
}

/** The subject of a JWT that somebody else has verified. */
function subjectOf(token: string): string | undefined {
  const [, payload = ''] = token.split('.')
  const subject = asString(asFields(parseJson(Buffer.from(payload, 'base64url').toString('utf8'))).sub)
  return subject === '' ? undefined : subject
}
