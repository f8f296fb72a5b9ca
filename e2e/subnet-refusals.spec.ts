/** What the documents warn of and refuse, of subnets that are made, is met where one types it. */
import type { KubeObject } from '../src/k8s/objects.ts'
import { resourcePath } from '../src/k8s/resource.ts'
import { expect, test, uniqueName } from './console.ts'
import { type Case, field, meet, open, ovn, pathOf } from './refusals.ts'

const segment = (text: string) => ({ type: ['Network Segment', text] as const, at: 'spec.cidrBlock' })

test('an overlay subnet', async ({ page, api }) => {
  const { spec } = await api.get<KubeObject & { readonly spec: { readonly cidrs: readonly string[] } }>(
    resourcePath(
      { group: 'networking.k8s.io', version: 'v1', plural: 'servicecidrs' },
      { name: 'kubernetes' },
    ),
  )
  const services = spec.cidrs.find((each) => !each.includes(':')) ?? ''
  const inServices = `${services.split('/')[0]}/28`
  const [name, vpc, taken] = [uniqueName('refused'), uniqueName('vpc'), uniqueName('taken')]
  await api.create(ovn('Vpc', vpc, {}))
  await api.create(ovn('Subnet', taken, { cidrBlock: '10.184.0.0/24', protocol: 'IPv4', natOutgoing: true }))
  await open(page, 'subnets/~create')
  const overlay = (more: object) =>
    ovn('Subnet', name, { protocol: 'IPv4', cidrBlock: '10.184.9.0/24', natOutgoing: true, ...more })
  await meet(
    page,
    'Create Subnet',
    [
      {
        type: ['Name', vpc],
        at: 'metadata.name',
        says: `A VPC is called ${vpc}; Kube-OVN takes no subnet of the same name.`,
      },
      {
        type: ['Name', 'Upper_Case'],
        at: 'metadata.name',
        says: 'Use lower-case letters, digits, hyphens and dots, beginning and ending with a letter or digit.',
      },
      {
        type: ['Name', name],
        at: 'spec.cidrBlock',
        says: 'Say which block of addresses it is.',
        outcome: 'asks',
      },
      { ...segment('10.184.0.0'), says: 'A block needs its length: 10.184.0.0/32 is this one address.' },
      { ...segment('10.184.0.0/33'), says: 'Behind the slash stands a whole number from 0 to 32 for IPv4.' },
      { ...segment('10.184.9.0/32'), says: '10.184.9.0/32 is too small for pods.', outcome: 'stops' },
      {
        ...segment('10.184.9.7/24'),
        says: 'This names an address inside of a block; the block is 10.184.9.0/24.',
      },
      { ...segment('FD00:184::/112'), says: 'Kube-OVN takes IPv6 in lower case only.' },
      {
        ...segment('10.184.9.0/24,10.184.10.0/24'),
        says: 'One block of each family is all that a subnet can have.',
      },
      { ...segment('fd00:184::/112,10.184.9.0/24'), says: 'With dual stack, IPv4 comes first.' },
      {
        ...segment('10.184.0.128/25'),
        says: `10.184.0.128/25 overlaps with ${taken} (10.184.0.0/24); Kube-OVN refuses the later one.`,
        outcome: 'stops',
      },
      {
        ...segment('100.64.8.0/24'),
        says: '100.64.8.0/24 overlaps with join (100.64.0.0/16, fd00:100:64::/112); nodes reach their pods through the join network.',
        outcome: 'stops',
      },
      {
        ...segment(inServices),
        says: `It overlaps with the network of Services (${services}), which pods then cannot reach.`,
        outcome: 'stops',
      },
      {
        ...segment('10.60.0.0/25'),
        says: '10.60.0.0/25 overlaps with vault (10.60.0.0/24) of the VPC vault; the two can never be connected.',
      },
      {
        yaml: overlay({ protocol: 'Dual' }),
        says: 'The block makes it IPv4, not Dual; the controller corrects it by itself.',
        outcome: 'reviewed',
      },
      {
        yaml: overlay({ natOutgoing: false }),
        at: 'spec.gatewayType',
        says: 'Without NAT the addresses of pods are seen outside; a centralized gateway gives them one way out.',
      },
      {
        yaml: overlay({ gatewayType: 'centralized' }),
        at: 'spec.gatewayNode',
        says: 'Choose at least one node.',
        outcome: 'asks',
      },
      {
        yaml: overlay({ gatewayType: 'centralized', gatewayNode: 'nowhere' }),
        at: 'spec.gatewayNode',
        says: 'There is no node nowhere.',
      },
      {
        yaml: overlay({ excludeIps: ['10.184.9.300'] }),
        at: 'spec.excludeIps',
        says: 'This is no address, block or range, such as 192.0.2.10, 192.0.2.0/24 or 192.0.2.10-192.0.2.20.',
      },
      {
        yaml: overlay({ excludeIps: ['10.184.9.4-10.184.9.9'] }),
        at: 'spec.excludeIps',
        says: 'Kube-OVN writes this as 10.184.9.4..10.184.9.9.',
      },
      {
        yaml: overlay({ excludeIps: ['10.184.8.4'] }),
        at: 'spec.excludeIps',
        says: 'It is not in 10.184.9.0/24, so nothing is reserved.',
      },
      {
        yaml: overlay({ excludeIps: ['10.184.8.4..10.184.9.4'] }),
        at: 'spec.excludeIps',
        says: 'A part of it is not in 10.184.9.0/24.',
      },
      {
        yaml: overlay({ excludeIps: ['10.184.9.0..10.184.9.255'] }),
        at: 'spec.excludeIps',
        says: 'Everything in 10.184.9.0/24 is reserved: no pod can start.',
      },
      {
        yaml: overlay({ namespaces: ['nowhere'] }),
        at: 'spec.namespaces',
        says: 'There is no namespace nowhere.',
      },
    ],
    { yaml: overlay({}) },
  )
  await api.delete(pathOf('subnets', taken))
  await api.delete(pathOf('vpcs', vpc))
})

