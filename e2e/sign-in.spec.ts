/** Signing in: with a token, and with the address that was printed. */
import { adminList, expect, projectList } from './console.ts'
import { signIn, test, tokenField } from './signing-in.ts'

const wanted = `${projectList('shop-dev')}?filter=front`

test('with a token: a wrong one is explained, a right one leads to where one wanted to go', async ({
  page,
  platform,
}) => {
  const { admin } = platform.tokens
  await page.goto(wanted)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await expect(tokenField(page)).toBeFocused()
  await expect(page.getByRole('combobox', { name: 'Cluster' })).toHaveText('portolan-admin')
  await signIn(page, 'not-a-token')
  await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toContainText(/token/)
  await expect(tokenField(page)).toHaveAttribute('aria-invalid', 'true')
  await expect(tokenField(page)).toBeFocused()

  await signIn(page, `  Bearer ${admin.slice(0, 8)}   ${admin.slice(8)}  `)
  await expect(page.getByRole('link', { name: 'frontend', exact: true })).toBeVisible()
  expect(page.url()).toContain(wanted)
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
  expect(kept).not.toContain(admin)
  expect(await page.content()).not.toContain(admin)
})

test('the token is hidden until one asks for it, and nothing offers to keep it', async ({ page }) => {
  await page.goto('/')
  const field = tokenField(page)
  const hiding = () =>
    field.evaluate((input) => getComputedStyle(input).getPropertyValue('-webkit-text-security'))
  await expect(field).toHaveAttribute('autocomplete', 'off')
  await expect(field).toHaveAttribute('type', 'text')
  expect(await hiding()).toBe('disc')
  await page.getByRole('button', { name: 'Show the token' }).click()
  expect(await hiding()).not.toBe('disc')
  await page.getByRole('button', { name: 'Hide the token' }).click()
  expect(await hiding()).toBe('disc')
})

test('by keyboard alone: choose the cluster, paste, look, sign in', async ({ page, platform }) => {
  await page.goto('/')
  await expect(tokenField(page)).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: 'Cluster' })).toHaveText('portolan-developer')
  await page.keyboard.press('Tab')
  await page.evaluate((token) => navigator.clipboard.writeText(` ${token}\n`), platform.tokens.developer)
  await page.keyboard.press('ControlOrMeta+V')
  await expect(tokenField(page)).toHaveValue(platform.tokens.developer)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'dana: your session' })).toBeVisible()
})

test('a browser that keeps no cookies is told why it stays here', async ({ page, context, platform }) => {
  await page.goto('/')
  await page.route('**/session', async (route) => {
    await context.clearCookies()
    await route.continue({ headers: { ...route.request().headers(), cookie: '' } })
  })
  await signIn(page, platform.tokens.admin)
  await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toContainText('did not keep the session')
})

test('after too many tries one is told how long to wait', async ({ page, portolan }) => {
  await page.goto('/')
  for (let tries = 0; tries < 20; tries += 1) {
    await page.request.post(`${portolan.url}/sign-in/token`, {
      headers: { 'x-portolan-csrf': '1' },
      data: { cluster: 'portolan-admin', token: 'wrong' },
    })
  }
  await signIn(page, 'wrong')
  await expect(page.getByText(/^You can try again in \d+ seconds\.$/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Sign in with the token' })).toBeDisabled()
})

test('a cluster without a token asks for one in place, and the menu offers it', async ({
  page,
  platform,
}) => {
  await page.goto(adminList)
  await signIn(page, platform.tokens.admin)
  await expect(page.getByRole('link', { name: 'bank-gateway' })).toBeVisible()
  await page.goto('/admin/portolan-auditor/services')
  const dialog = page.getByRole('dialog', { name: 'Sign in to portolan-auditor' })
  await expect(dialog).toContainText('You have not signed in to the cluster portolan-auditor yet.')
  await signIn(dialog, platform.tokens.auditor)
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('link', { name: 'bank-gateway' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'ada: your session' })).toBeVisible()

  await page.getByRole('button', { name: 'ada: your session' }).click()
  await page.getByRole('button', { name: 'Sign in to another cluster…' }).click()
  const another = page.getByRole('dialog', { name: 'Sign in to another cluster' })
  await signIn(another, platform.tokens.developer)
  await expect(another).toBeHidden()
  await page.goto('/admin/portolan-developer/services')
  await expect(page.getByRole('button', { name: 'dana: your session' })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test.describe('with the address that was printed', () => {
  test.use({ flags: ['--sign-in', 'local'] })

  test('one tab opens it, and the other goes on where it wanted to go; it works once', async ({
    page,
    context,
    portolan,
  }) => {
    const addresses = () => portolan.printed().match(/http\S+\/sign-in\/local\?token=[\w-]+/g) ?? []
    await page.goto(wanted)
    await expect(page.getByText('Open the address that this console printed when it started.')).toBeVisible()
    await expect(page.getByText(`${portolan.url}/sign-in/local?token=`)).toBeVisible()
    const [address = ''] = addresses()
    const other = await context.newPage()
    await other.goto(address)
    await expect(other.getByRole('link', { name: 'bank-gateway' })).toBeVisible()
    expect(other.url()).not.toContain('token')
    await expect(page.getByRole('link', { name: 'frontend', exact: true })).toBeVisible()
    expect(page.url()).toContain(wanted)

    await other.goto(address)
    await expect(other.getByRole('alert')).toContainText('was used already')
    expect(addresses()).toHaveLength(2)
  })
})
