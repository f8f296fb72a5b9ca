/** Fields that a controller or a GitOps tool owns are marked, and a change to them says that it may be reverted. */
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import type { ApiClient } from './cluster/index.ts'
import {
  apply,
  createService,
  editor,
  editorText,
  expect,
  projectList,
  readService,
  replaceText,
  reviewOf,
  test,
  uniqueName,
} from './console.ts'

const namespace = 'shop-staging'
const editPage = (name: string) => `${projectList(namespace)}/${namespace}/${name}/~edit`
const ports = [{ name: 'web', port: 80, targetPort: 8080 }]

/** Says on behalf of a tool what part of a Service has to be. */
async function own(
  api: ApiClient,
  name: string,
  manager: string,
  spec: object,
  metadata: object = {},
): Promise<void> {
  const object = { apiVersion: 'v1', kind: 'Service', metadata: { ...metadata, name, namespace }, spec }
  await api.apply(object, undefined, manager)
}

/** A Service of somebody's own, of which Argo CD wants some fields. */
async function ownedService(api: ApiClient): Promise<string> {
  const name = uniqueName('owned')
  await createService(api, namespace, name, { ports: [...ports, { name: 'own', port: 81 }] }, { mine: 'x' })
  await own(api, name, 'argocd-controller', { sessionAffinity: 'None', ports }, { labels: { app: 'web' } })
  return name
}

const markOf = (within: Page | Locator) =>
  within.getByRole('button', { name: 'Owned by argocd-controller', exact: true })

/** The lines of the editor beside which there is a bar. */
async function barredLines(page: Page): Promise<readonly string[]> {
  await editor(page)
  return page.evaluate(() => {
    const tops = [...document.querySelectorAll('.monaco-editor .portolan-owned')].map((bar) =>
      Math.round(bar.getBoundingClientRect().top),
    )
    const lines = [...document.querySelectorAll('.monaco-editor .view-lines .view-line')]
    return lines
      .map((line) => ({ top: Math.round(line.getBoundingClientRect().top), text: line.textContent ?? '' }))
      .filter(({ top }) => tops.includes(top))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text.replaceAll('\u00a0', ' ').trim())
  })
}

test('an owned field is marked in the form, with who, how and since when', async ({ page, api }) => {
  const name = await ownedService(api)
  await page.goto(editPage(name))
  const affinity = page.getByRole('switch', { name: 'Session Affinity' })
  await expect(affinity).toHaveAccessibleDescription(
    /argocd-controller applies this\. It last wrote \d+\w+ ago, .*\d{4}.* It may revert a change\./,
  )
  await expect(markOf(page.getByRole('group', { name: 'Port 1' }))).toBeVisible()
  await expect(markOf(page.getByRole('group', { name: 'Port 2' }))).toHaveCount(0)
  await page.getByRole('button', { name: /^Labels and annotations/ }).click()
  await expect(markOf(page.getByRole('group', { name: 'Labels', exact: true }))).toBeVisible()
  await expect(markOf(page.getByRole('group', { name: 'Annotations', exact: true }))).toHaveCount(0)

  const mark = markOf(page.locator('[data-path="spec.sessionAffinity"]'))
  await expect(mark).toHaveText('argocd-controller')
  await mark.focus()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Tab')
  await expect(mark).toBeFocused()
  await expect(page.getByRole('tooltip')).toContainText('argocd-controller applies this.')
  const { violations } = await new AxeBuilder({ page }).include('main').exclude('.monaco-editor').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
})

test('owned lines have a bar in the editor, and say whose they are', async ({ page, api }) => {
  const name = await ownedService(api)
  await page.goto(editPage(name))
  const lines = ['app: web', '- name: web', 'port: 80', 'targetPort: 8080', 'sessionAffinity: None']
  await expect.poll(() => barredLines(page)).toEqual(expect.arrayContaining(lines))
  const barred = await barredLines(page)
  for (const line of ['mine: x', '- name: own', 'port: 81', 'type: ClusterIP'])
    expect(barred).not.toContain(line)

  const value = page.locator('.view-line').filter({ hasText: 'sessionAffinity' }).getByText('None')
  const hover = page.locator('.monaco-hover').filter({ hasText: 'spec.sessionAffinity' })
  await expect(async () => {
    // What the schema says arrives when it does, and ends a hover that has just begun.
    await page.mouse.move(10, 10)
    await value.hover()
    await expect(hover).toContainText(/argocd-controller applies this\. It last wrote \d+\w+ ago/, {
      timeout: 2000,
    })
  }).toPass()
  await expect(hover).toContainText('It may revert a change.')
  await page.mouse.move(10, 10)
  await expect(hover).toBeHidden()

  // An item that is moved, and whose key is edited, is still theirs.
  const text = await editorText(page)
  await replaceText(
    page,
    text
      .replace('  ports:\n', '  ports:\n    - {name: first, port: 1}\n')
      .replace('port: 80\n', 'port: 8081\n'),
  )
  await expect.poll(() => barredLines(page)).toEqual(expect.arrayContaining(['- name: web', 'port: 8081']))
  expect(await barredLines(page)).not.toContain('- {name: first, port: 1}')
})

