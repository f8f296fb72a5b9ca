/** Signing in with a provider whose ID tokens the API server itself judges. */
import { apply, createService, expect, projectList, readService, uniqueName } from './console.ts'
import { signInAtProvider, test, whoTheClusterSees } from './oidc.ts'
import { againDialog, openMenu } from './signing-in.ts'

const namespace = 'shop-staging'
const list = projectList(namespace)
const others = '/clusters/portolan-admin/api/v1/namespaces/payments-prod/services'
/** Of an ID token, in seconds; it is renewed in its last fifth. */
const short = 15

test.describe.configure({ mode: 'serial' })
test.beforeEach(({ platform }) => {
  Object.assign(platform.provider, { isLocked: false, idTokenLife: 3600 })
})

test('the cluster sees the name and the groups that the provider gives, and nothing of the kubeconfig', async ({
  page,
  context,
  platform,
}) => {
  await page.goto(`${list}?filter=front`)
  await signInAtProvider(page)
  await expect(page.getByRole('link', { name: 'frontend', exact: true })).toBeVisible()
  expect(page.url()).toBe(`${platform.url}${list}?filter=front`)
  const who = await whoTheClusterSees(page.request, platform.url)
  expect(who.username).toBe('harbour:dora@example.com')
  expect([...who.groups].sort()).toEqual(['project:shop', 'system:authenticated'])
  const menu = await openMenu(page)
  await expect(menu).toContainText('harbour:dora@example.com')
  await expect(menu).toContainText('project:shop')
  const refused = await page.request.get(others)
  expect(refused.status()).toBe(403)
  expect(await refused.text()).toContain('User \\"harbour:dora@example.com\\" cannot list')

  // Nothing that a script can read proves anything.
  const cookies = await context.cookies(platform.url)
  expect(cookies.every(({ httpOnly, sameSite }) => httpOnly && sameSite === 'Strict')).toBe(true)
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
  expect(kept).not.toMatch(/eyJ/)
})

test('a page stays live while its ID token is renewed, over and over', async ({ page, platform, api }) => {
  const { provider } = platform
  provider.idTokenLife = short
  const sockets: { isClosed(): boolean }[] = []
  page.on('websocket', (socket) => sockets.push(socket))
  const renewals = () => provider.grants.filter((grant) => grant === 'refresh_token').length
  const before = renewals()
  await page.goto(list)
  await signInAtProvider(page)
  await expect(page.getByRole('status', { name: 'Live' })).toBeVisible()
  // At the second the first token has ended.
  await expect.poll(() => renewals() - before, { timeout: 60_000 }).toBeGreaterThanOrEqual(2)
  // A list under the mouse holds back what moves its rows.
  await page.mouse.move(0, 0)
  const name = uniqueName('renewed')
  await createService(api, namespace, name)
  await expect(page.getByRole('link', { name })).toBeVisible()
  await expect(page.getByRole('status', { name: 'Live' })).toBeVisible()
  expect(sockets.map((socket) => socket.isClosed())).toEqual([false])
  expect((await whoTheClusterSees(page.request, platform.url)).username).toBe('harbour:dora@example.com')
})

test('what was typed outlives a sign-in that the provider no longer renews, and is saved', async ({
  page,
  platform,
  api,
}) => {
  const { provider } = platform
  const name = uniqueName('expired')
  await createService(api, namespace, name)
  provider.idTokenLife = short
  await page.goto(`${list}/${namespace}/${name}/~edit`)
  await signInAtProvider(page)
  const port = page.getByLabel('Service Port, port 1')
  await port.fill('8084')
  const logins = provider.logins.length
  provider.isLocked = true
  const dialog = againDialog(page)
  await expect(dialog).toContainText('Your session has ended.', { timeout: 45_000 })
  expect((await page.request.get(others)).status()).toBe(401)

  Object.assign(provider, { isLocked: false, idTokenLife: 3600 })
  await dialog.getByRole('button', { name: 'Sign in with Harbour' }).click()
  await expect(dialog).toBeHidden()
  // The provider still knew who it is.
  expect(provider.logins).toHaveLength(logins)
  await expect(port).toHaveValue('8084')
  await page.getByRole('button', { name: 'Save' }).click()
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${name}$`))
  expect((await readService(api, namespace, name)).spec?.ports?.[0]?.port).toBe(8084)
})

test('signing out signs out at the provider, too', async ({ page, platform }) => {
  const { provider, url } = platform
  await page.goto(list)
  await signInAtProvider(page)
  await (await openMenu(page)).getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(`${provider.issuer}/**`)
  await page.getByRole('button', { name: 'Yes, sign me out' }).click()
  await expect(page).toHaveURL(`${url}/`)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect((await page.request.get(others)).status()).toBe(401)

  const logins = provider.logins.length
  await signInAtProvider(page)
  await expect(page.getByRole('button', { name: /dora.*: your session$/ })).toBeVisible()
  expect(provider.logins).toHaveLength(logins + 1)
})

test('a cluster that knows no provider sees who signed in by impersonation', async ({ page, platform }) => {
  const { impersonating: url } = platform
  await page.goto(`${url}${list}`)
  await signInAtProvider(page)
  await expect(page.getByRole('link', { name: 'frontend', exact: true })).toBeVisible()
  // The API server itself would name nobody so.
  const who = await whoTheClusterSees(page.request, url)
  expect(who.username).toBe('through:dora@example.com')
  expect([...who.groups].sort()).toEqual(['project:shop', 'system:authenticated'])
  const refused = await page.request.get(`${url}${others}`)
  expect(refused.status()).toBe(403)
  expect(await refused.text()).toContain('User \\"through:dora@example.com\\" cannot list')
})
