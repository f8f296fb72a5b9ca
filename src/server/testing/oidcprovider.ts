/** A real OpenID Connect provider on loopback, whose people need no password. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import type { Configuration, Provider } from 'oidc-provider'

export interface Account {
  readonly sub: string
  readonly groups?: readonly string[]
  readonly [claim: string]: unknown
}

export interface TestProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly server: Server
  /** Whoever comes next is this account; null: they say no. */
  account: Account | null
  /** Nothing is renewed for anybody; those who are signed in here stay so. */
  isLocked: boolean
  /** Seconds. */
  idTokenLife: number
  /** Who was asked to sign in here, because nobody was. */
  readonly logins: string[]
  /** What was asked of its token endpoint, by grant. */
  readonly grants: string[]
  /** Requests are answered with an error. */
  isDown: boolean
  /** Says that these are its clients' addresses; nobody can sign in before. */
  admit(origins: readonly string[]): Promise<void>
  stop(): void
}

const clientId = 'portolan'
const clientSecret = 'secret-of-portolan'

/** With a certificate it is reached as `https://localhost`. */
export async function startProvider(
  account: Account,
  tls?: { readonly cert: string; readonly key: string },
): Promise<TestProvider> {
  let provider: Provider | null = null
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    if (provider === null || state.isDown) response.writeHead(503).end()
    else void answer(provider, state, request, response)
  }
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const issuer = tls === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`
  const state: TestProvider = {
    ...{ issuer, clientId, clientSecret, server, account, idTokenLife: 3600, isDown: false },
    ...{ isLocked: false, logins: [], grants: [] },
    admit: async (origins) => {
      provider = await makeProvider(issuer, origins, state)
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  return state
}

async function makeProvider(
  issuer: string,
  origins: readonly string[],
  state: TestProvider,
): Promise<Provider> {
  // Only now, because it has much to say about the version of Node.
  const { default: OidcProvider } = await import('oidc-provider')
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const known = new Map<string, Account>()
  const configuration: Configuration = {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: origins.map((origin) => `${origin}/sign-in/oidc/callback`),
        post_logout_redirect_uris: origins.map((origin) => `${origin}/`),
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['of-the-test'] },
    claims: { openid: ['sub', 'groups', 'email', 'email_verified', 'name'] },
    conformIdTokenClaims: false,
    findAccount: (_context, sub) => {
      if (state.isLocked) return undefined
      if (state.account?.sub === sub) known.set(sub, state.account)
      return { accountId: sub, claims: async () => ({ ...known.get(sub), sub }) as never }
    },
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    pkce: { required: () => true },
    ttl: {
      ...{ AccessToken: 600, AuthorizationCode: 60, Grant: 86_400, Interaction: 600, Session: 86_400 },
      RefreshToken: 86_400,
      IdToken: () => state.idTokenLife,
    },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: true },
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  }
  const provider = new OidcProvider(issuer, configuration)
  provider.on('grant.success', ({ oidc }) => state.grants.push(String(oidc.params?.grant_type)))
  return provider
}

async function answer(
  provider: Provider,
  state: TestProvider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!request.url?.startsWith('/interaction/')) {
    provider.callback()(request, response)
    return
  }
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response)
  if (state.account === null) {
    const refusal = { error: 'access_denied', error_description: 'The <b>account</b> is locked' }
    await provider.interactionFinished(request, response, refusal)
  } else if (prompt.name === 'login') {
    state.logins.push(state.account.sub)
    await provider.interactionFinished(request, response, { login: { accountId: state.account.sub } })
  } else {
    const found = grantId === undefined ? undefined : await provider.Grant.find(grantId)
    const grant =
      found ?? new provider.Grant({ accountId: session?.accountId ?? '', clientId: String(params.client_id) })
    grant.addOIDCScope(String(params.scope))
    const consent = { grantId: await grant.save() }
    await provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true })
  }
}
