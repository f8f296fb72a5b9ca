/** Lists of many objects: the language of the filter, order, columns, selection, and what is done with many at once. */
import { readFile } from 'node:fs/promises'
import type { Download, Page } from '@playwright/test'
import { parseAllDocuments } from 'yaml'
import type { KubeObject } from '../src/k8s/objects.ts'
import { resourcePath } from '../src/k8s/resource.ts'
import type { ApiClient, Manifest } from './cluster/index.ts'
import { adminList, createService, expect, test, uniqueName } from './console.ts'

const configMapList = '/admin/portolan-admin/configmaps.core'
const configMaps = { group: '', version: 'v1', plural: 'configmaps' }

const names = (page: Page) => page.locator('tbody th[scope=row] a')
const filter = (page: Page) => page.getByLabel('Filter', { exact: true })
const row = (page: Page, name: string) => page.locator('tr[data-row]').filter({ hasText: name })
const box = (page: Page, name: string) => page.getByRole('checkbox', { name: `Select ${name}`, exact: true })
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Actions for the selection' })
const panel = (page: Page) => page.getByRole('region', { name: 'Bulk actions' })

async function ownNamespace(api: ApiClient): Promise<string> {
  const name = uniqueName('tables')
  await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  return name
}

const configMap = (namespace: string, name: string, labels: Record<string, string> = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace, labels },
  data: { of: name },
})

/** `c-0`, `c-1` and so on, in a namespace of their own; every control plane puts one of its own beside them. */
async function withConfigMaps(api: ApiClient, count: number): Promise<string> {
  const namespace = await ownNamespace(api)
  for (let at = 0; at < count; at += 1) {
    await api.create(configMap(namespace, `c-${at}`, { parity: at % 2 === 0 ? 'even' : 'odd' }))
  }
  return namespace
}

/** The list of them, and of nothing else. */
async function openConfigMaps(page: Page, namespace: string, count: number, query = ''): Promise<void> {
  await page.goto(`${configMapList}?${new URLSearchParams({ q: `ns=${namespace} name:c-*${query}` })}`)
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(count + 1))
  await expect(names(page).first()).toBeVisible()
}

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8')
}

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

test('rows are selected by pointer and keyboard, all of them also where they are not drawn', async ({
  page,
  api,
}) => {
  const namespace = await withConfigMaps(api, 70)
  await openConfigMaps(page, namespace, 70)
  await box(page, 'c-1').click()
  await box(page, 'c-4').click({ modifiers: ['Shift'] })
  await expect(bar(page)).toContainText('4 selected')
  await expect(row(page, 'c-3').first()).toHaveAttribute('aria-selected', 'true')
  await box(page, 'c-2').click()
  await expect(bar(page)).toContainText('3 selected')
  await page.getByRole('link', { name: 'c-7', exact: true }).focus()
  await page.keyboard.press('x')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(bar(page)).toContainText('6 selected')
  await expect(page.getByRole('link', { name: 'c-9', exact: true })).toBeFocused()
  await page.keyboard.press('End')
  await expect(page.getByRole('link', { name: 'c-69', exact: true })).toBeFocused()
  await expect(page.locator('tr[aria-rowindex="71"]')).toBeVisible()
  await page.keyboard.press('Home')
  await expect(page.getByRole('link', { name: 'c-0', exact: true })).toBeFocused()
  await bar(page).getByRole('button', { name: 'Select all 70 matching' }).click()
  await expect(bar(page)).toContainText('70 selected')
  await expect(page.getByRole('checkbox', { name: 'Select all 70 matching' })).toBeChecked()

  await api.delete(resourcePath(configMaps, { namespace, name: 'c-60' }))
  await page.mouse.move(700, 5)
  await expect(bar(page)).toContainText('69 selected · 1 is gone or no longer matches')
  await filter(page).fill(`ns=${namespace} name:c-* parity=odd`)
  await expect(bar(page)).toContainText('35 selected')
  await filter(page).fill(`ns=${namespace} nothing-like-it`)
  await expect(page.getByText(/objects you had selected are gone or no longer match/)).toBeVisible()
  await expect(bar(page)).toBeHidden()
})

