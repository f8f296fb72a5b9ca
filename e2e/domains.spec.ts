/** An administrator gives names to clusters and projects, and takes them away again. */
import type { Page } from '@playwright/test'
import type { KubeObject } from '../src/k8s/objects.ts'
import { resourcePath } from '../src/k8s/resource.ts'
import {
  apply,
  editorText,
  editorValue,
  expect,
  type Fixtures,
  projectList,
  reviewOf,
  test,
  uniqueName,
} from './console.ts'

const domains = { group: 'crd.alauda.io', version: 'v2', plural: 'domains' }
const list = '/admin/portolan-admin/domains'
const cluster = 'cluster.cpaas.io/name'
const project = 'project.cpaas.io/name'

type Api = Fixtures['api']

async function createDomain(api: Api, domain: string, metadata: object = {}): Promise<string> {
  const name = uniqueName('domain')
  const kind = domain.startsWith('*.') ? 'extensive' : 'full'
  await api.create({
    apiVersion: 'crd.alauda.io/v2',
    kind: 'Domain',
    metadata: { name, ...metadata },
    spec: { name: domain, kind },
  })
  return name
}

const readDomain = (api: Api, name: string) => api.get<KubeObject>(resourcePath(domains, { name }))

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })
const row = (page: Page, domain: string) => page.getByRole('row').filter({ hasText: domain })
const clusterField = (page: Page) => page.getByRole('combobox', { name: 'Assign cluster' })
/** The input of names, not the radio button of the same word. */
const nameField = (page: Page) => page.getByRole('textbox', { name: /^Domain/ })

