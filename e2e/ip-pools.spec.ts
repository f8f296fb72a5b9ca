/** An administrator keeps addresses of a subnet for some pods, and brings subnets into the physical network. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { parse } from 'yaml'
import type { KubeObject } from '../src/k8s/objects.ts'
import { resourcePath } from '../src/k8s/resource.ts'
import type { ApiClient, Manifest } from './cluster/index.ts'
import { apply, expect, test, uniqueName } from './console.ts'

const list = '/admin/portolan-admin/ippools'
const pathOf = (plural: string, name: string) =>
  resourcePath({ group: 'kubeovn.io', version: 'v1', plural }, { name })

interface WithSpec extends KubeObject {
  readonly spec: Readonly<Record<string, unknown>>
}

/** A subnet of the test's own, with a pool of four addresses in it. */
async function subnetWithPool(api: ApiClient, octet: number): Promise<{ subnet: string; pool: string }> {
  const [subnet, pool] = [uniqueName('pooled'), uniqueName('kept')]
  const apiVersion = 'kubeovn.io/v1'
  const cidrBlock = `10.183.${octet}.0/24`
  await api.create({
    apiVersion,
    kind: 'Subnet',
    metadata: { name: subnet },
    spec: {
      cidrBlock,
      protocol: 'IPv4',
      gateway: `10.183.${octet}.1`,
      excludeIps: [`10.183.${octet}.1..10.183.${octet}.9`],
      natOutgoing: true,
    },
  })
  await api.create({
    apiVersion,
    kind: 'IPPool',
    metadata: { name: pool },
    spec: { subnet, ips: [`10.183.${octet}.20..10.183.${octet}.23`], namespaces: [] },
  })
  return { subnet, pool }
}

const field = (within: Page | Locator, label: string) =>
  within.getByRole('textbox', { name: new RegExp(`^${label}`) })
const nameField = (within: Page | Locator) => within.getByRole('textbox', { name: /^Name/ })
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true })

test('the list says where each pool lies and how full it is', async ({ page }) => {
  await page.goto(list)
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'payments-fixed' }) })
  await expect(row).toContainText(/payments-pods\s*10\.52\.0\.192\/28/)
  await expect(row).toContainText(/\d+ \/ \d+/)
  await expect(row).toContainText('Only by name')
})

test('a pool is made of addresses, blocks and ranges that nothing else has', async ({ page, api }) => {
  const { subnet, pool: other } = await subnetWithPool(api, 1)
  const name = uniqueName('pool')
  await page.goto(`${list}/~create`)
  await nameField(page).fill('10.183.1.40')
  await expect(page.getByText(/must not be called like an IP address/).first()).toBeVisible()
  await nameField(page).fill(name)
  await page.getByRole('combobox', { name: /^Subnet/ }).click()
  await page.getByRole('option', { name: new RegExp(`^${subnet}`) }).click()
  const first = field(page, 'IPs 1')
  await first.fill('10.183.1.22')
  await expect(page.getByText(new RegExp(`overlaps with .* of the pool ${other}`)).first()).toBeVisible()
  await first.fill('10.183.2.0/30')
  await expect(page.getByText(/^No address of it is in the subnet/).first()).toBeVisible()
  await first.fill('10.183.1.0/29')
  await expect(page.getByText(/^10\.183\.1\.1 is the gateway of the subnet/).first()).toBeVisible()
  await first.fill('10.183.1.5..10.183.1.12')
  await expect(page.getByText(/^The subnet reserves 10\.183\.1\.1\.\.10\.183\.1\.9/).first()).toBeVisible()
  await first.fill('10.183.1.45..10.183.1.40')
  await page.getByRole('button', { name: 'Write 10.183.1.40..10.183.1.45' }).click()
  await expect(first).toHaveValue('10.183.1.40..10.183.1.45')
  await first.fill('')
  await first.pressSequentially('10.183.1.40 ~ 10.183.1.45')
  await expect(first).toHaveValue('10.183.1.40..10.183.1.45')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await field(page, 'IPs 2').fill('10.183.1.64/30')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await field(page, 'IPs 3').fill('10.183.1.80')
  await page.getByRole('combobox', { name: /^Namespaces/ }).click()
  await page.getByRole('option', { name: 'shop-dev', exact: true }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Create IP Pool' }).click()
  await apply(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  expect((await api.get<WithSpec>(pathOf('ippools', name))).spec).toMatchObject({
    subnet,
    ips: ['10.183.1.40..10.183.1.45', '10.183.1.64/30', '10.183.1.80'],
    namespaces: ['shop-dev'],
  })
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText('0 / 11')
  await expect(page.getByRole('img', { name: /10\.183\.1\.64 – 10\.183\.1\.67/ })).toHaveAccessibleName(
    /Used: 0, Reserved: 0, Free: 4$/,
  )

  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await expect(page.getByRole('combobox', { name: /^Subnet/ })).toBeDisabled()
  for (const each of [name, other]) await api.delete(pathOf('ippools', each))
  await api.delete(pathOf('subnets', subnet))
})

test('who has its addresses and who asks for them is named before it goes', async ({ page, api }) => {
  const { subnet, pool } = await subnetWithPool(api, 3)
  const ip = uniqueName('card')
  await api.create({
    apiVersion: 'kubeovn.io/v1',
    kind: 'IP',
    metadata: { name: ip },
    spec: {
      subnet,
      v4IpAddress: '10.183.3.21',
      v6IpAddress: '',
      ipAddress: '10.183.3.21',
      macAddress: '00:00:00:aa:bb:cc',
      nodeName: 'worker-1',
      namespace: '',
      podName: ip,
      podType: '',
      containerID: '',
      attachIps: [],
      attachMacs: [],
      attachSubnets: [],
    },
  })
  const deployments = { group: 'apps', version: 'v1', plural: 'deployments' }
  const place = { namespace: 'shop-dev', name: uniqueName('asking') }
  const labels = { app: place.name }
  await api.create({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: place,
    spec: {
      replicas: 0,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, annotations: { 'ovn.kubernetes.io/ip_pool': pool } },
        spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1' }] },
      },
    },
  })
  await page.goto(`${list}/${pool}`)
  await expect(page.getByRole('table', { name: 'Used IPs' })).toContainText('10.183.3.21')
  await expect(page.getByRole('table', { name: 'Asked for by name' })).toContainText(place.name)
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText('1 / 3')
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByRole('dialog')).toContainText(`Deployment shop-dev ${place.name}`)
  await api.delete(resourcePath(deployments, place))
  await api.delete(pathOf('ips', ip))
  await api.delete(pathOf('ippools', pool))
  await api.delete(pathOf('subnets', subnet))
})

