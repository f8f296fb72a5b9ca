/** What a domain is to the platform as a whole: kept in one cluster, used in others, and found by DNS or not. */
import type { KubeObject } from '../src/k8s/objects.ts'
import { type NameServer, startNameServer } from '../src/server/testing/nameserver.ts'
import { expect, test } from './console.ts'
import { type OwnServer, startOwnServer } from './own-server.ts'

let names: NameServer
let server: OwnServer

test.beforeAll(async () => {
  names = await startNameServer()
  server = await startOwnServer([
    '--sandbox',
    ...['--global-cluster', 'portolan-admin'],
    ...['--dns-check', 'true', '--dns-servers', names.at],
  ])
})

test.afterAll(async () => {
  await server.close()
  names.close()
})

test('its pages are those of the cluster that keeps it', async ({ page }) => {
  await server.signIn(page.context())
  await page.goto(`${server.url}/admin/portolan-auditor/domains`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Domains')
  await expect(page).toHaveURL(`${server.url}/admin/portolan-admin/domains`)
})

test('where it is used is told of every cluster, and where DNS leads it', async ({ page }) => {
  await server.signIn(page.context())
  await page.goto(`${server.url}/admin/portolan-admin/domains`)
  await page.getByRole('link', { name: 'shop.example.com', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('shop.example.com')
  const elsewhere = page.getByRole('table', { name: 'Uses in portolan-auditor' })
  await expect(elsewhere).toContainText('shop-prod')
  await elsewhere.getByRole('link', { name: 'shop', exact: true }).click()
  await expect(page).toHaveURL(/\/admin\/portolan-auditor\/ingresses\.networking\.k8s\.io\/shop-prod\/shop$/)
  await page.goBack()

  const dns = page.getByRole('region', { name: 'What leads requests here' })
  await expect(dns).toContainText('shop.example.com has no address in DNS, so no request gets here.')
  const read = await page.request.get(
    `${server.url}/clusters/portolan-admin/apis/networking.k8s.io/v1/namespaces/shop-prod/ingresses/shop`,
  )
  const { status } = (await read.json()) as KubeObject & {
    status: { loadBalancer: { ingress: readonly { ip: string }[] } }
  }
  const address = status.loadBalancer.ingress[0]?.ip ?? ''
  names.addresses['shop.example.com'] = '198.51.100.7'
  await dns.getByRole('button', { name: 'Ask again' }).click()
  await expect(dns).toContainText('leads elsewhere than to')
  await expect(dns).toContainText('198.51.100.7')
  names.addresses['shop.example.com'] = address
  await dns.getByRole('button', { name: 'Ask again' }).click()
  await expect(dns).toContainText('leads to an address that serves it here:')
})
