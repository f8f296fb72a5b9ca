/** What the documents warn of and refuse, of addresses for load balancers and of BGP, is met where one types it. */
import { resourcePath } from '../src/k8s/resource.ts'
import { signedInHeaders } from '../src/server/testing/session.ts'
import { ApiClient } from './cluster/index.ts'
import { expect, test, uniqueName } from './console.ts'
import { folderWith, type OwnServer, startOwnServer } from './own-server.ts'
import { admin, field, meet, open } from './refusals.ts'

const namespace = 'metallb-system'
const metallb = (kind: string, name: string, spec: object, version = 'v1beta1') => ({
  apiVersion: `metallb.io/${version}`,
  kind,
  metadata: { name, namespace },
  spec,
})
const pathOf = (plural: string, name: string) =>
  resourcePath({ group: 'metallb.io', version: 'v1beta1', plural }, { namespace, name })
const create = 'Create External IP Address Pool'

test('an external IP address pool', async ({ page, api }) => {
  const [taken, name] = [uniqueName('taken'), uniqueName('pool')]
  await api.create(metallb('IPAddressPool', taken, { addresses: ['192.0.2.96/28'], autoAssign: false }))
  const first = (text: string) => ({ type: ['IP Resources 1', text] as const, at: 'spec.addresses' })
  const pool = (...addresses: readonly string[]) => metallb('IPAddressPool', name, { addresses })
  const announced = (spec: object) => [
    pool('192.0.2.112/28', '2001:db8:96::/124'),
    metallb('L2Advertisement', name, { ipAddressPools: [name], ...spec }),
  ]
  await open(page, 'ipaddresspools/~create')
  await field(page, 'Name').fill(name)
  await meet(
    page,
    create,
    [
      { at: 'spec.addresses', says: 'Give a CIDR or a range, or take the row away.', outcome: 'asks' },
      {
        ...first('everything'),
        says: '“everything” is neither a CIDR nor a range of addresses of one family.',
      },
      { ...first('192.0.2.119-192.0.2.112'), says: 'The range ends before it begins.' },
      { ...first('192.0.2.112'), says: 'MetalLB takes blocks and ranges; one address is a block of itself.' },
      { ...first('192.0.2.255/32'), says: 'All its addresses end in 0 or 255, which it passes over.' },
      {
        ...first('192.0.2.90-192.0.2.99'),
        says: `192.0.2.90-192.0.2.99 overlaps with 192.0.2.96/28 of the pool ${taken}; MetalLB refuses that.`,
        outcome: 'reviewed',
      },
      {
        ...first('10.50.0.0/28'),
        says: '10.50.0.0/28 overlaps with the subnet shop-pods (10.50.0.0/20): pods may have those addresses.',
        outcome: 'reviewed',
      },
      {
        ...first('10.20.0.16/28'),
        says: '10.20.0.16/28 holds 10.20.0.21, the address of the node infra-1.',
        outcome: 'reviewed',
      },
      {
        ...first('192.0.2.112/28'),
        says: 'The cluster has IPv4 and IPv6, and the pool has no IPv6: Services that require both get no address of it.',
        outcome: 'reviewed',
      },
      {
        yaml: [pool('192.0.2.112/28', '192.0.2.120-192.0.2.130', '2001:db8:96::/124')],
        at: 'spec.addresses',
        says: 'It has addresses in common with 192.0.2.112/28 above.',
      },
      {
        yaml: announced({ ipAddressPools: ['nowhere'] }),
        says: 'There is no pool nowhere.',
        outcome: 'reviewed',
      },
      {
        yaml: announced({ nodeSelectors: [{ matchLabels: { rack: 'none' } }] }),
        at: 'spec.nodeSelectors',
        says: 'No node meets this, so nothing is announced.',
        outcome: 'reviewed',
      },
    ],
    { yaml: announced({}) },
  )
  // Without an advertisement there is no field for it, and the review says so.
  await meet(page, create, [], { yaml: [pool('192.0.2.112/28', '2001:db8:96::/124')] })
  await page.getByRole('button', { name: create, exact: true }).click()
  await expect(page.getByRole('dialog')).toContainText(
    'No advertisement is for this pool, so nobody reaches its addresses.',
  )
  await api.delete(pathOf('ipaddresspools', taken))
})

