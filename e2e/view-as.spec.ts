/** Looking at the console as somebody else: what they see, without writing and with it. */
import type { Page } from '@playwright/test'
import { adminList, apply, createService, expect, projectList, readService, uniqueName } from './console.ts'
import { openMenu, signIn, test } from './signing-in.ts'

const namespace = 'shop-dev'
const banner = (page: Page) => page.getByRole('region', { name: 'Looking as somebody else' })

async function viewAsDana(page: Page): Promise<void> {
  await (await openMenu(page)).getByRole('button', { name: 'View as…' }).click()
  const dialog = page.getByRole('dialog', { name: 'View as somebody else' })
  await expect(dialog.getByLabel('User name')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('Say whom to look as.')
  await page.keyboard.type('dana')
  await dialog.getByRole('button', { name: 'Add a group' }).click()
  await expect(dialog.getByLabel('Group 1', { exact: true })).toBeFocused()
  await page.keyboard.type('project:shop')
  await page.keyboard.press('Enter')
  await expect(banner(page)).toContainText('You look at the console as dana (group project:shop).')
}

test('one sees what they see, and changes nothing before that is allowed', async ({
  page,
  context,
  platform,
  api,
}) => {
  const name = uniqueName('viewed')
  await createService(api, namespace, name)
  await page.goto(adminList)
  await signIn(page, platform.tokens.admin)
  await expect(page.getByRole('link', { name: 'bank-gateway' })).toBeVisible()
  const other = await context.newPage()
  await other.goto(adminList)
  await expect(other.getByRole('link', { name: 'bank-gateway' })).toBeVisible()

  await viewAsDana(page)
  await expect(banner(page)).toContainText('Nothing can be changed.')
  await expect(page.getByRole('link', { name: 'bank-gateway' })).toHaveCount(0)
  // Nothing was typed in the other tab, so it follows.
  await expect(banner(other)).toBeVisible()
  await page.goto(`${projectList(namespace)}/${namespace}/${name}/~edit`)
  await expect(banner(page)).toBeVisible()
  await page.getByLabel('Service Port, port 1').fill('8083')
  await page.getByRole('button', { name: 'Save' }).click()
  await apply(page)
  await expect(page.getByText('The server refused it')).toBeVisible()
  expect((await readService(api, namespace, name)).spec?.ports?.[0]?.port).toBe(80)

  await banner(page).getByRole('button', { name: 'Allow changes' }).click()
  const question = page.getByRole('dialog', { name: 'Allow changes as dana?' })
  await expect(question).toContainText('is written as dana, not as yourself')
  await question.getByRole('button', { name: 'Allow changes' }).click()
  await expect(banner(page)).toContainText('Every change is made as dana.')
  await expect(banner(other)).toContainText('Every change is made as dana.')
  await page.getByRole('button', { name: 'Save' }).click()
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${name}$`))
  expect((await readService(api, namespace, name)).spec?.ports?.[0]?.port).toBe(8083)

  await banner(page).getByRole('button', { name: 'Forbid changes' }).click()
  await expect(banner(page)).toContainText('Nothing can be changed.')
  await banner(page).getByRole('button', { name: 'Stop' }).click()
  await expect(banner(page)).toHaveCount(0)
  await expect(banner(other)).toHaveCount(0)
  await expect(other.getByRole('link', { name: 'bank-gateway' })).toBeVisible()
})

test('a tab in which something is typed asks before it goes', async ({ page, context, platform }) => {
  await page.goto(adminList)
  await signIn(page, platform.tokens.admin)
  await expect(page.getByRole('link', { name: 'bank-gateway' })).toBeVisible()
  const typing = await context.newPage()
  await typing.goto(`${projectList(namespace)}/~create`)
  await typing.getByLabel('Name', { exact: true }).fill('half-done')
  await viewAsDana(page)
  const told = typing.getByRole('dialog', { name: 'You now look at the console as dana' })
  await expect(told).toContainText('kept in this browser as a draft')
  await told.getByRole('button', { name: 'Stop' }).click()
  await expect(told).toBeHidden()
  await expect(typing.getByLabel('Name', { exact: true })).toHaveValue('half-done')
  await expect(banner(page)).toHaveCount(0)
})

test('who may not impersonate is not offered it', async ({ page, platform }) => {
  await page.goto(projectList(namespace))
  await signIn(page, platform.tokens.developer)
  const menu = await openMenu(page)
  await expect(menu).toContainText('project:shop')
  await expect(menu.getByRole('button', { name: 'Sign out' })).toBeVisible()
  await page.waitForLoadState('networkidle')
  await expect(menu.getByRole('button', { name: 'View as…' })).toHaveCount(0)
})
