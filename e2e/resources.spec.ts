/** Resource Management: any type a cluster serves is found, and its objects are listed, made, changed and deleted. */
import type { Page } from '@playwright/test'
import { resourcePath } from '../src/k8s/resource.ts'
import type { Manifest } from './cluster/index.ts'
import { apply, editorText, expect, replaceText, reviewOf, test, uniqueName } from './console.ts'

const namespace = 'shop-staging'
const admin = '/admin/portolan-admin'
const types = `${admin}/resources`
const configMaps = `${admin}/configmaps.core`

const configMapAt = (name: string) =>
  resourcePath({ group: '', version: 'v1', plural: 'configmaps' }, { namespace, name })
const configMap = (name: string, data: Readonly<Record<string, string>>): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
})

const typeNames = (page: Page) => page.locator('tbody th[scope="row"] a')
const search = (page: Page) => page.getByLabel('Filter', { exact: true })

test('a type is found by its short name and opened by keyboard alone', async ({ page }) => {
  await page.goto(`${admin}/services`)
  await expect(page.getByRole('link', { name: 'bank-gateway' })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await expect(page.getByRole('heading', { name: 'Resource Management' })).toBeVisible()
  await expect(page.getByRole('rowheader', { name: 'ConfigMap', exact: true })).toBeVisible()
  await expect(page.locator('tbody th[scope="rowgroup"]').first()).toHaveText('core')
  await page.keyboard.press('/')
  await page.keyboard.type('cm')
  await expect(typeNames(page).first()).toHaveText('ConfigMap')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`${configMaps}$`))
  await expect(page.getByRole('heading', { name: 'ConfigMaps' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Resource Management' })).toHaveClass(/active/)

  await page.goto(`${types}?q=deployments.apps`)
  await expect(typeNames(page)).toHaveText(['Deployment'])
  await search(page).focus()
  await page.keyboard.press('ArrowDown')
  await expect(typeNames(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Deployments' })).toBeVisible()
  await expect(page.locator('main')).toContainText('apps/v1')
})

test('rows are walked across the headings of groups', async ({ page }) => {
  await page.goto(types)
  await expect(typeNames(page).first()).toBeVisible()
  await page.keyboard.press('j')
  await expect(typeNames(page).first()).toBeFocused()
  for (let at = 1; at < 20; at += 1) await page.keyboard.press('ArrowDown')
  const row = page.locator('tr:focus-within')
  // A version with a group is behind the first heading.
  await expect(row).toContainText(/[a-z]\/v1/)
  await page.keyboard.press('k')
  await expect(row).toHaveCount(1)
})

test('what the console has pages for leads to those, and nothing finds nothing', async ({ page }) => {
  await page.goto(types)
  await search(page).fill('internal route')
  await typeNames(page)
    .filter({ hasText: /^Service$/ })
    .click()
  await expect(page).toHaveURL(/\/admin\/portolan-admin\/services$/)
  await page.goto(`${admin}/services.core/shop-prod/frontend?tab=yaml`)
  await expect(page).toHaveURL(/\/admin\/portolan-admin\/services\/shop-prod\/frontend\?tab=yaml$/)
  await page.goto(`${types}?q=atlantis`)
  await expect(page.getByText('The cluster serves nothing of this name')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filter' }).last().click()
  await expect(typeNames(page).first()).toBeVisible()
})

test('the palette leads to all types and to each', async ({ page }) => {
  await page.goto(`${admin}/services`)
  await expect(page.getByRole('link', { name: 'bank-gateway' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('resource man')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`${types}$`))
  await page.keyboard.press('Control+k')
  await page.keyboard.type('sts')
  await page.getByRole('option', { name: /^StatefulSets apps\/v1/ }).click()
  await expect(page.getByRole('heading', { name: 'StatefulSets' })).toBeVisible()
})

test('a project has no pages of types', async ({ page }) => {
  for (const segment of ['resources', 'configmaps.core']) {
    await page.goto(`/projects/portolan-admin/shop/~all/${segment}`)
    await expect(page.getByText('There is no such page')).toBeVisible()
  }
})

test('an object is created as YAML through the review, shown, and deleted', async ({ page, api }) => {
  const name = uniqueName('settings')
  await page.goto(configMaps)
  await page.getByRole('link', { name: 'Create ConfigMap' }).click()
  expect(await editorText(page)).toBe(
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ""\n  namespace: ""\n',
  )
  await replaceText(
    page,
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\ndata:\n  colour: green # for now\n`,
  )
  await page.getByRole('button', { name: 'Create ConfigMap' }).click()
  await expect(reviewOf(page)).toHaveAccessibleName(`Create ConfigMap ${name}?`)
  await expect(reviewOf(page)).toContainText('data.colour')
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${configMaps}/${namespace}/${name}$`))
  expect(await api.get(configMapAt(name))).toMatchObject({ data: { colour: 'green' } })

  await expect(page.getByRole('region', { name: 'Metadata' })).toContainText('Created')
  await page.getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: `Delete ConfigMap ${name}?` })
  await expect(dialog).toContainText('This console does not know what needs this ConfigMap.')
  await dialog.getByRole('button', { name: 'Delete ConfigMap' }).click()
  await expect(page).toHaveURL(new RegExp(`${configMaps}$`))
  await expect(api.get(configMapAt(name))).rejects.toThrow('not found')
})

test('a list is live, and edits beside somebody else are asked about', async ({ page, api }) => {
  const name = uniqueName('shared')
  await page.goto(`${configMaps}?q=${name}`)
  await expect(page.getByText(/No ConfigMaps here yet|Nothing matches the filter/)).toBeVisible()
  await api.create(configMap(name, { colour: 'green', size: 'small' }))
  await page.getByRole('link', { name }).click()
  await page.getByRole('link', { name: 'Edit' }).click()
  const text = await editorText(page)
  await replaceText(page, text.replace('green', 'blue'))
  await api.mergePatch(configMapAt(name), { data: { colour: 'red', size: 'large' } })
  await page.getByRole('button', { name: 'Take over' }).click()
  const question = page.getByRole('group', { name: 'data.colour' })
  await expect(question).toContainText(/Yours.*blue.*Theirs.*red/s)
  await question.getByRole('button', { name: 'Keep yours' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${name}$`))
  expect(await api.get(configMapAt(name))).toMatchObject({ data: { colour: 'blue', size: 'large' } })
})

test('what belongs to the whole cluster has no namespace and is deleted by its name', async ({
  page,
  api,
}) => {
  const name = uniqueName('role')
  const group = 'rbac.authorization.k8s.io'
  await api.create({ apiVersion: `${group}/v1`, kind: 'ClusterRole', metadata: { name }, rules: [] })
  await page.goto(`${admin}/clusterroles.${group}/${name}`)
  await page.getByRole('button', { name: 'Delete' }).click()
  const confirm = page.getByRole('dialog').getByRole('button', { name: 'Delete ClusterRole' })
  await expect(confirm).toBeDisabled()
  await page.getByRole('dialog').getByRole('textbox').fill(name)
  await confirm.click()
  await expect(page).toHaveURL(/clusterroles\.rbac\.authorization\.k8s\.io$/)
})

test('owners are links, and states are told', async ({ page }) => {
  await page.goto(`${admin}/pods.core?q=cart-redis-0 shop-prod`)
  const row = page.getByRole('row').filter({ hasText: 'cart-redis-0' })
  await expect(row).toContainText('Ready')
  await expect(row.getByRole('link', { name: 'cart-redis', exact: true })).toBeVisible()
  await row.getByRole('link', { name: 'cart-redis-0' }).click()
  await page.getByRole('region', { name: 'Metadata' }).getByRole('link', { name: 'cart-redis' }).click()
  await expect(page).toHaveURL(/\/statefulsets\.apps\/shop-prod\/cart-redis$/)
  await page.goto(`${admin}/deployments.apps/shop-prod/cart`)
  await expect(page.getByRole('table', { name: 'Conditions' })).toContainText('Available')
})

test('a type that is installed while the page is open appears by itself', async ({ page, api }) => {
  const plural = `${uniqueName('portolans').replaceAll('-', '')}s`
  const group = 'charts.example.com'
  const kind = `Chart${plural}`
  const properties = { spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } }
  const definition: Manifest = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { plural, singular: plural.slice(0, -1), kind, listKind: `${kind}List` },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties } },
          additionalPrinterColumns: [{ name: 'Depth', type: 'integer', jsonPath: '.spec.depth' }],
        },
      ],
    },
  }
  await page.goto(`${types}?q=${plural}`)
  await expect(page.getByText('The cluster serves nothing of this name')).toBeVisible()
  await api.create(definition)
  const link = typeNames(page).filter({ hasText: kind })
  await expect(link).toBeVisible({ timeout: 30_000 })
  await link.click()
  await expect(page.getByRole('heading', { name: kind, exact: true })).toBeVisible()
  await expect(page.getByText('This console has no form for')).toBeVisible()
  await expect(async () => {
    await api.create({
      apiVersion: `${group}/v1`,
      kind,
      metadata: { name: 'harbour', namespace },
      spec: { depth: 12 },
    } as Manifest)
  }).toPass({ timeout: 15_000 })
  await expect(page.getByRole('columnheader', { name: 'Depth' })).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'harbour' })).toContainText('12')
  await api.delete(
    resourcePath(
      { group: 'apiextensions.k8s.io', version: 'v1', plural: 'customresourcedefinitions' },
      { name: `${plural}.${group}` },
    ),
  )
  // The list that is open says so, and so does its address.
  await expect(page.getByText(/are not available in this cluster|does not serve this type/)).toBeVisible({
    timeout: 30_000,
  })
  await page.goto(`${admin}/${plural}.${group}`)
  await expect(page.getByText('This cluster does not serve this type')).toBeVisible({ timeout: 30_000 })
})

