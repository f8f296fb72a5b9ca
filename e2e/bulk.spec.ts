/** What is done with many objects of a list at once: selected, labelled, deleted, exported. */
import { parseAllDocuments } from 'yaml'
import type { KubeObject } from '../src/k8s/objects.ts'
import { resourcePath } from '../src/k8s/resource.ts'
import { adminList, createService, expect, test } from './console.ts'
import {
  bar,
  box,
  configMap,
  configMaps,
  filter,
  names,
  openConfigMaps,
  ownNamespace,
  panel,
  row,
  textOf,
  withConfigMaps,
} from './lists.ts'

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
