/** Lists of many objects: the language of the filter, order, columns, and what is live in them. */
import { resourcePath } from '../src/k8s/resource.ts'
import { adminList, createService, expect, test } from './console.ts'
import {
  bar,
  box,
  configMap,
  configMapList,
  configMaps,
  filter,
  names,
  openConfigMaps,
  ownNamespace,
  row,
  withConfigMaps,
} from './lists.ts'

test('the filter understands columns, namespaces, labels, numbers, states and their negation', async ({
  page,
  api,
}) => {
  const namespace = await ownNamespace(api)
  const ports = (port: number) => [{ name: 'p', port, targetPort: 8080 }]
  await createService(api, namespace, 'plain', { ports: ports(80) }, { app: 'web' })
  await createService(api, namespace, 'secure', { ports: ports(8443) }, { app: 'web', tier: 'front' })
  await createService(api, namespace, 'alias', {
    type: 'ExternalName',
    externalName: 'example.com',
    selector: null,
    ports: ports(443),
  })
  await page.goto(`${adminList}?q=ns%3D${namespace}`)
  await expect(names(page)).toHaveText(['alias', 'plain', 'secure'])
  const finds = async (text: string, expected: readonly string[]) => {
    await filter(page).fill(`ns=${namespace} ${text}`)
    await expect(names(page), text).toHaveText([...expected])
  }
  await finds('type=ExternalName', ['alias'])
  await finds('type!=ExternalName', ['plain', 'secure'])
  await finds('-type:external app=web', ['plain', 'secure'])
  await finds('port:443', ['alias'])
  await finds('port>1000', ['secure'])
  await finds('label:tier', ['secure'])
  await finds('label:!tier', ['alias', 'plain'])
  await finds('name:se*', ['secure'])
  await finds('-secure age<1h', ['alias', 'plain'])
  await finds('age>1h', [])
  await finds('!ready', ['alias', 'plain', 'secure'])
  await finds('type= secure', ['secure'])
  await expect(page.getByText('Not finished yet: type=')).toBeVisible()
  await finds('plain tier=nowhere', [])
  await expect(page.getByText('Matches nothing by itself: tier=nowhere')).toBeVisible()
})

test('a cell follows what it looks at, and so does the filter', async ({ page, api }) => {
  const namespace = await ownNamespace(api)
  await createService(api, namespace, 'watched', { selector: null })
  await createService(api, namespace, 'other', { selector: null })
  await page.goto(`${adminList}?q=ns%3D${namespace}`)
  await expect(names(page)).toHaveText(['other', 'watched'])
  const slice = { group: 'discovery.k8s.io', version: 'v1', plural: 'endpointslices' }
  await api.create({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'watched-1', namespace, labels: { 'kubernetes.io/service-name': 'watched' } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.9.8.7'], conditions: { ready: true } }],
    ports: [{ name: 'http-80-http', port: 8080 }],
  })
  await expect(row(page, 'watched')).toContainText('1/1')
  await filter(page).fill(`ns=${namespace} is:ready`)
  await expect(names(page)).toHaveText(['watched'])
  await filter(page).fill(`ns=${namespace} !ready`)
  await expect(names(page)).toHaveText(['other'])
  await api.mergePatch(resourcePath(slice, { namespace, name: 'watched-1' }), {
    endpoints: [{ addresses: ['10.9.8.7'], conditions: { ready: false } }],
  })
  await expect(names(page)).toHaveText(['other', 'watched'])
  await expect(row(page, 'watched')).toContainText('0/1')
})

test('what could be typed is offered, and never in the way', async ({ page }) => {
  await page.goto(adminList)
  await expect(names(page).first()).toBeVisible()
  await filter(page).pressSequentially('typ', { delay: 20 })
  const list = page.getByRole('listbox', { name: 'What occurs in this list' })
  await expect(list.getByRole('option').first()).toHaveText('type=')
  await page.keyboard.press('ArrowDown')
  await expect(filter(page)).toHaveAttribute('aria-activedescendant', /.+/)
  await page.keyboard.press('Enter')
  await expect(filter(page)).toHaveValue('type=')
  await expect(list.getByRole('option', { name: 'type=LoadBalancer' })).toBeVisible()
  await page.keyboard.type('Load')
  await page.keyboard.press('Enter')
  await expect(list).toBeHidden()
  await expect(filter(page)).toHaveValue('type=Load')
  await page.keyboard.press('ArrowDown')
  await expect(list).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await expect(filter(page)).toHaveValue('type=Load')
  await page.keyboard.press('Escape')
  await expect(filter(page)).toHaveValue('')
  await page.getByRole('button', { name: 'What the filter understands' }).click()
  await expect(page.getByRole('dialog', { name: 'What the filter understands' })).toContainText('age<2d')
})

