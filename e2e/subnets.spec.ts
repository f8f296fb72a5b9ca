/** An administrator gives pods their networks, of the cluster's own or of the house's. */
import type { Locator, Page } from '@playwright/test'
import type { KubeObject } from '../src/k8s/objects.ts'
import { resourcePath } from '../src/k8s/resource.ts'
import { apply, editorValue, expect, type Fixtures, reviewOf, test, uniqueName } from './console.ts'

const list = '/admin/portolan-admin/subnets'
const typeOf = (plural: string) => ({ group: 'kubeovn.io', version: 'v1', plural })
const subnets = typeOf('subnets')

type Api = Fixtures['api']

interface Subnet extends KubeObject {
  readonly spec: Readonly<Record<string, unknown>>
}

const readSubnet = (api: Api, name: string) => api.get<Subnet>(resourcePath(subnets, { name }))
const remove = (api: Api, plural: string, name: string) => api.delete(resourcePath(typeOf(plural), { name }))

async function createSubnet(api: Api, spec: Readonly<Record<string, unknown>>): Promise<string> {
  const name = uniqueName('subnet')
  await api.create({ apiVersion: 'kubeovn.io/v1', kind: 'Subnet', metadata: { name }, spec })
  return name
}

const field = (within: Page | Locator, label: string) =>
  within.getByRole('textbox', { name: new RegExp(`^${label}`) })
const nameField = (within: Page | Locator) => within.getByRole('textbox', { name: /^Name/ })
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true })

async function openAction(page: Page, name: string, action: string): Promise<void> {
  await page.goto(`${list}/${name}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: action }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${action} ${name}`)
}