test('a label is set on many after a look at what changes; others’ changes stand', async ({ page, api }) => {
  const namespace = await withConfigMaps(api, 4)
  const at = (name: string) => resourcePath(configMaps, { namespace, name })
  await api.mergePatch(at('c-1'), { metadata: { labels: { tier: 'front' } } })
  await api.mergePatch(at('c-2'), { metadata: { labels: { tier: 'back' } } })
  await openConfigMaps(page, namespace, 4)
  await expect(row(page, 'c-2')).toContainText('tier=back')
  await page.getByRole('checkbox', { name: /^Select all/ }).check()
  await bar(page).getByRole('button', { name: 'Labels and annotations' }).click()
  const dialog = page.getByRole('dialog', { name: 'Labels and annotations of 4 ConfigMaps' })
  await dialog.getByLabel('Key').fill('tier')
  await dialog.getByLabel('Value').fill('not a value')
  await expect(dialog.getByRole('button', { name: /^Change/ })).toBeDisabled()
  await dialog.getByLabel('Value').fill('front')
  await expect(dialog).toContainText('Changes 3 objects:')
  await expect(dialog).toContainText('1 other is so already')
  await expect(dialog).toContainText('1 of them loses the value it has there now')
  await expect(dialog).toContainText('back × 1')
  // After the look: one that does not matter, and one that does.
  await api.mergePatch(at('c-0'), { data: { meanwhile: 'yes' } })
  await api.mergePatch(at('c-2'), { metadata: { labels: { tier: 'mine' } } })
  await dialog.getByRole('button', { name: 'Change 3 ConfigMaps' }).click()
  await expect(panel(page)).toContainText('2 done. 1 failed.')
  await expect(panel(page)).toContainText(`${namespace}/c-2: Somebody else changed this key`)
  const read = async (name: string) => await api.get<KubeObject & { data: object }>(at(name))
  expect(await read('c-0')).toMatchObject({
    metadata: { labels: { tier: 'front' } },
    data: { meanwhile: 'yes' },
  })
  expect((await read('c-2')).metadata.labels).toMatchObject({ tier: 'mine' })
  expect((await read('c-3')).metadata.labels).toMatchObject({ tier: 'front', parity: 'odd' })
  // It stays, whatever page is open.
  await page.getByRole('link', { name: 'Resource Management' }).click()
  await expect(page.getByRole('heading', { name: 'Resource Management' })).toBeVisible()
  await expect(panel(page)).toContainText('Set the label tier on 3 ConfigMaps')
  await panel(page).getByRole('button', { name: 'Close' }).click()
  await expect(panel(page)).toBeHidden()
})

test('many are deleted, what the server refused is told and tried again, nothing twice', async ({
  page,
  api,
}) => {
  const namespace = await withConfigMaps(api, 9)
  await openConfigMaps(page, namespace, 9)
  const asked: string[] = []
  let refuses = true
  await page.route(`**/namespaces/${namespace}/configmaps/*`, async (route) => {
    const request = route.request()
    if (request.method() !== 'DELETE') return route.continue()
    const name = new URL(request.url()).pathname.split('/').at(-1) ?? ''
    asked.push(name)
    if (name !== 'c-4' || !refuses) return route.continue()
    const message = 'configmaps "c-4" is forbidden: it is needed'
    const status = {
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      reason: 'Forbidden',
      code: 403,
      message,
    }
    return route.fulfill({ status: 403, json: status })
  })
  await page.getByRole('checkbox', { name: /^Select all/ }).check()
  await bar(page).getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 9 ConfigMaps?' })
  const confirm = dialog.getByRole('button', { name: 'Delete 9 ConfigMaps' })
  await expect(confirm).toBeDisabled()
  await dialog.getByRole('textbox').fill('9')
  await confirm.click()
  await expect(panel(page)).toContainText('8 done. 1 failed.')
  await expect(panel(page)).toContainText('configmaps "c-4" is forbidden: it is needed')
  await expect(names(page)).toHaveText(['c-4'])
  refuses = false
  await panel(page).getByRole('button', { name: 'Try 1 again' }).click()
  await expect(panel(page)).toContainText('9 done.')
  await expect(page.getByText('Nothing matches the filter')).toBeVisible()
  expect(asked.toSorted()).toEqual(
    [...Array(9).keys()]
      .map((at) => `c-${at}`)
      .concat('c-4')
      .toSorted(),
  )
})

