/** Nothing typed is lost: not to a reload, a dead network, a change by somebody else. Except Secrets. */
import type { Page } from '@playwright/test'
import { resourcePath } from '../src/k8s/resource.ts'
import {
  alertIn,
  apply,
  createService,
  editor,
  editorText,
  expect,
  projectList,
  readService,
  replaceText,
  test,
  uniqueName,
} from './console.ts'

const namespace = 'shop-staging'
const createPage = `${projectList(namespace)}/~create`
const editPage = (name: string) => `${projectList(namespace)}/${namespace}/${name}/~edit`

const nameField = (page: Page) => page.getByLabel('Name', { exact: true })
const offer = (page: Page) => alertIn(page).filter({ hasText: 'You have an unsaved draft' })
const goOn = (page: Page) => offer(page).getByRole('button', { name: 'Continue with it' })

/** The texts of all drafts in the browser. */
const kept = (page: Page) =>
  page.evaluate(() =>
    Object.entries({ ...localStorage })
      .filter(([key]) => key.startsWith('portolan.draft/'))
      .map(([, value]) => String(value)),
  )

/** Which of the editor's workers have arrived. */
const workersLoaded = (page: Page) =>
  page.evaluate(() => {
    const names = performance
      .getEntriesByType('resource')
      .map(({ name }) => /(\w+)\.worker[^/]*$/.exec(name)?.[1])
    return [...new Set(names)].filter((name) => name !== undefined).toSorted()
  })

/** Leaves as somebody whose tab dies: without an answer to any question. */
async function reload(page: Page): Promise<void> {
  page.once('dialog', (dialog) => dialog.accept())
  await page.reload()
}

test('outlives a dead network and a reload, is offered, and is gone once saved', async ({
  page,
  context,
  api,
}) => {
  const name = uniqueName('draft')
  await page.goto(createPage)
  await nameField(page).fill('first')
  // The editor has to have arrived before there is no network.
  await editor(page)
  await expect.poll(() => workersLoaded(page)).toEqual(['editor', 'yaml'])
  await context.setOffline(true)
  await nameField(page).fill(name)
  await expect.poll(() => kept(page)).toEqual([expect.stringContaining(name)])
  await context.setOffline(false)
  await reload(page)

  await expect(offer(page)).toContainText('from a moment ago')
  await expect(nameField(page)).toHaveValue('')
  await goOn(page).click()
  await expect(offer(page)).toBeHidden()
  await expect(nameField(page)).toHaveValue(name)
  const text = await editorText(page)
  await replaceText(
    page,
    text.replace(/spec:[\s\S]*/, 'spec:\n  ports: [{name: a, port: 80}]\n  selector: {a: b}\n'),
  )
  await page.getByRole('button', { name: 'Create Service' }).click()
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${name}$`))
  expect((await readService(api, namespace, name)).spec?.selector).toEqual({ a: 'b' })
  expect(await kept(page)).toEqual([])
  await page.goto(createPage)
  await expect(nameField(page)).toHaveValue('')
  await expect(offer(page)).toBeHidden()
})

test('what is typed last is kept when the tab goes away at once; discarding removes it', async ({ page }) => {
  await page.goto(createPage)
  await nameField(page).fill('in-a-hurry')
  await reload(page)
  await expect(offer(page)).toBeVisible()
  await nameField(page).fill('another')
  await expect.poll(() => kept(page)).toHaveLength(2)
  await offer(page).getByRole('button', { name: 'Discard' }).click()
  await expect(offer(page)).toBeHidden()
  await expect.poll(() => kept(page)).toEqual([expect.stringContaining('another')])
  await nameField(page).fill('')
  await page.getByRole('link', { name: 'Services' }).click()
  await expect(page).toHaveURL(/\/services$/)
  await expect.poll(() => kept(page)).toEqual([])
})

test('continuing after somebody else changed the object keeps both', async ({ page, api }) => {
  const name = uniqueName('draft')
  await createService(api, namespace, name)
  await page.goto(editPage(name))
  await page.getByLabel('Service Port, port 1').fill('8081')
  await page.getByRole('link', { name: 'Services' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('It stays in this browser as a draft')
  await dialog.getByRole('button', { name: 'Leave' }).click()
  await expect(page).toHaveURL(/\/services$/)

  const before = await readService(api, namespace, name)
  await api.put(resourcePath({ group: '', version: 'v1', plural: 'services' }, before.metadata), {
    ...before,
    metadata: { ...before.metadata, labels: { team: 'red' } },
  })
  await page.goto(editPage(name))
  await goOn(page).click()
  await expect(alertIn(page)).toContainText('taken over')
  await expect(page.getByLabel('Service Port, port 1')).toHaveValue('8081')
  await page.getByRole('button', { name: 'Save' }).click()
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${name}$`))
  const after = await readService(api, namespace, name)
  expect(after.spec?.ports?.[0]?.port).toBe(8081)
  expect(after.metadata.labels).toEqual({ team: 'red' })
  expect(await kept(page)).toEqual([])
})

test('a text with a Secret is never kept, and leaving says so', async ({ page }) => {
  await page.goto(createPage)
  await nameField(page).fill('web')
  await expect.poll(() => kept(page)).toHaveLength(1)
  const text = await editorText(page)
  await replaceText(page, `${text}---\napiVersion: v1\nkind: Secret\nstringData: {password: hunter2}\n`)
  await expect.poll(() => kept(page)).toEqual([])
  await page.getByRole('link', { name: 'Services' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('would be lost')
  await dialog.getByRole('button', { name: 'Leave' }).click()
  await expect(page).toHaveURL(/\/services$/)
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('hunter2')
  await page.goto(createPage)
  await expect(nameField(page)).toHaveValue('')
  await expect(offer(page)).toBeHidden()
})
