/** What somebody sees who starts Portolan without any cluster. */
import { expect, projectList, test } from './console.ts'

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