test('what depends on many is said before they are deleted, and a job can be cancelled', async ({
  page,
  api,
}) => {
  const namespace = await ownNamespace(api)
  for (let at = 0; at < 8; at += 1) await createService(api, namespace, `s-${at}`)
  await api.create({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'door', namespace },
    spec: { defaultBackend: { service: { name: 's-1', port: { number: 80 } } } },
  })
  await page.goto(`${adminList}?q=ns%3D${namespace}`)
  await expect(names(page)).toHaveCount(8)
  let begun = 0
  const waiting: (() => void)[] = []
  await page.route(`**/namespaces/${namespace}/services/*`, async (route) => {
    if (route.request().method() !== 'DELETE') return route.continue()
    begun += 1
    await new Promise<void>((resolve) => waiting.push(resolve))
    return route.continue()
  })
  await page.getByRole('checkbox', { name: /^Select all/ }).check()
  await bar(page).getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 8 Services?' })
  await expect(dialog).toContainText('1 object depends on them and stops working')
  await expect(dialog).toContainText(`Ingress ${namespace}/door`)
  await dialog.getByRole('textbox').fill('8')
  await dialog.getByRole('button', { name: 'Delete 8 Services' }).click()
  await expect.poll(() => begun).toBe(4)
  await panel(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(panel(page)).toContainText('what was begun is being finished')
  for (const go of waiting) go()
  await expect(panel(page)).toContainText('4 done. 4 were not begun.')
  await expect(names(page)).toHaveCount(4)
  expect(begun).toBe(4)
})

test('what matches is exported as CSV, and what is selected as YAML, Secrets with their values', async ({
  page,
  api,
}) => {
  const namespace = await withConfigMaps(api, 60)
  await openConfigMaps(page, namespace, 60)
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ])
  const lines = (await textOf(csv)).replace('\uFEFF', '').trim().split('\r\n')
  expect(lines[0]).toBe('Name,Namespace,State,Owner,Labels,Age')
  expect(lines).toHaveLength(61)
  expect(lines[60]).toContain(`c-59,${namespace},`)
  await page.getByRole('checkbox', { name: /^Select all/ }).check()
  const [yaml] = await Promise.all([
    page.waitForEvent('download'),
    bar(page).getByRole('button', { name: 'Export YAML' }).click(),
  ])
  const documents = parseAllDocuments(await textOf(yaml)).map((each) => each.toJS() as KubeObject)
  expect(documents).toHaveLength(60)
  expect(documents[10]).toEqual(configMap(namespace, 'c-10', { parity: 'even' }))

  await api.create({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'key', namespace },
    stringData: { word: 'open' },
  })
  await page.goto(`/admin/portolan-admin/secrets.core?q=ns%3D${namespace}+name%3Dkey`)
  await box(page, 'key').click()
  await bar(page).getByRole('button', { name: 'Export YAML' }).click()
  const dialog = page.getByRole('dialog', { name: /Secrets with their values/ })
  await expect(dialog).toContainText('base64 is no encryption')
  const [secrets] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Fetch and export' }).click(),
  ])
  const text = await textOf(secrets)
  expect(text).toContain(Buffer.from('open').toString('base64'))
  expect(text).not.toContain('resourceVersion')
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
        if (this.matches('tr[data-row]')) glows.push(this.textContent ?? '')
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
