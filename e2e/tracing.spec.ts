/** A person describes a request and is told what answers it, and why nothing else does. */
import type { Page } from '@playwright/test'
import { expect, projectList, test, uniqueName } from './console.ts'

const panel = (page: Page) => page.getByRole('region', { name: 'Trace a request', exact: true })
const url = (page: Page) => panel(page).getByLabel('URL', { exact: true })
const answer = (page: Page) => panel(page).getByRole('region', { name: 'Answer' })
const others = (page: Page) => panel(page).getByRole('table', { name: /other rules?$/ })

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByRole('button', { name: 'Trace a request' }).click()
  await expect(url(page)).not.toHaveValue('')
}

test('on the page of a load balancer: rule, pods, and why the others do not answer', async ({ page }) => {
  await open(page, '/admin/portolan-admin/loadbalancers/cpaas-system/edge')
  await expect(url(page)).toHaveValue('http://shop.example.com/')
  await expect(answer(page).getByRole('status')).toHaveText(
    /^edge-00080-rdr1 sends the client on with 308 to https:\/\/shop\.example\.com/,
  )
  await url(page).fill('https://shop.example.com/account/orders?page=2')
  await expect(answer(page).getByRole('status')).toHaveText(/^edge-00443-zero sends it to shop-prod\//)
  await expect(answer(page)).toContainText('cpaas-system/shop.example.com-4kd9x')
  await expect(answer(page)).toContainText('/account/orders?page=2')
  const row = (name: string) => others(page).getByRole('row').filter({ hasText: name })
  await expect(row('edge-00443-shop')).toContainText('Matches too, and edge-00443-zero comes first')
  await expect(row('edge-00443-mobi')).toContainText(/the domain .*: here it is shop\.example\.com/)
  await expect(row('edge-00080-rdr1')).toContainText('On port 80')
  await url(page).fill('https://shop.example.com:7777/')
  await expect(answer(page).getByRole('status')).toHaveText('Nothing listens on this port of edge.')
})

test('what is typed wrongly is said where it stands, and the last answer goes', async ({ page }) => {
  await open(page, '/admin/portolan-admin/loadbalancers/cpaas-system/edge')
  await url(page).fill('shop.example.com/cart')
  await expect(panel(page)).toContainText('A URL begins with http:// or https://.')
  await expect(answer(page)).toHaveCount(0)
  await url(page).fill('https://shop.example.com/')
  await panel(page).getByRole('button', { name: 'Headers, cookies and source' }).click()
  await panel(page).getByLabel('Headers', { exact: true }).fill('x-one: 1\nno colon')
  await expect(panel(page)).toContainText('2: “no colon” has no colon.')
  await panel(page).getByLabel('Headers', { exact: true }).fill('x-one: <img src=x onerror=alert(1)>')
  await expect(answer(page).getByRole('status')).toContainText('sends it to shop-prod/')
})

test('a match by headers and source is told condition by condition', async ({ page }) => {
  await open(page, '/admin/portolan-admin/loadbalancers/cpaas-system/edge')
  await url(page).fill('https://m.apps.example.com/mobile/v1/home')
  const row = others(page).getByRole('row').filter({ hasText: 'edge-00443-mobi' })
  await expect(row).toContainText('the header user-agent starts with ShopApp/2: the request has none')
  await panel(page).getByRole('button', { name: 'Headers, cookies and source' }).click()
  await panel(page).getByLabel('Headers', { exact: true }).fill('User-Agent: ShopApp/2.1')
  await panel(page).getByLabel('Source address').fill('198.51.100.7')
  await expect(row).toContainText(
    'the source address is in the range 192.0.2.1 to 192.0.2.254: here it is 198.51.100.7',
  )
})

test('on the page of an Ingress: other Ingresses of its class answer, too', async ({ page }) => {
  const list = projectList('shop-prod', 'portolan-admin', 'shop', 'ingresses')
  await open(page, `${list}/shop-prod/shop`)
  await expect(url(page)).toHaveValue('https://shop.example.com/')
  await expect(answer(page).getByRole('status')).toHaveText(/^shop 0-0 sends it to shop-prod\/frontend:/)
  await url(page).fill('https://shop.example.com/api/catalog/7')
  await expect(answer(page).getByRole('status')).toHaveText(/^shop 0-1 sends it to shop-prod\/catalog:/)
  await url(page).fill('http://shop.example.com/')
  await expect(answer(page).getByRole('status')).toHaveText(
    'shop 0-0 sends the client on with 308 to https://shop.example.com/.',
  )
  // The older of two with the same host and path.
  await url(page).fill('http://help.example.com/')
  await expect(answer(page).getByRole('status')).toHaveText(/^help 0-0 sends it to shop-prod\/catalog:/)
})

test('on the page of a domain: at each entrance of the cluster', async ({ page, api }) => {
  const name = uniqueName('domain')
  await api.create({
    apiVersion: 'crd.alauda.io/v2',
    kind: 'Domain',
    metadata: { name, labels: { 'cluster.cpaas.io/name': 'portolan' } },
    spec: { name: 'help.example.com', kind: 'full' },
  })
  await open(page, `/admin/portolan-admin/domains/${name}`)
  await url(page).fill('http://help.example.com/')
  const entrance = panel(page).getByRole('combobox', { name: 'Comes in at' })
  await expect(entrance).toHaveText(/^IngressClass .*: a rule matches$/)
  await entrance.click()
  await page.getByRole('option', { name: /^ALB2 streams/ }).click()
  await expect(answer(page).getByRole('status')).toHaveText('Nothing listens on this port of streams.')
})

test('the reason that a load balancer gives is found by search and explained', async ({ page }) => {
  await page.goto('/admin/portolan-admin/loadbalancers')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('InvalidBalancer')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Load balancer errors')
  const shown = page.getByRole('status').getByRole('heading', { level: 2 })
  await expect(shown).toHaveCount(7)
  await page
    .getByLabel('Filter', { exact: true })
    .fill('X-ALB-ERR-REASON: InvalidBalancer : no balancer found')
  await expect(shown).toHaveText(['InvalidBalancer'])
  await expect(page).toHaveURL(/\?q=/)
  await page.getByLabel('Filter', { exact: true }).fill('nonsense')
  await expect(page.getByText(/No reason is called like that/)).toBeVisible()
})
