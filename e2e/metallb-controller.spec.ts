/** MetalLB's own controller takes what the forms write, and gives the address that the page said was next. */
import type { Locator, Page } from '@playwright/test'
import type { Service } from '../src/k8s/core.ts'
import { resourcePath } from '../src/k8s/resource.ts'
import { StatusError } from '../src/k8s/status.ts'
import { type AddressCluster, startAddressCluster, startTimeout } from './address-cluster.ts'
import { eventually, type Manifest } from './cluster/index.ts'
import { apply, expect, readService, test, uniqueName } from './console.ts'

const namespace = 'metallb-system'
const list = '/admin/portolan-admin/ipaddresspools'
const pathOf = (plural: string, name: string) =>
  resourcePath({ group: 'metallb.io', version: 'v1beta1', plural }, { namespace, name })
const field = (within: Page | Locator, label: string) =>
  within.getByRole('textbox', { name: new RegExp(`^${label}`) })

let own: AddressCluster

test.beforeAll(async () => {
  test.setTimeout(startTimeout)
  own = await startAddressCluster({ name: 'metallb-controller', metallb: true })
  for (const name of ['shop', 'payments'])
    await own.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  for (const name of ['worker-1', 'infra-1']) await own.api.apply(node(name))
})
test.beforeEach(({ context }) => own.signIn(context))
test.afterAll(() => own.close())

const node = (name: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels: { 'kubernetes.io/hostname': name } },
})

const pool = (name: string, spec: object): Manifest => ({
  apiVersion: 'metallb.io/v1beta1',
  kind: 'IPAddressPool',
  metadata: { name, namespace },
  spec,
})

const removePool = (name: string) => own.api.delete(pathOf('ipaddresspools', name))

async function chooseNode(page: Page, group: RegExp, name: string) {
  const nodes = page.getByRole('group', { name: group })
  await nodes.getByRole('combobox', { name: 'Node Name' }).click()
  await page.getByRole('option', { name, exact: true }).click()
  await page.keyboard.press('Escape')
}

async function create(page: Page, button: string, name: string) {
  await page.getByRole('button', { name: button }).click()
  await apply(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
}

test('its webhooks accept what the forms write', async ({ page }) => {
  const [l2, peer, bgp] = [uniqueName('l2'), uniqueName('peer'), uniqueName('bgp')]
  await page.goto(`${own.url}${list}/~create`)
  await field(page, 'Name').fill(l2)
  await field(page, 'IP Resources 1').fill('192.0.2.40-192.0.2.49')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await field(page, 'IP Resources 2').fill('2001:db8:99::/124')
  await chooseNode(page, /^Available Nodes/, 'worker-1')
  await create(page, 'Create External IP Address Pool', l2)

  await page.goto(`${own.url}/admin/portolan-admin/bgppeers/~create`)
  await field(page, 'Name').fill(peer)
  await field(page, 'Local AS Number').fill('64512')
  await field(page, 'Peer AS Number').fill('4200000001')
  await field(page, 'Peer IP').fill('172.30.0.3')
  await field(page, 'Peer Port').fill('180')
  await chooseNode(page, /^BGP-Connected Node/, 'infra-1')
  await create(page, 'Create BGP Peer', peer)

  await page.goto(`${own.url}${list}/~create`)
  await field(page, 'Name').fill(bgp)
  await page.getByRole('radio', { name: /^BGP/ }).check()
  await field(page, 'IP Resources 1').fill('4.4.4.3/23')
  await page.getByRole('combobox', { name: /^BGP Peers/ }).click()
  await page.getByRole('option', { name: peer }).click()
  await page.keyboard.press('Escape')
  await chooseNode(page, /^Available Nodes/, 'infra-1')
  await create(page, 'Create External IP Address Pool', bgp)

  const taken = pool(uniqueName('overlaps'), { addresses: ['192.0.2.48/29'] })
  const refusal: unknown = await own.api.apply(taken).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(StatusError)
  expect(String(refusal)).toMatch(/denied the request: .*overlaps with already defined CIDR/)
  await page.goto(`${own.url}${list}/~create`)
  await field(page, 'IP Resources 1').fill('192.0.2.48/29')
  await expect(page.getByText(`overlaps with 192.0.2.40-192.0.2.49 of the pool ${l2}`).first()).toBeVisible()

  for (const name of [l2, bgp]) await removePool(name)
  await own.api.delete(pathOf('l2advertisements', l2))
  await own.api.delete(pathOf('bgpadvertisements', bgp))
})

type Family = 'IPv4' | 'IPv6'

/** What the page of the pool says is next. */
function nextOn(page: Page, family: Family): Locator {
  const uses = page.getByRole('table', { name: 'Addresses', exact: true })
  return uses
    .getByRole('row', { name: new RegExp(`^${family}`) })
    .getByRole('cell')
    .last()
}

interface Asking {
  readonly namespace?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly spec?: object
}

async function serve({ namespace = 'default', labels = {}, annotations = {}, spec = {} }: Asking) {
  const name = uniqueName('service')
  await own.api.create({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels, annotations },
    spec: { type: 'LoadBalancer', ports: [{ port: 80 }], ...spec },
  })
  const addresses = await eventually(`an address of ${name}`, async () => {
    const { status }: Service = await readService(own.api, namespace, name)
    const found = (status?.loadBalancer?.ingress ?? []).flatMap(({ ip }) => ip ?? [])
    return found.length > 0 && found
  })
  const path = resourcePath({ group: '', version: 'v1', plural: 'services' }, { namespace, name })
  return { addresses, remove: () => own.api.delete(path) }
}

const asksFor = (name: string) => ({ annotations: { 'metallb.universe.tf/address-pool': name } })