test('the list reads by domain, and says whose each is', async ({ page }) => {
  await page.goto(list)
  await expect(page.getByRole('columnheader', { name: 'Domain', exact: true })).toBeVisible()
  await expect(row(page, 'shop.example.com').first()).toContainText(
    /shop\.example\.com\s*Domain\s*portolan\s*shop\s*shop\.example\.com-4kd9x/,
  )
  await expect(row(page, '*.apps.example.com')).toContainText(/Wildcard Domain\s*portolan\s*All projects/)
  await expect(row(page, 'voyage.example.org')).toContainText(/Not assigned\s*Not assigned\s*None/)
  // One domain, two clusters.
  await expect(row(page, '*.media.example.com')).toHaveCount(2)
  await page.getByLabel('Filter', { exact: true }).fill('name=*.media.example.com cluster=harbour-2')
  await expect(page.getByRole('checkbox', { name: 'Select *.media.example.com' })).toHaveCount(1)

  await page.getByRole('link', { name: '*.media.example.com' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('*.media.example.com')
  const facts = page.getByRole('region', { name: 'Facts' })
  await expect(facts).toContainText(/Other assignments\s*portolan/)
  await facts.getByRole('link', { name: 'portolan' }).click()
  await expect(facts).toContainText(/Assigned cluster\s*portolan/)
  const usage = page.getByRole('table', { name: 'Where it is used', exact: true })
  await expect(usage).toContainText('play.media.example.com')
})

test('a domain of one project, by the form alone', async ({ page, api }) => {
  const domain = `${uniqueName('one')}.example.net`
  await page.goto(`${list}/~create`)
  await nameField(page).fill(domain.toUpperCase())
  await page.getByRole('button', { name: `Write ${domain}` }).click()
  await expect(nameField(page)).toHaveValue(domain)
  await expect(page.getByRole('radiogroup', { name: /^Assign project/ })).toBeHidden()
  await clusterField(page).click()
  await page.getByRole('option', { name: 'portolan', exact: true }).click()

  // A cluster without a project is not enough.
  await page.getByRole('button', { name: 'Create Domain' }).click()
  await expect(page.getByText('Say which projects of the cluster may use it.')).toBeVisible()
  await page.getByRole('radio', { name: 'Specified project' }).check()
  await page.getByRole('combobox', { name: /^Project/ }).click()
  await page.getByRole('option', { name: /^shop/ }).click()

  const shown = await editorValue(page)
  const name = await field(page, 'Object name').inputValue()
  expect(name).toMatch(/^0+\d+[0-9a-f-]{36}$/)
  await page.getByRole('button', { name: 'Create Domain' }).click()
  await expect(reviewOf(page)).toHaveAccessibleName(`Create Domain ${domain}?`)
  await apply(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(domain)
  const made = await readDomain(api, name)
  expect(made).toMatchObject(shown)
  expect(made).toMatchObject({
    metadata: { labels: { [cluster]: 'portolan', [project]: 'shop' } },
    spec: { name: domain, kind: 'full' },
  })

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search' }).fill(domain)
  await expect(page.getByRole('option', { name: domain })).toBeVisible()
  await page.getByRole('combobox', { name: 'Search' }).fill('allocate')
  await expect(page.getByRole('option', { name: /^Domains/ })).toBeVisible()
})

test('a wildcard domain for all projects, by the keyboard alone', async ({ page, api }) => {
  const suffix = `${uniqueName('wild')}.example.net`
  await page.goto(list)
  await expect(page.getByRole('link', { name: 'Create Domain' })).toBeVisible()
  await page.keyboard.press('c')
  await expect(field(page, 'Object name')).toBeVisible()
  const name = await field(page, 'Object name').inputValue()
  await page.getByRole('radio', { name: /^Domain/ }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await expect(nameField(page)).toBeFocused()
  await page.keyboard.type(suffix)
  await page.keyboard.press('Tab')
  await expect(clusterField(page)).toBeFocused()
  await page.keyboard.type('harbour-9')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('radio', { name: /^All projects/ })).toBeFocused()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Create Domain' }).focus()
  await page.keyboard.press('Enter')
  await expect(reviewOf(page)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`*.${suffix}`)
  expect(await readDomain(api, name)).toMatchObject({
    metadata: { labels: { [cluster]: 'harbour-9', [project]: 'ALL_ALL' } },
    spec: { name: `*.${suffix}`, kind: 'extensive' },
  })
  await page.keyboard.press('g')
  await page.keyboard.press('d')
  await expect(page).toHaveURL(new RegExp(`${list}$`))
})

test('another assignment leaves the rest as it is', async ({ page, api }) => {
  const domain = `${uniqueName('moved')}.example.net`
  const metadata = {
    labels: { [cluster]: 'portolan', [project]: 'shop', 'example.com/team': 'web' },
    annotations: { 'cpaas.io/secret-ref': 'shop.example.com-4kd9x', 'example.com/odd': 'a: b' },
  }
  const name = await createDomain(api, domain, metadata)
  await page.goto(`${list}/${name}/~edit`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(domain)
  await expect(page.getByText('shop.example.com-4kd9x').first()).toBeVisible()
  const before = await editorText(page)
  await page.getByRole('radio', { name: /^All projects/ }).check()
  expect(await editorText(page)).toBe(before.replace(`${project}: shop`, `${project}: ALL_ALL`))
  // Which project it was comes back.
  await page.getByRole('radio', { name: 'Specified project' }).check()
  expect(await editorText(page)).toBe(before)
  await clusterField(page).fill('')
  await expect(page.getByRole('radiogroup', { name: /^Assign project/ })).toBeHidden()
  await page
    .getByRole('button', { name: 'Save Domain' })
    .or(page.getByRole('button', { name: 'Save' }))
    .click()
  await apply(page)
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText(/Assigned cluster\s*Not assigned/)
  const saved = await readDomain(api, name)
  expect(saved).toMatchObject({ spec: { name: domain, kind: 'full' } })
  expect(saved.metadata.labels).toEqual({ 'example.com/team': 'web' })
  expect(saved.metadata.annotations).toMatchObject(metadata.annotations)
})

test('a domain that is taken says by which, and a wildcard of others is warned of', async ({ page, api }) => {
  const suffix = `${uniqueName('taken')}.example.net`
  const labels = { [cluster]: 'portolan', [project]: 'media' }
  const other = await createDomain(api, `a.${suffix}`, { labels })
  await createDomain(api, `*.${suffix}`, { labels })
  await page.goto(`${list}/~create`)
  await nameField(page).fill(`a.${suffix}`)
  await clusterField(page).fill('portolan')
  await page.keyboard.press('Escape')
  await expect(page.getByText(`assigned to portolan already, by ${other}.`)).toBeVisible()
  await page.getByRole('radio', { name: 'Specified project' }).check()
  await page.getByRole('combobox', { name: /^Project/ }).click()
  await page.getByRole('option', { name: /^shop/ }).click()
  await expect(page.getByText(`*.${suffix} covers it and belongs to project media`)).toBeVisible()
})

test('deleting says what uses it, and asks for the domain', async ({ page, api }) => {
  const domain = `${uniqueName('used')}.example.net`
  const name = await createDomain(api, domain)
  const ingress = uniqueName('uses')
  await api.create({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: ingress, namespace: 'shop-dev' },
    spec: {
      rules: [{ host: domain }],
      defaultBackend: { service: { name: 'frontend', port: { number: 80 } } },
    },
  })
  await page.goto(`${list}/${name}`)
  await expect(page.getByRole('table', { name: 'Where it is used', exact: true })).toContainText(ingress)
  await page.getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: `Delete Domain ${domain}?` })
  await expect(dialog).toContainText('1 object of this cluster uses this domain')
  await expect(dialog.getByRole('link', { name: ingress })).toBeVisible()
  await dialog.getByRole('textbox').fill(domain)
  await dialog.getByRole('button', { name: 'Delete Domain' }).click()
  await expect(page).toHaveURL(new RegExp(`${list}$`))
  await expect(row(page, domain)).toHaveCount(0)
  await expect(readDomain(api, name)).rejects.toThrow()
})

test('several are deleted by the names that people know', async ({ page, api }) => {
  const suffix = `${uniqueName('many')}.example.net`
  for (const each of ['a', 'b']) await createDomain(api, `${each}.${suffix}`)
  await page.goto(`${list}?q=${suffix}`)
  await expect(row(page, suffix)).toHaveCount(2)
  await page.getByRole('checkbox', { name: /^Select all/ }).check()
  await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 2 Domains?' })
  await expect(dialog.getByRole('listitem').filter({ hasText: `a.${suffix}` })).toBeVisible()
})

test('a developer has no such page in a project, and may only look in the cluster', async ({ page }) => {
  await page.goto(projectList('shop-prod', 'portolan-developer', 'shop', 'domains'))
  await expect(page.getByRole('heading', { name: 'Domains' })).toBeHidden()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Domains' })).toHaveCount(0)
  await page.goto('/admin/portolan-developer/domains')
  await expect(row(page, 'help.example.com')).toBeVisible()
  const create = page
    .getByRole('link', { name: 'Create Domain' })
    .or(page.getByRole('button', { name: 'Create Domain' }))
  await expect(create).toHaveAttribute('aria-disabled', 'true')
})

test('an Ingress is offered what its project may use, and takes any other', async ({ page }) => {
  await page.goto(`${projectList('shop-prod', 'portolan-developer', 'shop', 'ingresses')}/~create`)
  const host = page.getByRole('combobox', { name: 'Domain Name' })
  const option = (name: string) => page.getByRole('option').filter({ hasText: name })
  await host.click()
  await expect(option('shop.example.com')).toBeVisible()
  await expect(option('help.example.com')).toBeVisible()
  await expect(option('pay.example.com')).toHaveCount(0)
  await host.pressSequentially('cart')
  await expect(option('cart.apps.example.com')).toContainText('below *.apps.example.com')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(host).toHaveValue('cart.apps.example.com')
  expect(await editorValue(page)).toMatchObject({ spec: { rules: [{ host: 'cart.apps.example.com' }] } })
  await host.fill('quite.another.example.org')
  await page.keyboard.press('Escape')
  await expect(host).toHaveValue('quite.another.example.org')
  expect(await editorValue(page)).toMatchObject({ spec: { rules: [{ host: 'quite.another.example.org' }] } })
})
