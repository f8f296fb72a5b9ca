/** Before anything is written one sees what will change; what two people do at once survives, or is asked. */
import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { resourcePath } from '../src/k8s/resource.ts'
import {
  alertIn,
  apply,
  choose,
  createService,
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
const pageOf = (name: string) => `${projectList(namespace)}/${namespace}/${name}`
const pathOf = (name: string) =>
  resourcePath({ group: '', version: 'v1', plural: 'services' }, { namespace, name })

/** A port whose name is somebody's own, so that it stays when the numbers change. */
const ownPort = { ports: [{ name: 'web', port: 80, targetPort: 8080 }] }

const condition = {
  type: 'example.com/Ready',
  status: 'True',
  reason: 'Tested',
  message: '',
  lastTransitionTime: '2026-01-01T00:00:00Z',
}

const shots = process.env.PORTOLAN_SHOTS
async function shoot(page: Page, name: string): Promise<void> {
  if (shots === undefined) return
  mkdirSync(shots, { recursive: true })
  for (const [scheme, width, height] of [
    ['light', 1440, 900],
    ['dark', 390, 844],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.setViewportSize({ width, height })
    await page.waitForTimeout(400)
    await page.screenshot({ path: `${shots}/${name}-${scheme}.png` })
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1440, height: 900 })
}

test('creating shows what will change and what the server adds, and writes only then', async ({
  page,
  api,
}) => {
  const name = uniqueName('review')
  await page.goto(`${projectList(namespace)}/~create`)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await choose(page, 'Workload', 'frontend (Deployment)')
  await page.getByLabel('Container Port, port 1').fill('http')
  const create = page.getByRole('button', { name: 'Create Service' })
  await create.click()

  const review = reviewOf(page)
  await expect(review).toHaveAccessibleName(`Create Service ${name}?`)
  const changes = review.getByRole('list', { name: 'What will change' })
  await expect(changes.getByRole('listitem').filter({ hasText: /metadata\.name(?!space)/ })).toContainText(
    name,
  )
  await expect(changes).toContainText('spec.ports[name=tcp-80-http]')
  const added = review.getByRole('list', { name: 'What the server does by itself' })
  await expect(added).toBeHidden()
  await review.getByRole('button', { name: /^The server adds or changes/ }).click()
  await expect(added).toContainText('spec.clusterIP')
  await expect(added).not.toContainText(/uid|resourceVersion|managedFields|status/)
  await shoot(page, 'create')
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await review.getByRole('button', { name: 'Copy as kubectl command' }).click()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toMatch(/^kubectl --context portolan-admin create -f - <<'EOF'\napiVersion: v1\n/)

  await page.keyboard.press('Escape')
  await expect(review).toBeHidden()
  await expect(create).toBeFocused()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name)
  await expect(readService(api, namespace, name)).rejects.toThrow('not found')

  await page.keyboard.press('Enter')
  await expect(review.getByRole('button', { name: 'Create Service' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`${name}$`))
  expect((await readService(api, namespace, name)).spec?.ports?.[0]?.targetPort).toBe('http')
})

test('saving shows old and new, and the same as text', async ({ page, api }) => {
  const name = uniqueName('saved')
  await createService(api, namespace, name, ownPort)
  await page.goto(`${pageOf(name)}/~edit`)
  await page.getByLabel('Service Port, port 1').fill('8083')
  await page.getByRole('button', { name: 'Save' }).click()
  const review = reviewOf(page)
  const row = review.getByRole('listitem').filter({ hasText: '.port' })
  await expect(row.getByRole('deletion')).toHaveText('80')
  await expect(row.getByRole('insertion')).toHaveText('8083')
  await expect(review).toContainText('The server adds and changes nothing by itself.')
  await review.getByRole('button', { name: 'Compare the text' }).click()
  await expect(
    review.locator('.monaco-diff-editor .view-line').filter({ hasText: '8083' }).first(),
  ).toBeVisible()
  await shoot(page, 'save')
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${name}$`))
  expect((await readService(api, namespace, name)).spec?.ports?.[0]?.port).toBe(8083)
})

test('what the server refuses is said at its field, and no review opens', async ({ page }) => {
  await page.goto(`${projectList(namespace)}/~create`)
  await page.getByLabel('Name', { exact: true }).fill(uniqueName('refused'))
  await page.getByLabel('Service Port, port 1').fill('70000')
  await page.getByRole('button', { name: 'Create Service' }).click()
  await expect(page.getByRole('group', { name: 'Port 1' })).toContainText('must be between 1 and 65535')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('what is refused only when it is applied leaves everything typed in place', async ({ page, api }) => {
  const name = uniqueName('raced')
  await page.goto(`${projectList(namespace)}/~create`)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Create Service' }).click()
  await expect(reviewOf(page)).toBeVisible()
  await createService(api, namespace, name)
  await apply(page)
  await expect(alertIn(page)).toContainText('already exists')
  await expect(reviewOf(page)).toBeHidden()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name)
})

test('two people change different fields of one object, and both changes survive', async ({
  page,
  context,
  api,
}) => {
  const name = uniqueName('both')
  await createService(api, namespace, name, ownPort)
  await page.goto(`${pageOf(name)}/~edit`)
  await page.getByLabel('Service Port, port 1').fill('8084')
  const other = await context.newPage()
  await other.goto(`${pageOf(name)}/~edit`)
  await other.getByRole('switch', { name: 'Session Affinity' }).check()
  await other.getByRole('button', { name: 'Save' }).click()
  await apply(other)
  await expect(other).toHaveURL(new RegExp(`${name}$`))

  const meanwhile = page
    .getByRole('status')
    .filter({ hasText: 'Somebody changed it meanwhile in this console' })
  await expect(meanwhile).toContainText(/\d+s ago/)
  await shoot(page, 'meanwhile')
  await meanwhile.getByRole('button', { name: 'Take over' }).click()
  await expect(alertIn(page)).toContainText('Their changes are taken over')
  await expect(meanwhile).toBeHidden()
  await page.getByRole('button', { name: 'Save' }).click()
  const changes = reviewOf(page).getByRole('list', { name: 'What will change' })
  await expect(changes.getByRole('listitem')).toHaveCount(1)
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${name}$`))
  const { spec } = await readService(api, namespace, name)
  expect(spec?.ports?.[0]?.port).toBe(8084)
  expect(spec?.sessionAffinity).toBe('ClientIP')
})

