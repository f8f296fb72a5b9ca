/** Rules of load balancers: made by the form, listed in the order in which they are asked, left to their Ingresses. */
import type { Locator, Page } from '@playwright/test'
import type { KubeObject } from '../src/k8s/objects.ts'
import { resourcePath } from '../src/k8s/resource.ts'
import {
  apply,
  choose,
  editorValue,
  expect,
  type Fixtures,
  projectList,
  test,
  uniqueName,
} from './console.ts'

const list = '/admin/portolan-admin/rules'
const namespace = 'cpaas-system'
const typeOf = (plural: string) => ({ group: 'crd.alauda.io', version: 'v1', plural })

type Api = Fixtures['api']

interface Rule extends KubeObject {
  readonly spec: Readonly<Record<string, unknown>>
}

/** A port by itself: what is asked of its rules does not need anybody who listens. */
async function createPort(api: Api, spec: object = {}): Promise<string> {
  const name = `${uniqueName('ports')}-00443`
  await api.create({
    apiVersion: 'crd.alauda.io/v1',
    kind: 'Frontend',
    metadata: { name, namespace, labels: { 'alb2.cpaas.io/name': 'edge' } },
    spec: { port: 443, protocol: 'https', ...spec },
  })
  return name
}

async function createRule(
  api: Api,
  port: string,
  id: string,
  spec: object,
  project = 'shop',
): Promise<string> {
  const name = `${port}-${id}`
  await api.create({
    apiVersion: 'crd.alauda.io/v1',
    kind: 'Rule',
    metadata: {
      name,
      namespace,
      labels: {
        'alb2.cpaas.io/name': 'edge',
        'alb2.cpaas.io/frontend': port,
        'project.cpaas.io/name': project,
      },
    },
    spec: { serviceGroup: { services: [{ ...service, weight: 100 }] }, ...spec },
  })
  return name
}

const service = { name: 'frontend', namespace: 'shop-prod', port: 80 }
const host = (name: string) => ({ type: 'HOST', values: [['EQ', name]] })
const below = (path: string) => ({ type: 'URL', values: [['STARTS_WITH', path]] })

const remove = (api: Api, plural: string, name: string) =>
  api.delete(resourcePath(typeOf(plural), { namespace, name }))
const readRule = (api: Api, name: string) => api.get<Rule>(resourcePath(typeOf('rules'), { namespace, name }))

const group = (within: Page | Locator, name: string) => within.getByRole('group', { name, exact: true })

/** From a field that is searched: what is typed, and the entry of that name. */
async function pick(within: Page | Locator, label: string, name: string): Promise<void> {
  const field = within.getByRole('combobox', { name: label, exact: true })
  await field.fill(name)
  const page = 'page' in within ? within.page() : within
  await page
    .getByRole('option', { name: new RegExp(`^${name}`) })
    .first()
    .click()
}

async function chooseService(page: Page): Promise<void> {
  const services = group(page, 'Service Group')
  await services.getByRole('button', { name: /^Add/ }).click()
  await pick(services, 'Namespace', service.namespace)
  await pick(services, 'Service', service.name)
  await expect(services.getByRole('combobox', { name: 'Port', exact: true })).toHaveValue('80')
}

test('the rule of the documents comes out of the form', async ({ page, api }) => {
  const port = await createPort(api)
  await page.goto(`${list}/~create`)
  await pick(page, 'Listening port', port)
  await expect(page.getByText('HTTPS', { exact: true })).toBeVisible()
  await choose(page, 'Priority', '4')
  await chooseService(page)
  await page.getByRole('radio', { name: /^HTTPS/ }).check()
  const certificate = page.getByRole('combobox', { name: 'Certificate', exact: true })
  await certificate.fill('a/b')
  await page.getByRole('button', { name: 'Create Rule' }).click()
  await apply(page)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText(new RegExp(`^${port}-[a-z]{4}$`))
  const name = (await heading.textContent()) ?? ''
  const { metadata, spec } = await readRule(api, name)
  expect(metadata.labels).toEqual({ 'alb2.cpaas.io/frontend': port, 'alb2.cpaas.io/name': 'edge' })
  expect(metadata.ownerReferences).toMatchObject([{ kind: 'Frontend', name: port }])
  expect(spec).toEqual({
    backendProtocol: 'https',
    certificate_name: 'a/b',
    dslx: [{ type: 'URL', values: [['STARTS_WITH', '/']] }],
    priority: 4,
    serviceGroup: { services: [{ ...service, weight: 100 }] },
  })
  await remove(api, 'rules', name)
  await remove(api, 'frontends', port)
})

