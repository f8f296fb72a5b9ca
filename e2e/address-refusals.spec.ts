/** What the documents warn of and refuse, of subnets that are used and of IP pools, is met where one types it. */
import { expect, reviewOf, test, uniqueName } from './console.ts'
import { enter, meet, open, ovn, pathOf, usedAddress } from './refusals.ts'

test('a subnet that is used', async ({ page, api }) => {
  const name = uniqueName('used')
  const spec = {
    cidrBlock: '10.186.0.0/28',
    protocol: 'IPv4',
    gateway: '10.186.0.1',
    excludeIps: ['10.186.0.1', '10.186.0.2..10.186.0.4'],
    natOutgoing: true,
  }
  const changed = (more: object) => ovn('Subnet', name, { ...spec, ...more })
  await api.create(changed({}))
  const cards = [...Array(10)].map((_, index) => ({
    ip: `${name}-${index}`,
    address: `10.186.0.${index + 5}`,
  }))
  for (const { ip, address } of cards.slice(1)) await api.create(usedAddress(ip, name, address))
  await open(page, `subnets/${name}/~edit`)
  await expect(page.getByText('1 of 10 addresses are left.', { exact: true }).first()).toBeVisible()
  for (const { ip, address } of cards.slice(0, 1)) await api.create(usedAddress(ip, name, address))
  const shrunk = '10.186.0.0/28 was part of it and has to stay so: a subnet can only grow around what it has.'
  await meet(
    page,
    'Save',
    [
      {
        yaml: changed({ private: true }),
        at: 'spec.cidrBlock',
        says: 'All 10 addresses are used or kept back: the next pod cannot start. Expand the subnet, or give namespaces another.',
        outcome: 'reviewed',
      },
      { yaml: changed({ cidrBlock: '10.186.0.0/29' }), at: 'spec.cidrBlock', says: shrunk, outcome: 'stops' },
      { yaml: changed({ cidrBlock: '10.187.0.0/24' }), at: 'spec.cidrBlock', says: shrunk, outcome: 'stops' },
      {
        yaml: changed({ excludeIps: ['10.186.0.2..10.186.0.4'] }),
        at: 'spec.excludeIps',
        says: '10.186.0.1 is the gateway and stays reserved.',
        outcome: 'stops',
      },
    ],
    { yaml: changed({ cidrBlock: '10.186.0.0/27' }) },
  )
  for (const { ip } of cards) await api.delete(pathOf('ips', ip))
  await api.delete(pathOf('subnets', name))
})

test('what a change interrupts is confirmed before it is written', async ({ page, api }) => {
  const name = uniqueName('moved')
  const spec = { cidrBlock: '10.188.0.0/28', protocol: 'IPv4', gateway: '10.188.0.1', natOutgoing: true }
  await api.create(ovn('Subnet', name, spec))
  await open(page, `subnets/${name}/~edit`)
  const interruptions = [
    [
      { natOutgoing: false },
      'The way out of the cluster changes: connections to the outside that are open now break.',
    ],
    [
      { u2oInterconnection: true },
      'Workloads that run in this subnet have to be made anew before they reach the overlay network.',
    ],
    [
      { namespaces: ['shop-dev'] },
      'The gateway is built anew for shop-dev: packets that leave the cluster are dropped meanwhile. Make sure that no application there is talking to the outside.',
    ],
  ] as const
  for (const [more, says] of interruptions) {
    await enter(page, { yaml: ovn('Subnet', name, { ...spec, ...more }) })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(reviewOf(page)).toContainText(says)
    await expect(reviewOf(page).getByRole('button', { name: 'Save Subnet' })).toBeDisabled()
    await reviewOf(page).getByRole('checkbox', { name: 'I have read this and want to go on' }).check()
    await expect(reviewOf(page).getByRole('button', { name: 'Save Subnet' })).toBeEnabled()
    await reviewOf(page).getByRole('button', { name: 'Back' }).click()
    await expect(reviewOf(page)).toBeHidden()
  }
  await api.delete(pathOf('subnets', name))
})

