/** An administrator looks at the whole address space: who has what, what collides, where there is room. */
import type { Locator, Page } from '@playwright/test'
import { resourcePath } from '../src/k8s/resource.ts'
import { editorText, expect, type Fixtures, test, uniqueName } from './console.ts'

const plan = '/admin/portolan-admin/address-plan'
const subnets = { group: 'kubeovn.io', version: 'v1', plural: 'subnets' }
const ips = { group: 'kubeovn.io', version: 'v1', plural: 'ips' }

const heading = (page: Page) => page.getByRole('heading', { level: 1, name: 'Address plan' })
const map = (page: Page, range: string) => page.getByRole('group', { name: `Map of ${range}`, exact: true })
const answer = (page: Page) => page.getByRole('region', { name: 'Who has an address?' }).getByRole('status')
const found = (page: Page) => page.getByRole('region', { name: 'Find a free range' })
const crumbs = (page: Page) => page.getByRole('navigation', { name: 'Where this range lies' })
const ranges = (page: Page) => page.getByRole('list', { name: 'Ranges' })
const rowOf = (page: Page, text: string | RegExp): Locator =>
  ranges(page).getByRole('listitem').filter({ hasText: text })

async function ask(page: Page, address: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Who has this address?' }).fill(address)
}

async function makeSubnet(api: Fixtures['api'], cidrBlock: string): Promise<string> {
  const name = uniqueName('plan')
  await api.create({
    apiVersion: 'kubeovn.io/v1',
    kind: 'Subnet',
    metadata: { name },
    spec: { cidrBlock, protocol: 'IPv4' },
  })
  return name
}

test('the plan stands beside the subnets, and shows every sort of range', async ({ page }) => {
  await page.goto('/admin/portolan-admin/subnets')
  const links = page.getByRole('navigation', { name: 'Networking', exact: true }).getByRole('link')
  await expect(links.filter({ hasText: /^Subnets$/ })).toBeVisible()
  const names = await links.allTextContents()
  expect(names[names.indexOf('Subnets') - 1]).toBe('Address plan')
  await links.filter({ hasText: 'Address plan' }).click()
  await expect(heading(page)).toBeVisible()
  await expect(rowOf(page, /Subnet ovn-default/)).toContainText('10.16.0.0/16')
  await expect(rowOf(page, /Join network join/)).toContainText('65,536')
  await expect(rowOf(page, /External address pool metallb-system\/public/)).toContainText(
    '198.51.100.10 – 198.51.100.99',
  )
  await expect(rowOf(page, /Service CIDR kubernetes/)).toBeVisible()
  await expect(rowOf(page, /Node worker-1/).filter({ hasText: '10.20.0.31' })).toBeVisible()
  await page.getByRole('button', { name: 'IPv6' }).click()
  await expect(rowOf(page, /External address pool metallb-system\/edge-ipv6/)).toContainText(
    '2001:db8:80::/120',
  )
  await expect(ranges(page)).not.toContainText('10.16.0.0/16')
})

test('one zooms into a range, sees who uses it, and comes back', async ({ page }) => {
  await page.goto(plan)
  await map(page, '198.51.100.0/24')
    .getByRole('button', { name: /^External address pool metallb-system\/public/ })
    .click()
  await expect(page).toHaveURL(/at=198\.51\.100\.10-198\.51\.100\.99/)
  await expect(page.getByRole('region', { name: 'Used addresses' }).getByRole('img')).toHaveAccessibleName(
    /^198\.51\.100\.10-198\.51\.100\.99 – Used: \d+, Reserved: 0, Free: \d+$/,
  )
  await expect(page.getByRole('table', { name: 'Used addresses' })).toContainText(
    'Load balancer address of Service',
  )
  await crumbs(page).getByRole('link', { name: 'All ranges' }).click()
  await expect(map(page, '198.51.100.0/24')).toBeVisible()
  await page.goBack()
  await expect(map(page, '198.51.100.10 – 198.51.100.99')).toBeVisible()
})

test('ranges that stand too near to each other come apart when one looks closer', async ({ page }) => {
  await page.goto(plan)
  await map(page, '10.0.0.0/9')
    .getByRole('button', { name: /^6 ranges from 10\.16\.0\.0 to 10\.16\.5\.255/ })
    .click()
  await expect(
    map(page, '10.16.0.0/21').getByRole('button', { name: /^Pod CIDR of node worker-2/ }),
  ).toBeVisible()
  await expect(crumbs(page).getByRole('link', { name: 'ovn-default 10.16.0.0/16' })).toBeVisible()
})

test('everything on the map is reached by the keyboard', async ({ page }) => {
  await page.goto(plan)
  const strip = map(page, '203.0.113.0/24')
  await expect(strip).toBeVisible()
  await strip.getByRole('button').first().focus()
  await expect(strip.getByRole('button').first()).toHaveAccessibleName(
    /^External address pool metallb-system\/reserved/,
  )
  await page.keyboard.press('ArrowRight')
  await expect(strip.getByRole('button').nth(1)).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(strip.getByRole('button').first()).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(strip.getByRole('button').nth(1)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/at=203\.0\.113\.64/)
})

