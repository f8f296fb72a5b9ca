/** What somebody sees who starts Portolan without any cluster. */
import { expect, projectList, test, uniqueName } from './console.ts'
import { admin, pathOf, usedAddress } from './refusals.ts'

test('the first page is full of a platform, and says that it is a sandbox', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/services$/)
  await expect(page.getByRole('link', { name: 'bank-gateway' })).toBeVisible()
  await expect(page.getByText('Sandbox', { exact: true })).toBeVisible()
  await page.getByText('Sandbox', { exact: true }).hover()
  await expect(page.getByRole('tooltip')).toContainText('Nothing real is changed')
})

test('an auditor sees everything and may change nothing', async ({ page }) => {
  await page.goto('/admin/portolan-auditor/services')
  await expect(page.getByRole('link', { name: 'bank-gateway' })).toBeVisible()
  await page.goto(`${projectList('shop-dev', 'portolan-auditor')}/shop-dev/frontend/~edit`)
  await page.getByLabel('Service Port, port 1').fill('8081')
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled()
  await expect(page.getByText('Needs update on services in shop-dev').first()).toBeVisible()
})

test('a subnet says how long its addresses last, by those that came lately', async ({ page, api }) => {
  // Its subnets are old: of one that was just made, nothing could be said.
  const [name, path] = [uniqueName('came'), `${admin}/subnets/storage`]
  await page.goto(path)
  const utilisation = page.getByRole('region', { name: 'Utilisation' })
  await expect(utilisation.getByRole('img')).toBeVisible()
  await expect(utilisation.getByTestId('forecast')).toHaveCount(0)
  await api.create(usedAddress(name, 'storage', '172.18.120.77'))
  await expect(utilisation.getByTestId('forecast')).toHaveText(
    /^1 address that is used came in the last 7 days\. At that pace the 25\d left last more than a year\. Pods that were made anew count as new, and addresses that were given back meanwhile do not\.$/,
  )
  await api.delete(pathOf('ips', name))
  await expect(utilisation.getByTestId('forecast')).toHaveCount(0)
})
