/** The end of a session: by itself during an edit, with a warning before, and because somebody signs out. */
import type { Page } from '@playwright/test'
import {
  adminList,
  apply,
  createService,
  editor,
  editorText,
  expect,
  projectList,
  readService,
  replaceText,
  reviewOf,
  uniqueName,
} from './console.ts'
import { againDialog, endSession, openMenu, signIn, test } from './signing-in.ts'

const namespace = 'shop-staging'
const editPage = (name: string) => `${projectList(namespace)}/${namespace}/${name}/~edit`
const port = (page: Page) => page.getByLabel('Service Port, port 1')

test('during an edit: the text stays, in all tabs, and is saved after signing in again', async ({
  page,
  context,
  portolan,
  platform,
  api,
}) => {
  const name = uniqueName('expiry')
  await createService(api, namespace, name)
  await page.goto(editPage(name))
  await signIn(page, platform.tokens.admin)
  await port(page).fill('8081')
  const other = await context.newPage()
  await other.goto(adminList)
  await expect(other.getByRole('link', { name: 'bank-gateway' })).toBeVisible()

  await endSession(context, portolan.url)
  for (const each of [page, other]) {
    await expect(againDialog(each)).toContainText('sign in as admin to go on where you were')
  }
  await signIn(againDialog(page), platform.tokens.admin)
  for (const each of [page, other]) {
    await expect(againDialog(each)).toBeHidden()
    await expect(each.getByRole('status', { name: 'Live' })).toBeVisible()
  }
  await expect(port(page)).toHaveValue('8081')
  await page.getByRole('button', { name: 'Save' }).click()
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${name}$`))
  expect((await readService(api, namespace, name)).spec?.ports?.[0]?.port).toBe(8081)
})

test('what was asked for meanwhile is done by itself, or refused where one does not want to sign in now', async ({
  page,
  context,
  platform,
  api,
}) => {
  const name = uniqueName('asked')
  await createService(api, namespace, name)
  await page.goto(editPage(name))
  await signIn(page, platform.tokens.admin)
  await port(page).fill('8082')
  // The server does not know the browser any more, and nothing but a request notices.
  await context.clearCookies()
  await page.getByRole('button', { name: 'Save' }).click()
  await againDialog(page).getByRole('button', { name: 'Not now' }).click()
  await expect(page.getByRole('region', { name: 'Signed out' })).toContainText('nothing can be saved')
  await expect(page.getByText('Sign in and try again').first()).toBeVisible()
  await expect(port(page)).toHaveValue('8082')

  await page.getByRole('button', { name: 'Save' }).click()
  await signIn(againDialog(page), platform.tokens.admin)
  await expect(reviewOf(page)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Signed out' })).toBeHidden()
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${name}$`))
  expect((await readService(api, namespace, name)).spec?.ports?.[0]?.port).toBe(8082)
})

