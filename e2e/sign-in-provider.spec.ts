/** Signing in at a provider, which is a real one: instead of the page, and in a window over it. */
import { startProvider, type TestProvider } from '../src/server/testing/oidcprovider.ts'
import { expect, projectList } from './console.ts'
import { againDialog, test as base, endSession, openMenu } from './signing-in.ts'

const test = base.extend<{ readonly provider: TestProvider }>({
  provider: async ({ browserName: _ }, use) => {
    const provider = await startProvider({ sub: 'dana', groups: ['project:shop'] })
    await use(provider)
    provider.stop()
  },
  flags: async ({ provider }, use) => {
    const { issuer, clientId } = provider
    await use([
      ...['--sign-in', 'oidc', '--oidc-name', 'Harbour', '--oidc-issuer', issuer],
      ...['--oidc-client-id', clientId],
      // The sandbox does not know the provider.
      '--oidc-impersonate',
    ])
  },
  secrets: async ({ provider }, use) => use({ PORTOLAN_OIDC_CLIENT_SECRET: provider.clientSecret }),
})

const createPage = `${projectList('shop-dev')}/~create`

test.beforeEach(async ({ provider, portolan }) => provider.admit([portolan.url]))

test('leads back to where one wanted to go; signing out goes by the provider', async ({ page, provider }) => {
  await page.goto(createPage)
  await page.getByRole('link', { name: 'Sign in with Harbour' }).click()
  await expect(page.getByRole('heading', { name: 'Create Service' })).toBeVisible()
  expect(page.url()).toContain(createPage)
  const menu = await openMenu(page)
  await expect(menu).toContainText('project:shop')
  await menu.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(`${provider.issuer}/session/end*`)
})

test('again, in a window that comes back and closes; what was typed is there', async ({
  page,
  context,
  portolan,
}) => {
  await page.goto(createPage)
  await page.getByRole('link', { name: 'Sign in with Harbour' }).click()
  await page.getByLabel('Name', { exact: true }).fill('typed')
  await endSession(context, portolan.url)
  const dialog = againDialog(page)
  const opened = page.waitForEvent('popup')
  await dialog.getByRole('button', { name: 'Sign in with Harbour' }).click()
  const popup = await opened
  await expect(dialog).toBeHidden()
  await expect.poll(() => popup.isClosed()).toBe(true)
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('typed')
  await expect(page.getByRole('status', { name: 'Live' })).toBeVisible()

  // A browser that lets no window open.
  await endSession(context, portolan.url)
  await page.evaluate(() => {
    window.open = () => null
  })
  await dialog.getByRole('button', { name: 'Sign in with Harbour' }).click()
  await expect(dialog.getByText('Your browser did not let the window open.')).toBeVisible()
  await dialog.getByRole('link', { name: 'Sign in in a new tab' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('typed')
})

test('as somebody else in that window: the page says so, and one can go back', async ({
  page,
  context,
  portolan,
  provider,
}) => {
  await page.goto(createPage)
  await page.getByRole('link', { name: 'Sign in with Harbour' }).click()
  await page.getByLabel('Name', { exact: true }).fill('of-dana')
  const again = async (sub: string) => {
    // The provider, too, has forgotten who it was.
    await context.clearCookies()
    provider.account = { sub, groups: ['project:shop'] }
    await page.getByRole('dialog').getByRole('button', { name: 'Sign in with Harbour' }).click()
  }
  await endSession(context, portolan.url)
  await expect(againDialog(page)).toContainText('sign in as dana')
  await again('ben')
  const told = page.getByRole('dialog', { name: 'You are now signed in as ben' })
  await told.getByRole('button', { name: 'Sign in as dana' }).click()
  await again('dana')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('of-dana')
})
