/** An administrator gives the cluster addresses for load balancers, and routers to tell of them. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { parse } from 'yaml'
import type { Service } from '../src/k8s/core.ts'
import type { KubeObject } from '../src/k8s/objects.ts'
import { resourcePath } from '../src/k8s/resource.ts'
import { signedInHeaders } from '../src/server/testing/session.ts'
import { ApiClient, type Manifest } from './cluster/index.ts'
import { apply, editorText, expect, readService, replaceText, reviewOf, test, uniqueName } from './console.ts'
import { folderWith, type OwnServer, startOwnServer } from './own-server.ts'

const list = '/admin/portolan-admin/ipaddresspools'
const namespace = 'metallb-system'
const typeOf = (plural: string) => ({ group: 'metallb.io', version: 'v1beta1', plural })

interface WithSpec extends KubeObject {
  readonly spec: Readonly<Record<string, unknown>>
}

const pathOf = (plural: string, name: string) => resourcePath(typeOf(plural), { namespace, name })
const field = (within: Page | Locator, label: string) =>
  within.getByRole('textbox', { name: new RegExp(`^${label}`) })

async function createPool(api: ApiClient, addresses: readonly string[], more: object = {}): Promise<string> {
  const name = uniqueName('pool')
  const metadata = { name, namespace }
  const apiVersion = 'metallb.io/v1beta1'
  await api.create({ apiVersion, kind: 'IPAddressPool', metadata, spec: { addresses, ...more } })
  await api.create({ apiVersion, kind: 'L2Advertisement', metadata, spec: { ipAddressPools: [name] } })
  return name
}

async function removePool(api: ApiClient, name: string): Promise<void> {
  for (const plural of ['ipaddresspools', 'l2advertisements']) await api.delete(pathOf(plural, name))
}

const addressOf = (service: Service) => service.status?.loadBalancer?.ingress?.[0]?.ip

test('the list says how each is announced, how full it is, and to whom', async ({ page }) => {
  await page.goto(list)
  const row = (name: string) =>
    page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
  await expect(row('public')).toContainText(/L2\s*198\.51\.100\.10-198\.51\.100\.99, 2001:db8:51::\/120/)
  await expect(row('public')).toContainText('All nodes')
  await expect(row('partners')).toContainText(
    /BGP\s*203\.0\.113\.64-203\.0\.113\.65\s*2 \/ 0\s*infra-1, infra-2\s*tor-a, tor-b/,
  )
})

test('one form makes the pool and what announces it, and changes both', async ({ page, api }) => {
  const name = uniqueName('l2')
  await page.goto(`${list}/~create`)
  await field(page, 'Name').fill(name)
  await expect(page.getByRole('radio', { name: /^BGP/ })).toHaveCount(0)
  await field(page, 'IP Resources 1').pressSequentially('192.0.2.40 ~ 192.0.2.49')
  await expect(field(page, 'IP Resources 1')).toHaveValue('192.0.2.40-192.0.2.49')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await field(page, 'IP Resources 2').fill('2001:db8:99::/124')
  const nodes = page.getByRole('group', { name: /^Available Nodes/ })
  await expect(nodes.getByRole('status')).toHaveText(/^All \d+ nodes$/)
  await nodes.getByRole('combobox', { name: 'Node Name' }).click()
  await page.getByRole('option', { name: 'worker-1', exact: true }).click()
  await page.getByRole('option', { name: 'worker-2', exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(nodes.getByRole('status')).toHaveText(/^2 of \d+ nodes$/)
  await nodes.getByRole('button', { name: 'Add node label' }).click()
  await nodes.getByLabel('Label Selector: key 1').fill('topology.kubernetes.io/zone')
  await nodes.getByLabel('Label Selector: value 1').fill('zone-a')
  await expect(nodes.getByRole('status')).toHaveText(/^1 of \d+ nodes$/)
  await nodes.getByRole('button', { name: 'Show Node Details' }).click()
  await expect(nodes.getByRole('table', { name: 'Nodes' })).toContainText(/worker-1\s*10\.20\.0\.31\s*Ready/)
  expect(await editorText(page)).toContain(`ipAddressPools:\n    - ${name}`)
  await page.getByRole('button', { name: 'Create External IP Address Pool' }).click()
  await expect(reviewOf(page)).toContainText('L2Advertisement')
  await apply(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  const pool = await api.get<WithSpec>(pathOf('ipaddresspools', name))
  expect(pool.spec).toMatchObject({
    addresses: ['192.0.2.40-192.0.2.49', '2001:db8:99::/124'],
    avoidBuggyIPs: true,
  })
  const advertisement = await api.get<WithSpec>(pathOf('l2advertisements', name))
  expect(advertisement.spec).toEqual({
    ipAddressPools: [name],
    nodeSelectors: [
      {
        matchExpressions: [
          { key: 'kubernetes.io/hostname', operator: 'In', values: ['worker-1', 'worker-2'] },
        ],
        matchLabels: { 'topology.kubernetes.io/zone': 'zone-a' },
      },
    ],
  })

  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await expect(page.getByRole('radio', { name: /^L2/ })).toBeDisabled()
  await field(page, 'IP Resources 1').fill('192.0.2.40-192.0.2.45')
  await nodes.getByRole('button', { name: 'Remove row 1 of Label Selector' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await apply(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  expect((await api.get<WithSpec>(pathOf('ipaddresspools', name))).spec.addresses).toEqual([
    '192.0.2.40-192.0.2.45',
    '2001:db8:99::/124',
  ])
  const changed = await api.get<WithSpec>(pathOf('l2advertisements', name))
  expect(changed.spec.nodeSelectors).toEqual([
    {
      matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['worker-1', 'worker-2'] }],
    },
  ])
  await removePool(api, name)
})

test('addresses that something else has are marked before anything is written', async ({ page }) => {
  await page.goto(`${list}/~create`)
  const first = field(page, 'IP Resources 1')
  await first.fill('198.51.100.90-198.51.100.110')
  await expect(page.getByText(/overlaps with .* of the pool public/).first()).toBeVisible()
  await first.fill('10.20.0.0/24')
  await expect(page.getByText(/the address of the node/).first()).toBeVisible()
  await first.fill('192.0.2.99-192.0.2.90')
  await page.getByRole('button', { name: 'Write 192.0.2.90-192.0.2.99' }).click()
  await expect(first).toHaveValue('192.0.2.90-192.0.2.99')
})

test('who holds an address is shown, and named before the pool goes', async ({ page, api }) => {
  const pool = await createPool(api, ['192.0.2.60-192.0.2.61'], { autoAssign: false })
  const name = uniqueName('lb')
  const place = resourcePath(
    { group: '', version: 'v1', plural: 'services' },
    { namespace: 'shop-dev', name },
  )
  await api.create({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      namespace: 'shop-dev',
      annotations: { 'metallb.universe.tf/address-pool': pool },
    },
    spec: { type: 'LoadBalancer', selector: { app: 'cart' }, ports: [{ port: 80 }] },
  })
  await expect
    .poll(async () => addressOf(await readService(api, 'shop-dev', name)))
    .toMatch(/^192\.0\.2\.6[01]$/)
  await page.goto(`${list}/${namespace}/${pool}`)
  await expect(page.getByRole('table', { name: 'Held by' })).toContainText(name)
  await expect(page.getByRole('img', { name: /192\.0\.2\.60 – 192\.0\.2\.61/ })).toHaveAccessibleName(
    /Used: 1, Passed over: 0, Free: 1$/,
  )
  const uses = page.getByRole('table', { name: 'Addresses', exact: true })
  await expect(uses).toContainText(/IPv4\s*1\s*1\s*192\.0\.2\.61/)
  await expect(page.getByText('The next address is for a Service that asks for this pool.')).toBeVisible()
  const planner = page.getByRole('region', { name: 'Capacity planner' })
  await planner.getByLabel('Addresses in use (VIPs)').fill('11')
  await expect(planner.getByRole('status')).toHaveText('3 pools with 2 nodes each: 6 nodes.')
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(`Service shop-dev ${name}`)
  await expect(dialog).toContainText(`L2Advertisement ${namespace} ${pool}`)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await api.delete(place)
  await removePool(api, pool)
})

test('what announces nothing but the pool goes with it, unless one keeps it', async ({ page, api }) => {
  const [pool, other] = [
    await createPool(api, ['192.0.2.70-192.0.2.71'], { autoAssign: false }),
    await createPool(api, ['192.0.2.72-192.0.2.73'], { autoAssign: false }),
  ]
  const both = uniqueName('both')
  const spec = { ipAddressPools: [pool, other] }
  const metadata = { name: both, namespace }
  await api.create({ apiVersion: 'metallb.io/v1beta1', kind: 'L2Advertisement', metadata, spec })
  const left = async () => {
    const all = await api.get<KubeObject & { readonly items: readonly KubeObject[] }>(
      resourcePath(typeOf('l2advertisements'), { namespace }),
    )
    const names = all.items.map((each) => each.metadata.name)
    return [pool, other, both].filter((name) => names.includes(name))
  }
  const remove = async (name: string, keeps: boolean) => {
    await page.goto(`${list}/${namespace}/${name}`)
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    const dialog = page.getByRole('dialog')
    const along = dialog.getByRole('checkbox', { name: /^Delete with it what is for nothing else/ })
    await expect(along).toBeChecked()
    await expect(dialog.getByRole('alert')).toContainText(`L2Advertisement ${namespace} ${both}`)
    await expect(dialog.getByRole('alert')).not.toContainText(`L2Advertisement ${namespace} ${name}`)
    if (keeps) await along.uncheck()
    await dialog.getByRole('textbox').fill(name)
    await dialog.getByRole('button', { name: 'Delete External IP Address Pool' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('External IP Address Pools')
  }
  await remove(pool, false)
  await expect.poll(left).toEqual([other, both])
  await remove(other, true)
  await expect.poll(left).toEqual([other, both])
  for (const name of [other, both]) await api.delete(pathOf('l2advertisements', name))
})

test('a Service is told that its pool is full, and that its address is held', async ({ page }) => {
  await page.goto('/projects/portolan-admin/payments/payments-staging/services/~create')
  await page.getByRole('button', { name: 'YAML', exact: true }).click()
  const service = (annotations: string) =>
    `apiVersion: v1\nkind: Service\nmetadata:\n  name: full\n  namespace: payments-staging\n  annotations:\n    ${annotations}\nspec:\n  type: LoadBalancer\n  ports:\n    - port: 80\n`
  await replaceText(page, service('metallb.universe.tf/address-pool: partners'))
  await page.getByRole('button', { name: 'Form', exact: true }).click()
  await expect(page.getByText('The pool partners has no free address.').first()).toBeVisible()
  await page.getByRole('button', { name: 'YAML', exact: true }).click()
  await replaceText(page, service('metallb.universe.tf/loadBalancerIPs: 198.51.100.77'))
  await page.getByRole('button', { name: 'Form', exact: true }).click()
  await expect(page.getByText('media-prod/live holds 198.51.100.77.').first()).toBeVisible()
})

test.describe('with BGP', () => {
  let server: OwnServer
  let files: ReturnType<typeof folderWith>
  let api: ApiClient

  test.beforeAll(async () => {
    files = folderWith({ 'portolan.yaml': 'sandbox: true\ngates: { bgp-pools: true }\n' })
    server = await startOwnServer(['--config', files.path('portolan.yaml')])
    api = new ApiClient({
      server: `${server.url}/clusters/portolan-admin`,
      headers: await signedInHeaders(server.url),
    })
  })

  test.beforeEach(({ context }) => server.signIn(context))

  test.afterAll(async () => {
    await api.close()
    await server.close()
    files.remove()
  })

  test('a peer, and a pool that is announced to it', async ({ page }) => {
    const peer = uniqueName('peer')
    await page.goto(`${server.url}/admin/portolan-admin/bgppeers`)
    await expect(page.getByRole('row').filter({ hasText: 'tor-a' })).toContainText(
      /10\.20\.0\.2\s*64601\s*64512\s*Off\s*infra-1, infra-2/,
    )
    await page.goto(`${server.url}/admin/portolan-admin/bgppeers/~create`)
    await field(page, 'Name').fill(peer)
    await field(page, 'Peer AS Number').fill('65000')
    await expect(page.getByText(/IBGP, with the same on both sides, is recommended/).first()).toBeVisible()
    await field(page, 'Peer AS Number').fill('64512')
    await field(page, 'Peer IP').fill('10.20.0.9')
    await field(page, 'Peer Port').fill('20000')
    await expect(page.getByText('A whole number from 1 to 16384.').first()).toBeVisible()
    await field(page, 'Peer Port').fill('180')
    const connected = page.getByRole('group', { name: /^BGP-Connected Node/ })
    await connected.getByRole('combobox', { name: 'Node Name' }).click()
    await page.getByRole('option', { name: 'infra-1', exact: true }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Create BGP Peer' }).click()
    await apply(page)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(peer)
    const made = await api.get<WithSpec>(pathOf('bgppeers', peer))
    expect(made.spec).toMatchObject({ myASN: 64512, peerASN: 64512, peerAddress: '10.20.0.9', peerPort: 180 })

    const name = uniqueName('bgp')
    await page.goto(`${server.url}${list}/~create`)
    await field(page, 'Name').fill(name)
    await page.getByRole('radio', { name: /^BGP/ }).check()
    await field(page, 'IP Resources 1').fill('192.0.2.128/28')
    await page.getByRole('combobox', { name: /^BGP Peers/ }).click()
    await page.getByRole('option', { name: peer }).click()
    await page.keyboard.press('Escape')
    await expect(page.getByText(new RegExp(`^Not connected to the peer ${peer}`)).first()).toBeVisible()
    const nodes = page.getByRole('group', { name: /^Available Nodes/ })
    await nodes.getByRole('combobox', { name: 'Node Name' }).click()
    await page.getByRole('option', { name: 'infra-1', exact: true }).click()
    await page.keyboard.press('Escape')
    await expect(page.getByText(new RegExp(`^Not connected to the peer ${peer}`))).toHaveCount(0)
    await page.getByRole('button', { name: 'Create External IP Address Pool' }).click()
    await apply(page)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
    const advertisement = await api.get<WithSpec>(pathOf('bgpadvertisements', name))
    expect(advertisement.spec).toMatchObject({ ipAddressPools: [name], peers: [peer] })

    await page.goto(`${server.url}/admin/portolan-admin/bgppeers/${namespace}/${peer}`)
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await expect(page.getByRole('dialog')).toContainText(`BGPAdvertisement ${namespace} ${name}`)
  })

  test('the page of a peer says which sessions stand', async ({ page }) => {
    await page.goto(`${server.url}/admin/portolan-admin/bgppeers/${namespace}/tor-b`)
    const sessions = page.getByRole('table', { name: 'Sessions' })
    await expect(sessions).toContainText(/infra-1\s*Established\s*up/)
    await expect(sessions).toContainText(/infra-2\s*Active\s*down/)
    await expect(page.getByRole('table', { name: 'Announces' })).toContainText('corporate')
  })

  test('the list of peers says how many of their sessions stand', async ({ page }) => {
    await page.goto(`${server.url}/admin/portolan-admin/bgppeers`)
    await expect(page.getByRole('row').filter({ hasText: 'tor-a' })).toContainText('2 of 2 established')
    await expect(page.getByRole('row').filter({ hasText: 'tor-b' })).toContainText('1 of 2 established')
  })

  test('a peer is watched with a profile that is made on the way, and which then stays', async ({ page }) => {
    const [peer, profile] = [uniqueName('peer'), uniqueName('bfd')]
    await page.goto(`${server.url}/admin/portolan-admin/bgppeers/~create`)
    await field(page, 'Name').fill(peer)
    await field(page, 'Peer AS Number').fill('64512')
    await field(page, 'Peer IP').fill('10.20.0.11')
    const choice = page.getByRole('combobox', { name: /^BFD Profile/ })
    await choice.fill('gone')
    await choice.press('Escape')
    await choice.click()
    await page.getByRole('option', { name: 'Create a BFD profile' }).click()
    const ofProfile = page.getByRole('dialog', { name: 'Create BFD Profile', exact: true })
    await field(ofProfile, 'Name').fill(profile)
    await field(ofProfile, 'Receive Interval').fill('9')
    await expect(ofProfile.getByText('A whole number from 10 to 60000.').first()).toBeVisible()
    await field(ofProfile, 'Receive Interval').fill('100')
    await field(ofProfile, 'Transmit Interval').fill('100')
    await field(ofProfile, 'Detect Multiplier').fill('5')
    await expect(ofProfile.getByText(/is noticed after 500 ms/)).toBeVisible()
    await ofProfile.getByRole('button', { name: 'Create BFD Profile' }).click()
    await apply(page)
    await expect(ofProfile).toBeHidden()
    await expect(choice).toHaveValue(profile)
    await page.getByRole('button', { name: 'Create BGP Peer' }).click()
    await apply(page)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(peer)
    expect((await api.get<WithSpec>(pathOf('bgppeers', peer))).spec.bfdProfile).toBe(profile)

    await page.getByRole('region', { name: 'Facts' }).getByRole('link', { name: profile }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(profile)
    await expect(page.getByRole('table', { name: 'BGP Peers' })).toContainText(peer)
    const remove = page.getByRole('button', { name: 'Delete', exact: true })
    await expect(remove).toHaveAttribute('aria-disabled', 'true')
    await expect(remove).toHaveAccessibleDescription(new RegExp(`take it away from ${peer} first`))
    await api.delete(pathOf('bgppeers', peer))
    await api.delete(pathOf('bfdprofiles', profile))
  })

  test('communities get names, by which an advertisement gives them', async ({ page }) => {
    const [list, alias, name] = [uniqueName('marks'), uniqueName('rack'), uniqueName('bgp')]
    await page.goto(`${server.url}/admin/portolan-admin/communities/~create`)
    await field(page, 'Name').fill(list)
    await field(page, 'Alias').fill('local-site')
    await expect(page.getByText(/^fabric gives the name local-site already/).first()).toBeVisible()
    await field(page, 'Alias').fill(alias)
    await field(page, 'Value').fill('70000:1')
    await expect(page.getByText(/^Two numbers up to 65535/).first()).toBeVisible()
    await field(page, 'Value').fill('64512:300')
    await page.getByRole('button', { name: 'Create Community' }).click()
    await apply(page)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(list)

    await page.goto(`${server.url}/admin/portolan-admin/ipaddresspools/~create`)
    await field(page, 'Name').fill(name)
    await page.getByRole('radio', { name: /^BGP/ }).check()
    await field(page, 'IP Resources 1').fill('192.0.2.160/28')
    await page.getByRole('button', { name: /^Announcement, advanced/ }).click()
    const communities = page.getByRole('combobox', { name: /^Communities/ })
    await communities.fill('nowhere')
    await communities.press('Enter')
    await expect(page.getByText(/^No Community gives the name nowhere/).first()).toBeVisible()
    await communities.press('Backspace')
    await communities.fill(alias)
    await page.getByRole('option', { name: new RegExp(`^${alias}.*64512:300`) }).click()
    await communities.press('Escape')
    await page.getByRole('button', { name: 'Create External IP Address Pool' }).click()
    await apply(page)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
    const advertisement = await api.get<WithSpec>(pathOf('bgpadvertisements', name))
    expect(advertisement.spec.communities).toEqual([alias])

    await page.goto(`${server.url}/admin/portolan-admin/communities/${namespace}/${list}`)
    await expect(page.getByRole('table', { name: 'Advertisements' })).toContainText(name)
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await expect(page.getByRole('dialog')).toContainText(`BGPAdvertisement ${namespace} ${name}`)
    for (const plural of ['ipaddresspools', 'bgpadvertisements']) await api.delete(pathOf(plural, name))
    await api.delete(pathOf('communities', list))
  })

  test('the cluster takes every example of the kinds', async () => {
    for (const folder of ['ipaddresspool', 'bgppeer', 'bfdprofile', 'community']) {
      for (const file of readdirSync(`src/kinds/${folder}/examples`)) {
        const object = parse(readFileSync(`src/kinds/${folder}/examples/${file}`, 'utf8')) as Manifest
        const { spec } = (await api.apply(object)) as WithSpec
        expect(spec, file).toMatchObject(object.spec as Record<string, unknown>)
      }
    }
  })
})

test('while BGP is switched off, the page of peers says so', async ({ page }) => {
  await page.goto('/admin/portolan-admin/bgppeers')
  await expect(page.getByText(/bgp-pools/).first()).toBeVisible()
})