test('a Service that asks MetalLB for what it cannot have', async ({ page, api }) => {
  const [pool, name] = [uniqueName('rack'), uniqueName('local')]
  await api.create(metallb('IPAddressPool', pool, { addresses: ['192.0.2.144/29'], autoAssign: false }))
  const nodeSelectors = [{ matchLabels: { 'kubernetes.io/hostname': 'master-1' } }]
  await api.create(metallb('L2Advertisement', pool, { ipAddressPools: [pool], nodeSelectors }))
  const service = (annotations: Readonly<Record<string, string>>, spec: object = {}) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop-prod', annotations },
    spec: {
      type: 'LoadBalancer',
      selector: { 'service.cpaas.io/name': 'frontend' },
      ports: [{ name: 'http', port: 80 }],
      ...spec,
    },
  })
  const wanted = (address: string) => ({ 'metallb.universe.tf/loadBalancerIPs': address })
  const of = (each: string) => ({ 'metallb.universe.tf/address-pool': each })
  await page.goto('/projects/portolan-admin/shop/shop-prod/services/~create')
  await meet(
    page,
    'Create Service',
    [
      { yaml: service(of('nowhere')), at: '*', says: 'There is no pool named nowhere.', outcome: 'reviewed' },
      {
        yaml: service(of('partners')),
        at: '*',
        says: 'The pool partners has no free address.',
        outcome: 'reviewed',
      },
      {
        yaml: service(of('settlement')),
        at: '*',
        says: 'The pool settlement is for Services of payments-prod alone.',
        outcome: 'reviewed',
      },
      { yaml: service(wanted('address')), at: '*', says: '“address” is no IP address.' },
      {
        yaml: service(wanted('192.0.2.250')),
        at: '*',
        says: 'No pool has 192.0.2.250 to give away.',
        outcome: 'reviewed',
      },
      {
        yaml: service(wanted('198.51.100.77')),
        at: '*',
        says: 'media-prod/live holds 198.51.100.77.',
        outcome: 'reviewed',
      },
      {
        yaml: service({ ...wanted('198.51.100.78'), ...of('corporate') }),
        at: '*',
        says: '198.51.100.78 is in the pool public and not in corporate.',
      },
    ],
    { yaml: service(of(pool)) },
  )
  await api.create(service(of(pool), { externalTrafficPolicy: 'Local' }))
  await page.goto(`/projects/portolan-admin/shop/shop-prod/services/shop-prod/${name}/~edit`)
  await expect(
    page
      .getByText(
        /^Local takes only pods of the node that is asked: they run on .+, and the address can be announced by master-1 alone, so it is announced nowhere\.$/,
      )
      .first(),
  ).toBeVisible()
  await api.delete(
    resourcePath({ group: '', version: 'v1', plural: 'services' }, { namespace: 'shop-prod', name }),
  )
  for (const plural of ['ipaddresspools', 'l2advertisements']) await api.delete(pathOf(plural, pool))
})

test('while ECMP is switched off, nobody is offered it', async ({ page }) => {
  await open(page, 'subnets/~create')
  await page.getByRole('radio', { name: /^Centralized/ }).check()
  await expect(page.getByRole('combobox', { name: /^Gateway Nodes/ })).toBeVisible()
  await expect(page.getByText('ECMP (Alpha)')).toHaveCount(0)
})