test('several columns decide the order, by pointer and keyboard, and stand in the address', async ({
  page,
  api,
}) => {
  const namespace = await ownNamespace(api)
  for (const [name, port] of [
    ['a', 80],
    ['b', 80],
    ['c', 443],
  ] as const)
    await createService(api, namespace, name, { ports: [{ name: 'p', port, targetPort: 80 }] })
  await page.goto(`${adminList}?q=ns%3D${namespace}&sort=-ports`)
  await expect(names(page)).toHaveText(['c', 'a', 'b'])
  const header = (name: string) => page.getByRole('columnheader', { name })
  await header('Name')
    .getByRole('button')
    .click({ modifiers: ['Shift'] })
  await header('Name').getByRole('button').press('Shift+Enter')
  await expect(names(page)).toHaveText(['c', 'b', 'a'])
  await expect(page).toHaveURL(/sort=-ports%2C-name/)
  await expect(header('Ports')).toHaveAttribute('aria-sort', 'descending')
  await expect(header('Ports')).toContainText('1')
  await expect(header('Name')).toContainText('2')
  await page.reload()
  await expect(names(page)).toHaveText(['c', 'b', 'a'])
  await header('Name').getByRole('button').click()
  await expect(names(page)).toHaveText(['a', 'b', 'c'])
  await expect(page).toHaveURL(/sort=name(&|$)/)
})

test('columns are chosen, moved and made wider, rows stand closer, and all of it is kept', async ({
  page,
}) => {
  await page.goto(adminList)
  await expect(names(page).first()).toBeVisible()
  const headers = page.locator('th[data-column]')
  const width = async (name: string) =>
    (await page.getByRole('columnheader', { name }).boundingBox())?.width ?? 0
  await page.getByRole('button', { name: 'Columns' }).click()
  const dialog = page.getByRole('dialog', { name: 'Columns' })
  await dialog.getByRole('checkbox', { name: 'Cluster IP' }).uncheck()
  await dialog.getByRole('checkbox', { name: 'Labels' }).check()
  await dialog.getByRole('button', { name: 'Move Ports up' }).click()
  await dialog.getByRole('button', { name: 'Compact' }).click()
  await page.keyboard.press('Escape')
  const chosen = ['Name', 'Type', 'Ports', 'External IP', 'Target', 'Labels', 'Age']
  await expect(headers).toHaveText(chosen)
  await page.getByRole('columnheader', { name: 'Labels' }).getByRole('button').press('Alt+Shift+ArrowLeft')
  const moved = ['Name', 'Type', 'Ports', 'External IP', 'Labels', 'Target', 'Age']
  await expect(headers).toHaveText(moved)
  const before = await width('Type')
  for (let press = 0; press < 5; press += 1)
    await page.getByRole('columnheader', { name: 'Type' }).getByRole('button').press('Alt+ArrowRight')
  await expect.poll(() => width('Type')).toBe(before + 80)
  await page.reload()
  await expect(headers).toHaveText(moved)
  expect(await width('Type')).toBe(before + 80)
  expect((await page.locator('tr[data-row]').first().boundingBox())?.height).toBeCloseTo(28, -0.5)
  const handle = page.getByRole('columnheader', { name: 'Ports' }).locator('[data-width-handle]')
  const ports = await width('Ports')
  await handle.hover()
  await page.mouse.down()
  const at = await handle.boundingBox()
  await page.mouse.move((at?.x ?? 0) + 64, (at?.y ?? 0) + 5, { steps: 4 })
  await page.mouse.up()
  expect(Math.abs((await width('Ports')) - ports - 60)).toBeLessThan(8)
  await page
    .getByRole('columnheader', { name: 'Target' })
    .dragTo(page.getByRole('columnheader', { name: 'Type' }))
  await expect(headers.nth(1)).toHaveText('Target')
  await page.getByRole('button', { name: 'Columns' }).click()
  await dialog.getByRole('button', { name: 'Reset columns' }).click()
  await dialog.getByRole('button', { name: 'Normal' }).click()
  await expect(headers).toHaveText(['Name', 'Type', 'Cluster IP', 'External IP', 'Ports', 'Target', 'Age'])
})

test('a first row comes at once, also under the pointer', async ({ page, api }) => {
  const namespace = await ownNamespace(api)
  await page.goto(`${configMapList}?${new URLSearchParams({ q: `ns=${namespace} name:c-*` })}`)
  await expect(page.getByText('Nothing matches the filter')).toBeVisible()
  await page.mouse.move(700, 420)
  await page.mouse.move(710, 430)
  await api.create(configMap(namespace, 'c-1'))
  await expect(names(page)).toHaveText(['c-1'])
})

