/** What the documents warn of and refuse, of bridge networks and VLANs, is met where one types it. */
import type { KubeObject } from '../src/k8s/objects.ts'
import { resourcePath } from '../src/k8s/resource.ts'
import { expect, test, uniqueName } from './console.ts'
import { admin, meet, open, ovn, pathOf, usedAddress } from './refusals.ts'

test('a bridge network', async ({ page, api }) => {
  const all = await api.get<{ readonly items: readonly KubeObject[] } & KubeObject>(
    resourcePath({ group: '', version: 'v1', plural: 'nodes' }, {}),
  )
  const nodes = all.items.map(({ metadata }) => metadata.name)
  const name = uniqueName('br')
  const card = 'ens39'
  const network = (more: object, of = name) => ovn('ProviderNetwork', of, { defaultInterface: card, ...more })
  const custom = (...rows: readonly (readonly [card: string, ...nodes: string[]])[]) => ({
    customInterfaces: rows.map(([each, ...on]) => ({ interface: each, nodes: on })),
  })
  const wrongCard = 'A network card has at most 15 characters, without slashes and spaces.'
  const isolated =
    'Pods of its subnets on these nodes reach neither the physical network nor pods on other nodes.'
  await open(page, 'provider-networks/~create')
  await meet(
    page,
    'Create Bridge Network',
    [
      {
        type: ['Name', 'thirteen-char'],
        at: 'metadata.name',
        says: 'This has 13 characters, and twelve are allowed: the bridges on the nodes are named after it.',
        outcome: 'stops',
      },
      { type: ['Name', name], at: 'spec.defaultInterface', says: 'Name the network card.', outcome: 'asks' },
      {
        type: ['Default Network Card Name', 'sixteen-letters0'],
        at: 'spec.defaultInterface',
        says: wrongCard,
        outcome: 'refused',
      },
      {
        type: ['Default Network Card Name', 'bond1'],
        at: 'spec.defaultInterface',
        says: 'fabric has bond1 of infra-1 already, and a network card is bridged once.',
        outcome: 'reviewed',
      },
      { yaml: network(custom(['ens/40', 'worker-1'])), at: 'spec.customInterfaces', says: wrongCard },
      {
        yaml: network(custom(['ens40'])),
        at: 'spec.customInterfaces',
        says: 'Choose the nodes that have this card.',
        outcome: 'asks',
      },
      {
        yaml: network(custom(['ens40', 'worker-1'], ['ens41', 'worker-1'])),
        at: 'spec.customInterfaces',
        says: 'worker-1 has ens40 already.',
        outcome: 'reviewed',
      },
      {
        yaml: network({ ...custom(['ens40', 'worker-1']), excludeNodes: ['worker-1'] }),
        at: 'spec.customInterfaces',
        says: 'worker-1 is excluded, so this card of it is not bridged.',
      },
      { yaml: network({ excludeNodes: ['worker-1'] }), says: isolated },
      {
        yaml: network(custom(['ens40', 'nowhere'])),
        at: 'spec.customInterfaces',
        says: 'There is no node nowhere.',
      },
      {
        yaml: network({ excludeNodes: nodes }),
        at: 'spec.excludeNodes',
        says: 'No node is left that it could be on.',
        outcome: 'reviewed',
      },
    ],
    { yaml: network({}) },
  )
})