/** Fills what was just added: type, key, operator and values. */
async function addIndicator(
  page: Page,
  number: number,
  type: string,
  { key, operator, values }: { key?: string; operator: string; values: readonly string[] },
): Promise<void> {
  const indicator = group(page, `Indicator ${number}`)
  await choose(indicator, 'Type', new RegExp(`^${type}`))
  if (key !== undefined) await indicator.getByRole('textbox', { name: /name$/ }).fill(key)
  await choose(indicator, 'Operator', new RegExp(`^${operator}`))
  if (operator === 'Is one of') {
    for (const value of values) {
      await indicator.getByRole('combobox', { name: 'Values' }).fill(value)
      await page.keyboard.press('Enter')
    }
  } else {
    for (const [at, value] of values.entries()) {
      const label = operator === 'Is in the range' ? (at === 0 ? 'First' : 'Last') : 'Value'
      await indicator.getByRole('textbox', { name: label, exact: true }).fill(value)
    }
  }
}

test('every indicator of the documents is written, and told as a sentence', async ({ page }) => {
  await page.goto(`${list}/~create`)
  const add = page.getByRole('button', { name: 'Add Rule Indicator' })
  const wanted = [
    ['Method', { operator: 'Equals', values: ['POST'] }],
    ['URL Param', { key: 'group', operator: 'Equals', values: ['vip'] }],
    ['Domains', { operator: 'Ends with', values: ['*.app.com'] }],
    ['Headers', { key: 'LOCATION', operator: 'Is one of', values: ['east-1', 'east-2'] }],
    ['Cookie', { key: 'uid', operator: 'Exists', values: [] }],
    ['IP', { operator: 'Is in the range', values: ['1.1.1.1', '1.1.1.100'] }],
  ] as const
  const first = group(page, 'Indicator 1')
  await first.getByRole('textbox', { name: 'Value', exact: true }).fill('/app-a')
  await first.getByRole('button', { name: 'Add', exact: true }).click()
  await group(first, 'Row 2').getByRole('textbox', { name: 'Value', exact: true }).fill('/app-b')
  for (const [at, [type, test]] of wanted.entries()) {
    await add.click()
    await addIndicator(page, at + 2, type, test)
  }
  await expect(page.getByRole('status', { name: 'This rule is for requests where' })).toHaveText(
    /the path starts with \/app-a or starts with \/app-b and the method is POST and the parameter group is vip and the domain ends with \*\.app\.com and the header LOCATION is one of east-1, east-2 and the cookie uid exists and the source address is in the range 1\.1\.1\.1 to 1\.1\.1\.100/,
  )
  const { spec } = (await editorValue(page)) as unknown as Rule
  expect(spec.dslx).toEqual([
    {
      type: 'URL',
      values: [
        ['STARTS_WITH', '/app-a'],
        ['STARTS_WITH', '/app-b'],
      ],
    },
    { type: 'METHOD', values: [['EQ', 'POST']] },
    { type: 'PARAM', key: 'group', values: [['EQ', 'vip']] },
    { type: 'HOST', values: [['ENDS_WITH', '*.app.com']] },
    { type: 'HEADER', key: 'LOCATION', values: [['IN', 'east-1', 'east-2']] },
    { type: 'COOKIE', key: 'uid', values: [['EXIST']] },
    { type: 'SRC_IP', values: [['RANGE', '1.1.1.1', '1.1.1.100']] },
  ])
  // The traps are told, and mended.
  await expect(page.getByText('/app-a also matches /app-ax')).toBeVisible()
  const domain = group(page, 'Indicator 4')
  await domain.getByRole('textbox', { name: 'Value', exact: true }).fill('.app.com')
  await domain.getByRole('button', { name: 'Write *.app.com' }).click()
  await expect(domain.getByRole('textbox', { name: 'Value', exact: true })).toHaveValue('*.app.com')
})