interface Case {
  readonly title: string
  readonly spec: object
  /** What is said of whom the next address is for. */
  readonly said: RegExp
  readonly asking: (pool: string) => Asking
  readonly family?: Family
  /** What Services get, one after the other; the page has to say each before. */
  readonly given: readonly string[]
}

const cases: readonly Case[] = [
  {
    title: 'a pool for all',
    spec: { addresses: ['192.0.2.64/30'] },
    said: /asks for no pool, or for this one/,
    asking: () => ({}),
    given: ['192.0.2.64', '192.0.2.65', '192.0.2.66', '192.0.2.67'],
  },
  {
    title: 'a pool whose ranges stand in no order',
    spec: { addresses: ['192.0.2.130-192.0.2.131', '192.0.2.100/32'] },
    said: /asks for no pool/,
    asking: () => ({}),
    given: ['192.0.2.130', '192.0.2.131', '192.0.2.100'],
  },
  {
    title: 'a pool that avoids .0 and .255, chosen by annotation',
    spec: { addresses: ['192.0.2.254-192.0.3.2'], avoidBuggyIPs: true, autoAssign: false },
    said: /for a Service that asks for this pool/,
    asking: asksFor,
    given: ['192.0.2.254', '192.0.3.1', '192.0.3.2'],
  },
  {
    title: 'a pool with host bits, that gives .0 and .255 away',
    spec: { addresses: ['192.0.2.7/24'] },
    said: /asks for no pool/,
    asking: () => ({}),
    given: ['192.0.2.0', '192.0.2.1'],
  },
  {
    title: 'a pool for one namespace',
    spec: { addresses: ['192.0.2.16/30'], serviceAllocation: { priority: 10, namespaces: ['shop'] } },
    said: /that the pool is meant for/,
    asking: () => ({ namespace: 'shop' }),
    given: ['192.0.2.16', '192.0.2.17'],
  },
  {
    title: 'a pool for Services with a label',
    spec: {
      addresses: ['192.0.2.20/30'],
      serviceAllocation: { serviceSelectors: [{ matchLabels: { tier: 'edge' } }] },
    },
    said: /that the pool is meant for/,
    asking: () => ({ labels: { tier: 'edge' } }),
    given: ['192.0.2.20', '192.0.2.21'],
  },
  {
    title: 'a pool with a priority and nobody named',
    spec: { addresses: ['192.0.2.24/30'], serviceAllocation: { priority: 5 } },
    said: /that the pool is meant for/,
    asking: () => ({}),
    given: ['192.0.2.24', '192.0.2.25'],
  },
  {
    title: 'a pool of IPv6',
    spec: { addresses: ['2001:db8:9::ff-2001:db8:9::101'], avoidBuggyIPs: true },
    said: /asks for no pool/,
    asking: () => ({ spec: { ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv6'] } }),
    family: 'IPv6',
    given: ['2001:db8:9::ff', '2001:db8:9::100'],
  },
]

for (const { title, spec, said, asking, family = 'IPv4', given } of cases) {
  test(`the next address is what a Service gets: ${title}`, async ({ page }) => {
    const name = uniqueName('pool')
    // Whoever is not meant has another place to go to, which must not be taken for the pool's.
    const isForSome = 'serviceAllocation' in spec
    const other = uniqueName('other')
    if (isForSome) await own.api.apply(pool(other, { addresses: ['198.51.100.0/28'] }))
    await own.api.apply(pool(name, spec))
    await page.goto(`${own.url}${list}/${namespace}/${name}`)
    await expect(page.getByText(said)).toBeVisible()
    const made = []
    for (const address of given) {
      await expect(nextOn(page, family)).toHaveText(address)
      const service = await serve(asking(name))
      made.push(service)
      expect(service.addresses).toEqual([address])
    }
    await made[0]?.remove()
    await expect(nextOn(page, family)).toHaveText(given[0] ?? '')
    const again = await serve(asking(name))
    expect(again.addresses).toEqual([given[0]])
    for (const each of [...made.slice(1), again]) await each.remove()
    await removePool(name)
    if (isForSome) await removePool(other)
  })
}

test('a Service of both families gets what is next of each', async ({ page }) => {
  const name = uniqueName('both')
  await own.api.apply(pool(name, { addresses: ['2001:db8:7::/126', '192.0.2.32/30'] }))
  await page.goto(`${own.url}${list}/${namespace}/${name}`)
  await expect(nextOn(page, 'IPv4')).toHaveText('192.0.2.32')
  await expect(nextOn(page, 'IPv6')).toHaveText('2001:db8:7::')
  const service = await serve({ spec: { ipFamilyPolicy: 'RequireDualStack' } })
  expect([...service.addresses].sort()).toEqual(['192.0.2.32', '2001:db8:7::'])
  await expect(nextOn(page, 'IPv6')).toHaveText('2001:db8:7::1')
  await service.remove()
  await removePool(name)
})

test('of several pools for all it is said that any may be taken', async ({ page }) => {
  const names = [uniqueName('one'), uniqueName('two')]
  const [one = '', two = ''] = names
  await own.api.apply(pool(one, { addresses: ['192.0.2.32/30'] }))
  await own.api.apply(pool(two, { addresses: ['192.0.2.36/30'] }))
  await page.goto(`${own.url}${list}/${namespace}/${one}`)
  await expect(page.getByText(/MetalLB leaves to chance/)).toContainText(`${one}, ${two}`)
  const service = await serve({})
  expect(['192.0.2.32', '192.0.2.36']).toContain(service.addresses[0])
  await service.remove()
  for (const name of names) await removePool(name)
})
