/** The documents' examples of what gives addresses, made by the form alone, stand in the cluster as written there. */
import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { parse } from 'yaml'
import type { KubeObject } from '../src/k8s/objects.ts'
import { parseApiVersion, resourcePath } from '../src/k8s/resource.ts'
import { StatusError } from '../src/k8s/status.ts'
import { type AddressCluster, startAddressCluster, startTimeout } from './address-cluster.ts'
import type { ApiClient, Manifest } from './cluster/index.ts'
import { apply, expect, test } from './console.ts'

const example = (file: string) => parse(readFileSync(`src/kinds/${file}.yaml`, 'utf8')) as Manifest
const field = (within: Page | Locator, label: string) =>
  within.getByRole('textbox', { name: new RegExp(`^${label}`) })

async function pick(page: Page, within: Page | Locator, label: string, ...options: readonly string[]) {
  await within.getByRole('combobox', { name: new RegExp(`^${label}`) }).click()
  for (const name of options) await page.getByRole('option', { name }).click()
  if (options.length > 0) await page.keyboard.press('Escape')
}

/** What a controller takes a field for that is not there is not told apart: off, empty, none. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).map(([key, inner]) => [key, plain(inner)] as const)
  return Object.fromEntries(fields.filter(([, inner]) => !isNothing(inner)))
}

function isNothing(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0
  return value === false || value === '' || value === undefined || value === null
}

interface WithSpec extends KubeObject {
  readonly spec: object
}

interface Example {
  readonly title: string
  /** Below `/admin/portolan-admin/`. */
  readonly list: string
  readonly button: string
  /** The first is the form's own; the others it writes with it. */
  readonly objects: readonly Manifest[]
  /** What it names, which has to be there. */
  readonly before?: readonly Manifest[]
  fill(page: Page): Promise<void>
}

const cluster = (kind: string, name: string, spec: object): Manifest => ({
  apiVersion: 'kubeovn.io/v1',
  kind,
  metadata: { name },
  spec,
})

const metallb = (version: string, kind: string, name: string, spec: object): Manifest => ({
  apiVersion: `metallb.io/${version}`,
  kind,
  metadata: { name, namespace: 'metallb-system' },
  spec,
})

const node = (name: string, labels: Readonly<Record<string, string>> = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels: { 'kubernetes.io/hostname': name, ...labels } },
})

const calico: Example = {
  title: 'a subnet of Calico',
  list: 'subnets',
  button: 'Create Subnet',
  objects: [example('subnet/examples/calico')],
  async fill(page) {
    await field(page, 'Name').fill('test-calico')
    await field(page, 'CIDR').fill('10.1.1.1/24')
    await expect(page.getByRole('radio', { name: /^(Overlay|Underlay)/ })).toHaveCount(0)
    await page.getByRole('radio', { name: /^IPIP/ }).check()
    await page.getByRole('radio', { name: /^Always/ }).check()
  },
}