test('rules are listed as they are asked, and those that are not reached say why', async ({ page, api }) => {
  const port = await createPort(api)
  const site = `${uniqueName('site')}.example.com`
  const all = await createRule(api, port, 'base', { priority: 5, dslx: [host(site), below('/')] })
  const hidden = await createRule(api, port, 'late', { priority: 7, dslx: [host(site), below('/app')] })
  const twin = await createRule(api, port, 'twin', { priority: 5, dslx: [host(site), below('/')] })
  const unset = await createRule(api, port, 'zero', { dslx: [host(site), below('/login')] })
  await page.goto(`${list}?q=${port}`)
  const rows = page.getByRole('row').filter({ hasText: port })
  await expect(rows).toHaveCount(4)
  for (const [at, name] of [unset, all, twin, hidden].entries())
    await expect(rows.nth(at).getByRole('link', { name, exact: true }).first()).toBeVisible()
  await expect(rows.nth(0)).toContainText('Its domain also has priority 5, 7')
  await expect(rows.nth(2)).toContainText('Same match as')
  await expect(rows.nth(3)).toContainText('Never: all goes to')
  await expect(rows.nth(3).getByRole('link', { name: all })).toBeVisible()
  await page.goto(`${list}/${namespace}/${hidden}`)
  await expect(page.getByText(`${all} comes first because its priority is the smaller number.`)).toBeVisible()
  await expect(page.getByText('4 of 4')).toBeVisible()
  // The port lists the same, and leads to one more.
  await page.goto(`/admin/portolan-admin/listeningports/${namespace}/${port}`)
  const table = page.getByRole('table', { name: 'Rules' })
  await expect(table.getByRole('row').nth(4)).toContainText(hidden)
  await page.getByRole('link', { name: 'Add Rule' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Create Rule')
  await expect(page.getByRole('combobox', { name: 'Listening port', exact: true })).toHaveValue(port)
  for (const name of [all, hidden, twin, unset]) await remove(api, 'rules', name)
  await remove(api, 'frontends', port)
})

test('a rewrite shows what becomes of an example', async ({ page }) => {
  await page.goto(`${list}/~create`)
  const indicator = group(page, 'Indicator 1')
  await choose(indicator, 'Operator', /^Matches the pattern/)
  await indicator.getByRole('textbox', { name: 'Value', exact: true }).fill('^/(prefix-x)(/|$)(.*)')
  await page.getByRole('switch', { name: 'URL Rewrite' }).check()
  await page.getByRole('textbox', { name: 'Rewrite base' }).fill('/(prefix-x)(/|$)(.*)')
  await page.getByRole('textbox', { name: 'Rewrite target' }).fill('/$3')
  const example = page.getByRole('textbox', { name: 'Example URL' })
  await expect(example).toHaveValue('/prefix-x/abc')
  await expect(page.getByText('The pods see /abc', { exact: true })).toBeVisible()
  await example.fill('/elsewhere')
  await expect(page.getByText('This rule is not for that path.')).toBeVisible()
})

test('a rule that an Ingress made leads there, and is not changed here', async ({ page }) => {
  await page.goto(`${list}?q=grafana`)
  const row = page.getByRole('row').filter({ hasText: 'Ingress' }).filter({ hasText: 'public-alb' }).first()
  const link = row.getByRole('link', { name: /^public-alb-00443-/ }).first()
  await link.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^public-alb-00443-/)
  const edit = page.getByRole('link', { name: 'Edit', exact: true })
  await expect(edit).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByRole('button', { name: 'Delete', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await page.goto(`${page.url()}/~edit`)
  await expect(
    page.getByText(/^It was made from the Ingress monitoring\/.*: change the Ingress\.$/),
  ).toBeVisible()
  await expect(page.getByRole('heading', { name: /is not edited here$/ })).toBeVisible()
})

test('a project sees its own rules, and new ones are labelled as its own', async ({ page, api }) => {
  const port = await createPort(api)
  const spec = { priority: 5, dslx: [host('bank.example.com')] }
  const others = await createRule(api, port, 'othr', spec, 'payments')
  await page.goto(projectList('~all', 'portolan-admin', 'shop', 'rules'))
  await expect(page.getByRole('link', { name: 'edge-00443-shop', exact: true }).first()).toBeVisible()
  await expect(page.getByRole('link', { name: others })).toHaveCount(0)
  await page.goto(`${projectList('~all', 'portolan-admin', 'shop', 'rules')}/~create`)
  await pick(page, 'Listening port', port)
  const { metadata } = await editorValue(page)
  expect(metadata.labels).toMatchObject({ 'project.cpaas.io/name': 'shop' })
  await remove(api, 'rules', others)
  await remove(api, 'frontends', port)
})
