/** A server whose people a provider names, and the way through its pages. */
import type { IncomingMessage } from 'node:http'
import { expect, onTestFinished, vi } from 'vitest'
import { defaultOidc, defaultSignIn, type OidcOptions, type SignInOptions } from '../signin/options.ts'
import { Browser } from './browser.ts'
import { type Account, startProvider } from './oidcprovider.ts'
import { startPortolan, startUpstream } from './portolan.ts'
import { testKey } from './session.ts'

export const dora: Account = { sub: 'dora', email: 'dora@example.com', groups: ['devs', 'ops'] }

/** The provider warns of the version of Node, and of what tests leave as it is. */
export function silenceProvider(): void {
  for (const way of ['warn', 'info', 'error'] as const) vi.spyOn(console, way).mockImplementation(() => {})
}

export interface OidcSetUp {
  readonly account?: Account
  readonly oidc?: Partial<OidcOptions>
  readonly signIn?: Partial<SignInOptions>
  readonly user?: object
  readonly now?: () => number
  readonly answer?: (request: IncomingMessage) => unknown
}

/** A server before one cluster, with a provider of its own and a browser for each of the two. */
export async function startOidcSignIn({
  account = dora,
  oidc = {},
  signIn = {},
  user,
  now,
  answer,
}: OidcSetUp = {}) {
  const provider = await startProvider(account)
  onTestFinished(() => provider.stop())
  const seen: IncomingMessage[] = []
  const cluster = await startUpstream((request, response) => {
    seen.push(request)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answer?.(request) ?? {}))
  })
  const start = () =>
    startPortolan([{ name: 'a', server: cluster.url, user: user ?? { token: 'of-the-kubeconfig' } }], {
      ...(now !== undefined && { now }),
      signIn: {
        ...defaultSignIn,
        sessionKeys: [testKey],
        methods: ['oidc'],
        oidc: {
          ...defaultOidc,
          ...{ name: 'Corporate', issuer: provider.issuer, clientId: provider.clientId },
          ...{ clientSecret: provider.clientSecret, ...oidc },
        },
        ...signIn,
      },
    })
  const portolan = await start()
  await provider.admit([portolan.url])
  const browser = new Browser(portolan.url)
  const there = new Browser(provider.issuer)
  return { ...portolan, provider, seen, browser, there, start }
}

export type OidcSet = Awaited<ReturnType<typeof startOidcSignIn>>

/** To the provider and through its pages; gives the address that it sends the browser back to. */
export async function visitProvider({ browser, there, provider }: OidcSet, wanted = ''): Promise<string> {
  const begun = await browser.ask(`/sign-in/oidc${wanted}`)
  expect(begun.status).toBe(302)
  let next = begun.headers.get('location') ?? ''
  while (next.startsWith(provider.issuer) || next.startsWith('/')) {
    const answer = await there.ask(next.replace(provider.issuer, ''))
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`${answer.status} at ${next}: ${await answer.text()}`)
    next = location
  }
  return next
}

export async function signInThere(set: OidcSet, wanted = ''): Promise<Response> {
  const back = await visitProvider(set, wanted)
  return set.browser.ask(back.replace(set.url, ''))
}

export const bearers = (seen: readonly IncomingMessage[]) =>
  seen.map(({ headers }) => (headers.authorization ?? '').replace('Bearer ', ''))
