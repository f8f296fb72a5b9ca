/** The list: live, filtered, sorted, with reasons; and the ways through the console. */
import { resourcePath } from '../src/k8s/resource.ts'
import { adminList, createService, expect, projectList, test, uniqueName } from './console.ts'

const namespace = 'shop-dev'

test('follows the cluster without a reload', async ({ page, api }) => {
  const name = uniqueName('live')
  await page.goto(projectList(namespace))
  await expect(page.getByRole('link', { name: 'frontend' })).toBeVisible()
  await createService(api, namespace, name)
  const row = page.getByRole('row').filter({ hasText: name })
  await expect(row).toContainText('80/HTTP')
  await expect(row).toContainText('frontend')
  await api.delete(resourcePath({ group: '', version: 'v1', plural: 'services' }, { namespace, name }))
  await expect(row).toBeHidden()
})

test('says why an address is pending and what answers behind a Service', async ({ page }) => {
  await page.goto(`${projectList('~all', 'portolan-admin', 'payments')}?q=api`)
  await expect(page.getByRole('row').filter({ hasText: /^api/ })).toContainText('pending: ')
  await page.goto(`${projectList('~all')}?q=recommendations`)
  await expect(page.getByRole('row').filter({ hasText: 'recommendations' })).toContainText('0')
})

test('filters by text and by label, sorts, and keeps both in the address', async ({ page, api }) => {
  const prefix = uniqueName('filter')
  const [a, b] = [`${prefix}-a`, `${prefix}-b`]
  await createService(api, namespace, a, {}, { tier: 'front' })
  await createService(api, namespace, b, {}, { tier: 'back' })
  await page.goto(projectList(namespace))
  const filter = page.getByLabel('Filter', { exact: true })
  await filter.fill(prefix)
  const names = page.locator('tbody th a')
  await expect(names).toHaveText([a, b])
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
  await expect(names).toHaveText([b, a])
  await filter.fill(`${prefix} tier=front`)
  await expect(names).toHaveText([a])
  await expect(page).toHaveURL(/tier%3Dfront.*sort=-name|sort=-name.*tier%3Dfront/)
  await page.reload()
  await expect(names).toHaveText([a])
  await filter.fill('no such thing')
  await expect(page.getByText('Nothing matches the filter')).toBeVisible()
})

test('an administrator sees all namespaces, a project its own', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL(new RegExp(`${adminList}$`))
  await expect(page.getByRole('row').filter({ hasText: 'payments-prod' }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Container Platform' }).click()
  await expect(page).toHaveURL(/\/projects\/portolan-admin\/media\/~all\/services$/)
  await page.getByRole('button', { name: /^Project:/ }).click()
  await page.getByRole('option', { name: 'shop' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'shop-prod' }).first()).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'payments-prod' })).toHaveCount(0)
})

test('an empty list explains itself', async ({ page }) => {
  await page.goto(projectList('media-dev', 'portolan-admin', 'media'))
  await expect(page.getByText(/A Service gives a group of pods one stable address/)).toBeVisible()
})

test('the palette and the shortcuts lead anywhere by keyboard', async ({ page }) => {
  await page.goto(projectList('shop-prod'))
  await expect(page.getByRole('link', { name: 'storefront' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('storefr')
  await expect(page.getByRole('option', { name: /^storefront/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/shop-prod\/storefront$/)
  await expect(page.getByRole('heading', { name: 'storefront' })).toBeVisible()
  await page.keyboard.press('y')
  await expect(page.locator('.monaco-editor')).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText('Go to Services')
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Overview' }).click()
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await expect(page).toHaveURL(/\/services$/)
  await expect(page.getByRole('link', { name: 'storefront' })).toBeVisible()
  await page.keyboard.press('c')
  await expect(page).toHaveURL(/~create$/)
})

test('addresses that lead nowhere help on', async ({ page }) => {
  await page.goto('/nowhere')
  await expect(page.getByText('There is no such page')).toBeVisible()
  await page.goto('/admin/atlantis/services')
  await expect(page.getByText('There is no cluster atlantis')).toBeVisible()
  await page.goto(projectList('~all', 'portolan-admin', 'atlantis'))
  await expect(page.getByText('There is no project atlantis in this cluster')).toBeVisible()
  await page.goto(`${projectList('shop-prod')}/shop-prod/atlantis`)
  await expect(page.getByText('There is no Service atlantis')).toBeVisible()
})

test('typing into the filter keeps every letter and the caret where it is', async ({ page }) => {
  await page.goto(adminList)
  await expect(page.getByRole('link', { name: 'bank-gateway' })).toBeVisible()
  const filter = page.getByLabel('Filter', { exact: true })
  await filter.pressSequentially('front app=frontend', { delay: 40 })
  await page.keyboard.press('Home')
  await page.keyboard.type('store', { delay: 40 })
  await expect(filter).toHaveValue('storefront app=frontend')
  await expect(page).toHaveURL(/q=storefront\+app%3Dfrontend/)
})

test('a developer is warned of what depends on a Service, too', async ({ page }) => {
  await page.goto(`${projectList('shop-prod', 'portolan-developer')}/shop-prod/frontend`)
  await page.getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Ingress')
  await expect(dialog).toContainText('Only the namespaces of your project could be looked at')
  await expect(dialog.getByRole('button', { name: 'Delete Service' })).toBeDisabled()
})

test('another namespace has another object, even of the same name', async ({ page }) => {
  await page.goto(`${projectList('~all')}/shop-prod/frontend`)
  await expect(page.getByText('frontend.shop-prod.svc.cluster.local')).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('frontend shop-dev')
  await page.getByRole('option', { name: /^frontend.*shop-dev/ }).click()
  await expect(page.getByText('frontend.shop-dev.svc.cluster.local')).toBeVisible()
})
