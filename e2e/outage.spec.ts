/** The API server goes away and comes back; nothing stale is shown as live, and nothing typed is lost. */
import {
  alertIn,
  apply,
  createService,
  expect,
  projectList,
  readService,
  test,
  uniqueName,
} from './console.ts'
import { giveApiServerBack, takeApiServerAway } from './outage.ts'

const namespace = 'shop-dev'

test.describe.configure({ mode: 'serial' })
test.afterEach(giveApiServerBack)

test('the list says since when it is stale, and follows again by itself', async ({ page, api }) => {
  const name = uniqueName('after')
  await page.goto(projectList(namespace))
  await expect(page.getByRole('link', { name: 'frontend' })).toBeVisible()
  await takeApiServerAway()
  await expect(alertIn(page)).toContainText('What you see is as of')
  await expect(page.getByRole('link', { name: 'frontend' })).toBeVisible()
  await giveApiServerBack()
  await createService(api, namespace, name)
  await expect(page.getByRole('link', { name })).toBeVisible({ timeout: 45_000 })
  await expect(alertIn(page)).toBeHidden()
})

test('what was typed survives a failed save and is saved afterwards', async ({ page, api }) => {
  const name = uniqueName('kept')
  await page.goto(`${projectList(namespace)}/~create`)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await takeApiServerAway()
  await page.getByRole('button', { name: 'Create Service' }).click()
  await expect(alertIn(page)).toContainText(/refused|reach/)
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name)
  await giveApiServerBack()
  await page.getByRole('button', { name: 'Create Service' }).click()
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${name}$`))
  expect((await readService(api, namespace, name)).metadata.name).toBe(name)
})

test('a page opened during the outage shows the list once it is over', async ({ page }) => {
  await takeApiServerAway()
  await page.goto(projectList(namespace))
  await expect(page.getByText('does not answer')).toBeVisible({ timeout: 30_000 })
  await giveApiServerBack()
  await expect(page.getByRole('link', { name: 'frontend' })).toBeVisible({ timeout: 45_000 })
})