test('the list says of each how full it is and whose', async ({ page }) => {
  await page.goto(list)
  const row = page.getByRole('row').filter({ hasText: 'payments-pods' })
  await expect(row).toContainText('10.52.0.0/24')
  await expect(row).toContainText(/\d+ \/ \d+/)
  await expect(row).toContainText('payments-prod')
  await expect(row).toContainText('Centralized')
  await page.getByRole('link', { name: 'payments-pods' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('payments-pods')
  await expect(page.getByRole('region', { name: 'Utilisation' }).getByRole('img')).toHaveAccessibleName(
    /^10\.52\.0\.0\/24 – Used: \d+, Reserved: \d+, Free: \d+$/,
  )
  await page.getByRole('button', { name: 'Show as text' }).click()
  await expect(page.getByRole('list', { name: 'Ranges' })).toContainText('10.52.0.240 – 10.52.0.255 Reserved')
  await expect(page.getByRole('table', { name: 'Used IPs' })).toContainText('payments-prod')
})

test('an overlay subnet that overlaps moves to where there is room', async ({ page, api }) => {
  const name = uniqueName('overlay')
  await page.goto(`${list}/~create`)
  await nameField(page).fill(name)
  await field(page, 'Network Segment').fill('10.50.8.0/24')
  await expect(page.getByText(/10\.50\.8\.0\/24 overlaps with shop-pods/).first()).toBeVisible()
  await page
    .getByRole('button', { name: /^Use 10\.[\d.]+\/24, which is free$/ })
    .first()
    .click()
  await expect(page.getByText(/overlaps with shop-pods/)).toBeHidden()
  await page.getByRole('radio', { name: /^Centralized/ }).check()
  await page.getByRole('combobox', { name: /^Gateway Nodes/ }).click()
  await page.getByRole('option', { name: 'infra-1', exact: true }).click()
  await page.getByRole('option', { name: 'infra-2', exact: true }).click()
  await page.keyboard.press('Escape')
  const shown = await editorValue(page)
  expect(shown).toMatchObject({
    spec: { protocol: 'IPv4', gatewayNode: 'infra-1,infra-2', natOutgoing: true },
  })
  await page.getByRole('button', { name: 'Create Subnet' }).click()
  await apply(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText(/State\s*Ready/)
  expect(await readSubnet(api, name)).toMatchObject(shown)
  await remove(api, 'subnets', name)
})

test('an underlay subnet, with its VLAN and its bridge network made on the way', async ({ page, api }) => {
  const [network, vlan, name] = [uniqueName('br'), uniqueName('vlan'), uniqueName('underlay')]
  await page.goto(`${list}/~create`)
  await nameField(page).fill(name)
  await page.getByRole('radio', { name: /^Underlay/ }).check()
  await page.getByRole('combobox', { name: /^VLAN/ }).click()
  await page.getByRole('option', { name: 'Add a VLAN' }).click()

  const ofVlan = dialog(page, 'Create VLAN')
  await nameField(ofVlan).fill(vlan)
  await field(ofVlan, 'VLAN ID').fill('774')
  await ofVlan.getByRole('combobox', { name: /^Bridge Network/ }).click()
  await page.getByRole('option', { name: 'Add a bridge network' }).click()

  const ofNetwork = dialog(page, 'Create Bridge Network')
  await nameField(ofNetwork).fill('a-name-that-is-too-long')
  await expect(ofNetwork.getByText(/twelve are allowed/).first()).toBeVisible()
  await nameField(ofNetwork).fill(network)
  await field(ofNetwork, 'Default Network Card Name').fill('ens19')
  await ofNetwork.getByRole('button', { name: 'Create Bridge Network' }).click()
  await apply(page)
  await expect(ofNetwork).toBeHidden()
  await expect(ofVlan.getByRole('combobox', { name: /^Bridge Network/ })).toHaveValue(network)
  await ofVlan.getByRole('button', { name: 'Create VLAN' }).click()
  await apply(page)
  await expect(ofVlan).toBeHidden()
  await expect(page.getByRole('combobox', { name: /^VLAN/ })).toHaveValue(vlan)

  await field(page, 'Subnet').fill('172.29.7.0/24')
  await field(page, 'Gateway').fill('172.29.8.1')
  await expect(page.getByText('172.29.8.1 is not in 172.29.7.0/24.').first()).toBeVisible()
  await field(page, 'Gateway').fill('172.29.7.1')
  await page.getByRole('button', { name: 'Create Subnet' }).click()
  await apply(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  expect((await readSubnet(api, name)).spec).toMatchObject({ vlan, gateway: '172.29.7.1', protocol: 'IPv4' })

  await page.goto(`/admin/portolan-admin/vlans/${vlan}`)
  const kept = page.getByRole('button', { name: 'Delete', exact: true })
  await expect(kept).toHaveAttribute('aria-disabled', 'true')
  await expect(kept).toHaveAccessibleDescription(new RegExp(name))
  await remove(api, 'subnets', name)
  await remove(api, 'vlans', vlan)
  await remove(api, 'provider-networks', network)
})

test('a subnet grows around what it has, and keeps its gateway', async ({ page, api }) => {
  const name = await createSubnet(api, {
    cidrBlock: '10.181.0.0/24',
    protocol: 'IPv4',
    gateway: '10.181.0.1',
    excludeIps: ['10.181.0.1'],
    natOutgoing: true,
  })
  await openAction(page, name, 'Expand Subnet')
  await expect(page.getByText('Gateway Type')).toBeHidden()
  await field(page, 'Network Segment').fill('10.181.0.0/25')
  await expect(page.getByText(/10\.181\.0\.0\/24 was part of it/).first()).toBeVisible()
  await field(page, 'Network Segment').fill('10.181.0.0/22')
  await expect(page.getByText(/was part of it/)).toBeHidden()
  await page.getByRole('button', { name: 'Save' }).click()
  await apply(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  expect((await readSubnet(api, name)).spec.cidrBlock).toBe('10.181.0.0/22')

  await openAction(page, name, 'Update Reserved IP')
  await page.getByRole('button', { name: 'Remove Reserved IP 1' }).click()
  await expect(page.getByText('10.181.0.1 is the gateway and stays reserved.').first()).toBeVisible()
  await page.getByRole('button', { name: 'Reserve 10.181.0.1' }).first().click()
  await page.getByRole('button', { name: 'Add reserved IP' }).click()
  await page.getByRole('textbox', { name: 'Reserved IP 2' }).fill('10.181.1.4 ~ 10.181.1.9')
  await page.getByRole('button', { name: 'Write 10.181.1.4..10.181.1.9' }).first().click()
  await page.getByRole('button', { name: 'Save' }).click()
  await apply(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  expect((await readSubnet(api, name)).spec.excludeIps).toEqual(['10.181.0.1', '10.181.1.4..10.181.1.9'])
  await remove(api, 'subnets', name)
})

test('a namespace gets another subnet only after its interruption is confirmed', async ({ page, api }) => {
  const namespace = uniqueName('moving')
  await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
  const name = await createSubnet(api, { cidrBlock: '10.182.0.0/24', protocol: 'IPv4', natOutgoing: true })
  await openAction(page, name, 'Assign Namespace')
  await page.getByRole('combobox', { name: /^Namespaces/ }).fill(namespace)
  await page.getByRole('option', { name: namespace }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Save' }).click()
  const review = reviewOf(page)
  await expect(review).toContainText(`The gateway is built anew for ${namespace}`)
  await expect(review.getByRole('button', { name: 'Save Subnet' })).toBeDisabled()
  await review.getByRole('checkbox', { name: 'I have read this and want to go on' }).check()
  await apply(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  expect((await readSubnet(api, name)).spec.namespaces).toEqual([namespace])

  await openAction(page, name, 'Assign Project')
  await page.getByRole('combobox', { name: /^Projects/ }).click()
  await page.getByRole('option', { name: /^shop/ }).first().click()
  const shown = await editorValue(page)
  expect(shown).toMatchObject({
    spec: { namespaceSelectors: [{ matchLabels: { 'cpaas.io/project': 'shop' } }] },
  })
  await remove(api, 'subnets', name)
  await api.delete(resourcePath({ group: '', version: 'v1', plural: 'namespaces' }, { name: namespace }))
})

test('deleting names the pods that lose their network, and is refused where all of them would', async ({
  page,
}) => {
  await page.goto(`${list}/media-small`)
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const asked = page.getByRole('dialog')
  await expect(asked).toContainText(/pods? ha(s|ve) an address of this subnet/)
  await expect(asked).toContainText('media-dev')
  await expect(asked.getByRole('button', { name: 'Delete Subnet' })).toBeDisabled()
  await asked.getByRole('button', { name: 'Cancel' }).click()
  for (const name of ['ovn-default', 'join']) {
    await page.goto(`${list}/${name}`)
    const button = page.getByRole('button', { name: 'Delete', exact: true })
    await expect(button).toHaveAttribute('aria-disabled', 'true')
    await expect(button).toHaveAccessibleDescription(/cannot be deleted/)
  }
})

test('bridge networks say which nodes are ready, and VLANs which numbers are taken twice', async ({
  page,
}) => {
  await page.goto('/admin/portolan-admin/provider-networks/storage')
  const nodes = page.getByRole('table', { name: 'Nodes' })
  await expect(nodes.getByRole('row').filter({ hasText: 'worker-2' })).toContainText('ens6')
  await expect(nodes.getByRole('row').filter({ hasText: 'worker-1' })).toContainText('ens5')
  await page.goto('/admin/portolan-admin/vlans')
  await expect(page.getByRole('row').filter({ hasText: 'vlan-40-lab' })).toContainText('Taken twice')
  await page.goto('/admin/portolan-admin/vlans/vlan-41/~edit')
  await expect(field(page, 'VLAN ID')).toBeDisabled()
})