test.describe('with BGP and ECMP', () => {
  let server: OwnServer
  let files: ReturnType<typeof folderWith>
  let api: ApiClient

  test.beforeAll(async () => {
    files = folderWith({ 'portolan.yaml': 'sandbox: true\ngates: { bgp-pools: true, ecmp: true }\n' })
    server = await startOwnServer(['--config', files.path('portolan.yaml')])
    const headers = await signedInHeaders(server.url)
    api = new ApiClient({ server: `${server.url}/clusters/portolan-admin`, headers })
  })

  test.beforeEach(({ context }) => server.signIn(context))

  test.afterAll(async () => {
    await api.close()
    await server.close()
    files.remove()
  })

  test('a BGP peer', async ({ page }) => {
    const name = uniqueName('peer')
    const usual = { myASN: 64512, peerASN: 64512, peerAddress: '10.20.0.44', peerPort: 179 }
    const peer = (more: object) => metallb('BGPPeer', name, { ...usual, ...more }, 'v1beta2')
    const wrongNumber = 'An AS number is a whole number from 1 to 4294967295.'
    await open(page, 'bgppeers/~create', server.url)
    await meet(
      page,
      'Create BGP Peer',
      [
        {
          yaml: peer({ peerASN: null }),
          at: 'spec.peerASN',
          says: 'Give the AS number of the router.',
          outcome: 'asks',
        },
        {
          yaml: peer({ peerAddress: '' }),
          at: 'spec.peerAddress',
          says: 'Give the address of the router.',
          outcome: 'asks',
        },
        { type: ['Peer IP', 'router'], at: 'spec.peerAddress', says: 'This is no IP address.' },
        { yaml: peer({ myASN: 4294967296 }), at: 'spec.myASN', says: wrongNumber, outcome: 'refused' },
        { yaml: peer({ peerASN: -1 }), at: 'spec.peerASN', says: wrongNumber, outcome: 'refused' },
        {
          yaml: peer({ peerASN: 65535, myASN: 65535 }),
          at: 'spec.peerASN',
          says: '65535 is reserved, and routers refuse it.',
          outcome: 'reviewed',
        },
        {
          yaml: peer({ peerASN: 4200000000 }),
          at: 'spec.peerASN',
          says: 'Two AS numbers make it EBGP; IBGP, with the same on both sides, is recommended.',
        },
        {
          yaml: peer({ ebgpMultiHop: true }),
          at: 'spec.ebgpMultiHop',
          says: 'Multi-hop is for two AS numbers; IBGP needs none, and MetalLB refuses it.',
          outcome: 'reviewed',
        },
        {
          yaml: peer({ peerPort: 16385 }),
          at: 'spec.peerPort',
          says: 'A whole number from 1 to 16384.',
          outcome: 'refused',
        },
        {
          yaml: peer({ sourceAddress: 'fd00::1' }),
          at: 'spec.sourceAddress',
          says: 'The peer has an address of IPv4, so this needs one, too.',
        },
        {
          yaml: peer({ routerID: '10.0.0' }),
          at: 'spec.routerID',
          says: 'Four numbers from 0 to 255, as 10.0.0.1.',
        },
        {
          yaml: peer({ nodeSelectors: [{ matchLabels: { rack: 'none' } }] }),
          at: 'spec.nodeSelectors',
          says: 'No node meets this, so nobody connects.',
          outcome: 'reviewed',
        },
        {
          yaml: peer({ peerAddress: '10.20.0.2' }),
          at: 'spec.peerAddress',
          says: 'tor-a is the same router, and some nodes would connect to it twice.',
        },
        {
          yaml: peer({ bfdProfile: 'nowhere' }),
          at: 'spec.bfdProfile',
          says: 'There is no BFD profile nowhere, so MetalLB takes none of its configuration.',
        },
      ],
      { yaml: peer({}) },
    )
  })

  test('a pool that is announced by BGP', async ({ page }) => {
    const name = uniqueName('bgp')
    const announced = (spec: object) => [
      metallb('IPAddressPool', name, { addresses: ['192.0.2.176/28', '2001:db8:97::/124'] }),
      metallb('BGPAdvertisement', name, { ipAddressPools: [name], ...spec }),
    ]
    const infra = [{ matchLabels: { 'node-role.kubernetes.io/infra': '' } }]
    await open(page, 'ipaddresspools/~create', server.url)
    await meet(
      page,
      create,
      [
        {
          yaml: announced({ peers: ['nowhere'] }),
          at: 'spec.peers',
          says: 'There is no BGP peer nowhere.',
          outcome: 'reviewed',
        },
        {
          yaml: announced({ peers: ['tor-a'] }),
          at: 'spec.nodeSelectors',
          says: 'Not connected to the peer tor-a: master-1, worker-1, worker-2, +1. Available nodes have to be among those that are.',
          outcome: 'reviewed',
        },
        {
          yaml: announced({ peers: ['tor-a'], nodeSelectors: infra, aggregationLength: 33 }),
          says: 'A whole number from 1 to 32.',
        },
        {
          yaml: announced({ peers: ['tor-a'], nodeSelectors: infra, aggregationLength: 24 }),
          says: '192.0.2.176/28 is smaller than a block of length 24.',
        },
        {
          yaml: announced({ peers: ['tor-a'], nodeSelectors: infra, communities: ['70000:1'] }),
          says: '“70000:1” is no community: two numbers up to 65535 as 64512:100, large:64512:100:1, or a name.',
        },
      ],
      { yaml: announced({ peers: ['tor-a'], nodeSelectors: infra }) },
    )
  })

  test('ECMP is offered for several gateway nodes', async ({ page }) => {
    await page.goto(`${server.url}${admin}/subnets/~create`)
    await page.getByRole('radio', { name: /^Centralized/ }).check()
    await expect(page.getByRole('switch', { name: /^ECMP \(Alpha\)/ })).not.toBeChecked()
  })
})
