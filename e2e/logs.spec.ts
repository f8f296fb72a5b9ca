/** Logs of the pods behind an object: followed, filtered, taken away. The control plane for tests runs no containers. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { choose, expect, test, uniqueName } from './console.ts'

const balancer = 'alaudaloadbalancer2.crd.alauda.io/cpaas-system/public-alb?tab=logs'
const log = (page: Page) => page.getByRole('log')
const status = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text })
const lineCount = (page: Page) => page.getByText(/^[\d,]+ lines?( ·.*)?$/)

test('the lines of a Pod behind a Service come as they are written', async ({ page }) => {
  await page.goto('/admin/portolan-admin/services/shop-prod/frontend')
  await page.getByRole('tab', { name: 'Logs' }).click()
  await expect(status(page, 'Live')).toBeVisible()
  await expect(log(page)).toContainText('msg=')
  const first = await lineCount(page).textContent()
  await expect(lineCount(page)).not.toHaveText(first ?? '')
  const [one = '', other = ''] = await podNames(page)
  expect(other).not.toBe('')
  await choose(page, 'Pod', other)
  await expect(page.getByRole('log', { name: new RegExp(`in ${other}$`) })).toContainText('msg=')
  expect(one).not.toBe(other)
})

async function podNames(page: Page): Promise<readonly string[]> {
  await page.getByRole('combobox', { name: 'Pod' }).click()
  const names = await page.getByRole('option').allTextContents()
  await page.keyboard.press('Escape')
  return names
}

test('a log is filtered, marked, copied and downloaded', async ({ page }) => {
  await page.goto(`/admin/portolan-admin/${balancer}`)
  await expect(log(page)).toContainText('HTTP/1.1"')
  await page.getByRole('switch', { name: 'Follow' }).uncheck()
  await expect(status(page, 'All there is has been read')).toBeVisible()
  await page.getByLabel('Filter lines').fill('get /CART')
  await expect(page.getByText(/^[\d,]+ of [\d,]+ lines$/)).toBeVisible()
  await expect(log(page).locator('mark').first()).toHaveText('GET /cart')
  const texts = await log(page).locator('.line').allTextContents()
  expect(texts.every((text) => text.includes('GET /cart'))).toBe(true)

  await page.getByRole('button', { name: 'Copy' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain(texts.at(-1))
  expect(copied).not.toContain('GET /assets')

  await page.getByRole('switch', { name: 'Timestamps' }).check()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^public-alb-.*-nginx-.*\.log$/)
  expect(readFileSync(await file.path(), 'utf8')).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z .*GET \/cart/)

  await page.getByLabel('Filter lines').fill('no such words')
  await expect(page.getByText('No line has "no such words" in it.')).toBeVisible()
  await choose(page, 'Container', 'alb2')
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(log(page)).toContainText('lease renewed')
})

test('nothing moves under who reads further up', async ({ page }) => {
  await page.goto(`/admin/portolan-admin/${balancer}`)
  await expect(log(page)).toContainText('HTTP/1.1"')
  await log(page).hover()
  await page.mouse.wheel(0, -2000)
  const before = await log(page).locator('.line').allTextContents()
  const waiting = page.getByRole('button', { name: /^\d+ new lines?$/ })
  await expect(waiting).toBeVisible()
  expect(await log(page).locator('.line').allTextContents()).toEqual(before)
  await waiting.click()
  await expect(waiting).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'To the end' })).toHaveCount(0)
})

test('a log ends with its Pod, and what it wrote stays', async ({ page, api }) => {
  const name = uniqueName('writer')
  await api.create({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop-dev' },
    spec: { containers: [{ name: 'app', image: 'registry.example.com/app:1' }] },
  })
  await page.goto(`/admin/portolan-admin/pods.core/shop-dev/${name}?tab=logs`)
  await expect(log(page)).toContainText('app listens')
  await api.delete(`/api/v1/namespaces/shop-dev/pods/${name}`)
  await expect(status(page, 'The Pod is gone')).toBeVisible()
  await expect(log(page)).toContainText('app listens')
})

test('who may not read logs is told what is missing', async ({ page }) => {
  await page.goto(`/admin/portolan-developer/${balancer}`)
  await expect(page.getByRole('heading', { name: 'You may not read logs here' })).toBeVisible()
  await expect(page.getByText('Needs get on pods/log in cpaas-system')).toBeVisible()
})