test('an IP pool', async ({ page, api }) => {
  const [subnet, other, name] = [uniqueName('pooled'), uniqueName('kept'), uniqueName('pool')]
  await api.create(
    ovn('Subnet', subnet, {
      cidrBlock: '10.189.0.0/24,fd00:189::/112',
      protocol: 'Dual',
      gateway: '10.189.0.1,fd00:189::1',
      excludeIps: ['10.189.0.1..10.189.0.9', 'fd00:189::1'],
      natOutgoing: true,
    }),
  )
  await api.create(ovn('IPPool', other, { subnet, ips: ['10.189.0.64/28'], namespaces: [] }))
  const pool = (ips: readonly string[], more: object = {}) =>
    ovn('IPPool', name, { subnet, ips: [...ips, 'fd00:189::40'], namespaces: [], ...more })
  const cidr = '10.189.0.0/24, fd00:189::/112'
  await open(page, 'ippools/~create')
  await meet(
    page,
    'Create IP Pool',
    [
      {
        yaml: { ...pool(['10.189.0.20']), metadata: { name: '10.189.0.20' } },
        at: 'metadata.name',
        says: 'A pool must not be called like an IP address: pods would get that address instead.',
        outcome: 'stops',
      },
      {
        yaml: pool(['10.189.0.20'], { subnet: '' }),
        at: 'spec.subnet',
        says: 'Choose the subnet that it is cut from.',
        outcome: 'asks',
      },
      {
        yaml: pool(['10.189.0.20'], { subnet: 'nowhere' }),
        at: 'spec.subnet',
        says: 'There is no subnet nowhere.',
        outcome: 'reviewed',
      },
      {
        yaml: pool(['10.189.0.70']),
        at: 'spec.ips',
        says: `10.189.0.70 overlaps with 10.189.0.64/28 of the pool ${other}; of one subnet, no address is in two pools.`,
        outcome: 'stops',
      },
      {
        yaml: pool(['10.189.0.20', '10.189.0.16/28']),
        at: 'spec.ips',
        says: 'It has addresses in common with 10.189.0.20 above, which count once.',
      },
      {
        yaml: pool(['10.189.1.20']),
        at: 'spec.ips',
        says: `No address of it is in the subnet ${subnet} (${cidr}), so no pod gets one.`,
        outcome: 'reviewed',
      },
      {
        yaml: pool(['10.189.0.250..10.189.1.20']),
        at: 'spec.ips',
        says: `Part of it is not in the subnet ${subnet} (${cidr}); no pod gets those addresses.`,
      },
      {
        yaml: pool(['10.189.0.0/29']),
        at: 'spec.ips',
        says: '10.189.0.1 is the gateway of the subnet; no pod gets it.',
      },
      {
        yaml: pool(['10.189.0.9..10.189.0.20']),
        at: 'spec.ips',
        says: 'The subnet reserves 10.189.0.1..10.189.0.9; no pod gets those addresses.',
      },
      { yaml: pool(['10.189.0.30..10.189.0.20']), at: 'spec.ips', says: 'The range ends before it begins.' },
      {
        yaml: pool([]),
        at: 'spec.ips',
        says: `The subnet ${subnet} has IPv4, and the pool has no address of it: pods need one of each family.`,
      },
      {
        yaml: pool(['10.189.0.20'], { namespaces: ['nowhere'] }),
        at: 'spec.namespaces',
        says: 'There is no namespace nowhere.',
      },
    ],
    { yaml: pool(['10.189.0.20']) },
  )
  await open(page, `ippools/${other}/~edit`)
  await meet(
    page,
    'Save',
    [
      {
        yaml: ovn('IPPool', other, { subnet: 'ovn-default', ips: ['10.189.0.64/28'], namespaces: [] }),
        at: 'spec.subnet',
        says: `The subnet cannot change; it is ${subnet}.`,
        outcome: 'stops',
      },
    ],
    { yaml: ovn('IPPool', other, { subnet, ips: ['10.189.0.64/27', 'fd00:189::50'], namespaces: [] }) },
  )
  await api.delete(pathOf('ippools', other))
  await api.delete(pathOf('subnets', subnet))
})