const examples: readonly Example[] = [
  {
    title: 'an overlay subnet',
    list: 'subnets',
    button: 'Create Subnet',
    objects: [example('subnet/examples/overlay')],
    async fill(page) {
      await field(page, 'Name').fill('test-overlay-subnet')
      await field(page, 'Network Segment').fill('10.1.0.0/23')
      await page.getByRole('button', { name: 'Add reserved IP' }).click()
      await field(page, 'Reserved IP 1').fill('10.1.1.2')
      // It is what is chosen anyway, and is written once somebody chooses.
      await page.getByRole('radio', { name: /^Centralized/ }).check()
      await page.getByRole('radio', { name: /^Distributed/ }).check()
    },
  },
  {
    title: 'a bridge network',
    list: 'provider-networks',
    button: 'Create Bridge Network',
    objects: [example('providernetwork/examples/documented')],
    before: [node('node1'), node('node2')],
    async fill(page) {
      await field(page, 'Name').fill('test-bridge')
      await field(page, 'Default Network Card Name').fill('eth1')
      await page.getByRole('button', { name: 'Add network card' }).click()
      await field(page, 'Network card').last().fill('eth2')
      await pick(page, page, 'Nodes', 'node1')
      await pick(page, page, 'Exclude Nodes', 'node2')
    },
  },
  {
    title: 'a VLAN',
    list: 'vlans',
    button: 'Create VLAN',
    objects: [example('vlan/examples/untagged')],
    before: [cluster('ProviderNetwork', 'test-provider-network', { defaultInterface: 'eth1' })],
    async fill(page) {
      await field(page, 'Name').fill('test-vlan')
      await field(page, 'VLAN ID').fill('0')
      await pick(page, page, 'Bridge Network', 'test-provider-network')
    },
  },
  {
    title: 'an underlay subnet',
    list: 'subnets',
    button: 'Create Subnet',
    objects: [example('subnet/examples/underlay')],
    before: [
      cluster('ProviderNetwork', 'test-provider-network', { defaultInterface: 'eth1' }),
      cluster('Vlan', 'test-vlan', { id: 0, provider: 'test-provider-network' }),
    ],
    async fill(page) {
      await field(page, 'Name').fill('test-underlay-network')
      await page.getByRole('radio', { name: /^Underlay/ }).check()
      await pick(page, page, 'VLAN', 'test-vlan')
      await field(page, 'Subnet').fill('11.1.0.0/23')
      await field(page, 'Gateway').fill('11.1.0.1')
      await page.getByRole('button', { name: 'Add reserved IP' }).click()
      await field(page, 'Reserved IP 1').fill('11.1.0.3')
      await page.getByLabel('Interconnect with overlay subnets').check()
    },
  },
  {
    title: 'a pool of addresses of a subnet',
    list: 'ippools',
    button: 'Create IP Pool',
    objects: [example('ippool/examples/mixed')],
    before: [
      cluster('Subnet', 'ovn-default', { cidrBlock: '10.16.0.0/16', protocol: 'IPv4' }),
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ns-1' } },
    ],
    async fill(page) {
      await field(page, 'Name').fill('pool-1')
      await pick(page, page, 'Subnet', 'ovn-default')
      const [first = '', ...rest] = ['10.16.0.201', '10.16.0.210/30', '10.16.0.220..10.16.0.230']
      await field(page, 'IPs 1').fill(first)
      for (const [index, text] of rest.entries()) {
        await page.getByRole('button', { name: 'Add', exact: true }).click()
        await field(page, `IPs ${index + 2}`).fill(text)
      }
      await pick(page, page, 'Namespaces', 'ns-1')
    },
  },
  {
    title: 'a pool that one node answers for',
    list: 'ipaddresspools',
    button: 'Create External IP Address Pool',
    objects: [
      example('ipaddresspool/examples/l2'),
      metallb('v1beta1', 'L2Advertisement', 'test-ippool', {
        ipAddressPools: ['test-ippool'],
        nodeSelectors: [
          {
            matchLabels: {},
            matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['192.168.66.210'] }],
          },
        ],
      }),
    ],
    before: [node('192.168.66.210')],
    async fill(page) {
      await field(page, 'Name').fill('test-ippool')
      await field(page, 'IP Resources 1').fill('13.1.1.1/24')
      const nodes = page.getByRole('group', { name: /^Available Nodes/ })
      await pick(page, nodes, 'Node Name', '192.168.66.210')
    },
  },
  {
    title: 'a BGP peer',
    list: 'bgppeers',
    button: 'Create BGP Peer',
    objects: [example('bgppeer/examples/same-number')],
    before: [node('alarms', { alertmanager: 'true' })],
    async fill(page) {
      await field(page, 'Name').fill('example')
      await field(page, 'Local AS Number').fill('64512')
      await field(page, 'Peer AS Number').fill('64512')
      await field(page, 'Peer IP').fill('172.30.0.3')
      await field(page, 'Peer Port').fill('180')
      await alertManagers(page.getByRole('group', { name: /^BGP-Connected Node/ }))
    },
  },
  {
    title: 'a pool that routers learn of',
    list: 'ipaddresspools',
    button: 'Create External IP Address Pool',
    objects: [
      example('ipaddresspool/examples/bgp'),
      metallb('v1beta1', 'BGPAdvertisement', 'test-pool-bgp', {
        ipAddressPools: ['test-pool-bgp'],
        nodeSelectors: [{ matchLabels: { alertmanager: 'true' } }],
        peers: ['test-bgp-example'],
      }),
    ],
    before: [
      node('alarms', { alertmanager: 'true' }),
      metallb('v1beta2', 'BGPPeer', 'test-bgp-example', {
        ...{ myASN: 64512, peerASN: 64512, peerAddress: '172.30.0.9' },
        nodeSelectors: [{ matchLabels: { alertmanager: 'true' } }],
      }),
    ],
    async fill(page) {
      await field(page, 'Name').fill('test-pool-bgp')
      await page.getByRole('radio', { name: /^BGP/ }).check()
      await field(page, 'IP Resources 1').fill('4.4.4.3/23')
      await pick(page, page, 'BGP Peers', 'test-bgp-example')
      await alertManagers(page.getByRole('group', { name: /^Available Nodes/ }))
    },
  },
]