test('the cluster takes every example', async ({ api }) => {
  for (const file of readdirSync('src/kinds/ippool/examples')) {
    const object = parse(readFileSync(`src/kinds/ippool/examples/${file}`, 'utf8')) as Manifest
    const { metadata, spec } = (await api.apply(object)) as WithSpec
    expect(spec, file).toMatchObject(object.spec as Record<string, unknown>)
    await api.delete(pathOf('ippools', metadata.name))
  }
})

test('an underlay network is made in three steps, each of which goes on from the one before', async ({
  page,
  api,
}) => {
  const [network, vlan, subnet] = [uniqueName('up'), uniqueName('vlan'), uniqueName('under')]
  await page.goto('/admin/portolan-admin/provider-networks')
  await page.getByRole('link', { name: 'Underlay network set-up' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Underlay network set-up')
  const checklist = page.getByRole('region', { name: 'Physical network' })
  await checklist.getByRole('checkbox', { name: /^The gateway answers pings/ }).check()
  await expect(checklist.getByRole('status')).toHaveText('1 of 12 checked')
  const step = (name: string) => page.getByRole('region', { name, exact: true })
  await expect(step('2. VLAN')).toContainText('After step 1')

  await step('1. Bridge Network').getByRole('button', { name: 'Add Bridge Network' }).click()
  const ofNetwork = dialog(page, 'Create Bridge Network')
  await nameField(ofNetwork).fill(network)
  await field(ofNetwork, 'Default Network Card Name').fill('ens29')
  await ofNetwork.getByRole('button', { name: 'Create Bridge Network' }).click()
  await apply(page)
  await expect(ofNetwork).toBeHidden()
  await expect(step('1. Bridge Network').getByRole('link', { name: network })).toBeVisible()
  await expect(step('2. VLAN')).toContainText('To do')

  await step('2. VLAN').getByRole('button', { name: 'Add VLAN' }).click()
  const ofVlan = dialog(page, 'Create VLAN')
  await nameField(ofVlan).fill(vlan)
  await field(ofVlan, 'VLAN ID').fill('775')
  await expect(ofVlan.getByRole('combobox', { name: /^Bridge Network/ })).toHaveValue(network)
  await ofVlan.getByRole('button', { name: 'Create VLAN' }).click()
  await apply(page)
  await expect(ofVlan).toBeHidden()
  await expect(step('2. VLAN')).toContainText('Done')

  await step('3. Subnet').getByRole('button', { name: 'Add Subnet' }).click()
  const ofSubnet = dialog(page, 'Create Subnet')
  await nameField(ofSubnet).fill(subnet)
  await expect(ofSubnet.getByRole('combobox', { name: /^VLAN/ })).toHaveValue(vlan)
  await field(ofSubnet, 'Subnet').fill('172.29.9.0/24')
  await field(ofSubnet, 'Gateway').fill('172.29.9.1')
  await ofSubnet.getByRole('button', { name: 'Create Subnet' }).click()
  await apply(page)
  await expect(ofSubnet).toBeHidden()
  await expect(step('3. Subnet')).toContainText('Done')
  await expect(step('3. Subnet').getByRole('table', { name: 'Subnets' })).toContainText(
    /172\.29\.9\.0\/24\s*172\.29\.9\.1/,
  )

  await page.reload()
  await expect(step('3. Subnet')).toContainText(subnet)
  await expect(checklist.getByRole('status')).toHaveText('1 of 12 checked')
  for (const [plural, name] of [
    ['subnets', subnet],
    ['vlans', vlan],
    ['provider-networks', network],
  ] as const)
    await api.delete(pathOf(plural, name))
})

test('a set-up that nobody knows has no page', async ({ page }) => {
  await page.goto('/admin/portolan-admin/~setup/other')
  await expect(page.getByText('There is no such page')).toBeVisible()
})

test('where the cluster serves none of it, the pages say so', async ({ page }) => {
  await page.route(/\/apis(\/kubeovn\.io\/v1)?(\?.*)?$/, async (route) => {
    const response = await route.fetch()
    // Nothing is left of it where the page has gone on meanwhile.
    const body = await response.text().catch(() => null)
    if (body === null) return route.abort()
    if (!body.includes('kubeovn.io')) return route.fulfill({ response })
    const discovered = JSON.parse(body) as { items?: readonly KubeObject[] }
    const items = discovered.items?.filter(({ metadata }) => metadata.name !== 'kubeovn.io')
    return route.fulfill({ response, json: { ...discovered, items } })
  })
  await page.goto(list)
  await expect(page.getByRole('main')).toContainText(/serves no IPPool|IPPool.*kubeovn\.io/)
  await page.goto('/admin/portolan-admin/~setup/underlay')
  await expect(page.getByText(/does not serve ProviderNetwork, Vlan, Subnet/)).toBeVisible()
})