test('a bridge network and a VLAN that are used', async ({ page, api }) => {
  const [network, vlan, subnet, ip] = ['br', 'vlan', 'under', 'card'].map(uniqueName) as [
    string,
    string,
    string,
    string,
  ]
  await api.create(ovn('ProviderNetwork', network, { defaultInterface: 'ens49' }))
  await api.create(ovn('Vlan', vlan, { id: 749, provider: network }))
  await api.create(
    ovn('Subnet', subnet, {
      cidrBlock: '172.29.49.0/24',
      protocol: 'IPv4',
      gateway: '172.29.49.1',
      vlan,
      natOutgoing: false,
    }),
  )
  await api.create(usedAddress(ip, subnet, '172.29.49.7', { podName: ip, namespace: 'shop-dev' }))
  const changed = (more: object) => ovn('ProviderNetwork', network, { defaultInterface: 'ens49', ...more })
  await open(page, `provider-networks/${network}/~edit`)
  await meet(
    page,
    'Save',
    [
      {
        yaml: changed({ defaultInterface: 'ens50' }),
        at: 'spec.defaultInterface',
        says: 'The network card cannot change; it is ens49.',
        outcome: 'stops',
      },
      {
        yaml: changed({ excludeNodes: ['worker-1'] }),
        at: 'spec.excludeNodes',
        says: 'Pods of its subnets run on worker-1 (1) and lose the physical network.',
        outcome: 'reviewed',
      },
    ],
    { yaml: changed({ excludeNodes: ['master-1'] }) },
  )
  await open(page, `vlans/${vlan}/~edit`)
  await meet(
    page,
    'Save',
    [
      {
        yaml: ovn('Vlan', vlan, { id: 750, provider: network }),
        at: 'spec.id',
        says: 'The number cannot change; it is 749.',
        outcome: 'stops',
      },
      {
        yaml: ovn('Vlan', vlan, { id: 749, provider: 'fabric' }),
        at: 'spec.provider',
        says: `The bridge network cannot change; it is ${network}.`,
        outcome: 'stops',
      },
    ],
    null,
  )
  await open(page, `subnets/${subnet}/~edit`)
  const moved = { cidrBlock: '172.29.49.0/24', protocol: 'IPv4', gateway: '172.29.49.1', vlan: 'vlan-41' }
  await meet(
    page,
    'Save',
    [
      {
        yaml: ovn('Subnet', subnet, { ...moved, vlan, gateway: '172.29.49.2' }),
        at: 'spec.gateway',
        says: 'Pods that run know 172.29.49.1 as their gateway: Kube-OVN refuses another as long as addresses are used.',
        outcome: 'reviewed',
      },
      {
        yaml: ovn('Subnet', subnet, moved),
        at: 'spec.vlan',
        says: `Pods would lose their network: the subnet stays in the VLAN ${vlan}.`,
        outcome: 'stops',
      },
    ],
    null,
  )
  for (const [path, reason] of [
    [`vlans/${vlan}`, `Pods of the subnet ${subnet} would lose their network: delete that first.`],
    [
      `provider-networks/${network}`,
      `Subnets of the VLAN ${vlan} would lose the physical network: delete that first.`,
    ],
  ] as const) {
    await page.goto(`${admin}/${path}`)
    const button = page.getByRole('button', { name: 'Delete', exact: true })
    await expect(button).toHaveAttribute('aria-disabled', 'true')
    await expect(button).toHaveAccessibleDescription(reason)
  }
  await api.delete(pathOf('ips', ip))
  await api.delete(pathOf('subnets', subnet))
  await expect(page.getByRole('button', { name: 'Delete', exact: true })).toBeVisible()
  await api.delete(pathOf('vlans', vlan))
  await expect(page.getByRole('button', { name: 'Delete', exact: true })).not.toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await api.delete(pathOf('provider-networks', network))
})

test('a VLAN', async ({ page }) => {
  const name = uniqueName('vlan')
  const vlan = (id: unknown, provider: string) => ovn('Vlan', name, { id, provider })
  await open(page, 'vlans/~create')
  await meet(
    page,
    'Create VLAN',
    [
      {
        yaml: vlan(7, ''),
        at: 'spec.provider',
        says: 'Choose the bridge network that carries it.',
        outcome: 'asks',
      },
      {
        yaml: vlan(7, 'nowhere'),
        at: 'spec.provider',
        says: 'There is no bridge network nowhere.',
        outcome: 'reviewed',
      },
      {
        yaml: vlan(null, 'fabric'),
        at: 'spec.id',
        says: 'Give it the number that the switches know it by.',
        outcome: 'asks',
      },
      {
        yaml: vlan(4096, 'fabric'),
        at: 'spec.id',
        says: 'A VLAN has a whole number from 0 to 4095.',
        outcome: 'refused',
      },
      {
        yaml: vlan(120, 'storage'),
        at: 'spec.id',
        says: 'vlan-120 has the number 120 on storage already.',
        outcome: 'reviewed',
      },
    ],
    { yaml: vlan(4095, 'fabric') },
  )
})