test('a Calico subnet', async ({ page }) => {
  const name = uniqueName('calico')
  const calico = (cidrBlock: string, more: object = {}) =>
    ovn('Subnet', name, {
      cidrBlock,
      protocol: cidrBlock.includes(':') ? 'Dual' : 'IPv4',
      natOutgoing: true,
      ...more,
    })
  await open(page, 'subnets/~create')
  const cases: readonly Case[] = [
    {
      yaml: calico('10.185.0.0/32', { ipipMode: 'Always' }),
      at: 'spec.cidrBlock',
      says: '10.185.0.0/32 is too small for pods.',
      outcome: 'stops',
    },
    {
      yaml: calico('10.185.0.0/24,fd00:185::/112', { ipipMode: 'Always' }),
      at: 'spec.ipipMode',
      says: 'IPIP does not carry IPv6: choose VXLAN or no encapsulation for dual stack.',
      outcome: 'stops',
    },
    {
      yaml: calico('10.185.0.0/24', { vxlanMode: 'Always', natOutgoing: false }),
      at: 'spec.natOutgoing',
      says: 'Where WireGuard encrypts what nodes send, NAT has to be on.',
    },
  ]
  await meet(page, 'Create Subnet', cases, null)
  await expect(
    page.getByText('With IPv6, nodes need UDP 4789 open between them: VXLAN is used for it.'),
  ).toBeVisible()
  for (const [length, says] of [
    [16, 'pools of 64 (/26), enough for 1024+ nodes'],
    [19, 'pools of 32 (/27), enough for 256–1024 nodes'],
    [24, 'pools of 4 (/30), enough for 64 nodes'],
    [31, 'pools of 2 (/31), enough for 1 nodes'],
  ] as const) {
    await field(page, 'CIDR').fill(`10.185.0.0/${length}`)
    await expect(page.getByTestId('pooling')).toHaveText(`Nodes get its IPv4 addresses in ${says}.`)
  }
  await field(page, 'CIDR').fill('10.185.0.0/24,fd00:185::/112')
  await expect(page.getByRole('radio', { name: /^IPIP/ })).toBeDisabled()
  await expect(page.getByText('Not with dual stack.')).toBeVisible()
  await expect(page.getByText('Reserved IP')).toHaveCount(0)
})