test('the values of a Secret are hidden until they are asked for', async ({ page, api }) => {
  const name = uniqueName('token')
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
    data: { token: 'aHVzaA==' },
  }
  await api.create(secret)
  await page.goto(`${admin}/secrets.core?q=${name}`)
  await page.getByRole('link', { name }).click()
  await page.getByRole('tab', { name: 'YAML' }).click()
  await expect(page.locator('.view-line').filter({ hasText: 'token: •' })).toBeVisible()
  await expect(page.locator('main')).not.toContainText('aHVzaA')
  await page.getByRole('button', { name: 'Show values' }).click()
  await expect(page.locator('.view-line').filter({ hasText: 'token: aHVzaA==' })).toBeVisible()
  await page.getByRole('button', { name: 'Hide values' }).click()
  await expect(page.locator('main')).not.toContainText('aHVzaA')
})

test('who may not list a type reads why', async ({ page }) => {
  await page.goto('/admin/portolan-auditor/secrets.core')
  await expect(page.getByText('You may not list Secrets here')).toBeVisible()
  await expect(page.getByText(/"ada" cannot list resource "secrets"/)).toBeVisible()
})

test('who may not create is told what is missing, and the text stays', async ({ page }) => {
  const name = uniqueName('refused')
  await page.goto('/admin/portolan-auditor/configmaps.core/~create')
  await editorText(page)
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n`
  await replaceText(page, text)
  const create = page.getByRole('button', { name: 'Create ConfigMap' })
  await expect(create).toBeDisabled()
  await expect(create).toHaveAccessibleDescription(`Needs create on configmaps in ${namespace}`)
  expect(await editorText(page)).toBe(text)
})

test('what can only be listed is read once, says so, and has no buttons', async ({ page, api }) => {
  await page.route(/\/clusters\/portolan-admin\/api$/, async (route) => {
    const response = await route.fetch()
    const body = await response.text()
    // As the API of an extension may be, so that this holds in any cluster.
    const only = body.replace(
      /("resource":\s*"configmaps"(?:(?!"verbs").)*"verbs":\s*)\[[^\]]*\]/s,
      '$1["get","list"]',
    )
    expect(only).not.toBe(body)
    await route.fulfill({ response, body: only })
  })
  const [first, second] = [uniqueName('once'), uniqueName('once')]
  await api.create(configMap(first, {}))
  await page.goto(`${configMaps}?q=once-`)
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  await expect(row(first)).toBeVisible()
  await expect(page.getByText('ConfigMaps cannot be followed')).toBeVisible()
  await expect(page.getByText('Read only')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Create ConfigMap' })).toHaveCount(0)
  await expect(row(first).getByRole('button')).toHaveCount(0)
  await api.create(configMap(second, {}))
  await page.getByRole('button', { name: 'Read again' }).click()
  await expect(row(second)).toBeVisible()
  await page.getByRole('link', { name: first }).click()
  await expect(page.getByRole('region', { name: 'Metadata' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete' })).toHaveCount(0)
  await page.goto(`${configMaps}/~create`)
  await expect(page.getByText('Nobody can create ConfigMaps')).toBeVisible()
})
