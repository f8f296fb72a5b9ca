/** An OpenID Connect provider that the control plane knows, and two Portolans that sign in with it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type APIRequestContext, expect, type Page } from '@playwright/test'
import { startProvider, type TestProvider } from '../src/server/testing/oidcprovider.ts'
import { csrfHeader } from '../src/wire.ts'
import { CertificateAuthority } from './cluster/certificates.ts'
import { ApiClient, trustIssuers } from './cluster/index.ts'
import { test as base } from './console.ts'
import { started } from './signing-in.ts'

/** The group is bound to the roles of the project, once it has its prefix. */
const dora = { sub: 'u-1', email: 'dora@example.com', email_verified: true, groups: ['shop'] }
const username = { claim: 'email', prefix: 'harbour:' }
const groups = { claim: 'groups', prefix: 'project:' }

interface Platform {
  readonly provider: TestProvider
  /** Its clusters get the ID token. */
  readonly url: string
  /** Its kubeconfig's administrator impersonates. */
  readonly impersonating: string
  /** Reaches the API server as the administrator, without Portolan. */
  readonly api: ApiClient
}

export const test = base.extend<object, { readonly platform: Platform }>({
  platform: [
    async ({ browserName: _ }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'portolan-oidc-'))
      const cluster = process.env.PORTOLAN_TEST_CLUSTER
      const kubeconfig = process.env.PORTOLAN_TEST_KUBECONFIG ?? ''
      const authority = await CertificateAuthority.create('portolan-oidc-ca')
      const caFile = join(folder, 'ca.crt')
      writeFileSync(caFile, authority.certificate)
      const serving = await authority.serving('provider', [{ type: 'dns', value: 'localhost' }])
      const provider = await startProvider(dora, { cert: serving.certificate, key: serving.key })
      const flags = portolanFlags({ provider, kubeconfig, caFile })
      const servers = await Promise.all([
        start(provider, [...flags, '--oidc-username-prefix', username.prefix]),
        start(provider, [...flags, '--oidc-username-prefix', 'through:', '--oidc-impersonate']),
      ])
      const [url, impersonating] = servers.map(({ found }) => found)
      await provider.admit(servers.map(({ found }) => found))
      const known = { url: provider.issuer, authority: authority.certificate, audience: provider.clientId }
      await trustIssuers([{ ...known, username, groups }], cluster)
      const api = ApiClient.fromKubeconfig(readFileSync(kubeconfig, 'utf8'))
      await use({ provider, url: url ?? '', impersonating: impersonating ?? '', api })
      await api.close()
      await trustIssuers([], cluster)
      for (const each of servers) each.process.kill()
      provider.stop()
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ platform }, use) => use(platform.url),
  storageState: { cookies: [], origins: [] },
  // The provider's certificate is of an authority that no browser knows.
  ignoreHTTPSErrors: true,
  api: async ({ platform }, use) => use(platform.api),
})

interface Known {
  readonly provider: TestProvider
  readonly kubeconfig: string
  readonly caFile: string
}

function portolanFlags({ provider, kubeconfig, caFile }: Known): string[] {
  return [
    ...['--port', '0', '--kubeconfig', kubeconfig, '--log-level', 'warn', '--sign-in', 'oidc'],
    ...['--oidc-name', 'Harbour', '--oidc-issuer', provider.issuer, '--oidc-ca-file', caFile],
    ...['--oidc-client-id', provider.clientId],
    ...['--oidc-username-claim', username.claim, '--oidc-groups-prefix', groups.prefix],
  ]
}

function start({ clientSecret }: TestProvider, flags: readonly string[]) {
  const secrets = { PORTOLAN_OIDC_CLIENT_SECRET: clientSecret }
  return started('cli.js', flags, /listening on (\S+)/, secrets)
}

/** From the page to sign in, which leads to the provider and back. */
export async function signInAtProvider(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Sign in with Harbour' }).click()
}

/** Whom the API server sees when a page of that Portolan asks. */
export async function whoTheClusterSees(
  request: APIRequestContext,
  url: string,
): Promise<{ readonly username: string; readonly groups: readonly string[] }> {
  // As the kubeconfig's administrator, if Portolan would use its credentials.
  const path = '/clusters/portolan-admin/apis/authentication.k8s.io/v1/selfsubjectreviews'
  const answer = await request.post(`${url}${path}`, {
    headers: { [csrfHeader]: '1' },
    data: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
  })
  expect(answer.status(), await answer.text()).toBe(201)
  return (await answer.json()).status.userInfo
}