async function alertManagers(nodes: Locator) {
  await nodes.getByRole('button', { name: 'Add node label' }).click()
  await nodes.getByLabel('Label Selector: key 1').fill('alertmanager')
  await nodes.getByLabel('Label Selector: value 1').fill('true')
}

/** The example as the API server takes it and has it then, with what its definition sets by itself. */
async function completed(api: ApiClient, object: Manifest): Promise<WithSpec> {
  return (await api.apply(object, undefined, undefined, { dryRun: 'All' })) as WithSpec
}

async function read(api: ApiClient, { apiVersion, kind, metadata }: KubeObject): Promise<WithSpec> {
  const { group, version } = parseApiVersion(apiVersion)
  const type = await api.find((types) => types.find(group, kind, [version]))
  if (type === null) throw new Error(`${kind} is not served.`)
  const { name, namespace } = metadata
  return api.get(resourcePath(type, namespace === undefined ? { name } : { name, namespace }))
}

async function make(page: Page, { url, api }: AddressCluster, each: Example) {
  for (const needed of each.before ?? []) await api.apply(needed)
  const expected = await Promise.all(each.objects.map((object) => completed(api, object)))
  await page.goto(`${url}/admin/portolan-admin/${each.list}/~create`)
  await each.fill(page)
  await page.getByRole('button', { name: each.button }).click()
  await apply(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(expected[0]?.metadata.name ?? '')
  for (const object of expected) {
    const made = await read(api, object)
    const { name, namespace, labels, annotations } = object.metadata
    expect(plain(made.metadata)).toMatchObject(
      plain({ name, namespace, labels, annotations }) as Record<string, unknown>,
    )
    expect(plain(made.spec), object.kind).toEqual(plain(object.spec))
  }
}

test.describe('with Kube-OVN', () => {
  let own: AddressCluster

  test.beforeAll(async () => {
    test.setTimeout(startTimeout)
    own = await startAddressCluster({ name: 'address-examples' })
    await own.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'metallb-system' } })
  })
  test.beforeEach(({ context }) => own.signIn(context))
  test.afterAll(() => own.close())

  for (const each of examples) test(each.title, ({ page }) => make(page, own, each))

  test('what is for Calico is refused here', async () => {
    const [subnet] = calico.objects
    if (subnet === undefined) throw new Error('There is no example.')
    const refusal: unknown = await own.api.apply(subnet).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(StatusError)
    expect(String(refusal)).toMatch(/spec\.(ipipMode|v4blockSize)/)
  })
})

test.describe('with Calico', () => {
  let own: AddressCluster

  test.beforeAll(async () => {
    test.setTimeout(startTimeout)
    own = await startAddressCluster({ name: 'address-calico', network: 'calico' })
  })
  test.beforeEach(({ context }) => own.signIn(context))
  test.afterAll(() => own.close())

  test(calico.title, ({ page }) => make(page, own, calico))
})