for (const side of ['mine', 'theirs'] as const) {
  test(`the same field changed by both is asked about with both values: ${side}`, async ({ page, api }) => {
    const name = uniqueName('same')
    await createService(api, namespace, name, ownPort)
    await page.goto(`${pageOf(name)}/~edit`)
    await page.getByLabel('Service Port, port 1').fill('8085')
    await api.mergePatch(pathOf(name), {
      metadata: { labels: { theirs: 'yes' } },
      spec: { ports: [{ name: 'web', port: 9090, targetPort: 8080 }] },
    })
    const save = page.getByRole('button', { name: 'Save' })
    await save.click()
    await page.getByRole('button', { name: 'Take over their changes' }).click()
    const question = page.getByRole('group', { name: 'spec.ports[name=web].port' })
    await expect(question).toContainText(/Yours.*8085.*Theirs.*9090/s)
    await expect(save).toBeDisabled()
    await shoot(page, `conflict-${side}`)
    await question.getByRole('button', { name: side === 'mine' ? 'Keep yours' : 'Take theirs' }).click()
    const answer = side === 'mine' ? 8085 : 9090
    await expect(page.getByLabel('Service Port, port 1')).toHaveValue(String(answer))
    if (side === 'theirs') {
      await page.getByLabel('Container Port, port 1').fill('8081')
    }
    await save.click()
    await apply(page)
    await expect(page).toHaveURL(new RegExp(`${name}$`))
    const { metadata, spec } = await readService(api, namespace, name)
    expect(spec?.ports?.[0]?.port).toBe(answer)
    expect(metadata.labels).toEqual({ theirs: 'yes' })
  })
}

test('what only the status changed is no reason to ask', async ({ page, api }) => {
  const name = uniqueName('status')
  await createService(api, namespace, name, ownPort)
  await page.goto(`${pageOf(name)}/~edit`)
  await page.getByLabel('Service Port, port 1').fill('8086')
  await api.mergePatch(`${pathOf(name)}/status`, {
    status: { conditions: [condition] },
  })
  await expect
    .poll(() => readService(api, namespace, name).then(({ status }) => JSON.stringify(status)))
    .toContain(condition.type)
  await expect(async () => {
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(reviewOf(page)).toBeVisible({ timeout: 1000 })
  }).toPass()
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${name}$`))
})

test('a deletion meanwhile is said, and the YAML is kept', async ({ page, api }) => {
  const name = uniqueName('deleted')
  await createService(api, namespace, name, ownPort)
  await page.goto(`${pageOf(name)}/~edit`)
  await page.getByLabel('Service Port, port 1').fill('8087')
  await api.delete(pathOf(name))
  const deleted = page.getByRole('status').filter({ hasText: 'was deleted meanwhile' })
  await expect(deleted).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(alertIn(page)).toBeVisible()
  await expect(deleted).toBeVisible()
  await expect(reviewOf(page)).toBeHidden()
  await expect(readService(api, namespace, name)).rejects.toThrow('not found')
  expect(await editorText(page)).toContain('port: 8087')
})

test('what the checks and the server warn of is said again in the review', async ({ page, api }) => {
  const name = uniqueName('warned')
  await createService(api, namespace, name, { ...ownPort, selector: { app: 'nobody-has-this' } })
  await page.goto(`${pageOf(name)}/~edit`)
  const text = await editorText(page)
  await replaceText(page, text.replace('spec:\n', 'spec:\n  externalIPs: [192.0.2.7]\n'))
  await page.getByRole('button', { name: 'Save' }).click()
  const notes = reviewOf(page).getByRole('note')
  await expect(notes.filter({ hasText: 'The server warns: ' })).toContainText('externalIPs is deprecated')
  await expect(notes.filter({ hasText: `No pod in ${namespace} carries these labels` })).toBeVisible()
  await page.keyboard.press('Escape')
  expect(await editorText(page)).toContain('externalIPs: [192.0.2.7]')
})