test('an address is somebody’s, reserved, free, or outside', async ({ page, api }) => {
  const name = await makeSubnet(api, '10.77.0.0/24')
  const ip = uniqueName('plan-ip')
  try {
    await api.create({
      apiVersion: 'kubeovn.io/v1',
      kind: 'IP',
      metadata: { name: ip },
      spec: {
        ...{ subnet: name, attachSubnets: [], attachIps: [], attachMacs: [], containerID: '', podType: '' },
        ...{
          podName: 'asked',
          namespace: 'shop-prod',
          nodeName: 'worker-1',
          macAddress: '00:00:00:00:00:07',
        },
        ...{ ipAddress: '10.77.0.7', v4IpAddress: '10.77.0.7', v6IpAddress: '' },
      },
    })
    await page.goto(plan)
    await ask(page, '10.77.0.7')
    await expect(answer(page)).toHaveText(
      `10.77.0.7 belongs to Pod shop-prod/asked. It lies in Subnet ${name} (10.77.0.0/24).`,
    )
    await expect(page).toHaveURL(/who=10\.77\.0\.7/)
    await ask(page, '10.77.0.1')
    await expect(answer(page)).toHaveText(`10.77.0.1 is reserved in Subnet ${name}.`)
    await ask(page, '10.77.0.99')
    await expect(answer(page)).toHaveText(`10.77.0.99 is free in Subnet ${name} (10.77.0.0/24).`)
    await ask(page, '10.20.0.31')
    await expect(answer(page)).toContainText('10.20.0.31 belongs to Node worker-1')
    await ask(page, '192.0.2.7')
    await expect(answer(page)).toHaveText('192.0.2.7 is outside of every range of the plan.')
    await ask(page, '10.77.0')
    await expect(answer(page)).toHaveText('10.77.0 is no IPv4 or IPv6 address.')
    await page.goto(`${plan}?who=10.77.0.7`)
    await expect(answer(page).getByRole('link', { name })).toHaveAttribute(
      'href',
      `/admin/portolan-admin/subnets/${name}`,
    )
  } finally {
    await api.delete(resourcePath(ips, { name: ip }))
    await api.delete(resourcePath(subnets, { name }))
  }
})

test('what collides is marked and listed, with ways to both', async ({ page }) => {
  await page.goto(plan)
  const collision = page
    .getByRole('list', { name: 'Collisions' })
    .getByRole('listitem')
    .filter({ hasText: 'media-lab' })
  await expect(collision).toContainText('10.50.8.0/22')
  await expect(collision).toContainText('overlaps with')
  await expect(collision.getByRole('link', { name: 'shop-pods' })).toHaveAttribute(
    'href',
    /\/subnets\/shop-pods$/,
  )
  await expect(collision.getByRole('link', { name: 'media-lab' })).toHaveAttribute(
    'href',
    /\/subnets\/media-lab$/,
  )
  await expect(rowOf(page, /Subnet shop-pods/)).toContainText('collides')
  await expect(rowOf(page, /Subnet payments-pods/)).not.toContainText('collides')
  await collision.getByRole('link', { name: 'Look closer at 10.50.8.0/22' }).click()
  await expect(crumbs(page)).toContainText('10.50.8.0/22')
  await expect(collision).toBeVisible()
  await page.goto(`${plan}?at=10.52.0.0/24`)
  await expect(crumbs(page)).toContainText('payments-pods')
  await expect(collision).toHaveCount(0)
})

for (const [kind, written] of [
  ['Subnet', 'protocol: IPv4'],
  ['External IP Address Pool', 'namespace: metallb-system'],
] as const) {
  test(`a free range is found, and a ${kind} begins with it`, async ({ page }) => {
    await page.goto(plan)
    await page.getByRole('textbox', { name: 'Length of the prefix' }).fill('/22')
    await expect(found(page)).toContainText(/Room for [\d,]+ × \/22 \(1,024 addresses each\)/)
    const link = found(page)
      .getByRole('link', { name: new RegExp(`^Create ${kind} with `) })
      .first()
    const range = /with (\S+\/22)$/.exec((await link.getAttribute('aria-label')) ?? '')?.[1] ?? ''
    expect(range).not.toBe('')
    await link.click()
    await expect(page.getByRole('heading', { level: 1, name: `Create ${kind}`, exact: true })).toBeVisible()
    const text = await editorText(page)
    expect(text).toContain(range)
    expect(text).toContain(written)
    await expect(page.getByText(/overlaps with/)).toHaveCount(0)
  })
}

test('inside of a subnet only what belongs to it may use what is free', async ({ page }) => {
  await page.goto(`${plan}?at=10.52.0.0/24&size=27`)
  await expect(found(page)).toContainText('in 10.52.0.0/24. They belong to payments-pods')
  await expect(found(page).getByRole('list', { name: 'Free ranges' })).toContainText(/10\.52\.0\.\d+\/27/)
  await expect(found(page).getByRole('link')).toHaveCount(0)
  await page.getByRole('textbox', { name: 'Length of the prefix' }).fill('33')
  await expect(found(page)).toContainText('The length of a prefix is a number from 1 to 32.')
})

test('who may not read everything is told what the plan lacks', async ({ page }) => {
  await page.goto('/admin/portolan-developer/address-plan')
  await expect(page.getByRole('note')).toContainText(
    /You may not list .*servicecidrs\.networking\.k8s\.io.*: the plan may be incomplete/,
  )
})
