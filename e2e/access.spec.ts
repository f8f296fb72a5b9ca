/** What one may and may not do: as the developer and the auditor, with rights that the test gives and takes. */
import { appendFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { resourcePath } from '../src/k8s/resource.ts'
import type { ApiClient } from './cluster/index.ts'
import {
  apply,
  choose,
  createService,
  expect,
  projectList,
  replaceText,
  reviewOf,
  test,
  uniqueName,
} from './console.ts'
import { bar, box, names, panel, row } from './lists.ts'

const developer = 'portolan-developer'
const auditor = 'portolan-auditor'
const rbac = { apiGroup: 'rbac.authorization.k8s.io' }
const bindings = { group: rbac.apiGroup, version: 'v1', plural: 'rolebindings' }
const services = { group: '', version: 'v1', plural: 'services' }

/** How soon a page knows of rights that were given or taken. */
const soon = { timeout: 15_000 }

async function bind(api: ApiClient, namespace: string, role: string, kind = 'ClusterRole'): Promise<void> {
  await api.create({
    apiVersion: `${rbac.apiGroup}/v1`,
    kind: 'RoleBinding',
    metadata: { name: role, namespace },
    roleRef: { ...rbac, kind, name: role },
    subjects: [{ ...rbac, kind: 'Group', name: 'project:shop' }],
  })
}

const unbind = (api: ApiClient, namespace: string, role: string) =>
  api.delete(resourcePath(bindings, { namespace, name: role }))

/** A project of two namespaces: in the first the developer may edit, in the second only look. */
async function makeProject(api: ApiClient) {
  const project = uniqueName('rights')
  const [own, other] = [`${project}-own`, `${project}-read`]
  for (const name of [own, other]) {
    const labels = { 'cpaas.io/project': project }
    await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } })
  }
  await bind(api, own, 'edit')
  await bind(api, other, 'view')
  return { project, own, other }
}

/** The description that a screen reader reads, and what the pointer sees. */
async function expectRefused(page: Page, name: string, reason: string): Promise<void> {
  const button = page.getByRole('main').getByRole('button', { name, exact: true })
  await expect(button).toBeDisabled()
  await expect(button).toHaveAccessibleDescription(reason)
  await button.focus()
  await expect(button).toBeFocused()
  await button.hover()
  await expect(page.getByRole('tooltip').filter({ hasText: reason })).toBeVisible()
  await button.blur()
}

test('an auditor is told what each button needs, and nothing happens', async ({ page }) => {
  await page.goto(projectList('shop-prod', auditor))
  await expect(names(page).first()).toBeVisible()
  await expectRefused(page, 'Create Service', 'Needs create on services in shop-prod')
  await page.getByRole('button', { name: 'Create Service' }).click({ force: true })
  await page.keyboard.press('c')
  await page.getByRole('button', { name: 'Actions for frontend' }).click()
  const menu = page.getByRole('menu')
  await expect(menu.getByRole('menuitem', { name: /^Edit/ })).toBeDisabled()
  await expect(menu).toContainText('Needs update on services in shop-prod')
  await expect(menu).toContainText('Needs delete on services in shop-prod')
  await page.keyboard.press('Escape')
  await box(page, 'frontend').click()
  await expect(bar(page).getByRole('button', { name: 'Delete' })).toBeDisabled()
  await expect(bar(page).getByRole('button', { name: 'Labels and annotations' })).toBeDisabled()
  await expect(bar(page).getByRole('button', { name: 'Export YAML' })).toBeEnabled()
  await page.getByRole('link', { name: 'frontend', exact: true }).click()
  await expectRefused(page, 'Edit', 'Needs update on services in shop-prod')
  await expectRefused(page, 'Delete', 'Needs delete on services in shop-prod')
  await page.goto(`${projectList('shop-prod', auditor)}/shop-prod/frontend/~edit`)
  await expect(page.locator('footer')).toContainText('Needs update on services in shop-prod')
})