test('a change to an owned field says that it may be reverted, until it is taken back', async ({
  page,
  api,
}) => {
  const name = await ownedService(api)
  await page.goto(editPage(name))
  const port = page.getByLabel('Service Port, port 1')
  const warning = page.getByRole('group', { name: 'Port 1' }).locator('[data-finding="object/owned"]')
  await expect(page.locator('[data-finding="object/owned"]')).toHaveCount(0)
  await port.fill('8090')
  await expect(warning).toContainText(/^Owned by argocd-controller, last written .*\d{4}.*\. Your change may/)
  await expect(page.getByText('1 warning', { exact: true })).toBeVisible()
  await port.fill('80')
  await expect(warning).toHaveCount(0)

  await page.getByLabel('Service Port, port 2').fill('8091')
  await expect(page.getByText('1 field changed')).toBeVisible()
  await expect(page.locator('[data-finding="object/owned"]')).toHaveCount(0)

  await port.fill('8092')
  await page.getByRole('button', { name: 'Save' }).click()
  const review = reviewOf(page)
  const rows = review.getByRole('list', { name: 'What will change' }).getByRole('listitem')
  await expect(markOf(rows.filter({ hasText: '8092' }))).toBeVisible()
  await expect(markOf(rows.filter({ hasText: '8091' }))).toHaveCount(0)
  await expect(review.getByRole('note')).toHaveText(/spec\.ports\[0\]\.port Owned by argocd-controller/)
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${name}$`))
  expect((await readService(api, namespace, name)).spec?.ports?.[0]?.port).toBe(8092)
})

test('an item of theirs that is removed is named', async ({ page, api }) => {
  const name = await ownedService(api)
  await page.goto(editPage(name))
  await page.getByRole('button', { name: 'Remove port 1' }).click()
  await expect(page.locator('[data-finding="object/owned"]')).toContainText(
    'spec.ports[name=web] is owned by argocd-controller',
  )
})

test('whoever goes on with a draft still sees whose fields they change', async ({ page, api }) => {
  const name = await ownedService(api)
  await page.goto(editPage(name))
  await page.getByLabel('Service Port, port 1').fill('8095')
  await expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage }))).toContain('8095')
  page.once('dialog', (dialog) => dialog.accept())
  await page.reload()
  await page.getByRole('button', { name: 'Continue with it' }).click()
  const port = page.getByRole('group', { name: 'Port 1' })
  await expect(markOf(port)).toBeVisible()
  await expect(port.locator('[data-finding="object/owned"]')).toBeVisible()
})

test('what people at a shell and this console wrote is not marked', async ({ page, api }) => {
  const name = uniqueName('mine')
  await createService(api, namespace, name, { ports })
  const path = `/api/v1/namespaces/${namespace}/services/${name}`
  for (const fieldManager of ['kubectl-edit', 'portolan']) {
    await api.send({
      method: 'PATCH',
      path,
      query: { fieldManager },
      body: { metadata: { labels: { [fieldManager]: 'yes' } }, spec: { sessionAffinity: 'None' } },
      contentType: 'application/merge-patch+json',
    })
  }
  await page.goto(editPage(name))
  await page.getByRole('switch', { name: 'Session Affinity' }).check()
  await expect(page.getByText('2 fields changed').or(page.getByText('1 field changed'))).toBeVisible()
  await expect(page.locator('[data-owner-mark], [data-finding="object/owned"]')).toHaveCount(0)
  expect(await barredLines(page)).toEqual([])
})

test('an object that a tool made says so once', async ({ page, api }) => {
  const name = uniqueName('made')
  await createService(api, namespace, name, { ports }, { 'kustomize.toolkit.fluxcd.io/name': 'apps' })
  await page.goto(editPage(name))
  const note = page.getByRole('note')
  await expect(note).toHaveText(
    'Flux made this object for its Kustomization apps and may revert changes to it.',
  )
})