test('an underlay subnet', async ({ page }) => {
  const name = uniqueName('under')
  const underlay = (more: object) =>
    ovn('Subnet', name, {
      protocol: 'IPv4',
      cidrBlock: '172.29.40.0/24',
      vlan: 'vlan-41',
      gateway: '172.29.40.1',
      ...more,
    })
  const dual = { cidrBlock: '172.29.40.0/24,fd00:29::/112', protocol: 'Dual' }
  await open(page, 'subnets/~create')
  await meet(
    page,
    'Create Subnet',
    [
      { yaml: underlay({ vlan: '' }), at: 'spec.vlan', says: 'Choose the VLAN it lies in.', outcome: 'asks' },
      {
        yaml: underlay({ gateway: '' }),
        at: 'spec.gateway',
        says: 'Name the router of the physical network.',
        outcome: 'asks',
      },
      {
        yaml: underlay({ vlan: 'nowhere' }),
        at: 'spec.vlan',
        says: 'There is no VLAN nowhere.',
        outcome: 'reviewed',
      },
      {
        yaml: underlay({ gateway: '172.29.41.1' }),
        at: 'spec.gateway',
        says: '172.29.41.1 is not in 172.29.40.0/24.',
        outcome: 'stops',
      },
      {
        yaml: underlay({ gateway: '172.29.40.255' }),
        at: 'spec.gateway',
        says: '172.29.40.255 is the first or the last address of the block, which no router can have.',
        outcome: 'reviewed',
      },
      {
        yaml: underlay({ gateway: 'router' }),
        at: 'spec.gateway',
        says: 'This is no IP address, such as 192.0.2.10 or 2001:db8::10.',
      },
      {
        yaml: underlay(dual),
        at: 'spec.gateway',
        says: 'fd00:29::/112 needs a gateway too.',
        outcome: 'reviewed',
      },
      {
        yaml: underlay({ ...dual, gateway: 'fd00:29::1,172.29.40.1' }),
        at: 'spec.gateway',
        says: 'Gateways stand in the order of the blocks.',
      },
      {
        yaml: underlay({ cidrBlock: '100.64.9.0/24', gateway: '100.64.9.1' }),
        at: 'spec.cidrBlock',
        says: '100.64.9.0/24 overlaps with join (100.64.0.0/16, fd00:100:64::/112); nodes reach their pods through the join network.',
        outcome: 'stops',
      },
      {
        yaml: underlay({ cidrBlock: '172.18.40.0/25', gateway: '172.18.40.1' }),
        at: 'spec.cidrBlock',
        says: '172.18.40.0/25 overlaps with media-underlay (172.18.40.0/24, fd00:172:18:40::/112) on another VLAN: pods of the two cannot reach each other.',
      },
      {
        yaml: underlay({ u2oInterconnection: true, logicalGateway: true }),
        at: 'spec.u2oInterconnection',
        says: 'A subnet with a logical gateway is connected to the overlay already; switch one of the two off.',
      },
      {
        yaml: underlay({ excludeIps: ['172.29.40.9'] }),
        at: 'spec.excludeIps',
        says: 'Kube-OVN adds the gateway 172.29.40.1 by itself.',
      },
    ],
    { yaml: underlay({ excludeIps: ['172.29.40.1'] }) },
  )
})