test('who may do it has the buttons, without a flicker', async ({ page }) => {
  await page.goto(projectList('shop-prod', developer))
  await expect(page.getByRole('link', { name: 'Create Service' })).toBeEnabled()
  await page.getByRole('link', { name: 'frontend', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Edit' })).toBeEnabled()
  await expect(page.getByRole('button', { name: 'Delete' })).toBeEnabled()
})

test('the search says which pages one may not open', async ({ page }) => {
  await page.goto(projectList('shop-prod', auditor))
  await expect(names(page).first()).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('create service')
  const entry = page.getByRole('option', { name: /Create Service/ })
  await expect(entry).toBeDisabled()
  await expect(entry).toContainText('Needs create on services in shop-prod')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/services$/)
})

test('a link to the Administrator view explains itself, and leads to one’s own project', async ({
  page,
  api,
}) => {
  await makeProject(api)
  await page.goto(`/admin/${developer}/services`)
  const main = page.getByRole('main')
  await expect(main).toContainText('You may not list Services here')
  await expect(main).toContainText('Needs list on services in the whole cluster')
  await expect(main).toContainText(`You are dana in the cluster ${developer}, in the group project:shop.`)
  await expect(main).toContainText('User "dana" cannot list resource "services"')
  const entry = page.getByRole('navigation').getByRole('link', { name: 'Services' })
  await expect(entry).toBeDisabled()
  await expect(entry).toHaveAccessibleDescription('Needs list on services in the whole cluster')
  await main
    .getByRole('link', { name: /^Services of / })
    .first()
    .click()
  await expect(page).toHaveURL(new RegExp(`/projects/${developer}/[^/~]+/~all/services$`))
  await expect(page.getByRole('grid')).toBeVisible()
  await expect(main).not.toContainText('You may not list')
  await page.goto(`/admin/${developer}/services/payments-prod/api`)
  await expect(main).toContainText('Needs list on services in payments-prod')
  await page.goto(`/admin/${developer}/resources?q=secrets`)
  await expect(main.getByRole('link', { name: 'Secret', exact: true })).toBeDisabled()
})

test('a bulk action leaves out what one may not touch, if one says so', async ({ page, api }) => {
  const { project, own, other } = await makeProject(api)
  await createService(api, own, 'first')
  await createService(api, own, 'second')
  await createService(api, other, 'third')
  await page.goto(projectList('~all', developer, project))
  await expect(row(page, 'third')).toBeVisible()
  await page.getByRole('checkbox', { name: /^Select all/ }).check()
  await bar(page).getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 3 Services?' })
  await expect(dialog).toContainText('You may not do this to 1 of these 3 Services.')
  await expect(dialog).toContainText(`Needs delete on services in ${other}`)
  await expect(dialog).toContainText(`${other}/third`)
  await dialog.getByRole('textbox').fill('3')
  await expect(dialog.getByRole('button', { name: 'Delete 3 Services' })).toBeDisabled()
  const rest = page.getByRole('dialog', { name: 'Delete 2 Services?' })
  await dialog.getByRole('checkbox', { name: 'Leave them out and go on with the other 2' }).check()
  await rest.getByRole('textbox').fill('2')
  await rest.getByRole('button', { name: 'Delete 2 Services' }).click()
  await expect(panel(page)).toContainText('2 done.')
  await expect(names(page)).toHaveText(['third'])
})

test('a form offers the namespaces in which one may make it; the others say why not', async ({
  page,
  api,
}) => {
  const { project, own, other } = await makeProject(api)
  await page.goto(`${projectList('~all', developer, project)}/~create`)
  const name = uniqueName('made')
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('main').getByRole('combobox', { name: 'Namespace' }).click()
  const refused = page.getByRole('option', { name: other })
  await expect(refused).toBeDisabled()
  await expect(refused).toContainText(`Needs create on services in ${other}`)
  await page.getByRole('option', { name: own, exact: true }).click()
  await page.getByRole('button', { name: 'Create Service' }).click()
  await apply(page)
  await expect(page.getByText(`Service ${name} is created`)).toBeVisible()
})

test('what is made from within a form needs a right of its own', async ({ page, api }) => {
  const { project, other } = await makeProject(api)
  const rules = [{ apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: ['create'] }]
  await api.create({
    apiVersion: `${rbac.apiGroup}/v1`,
    kind: 'Role',
    metadata: { name: 'publisher', namespace: other },
    rules,
  })
  await bind(api, other, 'publisher', 'Role')
  await page.goto(`${projectList(other, developer, project, 'ingresses')}/~create`)
  await page.getByRole('main').getByRole('combobox', { name: 'Service', exact: true }).first().click()
  const entry = page.getByRole('option', { name: /Create a Service/ })
  await expect(entry).toBeDisabled()
  await expect(entry).toContainText(`Needs create on services in ${other}`)
})

test('of several documents, those that one may not write are named before anything is asked', async ({
  page,
  api,
}) => {
  const { project, own, other } = await makeProject(api)
  const dryRuns: string[] = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.searchParams.has('dryRun')) dryRuns.push(url.pathname)
  })
  await page.goto(`/projects/${developer}/${project}/~all/~import`)
  const configMap = (namespace: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: imported\n  namespace: ${namespace}\n`
  await replaceText(page, `${configMap(own)}---\n${configMap(other)}`)
  await page.getByRole('button', { name: 'Review' }).click()
  const refusal = page.getByRole('alert').filter({ hasText: 'You may not save this' })
  await expect(refusal).toContainText('imported')
  await expect(refusal).toContainText(`Needs create on configmaps in ${other}`)
  await expect(reviewOf(page)).toBeHidden()
  expect(dryRuns.filter((path) => path.includes(`/${other}/`))).toEqual([])
  await bind(api, other, 'edit')
  await page.getByRole('button', { name: 'Review' }).click()
  await expect(reviewOf(page)).toBeVisible()
})

test('rights that are taken away while one looks are gone within seconds, and so they come back', async ({
  page,
  api,
}) => {
  const { project, own } = await makeProject(api)
  await createService(api, own, 'watched')
  await page.goto(projectList(own, developer, project))
  await expect(row(page, 'watched')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Create Service' })).toBeVisible()
  // The server has looked at the rights once.
  await page.waitForTimeout(4_000)
  const took = async (change: Promise<unknown>, seen: () => Promise<void>) => {
    await change
    const began = Date.now()
    await seen()
    return Date.now() - began
  }
  const lost = await took(unbind(api, own, 'edit'), () =>
    expect(page.getByText('You may not list Services here')).toBeVisible(soon),
  )
  await expect(row(page, 'watched')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Create Service' })).toBeDisabled(soon)
  const regained = await took(bind(api, own, 'view'), () => expect(row(page, 'watched')).toBeVisible(soon))
  const given = await took(bind(api, own, 'edit'), () =>
    expect(page.getByRole('link', { name: 'Create Service' })).toBeVisible(soon),
  )
  const { PORTOLAN_TEST_FIGURES: figures } = process.env
  if (figures !== undefined) appendFileSync(figures, `${JSON.stringify({ lost, regained, given })}\n`)
})

test('who may not list namespaces says which are theirs, and they are remembered', async ({ page, api }) => {
  const { project, own } = await makeProject(api)
  // Everything is the cluster's own answer but this one list, which other tests need meanwhile.
  await page.routeWebSocket('**/watch', (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((text) => {
      const request = JSON.parse(String(text)) as { type: string; id: number; target?: { plural: string } }
      if (request.type !== 'subscribe' || request.target?.plural !== 'namespaces') return server.send(text)
      const reason = { code: 403, message: 'namespaces is forbidden' }
      const state = { phase: 'stopped', since: Date.now(), reason }
      socket.send(JSON.stringify({ type: 'state', id: request.id, state }))
    })
  })
  await page.goto(`/admin/${developer}/services`)
  await page.getByRole('main').getByRole('link', { name: 'Which namespaces do you work in?' }).click()
  await expect(page.getByRole('heading', { name: 'Which namespaces do you work in?' })).toBeVisible()
  const field = page.getByRole('main').getByLabel('Namespace')
  const add = page.getByRole('button', { name: 'Add namespace' })
  await field.fill('Not A Name')
  await add.click()
  await expect(page.getByText('A namespace is called by lower-case letters')).toBeVisible()
  await field.fill('payments-prod')
  await add.click()
  await expect(page.getByText('You have no rights in payments-prod.')).toBeVisible()
  await field.fill(own)
  await add.click()
  await expect(page).toHaveURL(new RegExp(`/projects/${developer}/${project}/${own}$`))
  // The address is another one before the page is.
  const services = page.getByRole('navigation').getByRole('link', { name: 'Services' })
  await expect(services).toHaveAttribute('href', projectList(own, developer, project))
  await services.click()
  await expect(page.getByRole('link', { name: 'Create Service' }).first()).toBeVisible()
  await page.goto(`${projectList('~all', developer, project)}/~create`)
  await choose(page.getByRole('main'), 'Namespace', own)
  const kept = await page.evaluate(() => JSON.stringify(localStorage))
  expect(kept).toContain(own)
  await page.goto(`/projects/${developer}/~all/~all`)
  await page.getByRole('button', { name: `Forget ${own}` }).click()
  await page.goto(projectList(own, developer, project))
  await expect(page.getByRole('heading', { name: 'Which namespaces do you work in?' })).toBeVisible()
})

test('a change that was refused has the rights asked for anew', async ({ page, api }) => {
  const { project, own } = await makeProject(api)
  await createService(api, own, 'kept')
  await page.goto(projectList(own, developer, project))
  await row(page, 'kept').getByRole('button', { name: 'Actions for kept' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete Service kept?' })
  await expect(dialog.getByRole('button', { name: 'Delete Service' })).toBeEnabled()
  await unbind(api, own, 'edit')
  await bind(api, own, 'view')
  const asked = page.waitForRequest(/selfsubjectrulesreviews/)
  await dialog.getByRole('button', { name: 'Delete Service' }).click()
  await expect(dialog).toContainText('cannot delete resource "services"')
  await asked
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'Create Service' })).toBeDisabled()
  await api.delete(resourcePath(services, { namespace: own, name: 'kept' }))
})
