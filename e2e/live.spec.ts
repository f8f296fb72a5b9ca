/** Lists follow the cluster through lost connections and hidden tabs, and are not sent what they have already. */
import type { Page } from '@playwright/test'
import { resourcePath } from '../src/k8s/resource.ts'
import { createService, expect, projectList, test, uniqueName } from './console.ts'

const namespace = 'shop-dev'
const services = { group: '', version: 'v1', plural: 'services' }

/** Stands between the page and the watch socket: counts what comes, and cuts it. */
async function tapWatch(page: Page) {
  const tap = { sockets: 0, snapshots: 0, resumed: 0, cut: async () => {} }
  await page.routeWebSocket(/\/watch$/, (socket) => {
    const server = socket.connectToServer()
    tap.sockets += 1
    tap.cut = () => socket.close({ code: 4000 })
    socket.onMessage((text) => {
      if (String(text).includes('"after"')) tap.resumed += 1
      server.send(text)
    })
    server.onMessage((text) => {
      if (String(text).startsWith('{"type":"snapshot"')) tap.snapshots += 1
      socket.send(text)
    })
  })
  return tap
}

test('a socket that is cut again and again loses nothing, and goes on where it was', async ({
  page,
  api,
}) => {
  const tap = await tapWatch(page)
  await page.goto(projectList(namespace))
  await expect(page.getByRole('link', { name: 'frontend' })).toBeVisible()
  // The lists that the page only looks up come behind its own.
  await expect(page.getByRole('row').filter({ hasText: 'frontend' })).toContainText('/')
  await page.waitForTimeout(500)
  const { snapshots } = tap
  const prefix = uniqueName('cut')
  const path = (name: string) => resourcePath(services, { namespace, name })
  for (let n = 0; n < 5; n++) {
    await createService(api, namespace, `${prefix}-${n}`)
    await tap.cut()
    if (n % 2 === 1) await api.delete(path(`${prefix}-${n}`))
    await page.waitForTimeout(1_000)
  }
  const names = page.locator('tbody th a').filter({ hasText: prefix })
  await expect(names).toHaveText([`${prefix}-0`, `${prefix}-2`, `${prefix}-4`], { timeout: 5_000 })
  await expect(page.getByRole('row').filter({ hasText: `${prefix}-4` })).toContainText('80/HTTP')
  expect(tap.sockets).toBeGreaterThan(4)
  expect(tap.resumed).toBeGreaterThan(4)
  expect(tap.snapshots).toBe(snapshots)
})

test('what changed while the tab was hidden is there when it is looked at', async ({ page, api }) => {
  const name = uniqueName('hidden')
  await page.goto(projectList(namespace))
  await expect(page.getByRole('link', { name: 'frontend' })).toBeVisible()
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })
    // What a hidden tab is not given.
    window.requestAnimationFrame = () => 0
  })
  await createService(api, namespace, name)
  await expect(page.getByRole('link', { name })).toBeAttached({ timeout: 5_000 })
})