test('a Secret that no draft keeps stays in the editor, by keyboard alone', async ({
  page,
  context,
  portolan,
  platform,
}) => {
  await page.goto('/admin/portolan-admin/~import')
  await signIn(page, platform.tokens.admin)
  const text =
    'apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: shop-dev}\nstringData: {a: s3cr3t}\n'
  await replaceText(page, text)
  await endSession(context, portolan.url)
  await expect(againDialog(page).getByLabel('Bearer token')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(againDialog(page)).toBeHidden()
  const bar = page.getByRole('region', { name: 'Signed out' })
  await bar.getByRole('button', { name: 'Sign in' }).focus()
  await page.keyboard.press('Enter')
  await expect(againDialog(page).getByLabel('Bearer token')).toBeFocused()
  await page.keyboard.insertText(platform.tokens.admin)
  await page.keyboard.press('Enter')
  await expect(againDialog(page)).toBeHidden()
  expect(await editorText(page)).toBe(text)
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('s3cr3t')
})

test('the values of a Secret that one looks at are hidden again', async ({
  page,
  context,
  portolan,
  platform,
  api,
}) => {
  const name = uniqueName('shown')
  const value = btoa('to be hidden')
  const metadata = { name, namespace: 'shop-dev' }
  await api.create({ apiVersion: 'v1', kind: 'Secret', metadata, data: { a: value } })
  await page.goto(`/admin/portolan-admin/secrets.core/shop-dev/${name}`)
  await signIn(page, platform.tokens.admin)
  await page.getByRole('tab', { name: 'YAML' }).click()
  await page.getByRole('button', { name: 'Show values' }).click()
  const lines = await editor(page)
  await expect(lines).toContainText(value)
  await endSession(context, portolan.url)
  await expect(againDialog(page)).toBeVisible()
  await expect(lines).not.toContainText(value)
})

test('a cluster that takes the token no longer is asked for alone', async ({ page, platform }) => {
  await page.goto(`${projectList('shop-dev')}/~create`)
  await signIn(page, platform.tokens.admin)
  const name = uniqueName('refused')
  await page.getByLabel('Name', { exact: true }).fill(name)
  await replaceText(
    page,
    `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: shop-dev}\nspec: {ports: [{port: 80}]}\n`,
  )
  // As an API server answers to a token that has been revoked.
  const revoked = {
    kind: 'Status',
    status: 'Failure',
    reason: 'Unauthorized',
    message: 'Unauthorized',
    code: 401,
  }
  await page.route('**/clusters/**/services?*', (route) => route.fulfill({ status: 401, json: revoked }))
  await page.getByRole('button', { name: 'Create Service' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign in to portolan-admin' })
  await expect(dialog).toContainText('no longer takes your sign-in')
  await page.unroute('**/clusters/**/services?*')
  await signIn(dialog, platform.tokens.admin)
  await expect(reviewOf(page)).toBeVisible()
})

test('somebody else who signs in is told so, and gets a page of their own; the draft stays the other’s', async ({
  page,
  context,
  portolan,
  platform,
}) => {
  await page.goto(`${projectList('shop-dev')}/~create`)
  await signIn(page, platform.tokens.admin)
  await page.getByLabel('Name', { exact: true }).fill('of-the-admin')
  await endSession(context, portolan.url)
  await signIn(againDialog(page), platform.tokens.developer)
  const told = page.getByRole('dialog', { name: 'You are now signed in as dana' })
  await expect(told).toContainText('kept in this browser as a draft')
  // Back to who one was: nothing has changed.
  await told.getByRole('button', { name: 'Sign in as admin' }).click()
  await signIn(againDialog(page), platform.tokens.admin)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('of-the-admin')

  await endSession(context, portolan.url)
  await signIn(againDialog(page), platform.tokens.developer)
  await told.getByRole('button', { name: 'Go on as dana' }).click()
  await expect(page.getByRole('button', { name: 'dana: your session' })).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('')
  await expect(page.getByText('You have an unsaved draft')).toHaveCount(0)
})

test('signing out asks where something would be lost, and leaves nothing in any tab', async ({
  page,
  context,
  platform,
}) => {
  await page.goto(adminList)
  await signIn(page, platform.tokens.admin)
  await expect(page.getByRole('link', { name: 'bank-gateway' })).toBeVisible()
  const editing = await context.newPage()
  await editing.goto('/admin/portolan-admin/~import')
  await replaceText(editing, 'kind: Secret\napiVersion: v1\nmetadata: {name: a}\n')
  await (await openMenu(editing)).getByRole('button', { name: 'Sign out' }).click()
  const question = editing.getByRole('dialog', { name: 'Sign out?' })
  await expect(question).toContainText('cannot be kept as a draft and will be lost')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await editor(editing)

  await (await openMenu(editing)).getByRole('button', { name: 'Sign out' }).click()
  await question.getByRole('button', { name: 'Sign out' }).click()
  for (const each of [page, editing]) {
    await expect(each.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    expect(await each.content()).not.toContain('bank-gateway')
  }
  await editing.goBack()
  await expect(editing.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect(
    await context.request.get(`${new URL(page.url()).origin}/session`).then((each) => each.json()),
  ).toMatchObject({
    user: null,
  })
})

test('signing out goes where the provider signs out, if the server says so', async ({
  page,
  platform,
  portolan,
}) => {
  await page.goto(adminList)
  await signIn(page, platform.tokens.admin)
  await page.route('**/sign-out', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { redirect: `${portolan.url}/healthz` } })
  })
  await (await openMenu(page)).getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL('**/healthz')
})

test.describe('in a short session', () => {
  test.use({ flags: ['--sign-in', 'token', '--session-limit', '25s', '--session-idle', '20s'] })

  test('one is warned before, and can go on without an interruption', async ({ page, platform }) => {
    await page.goto(adminList)
    await signIn(page, platform.tokens.admin)
    const warning = page.getByRole('region', { name: 'The end of your session' })
    await expect(warning).toContainText(/Your session ends at \d/)
    await page.waitForTimeout(3000)
    const ends = async () => (await (await page.request.get('/session')).json()).expires as number
    const before = await ends()
    await warning.getByRole('button', { name: 'Sign in again' }).click()
    await signIn(againDialog(page), platform.tokens.admin)
    await expect(againDialog(page)).toBeHidden()
    expect(await ends()).toBeGreaterThan(before + 2000)
    await warning.getByRole('button', { name: 'Close this message' }).click()
    await expect(warning).toBeHidden()
    // Then it ends, without anything being asked for.
    await expect(againDialog(page)).toContainText('Your session has ended.', { timeout: 40_000 })
  })
})
