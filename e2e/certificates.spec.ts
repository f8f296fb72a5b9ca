/** Certificates: what a list of them says, whose they are, and that no key ever comes to a list. */
import type { KubeObject } from '../src/k8s/objects.ts'
import { expect, test } from './console.ts'

const list = '/admin/portolan-admin/certificates'
const row = (name: string) => new RegExp(`^${name} `)

test('the list says for which domains, until when and whose, and finds what has expired', async ({
  page,
}) => {
  const received: string[] = []
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => received.push(String(payload))),
  )
  await page.goto(list)
  const shop = page.getByRole('row', { name: row('shop-tls') })
  await expect(shop).toContainText('shop.example.com, *.example.com')
  await expect(shop).toContainText('EC P-256')
  await expect(page.getByRole('row', { name: row('media-cdn') })).toContainText('media')
  await expect(page.getByRole('row', { name: row('example-com') })).toContainText('All projects')

  await page.getByLabel('Filter', { exact: true }).fill('is:expired')
  await expect(page.locator('[data-row]')).toHaveCount(1)
  await expect(page.getByRole('row', { name: row('pay-tls') })).toContainText('ago')

  const certificates = received.filter((text) => text.includes('"tls.crt"'))
  expect(certificates.length).toBeGreaterThan(0)
  for (const text of certificates) expect(text).not.toMatch(/"tls\.key":"[^"]/)
})

test('the page of one says what it is for and what serves it', async ({ page }) => {
  await page.goto(`${list}/shop-prod/shop-tls`)
  const facts = page.getByRole('region', { name: 'Facts' })
  await expect(facts).toContainText('*.example.com')
  await expect(facts).toContainText('CN=shop.example.com')
  await expect(
    page.getByRole('table', { name: 'Used by' }).getByRole('row', { name: /Ingress/ }),
  ).toContainText('shop')
  await page.goto(`${list}/cpaas-system/shop.example.com-4kd9x`)
  await facts.getByRole('link', { name: 'shop.example.com' }).click()
  await expect(page).toHaveURL(/\/domains\//)
})

test('other Secrets are none of them', async ({ page, api }) => {
  const { items } = await api.get<KubeObject & { items: readonly (KubeObject & { type: string })[] }>(
    '/api/v1/secrets',
  )
  const other = items.find(({ type }) => type === 'Opaque')
  expect(other).toBeDefined()
  await page.goto(list)
  await expect(page.getByRole('row', { name: row('shop-tls') })).toBeVisible()
  await expect(page.getByRole('row', { name: row(other?.metadata.name ?? '') })).toHaveCount(0)
})
