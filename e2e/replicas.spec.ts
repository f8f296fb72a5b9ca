/** Two servers with one key behind a balancer are one to those who use them, and one is enough. */
import { startProvider, type TestProvider } from '../src/server/testing/oidcprovider.ts'
import { testKey } from '../src/server/testing/session.ts'
import { csrfHeader } from '../src/wire.ts'
import { apply, createService, expect, projectList, readService, uniqueName } from './console.ts'
import { type Balancer, servedBy, startBalancer } from './roundrobin.ts'
import { type Started, signIn, test as signingIn, started } from './signing-in.ts'

interface Fixtures {
  readonly replicas: { readonly servers: readonly Started[]; readonly balancer: Balancer }
}

const test = signingIn.extend<Fixtures>({
  replicas: async ({ platform, flags, secrets }, use) => {
    const files = ['--port', '0', '--kubeconfig', platform.kubeconfig, '--log-level', 'warn']
    const shared = ['--allow-host', '127.0.0.1', ...flags]
    const key = { PORTOLAN_SESSION_KEY: testKey }
    const start = () => started('cli.js', [...files, ...shared], /listening on (\S+)/, { ...key, ...secrets })
    const servers = await Promise.all([start(), start()])
    const balancer = await startBalancer(servers.map(({ found }) => Number(new URL(found).port)))
    await use({ servers, balancer })
    balancer.close()
    for (const { process } of servers) process.kill()
  },
  baseURL: async ({ replicas }, use) => use(replicas.balancer.url),
})

const namespace = 'shop-staging'
const list = projectList(namespace)

test('a session that began on one replica holds on the other', async ({ page, platform, api }) => {
  await page.goto(list)
  const signedIn = page.waitForResponse('**/sign-in/token')
  await signIn(page, platform.tokens.admin)
  const first = (await signedIn).headers()[servedBy]
  await expect(page.getByRole('status', { name: 'Live' })).toBeVisible()

  const seen = new Set<string | undefined>()
  await expect(async () => {
    const answer = await page.request.post(
      '/clusters/portolan-admin/apis/authentication.k8s.io/v1/selfsubjectreviews',
      {
        headers: { [csrfHeader]: '1' },
        data: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
      },
    )
    expect(await answer.json()).toMatchObject({ status: { userInfo: { username: 'admin' } } })
    seen.add(answer.headers()[servedBy])
    expect([...seen].sort()).toEqual(['0', '1'])
  }).toPass()
  expect(seen).toContain(first)

  // A list under the mouse holds back what moves its rows.
  await page.mouse.move(0, 0)
  const name = uniqueName('replicas')
  await createService(api, namespace, name)
  await expect(page.getByRole('link', { name })).toBeVisible()
})

test('a replica dies in the middle of an edit: nothing is lost, and it is saved', async ({
  page,
  context,
  platform,
  api,
  replicas: { servers, balancer },
}) => {
  const name = uniqueName('survives')
  await createService(api, namespace, name)
  await page.goto(`${list}/${namespace}/${name}/~edit`)
  await signIn(page, platform.tokens.admin)
  const port = page.getByLabel('Service Port, port 1')
  await port.fill('8083')
  const live = (of: typeof page) => of.getByRole('status', { name: 'Live' })
  await expect(live(page)).toBeVisible()
  const other = await context.newPage()
  await other.goto(list)
  await expect(live(other)).toBeVisible()

  const [ofEdit = 0] = balancer.sockets
  const before = balancer.sockets.length
  servers[ofEdit]?.process.kill('SIGKILL')
  await expect.poll(() => balancer.sockets.slice(before)).toContain(1 - ofEdit)
  await expect(live(page)).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(port).toHaveValue('8083')
  await page.getByRole('button', { name: 'Save' }).click()
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${name}$`))
  expect((await readService(api, namespace, name)).spec?.ports?.[0]?.port).toBe(8083)

  const later = uniqueName('later')
  await createService(api, namespace, later)
  await expect(other.getByRole('link', { name: later })).toBeVisible()
  await expect(live(other)).toBeVisible()
})

const atProvider = test.extend<{ readonly provider: TestProvider }>({
  provider: async ({ browserName: _ }, use) => {
    const provider = await startProvider({ sub: 'dora', groups: ['shop'] })
    await use(provider)
    provider.stop()
  },
  flags: async ({ provider: { issuer, clientId } }, use) =>
    use([
      ...['--sign-in', 'oidc', '--oidc-impersonate', '--oidc-groups-prefix', 'project:'],
      ...['--oidc-issuer', issuer, '--oidc-client-id', clientId],
    ]),
  secrets: async ({ provider }, use) => use({ PORTOLAN_OIDC_CLIENT_SECRET: provider.clientSecret }),
})

atProvider(
  'what one replica renews holds on both, and all pages stay live',
  async ({ page, context, api, provider, replicas: { balancer } }) => {
    await provider.admit([balancer.url])
    provider.idTokenLife = 10
    const renewals = () => provider.grants.filter((grant) => grant === 'refresh_token').length
    await page.goto(list)
    await page.getByRole('link', { name: 'Sign in with single sign-on' }).click()
    await page.mouse.move(0, 0)
    await expect(page.getByRole('status', { name: 'Live' })).toBeVisible()
    // Both replicas follow for pages of the session, and a refresh token works once.
    const tabs = [page, await context.newPage(), await context.newPage()]
    for (const tab of tabs.slice(1)) await tab.goto(list)
    await expect.poll(() => new Set(balancer.sockets).size).toBe(2)
    const before = renewals()
    await expect.poll(() => renewals() - before, { timeout: 60_000 }).toBeGreaterThanOrEqual(3)
    const name = uniqueName('renewed')
    await createService(api, namespace, name)
    for (const tab of tabs) {
      await expect(tab.getByRole('link', { name })).toBeVisible()
      await expect(tab.getByRole('status', { name: 'Live' })).toBeVisible()
      await expect(tab.getByRole('dialog')).toHaveCount(0)
    }
  },
)
