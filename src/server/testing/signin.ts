/** Servers to sign in to, and clusters that know people by their tokens. */
import type { IncomingMessage } from 'node:http'
import type { ServerOptions } from '../server.ts'
import { defaultSignIn, type SignInOptions } from '../signin/options.ts'
import { Browser } from './browser.ts'
import { startPortolan, startUpstream, type TestContext } from './portolan.ts'
import { testKey } from './session.ts'

const people: Readonly<Record<string, object>> = {
  'token-of-dora': { username: 'dora', groups: ['devs', 'system:authenticated'] },
  'token-of-ada': { username: 'ada', groups: [] },
}

/** Knows its people by their tokens, and tells each what it was asked with. */
export async function startPeopleCluster({ reviews = true } = {}) {
  const seen: IncomingMessage[] = []
  const upstream = await startUpstream((request, response) => {
    seen.push(request)
    const { authorization = '' } = request.headers
    const person = people[authorization.replace('Bearer ', '')]
    const answer = (code: number, body: object) =>
      response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (person === undefined) answer(401, { kind: 'Status', code: 401, reason: 'Unauthorized' })
    else if (request.url?.endsWith('/selfsubjectreviews')) {
      answer(reviews ? 201 : 404, reviews ? { status: { userInfo: person } } : {})
    } else answer(200, { person })
  })
  return { seen, url: upstream.url }
}

/** A kubeconfig user with all there is; nothing of it may be used for somebody else. */
const powerful = { token: 'of-the-kubeconfig', as: 'root', 'as-groups': ['system:masters'] }

/** A server with that way to sign in, and a browser that nobody has signed in with. */
export async function startSignIn(
  signIn: Partial<SignInOptions>,
  contexts: readonly TestContext[] = [],
  options: Partial<ServerOptions> = {},
) {
  const portolan = await startPortolan(
    contexts.length > 0 ? contexts : [{ name: 'a', server: 'http://127.0.0.1:1' }],
    {
      signIn: { ...defaultSignIn, sessionKeys: [testKey], ...signIn },
      ...options,
    },
  )
  return { ...portolan, browser: new Browser(portolan.url) }
}

/** A server that takes tokens, before two clusters. */
export async function startTokenSignIn() {
  const [one, two] = [await startPeopleCluster(), await startPeopleCluster()]
  const contexts = [
    { name: 'one', server: one.url, user: powerful },
    { name: 'two', server: two.url, user: powerful },
  ]
  return { ...(await startSignIn({ methods: ['token'] }, contexts)), one, two }
}