test('nothing moves under the pointer or the keyboard; what would waits, and cells go on', async ({
  page,
  api,
}) => {
  const namespace = await withConfigMaps(api, 3)
  await openConfigMaps(page, namespace, 3)
  const at = (name: string) => resourcePath(configMaps, { namespace, name })
  const updates = (text: string) => page.getByRole('button', { name: text, exact: true })
  await row(page, 'c-1').hover()
  await api.create(configMap(namespace, 'c-0a'))
  await expect(updates('1 update')).toBeVisible()
  await api.delete(at('c-2'))
  await expect(updates('2 updates')).toBeVisible()
  await api.mergePatch(at('c-1'), { metadata: { labels: { now: 'new' } } })
  await expect(row(page, 'c-1')).toContainText('now=new')
  await expect(names(page)).toHaveText(['c-0', 'c-1', 'c-2'])
  await expect(row(page, 'c-2')).toContainText('no longer here')
  await updates('2 updates').click()
  await expect(names(page)).toHaveText(['c-0', 'c-0a', 'c-1'])
  await page.mouse.move(700, 5)
  await api.create(configMap(namespace, 'c-0b'))
  await expect(names(page)).toHaveText(['c-0', 'c-0a', 'c-0b', 'c-1'])

  await page.locator('body').press('j')
  await api.delete(at('c-0a'))
  await expect(updates('1 update')).toBeVisible()
  await page.keyboard.press('u')
  await expect(names(page)).toHaveText(['c-0', 'c-0b', 'c-1'])
  await api.delete(at('c-0b'))
  await expect(updates('1 update')).toBeVisible()
  await filter(page).focus()
  await expect(names(page)).toHaveText(['c-0', 'c-1'])
})

for (const reducedMotion of ['no-preference', 'reduce'] as const) {
  test(`a changed row glows once, if motion is welcome: ${reducedMotion}`, async ({ page, api }) => {
    await page.emulateMedia({ reducedMotion })
    await page.addInitScript(() => {
      const glows: string[] = []
      Object.assign(window, { glows })
      const animate = Element.prototype.animate
      Element.prototype.animate = function (...args) {
        if (this.matches('tr[data-row] > *')) glows.push(this.parentElement?.textContent ?? '')
        return animate.apply(this, args)
      }
    })
    const namespace = await withConfigMaps(api, 2)
    await openConfigMaps(page, namespace, 2)
    await api.mergePatch(resourcePath(configMaps, { namespace, name: 'c-1' }), {
      metadata: { labels: { a: 'b' } },
    })
    await expect(row(page, 'c-1')).toContainText('a=b')
    const glows = await page.evaluate(() => (window as unknown as { glows: string[] }).glows)
    expect(glows.map((text) => text.slice(0, 3))).toEqual(reducedMotion === 'reduce' ? [] : ['c-1'])
  })
}

test('a wide table keeps its first column, and a narrow screen all that can be done', async ({
  page,
  api,
}) => {
  const namespace = await withConfigMaps(api, 3)
  await openConfigMaps(page, namespace, 3)
  await page.getByRole('columnheader', { name: 'Owner' }).getByRole('button').focus()
  for (let press = 0; press < 60; press += 1) await page.keyboard.press('Alt+ArrowRight')
  const grid = page.getByRole('grid')
  await grid.evaluate((element) => element.parentElement?.scrollTo({ left: 500 }))
  const left = async (name: string) =>
    (await page.getByRole('link', { name, exact: true }).boundingBox())?.x ?? 0
  const edge = (await grid.evaluate((element) => element.parentElement?.getBoundingClientRect().x)) ?? 0
  expect((await left('c-1')) - edge).toBeLessThan(100)
  await page.setViewportSize({ width: 390, height: 844 })
  await box(page, 'c-1').click()
  await expect(bar(page)).toContainText('1 selected')
  await expect(row(page, 'c-1')).toContainText('parity=odd')
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(390)
})

test('the filter follows the address back and forth, and never an echo of what was typed', async ({
  page,
}) => {
  await page.goto(`${adminList}?q=frontend`)
  await expect(filter(page)).toHaveValue('frontend')
  await page.getByRole('link', { name: 'Services', exact: true }).click()
  await expect(filter(page)).toHaveValue('')
  await filter(page).pressSequentially('storefront', { delay: 90 })
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.waitForTimeout(900)
  await expect(filter(page)).toHaveValue('')
  await page.goBack()
  await expect(filter(page)).toHaveValue('frontend')
})
