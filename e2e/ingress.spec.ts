/** A person leads requests to Services: by the form alone, beside a text of their own, and over HTTPS. */
import type { Locator, Page } from '@playwright/test'
import type { KubeObject } from '../src/k8s/objects.ts'
import { resourcePath } from '../src/k8s/resource.ts'
import {
  apply,
  editorText,
  editorValue,
  expect,
  projectList,
  replaceText,
  reviewOf,
  test,
  uniqueName,
} from './console.ts'

const namespace = 'shop-prod'
const ingresses = { group: 'networking.k8s.io', version: 'v1', plural: 'ingresses' }
const listOf = (within = namespace, project = 'shop', context = 'portolan-admin') =>
  projectList(within, context, project, 'ingresses')

async function openForm(page: Page, name: string): Promise<void> {
  await page.goto(`${listOf()}/~create`)
  await page.getByLabel('Name', { exact: true }).fill(name)
}

const rule = (page: Page, number: number) => page.getByRole('group', { name: `Rule ${number}`, exact: true })
const path = (within: Locator, number: number) =>
  within.getByRole('group', { name: `Path ${number}`, exact: true })

/** The drop-down whose label is exactly this, but for the star of a field that is required. */
const dropDown = (within: Page | Locator, label: string) =>
  within.getByRole('combobox', { name: new RegExp(`^${label}\\*?$`) })

async function pick(within: Page | Locator, label: string, option: string | RegExp): Promise<void> {
  await dropDown(within, label).click()
  const page = 'page' in within ? within.page() : within
  await page.getByRole('option', { name: option }).click()
}

const field = (within: Locator, label: string) => within.getByLabel(label, { exact: true })

test('two rules and three paths by the form alone', async ({ page, api }) => {
  const name = uniqueName('site')
  const [shop, help] = [`${name}.example.com`, `help.${name}.example.com`]
  await openForm(page, name)
  await pick(page, 'Ingress Class', /^nginx k8s/)
  const first = rule(page, 1)
  await field(first, 'Domain Name').fill(shop)
  await pick(path(first, 1), 'Service', /^frontend /)
  // The first port of the Service, unless one chooses another.
  await expect(field(path(first, 1), 'Service Port')).toHaveValue('80')
  await first.getByRole('button', { name: 'Add path' }).click()
  const api2 = path(first, 2)
  await field(api2, 'Path').fill('/api/catalog')
  await pick(api2, 'Match Type', /^Exact/)
  await pick(api2, 'Service', /^catalog /)
  await pick(api2, 'Service Port', /^http-80-http/)
  await page.getByRole('button', { name: 'Add rule' }).click()
  const second = rule(page, 2)
  await field(second, 'Domain Name').fill(help)
  await field(path(second, 1), 'Path').fill('/help')
  await pick(path(second, 1), 'Service', /^storefront /)

  const shown = await editorValue(page)
  await page.getByRole('button', { name: 'Create Ingress' }).click()
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`/ingresses/${namespace}/${name}$`))
  const made = await api.get<KubeObject>(resourcePath(ingresses, { namespace, name }))
  expect(made).toMatchObject(shown)
  const to = (service: string, port: object) => ({ service: { name: service, port } })
  expect(made).toMatchObject({
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host: shop,
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: to('frontend', { number: 80 }) },
              { path: '/api/catalog', pathType: 'Exact', backend: to('catalog', { name: 'http-80-http' }) },
            ],
          },
        },
        { host: help, http: { paths: [{ path: '/help', pathType: 'Prefix' }] } },
      ],
    },
  })
  expect(made).not.toHaveProperty('spec.tls')

  const routes = page.getByRole('region', { name: 'Routes' }).getByRole('list')
  await expect(routes).toHaveCount(3)
  const catalog = page.getByRole('list', { name: /^The way of http:.*\/api\/catalog$/ })
  await expect(catalog).toContainText(
    /Domain.*Ingress class.*\/api\/catalog.*Exact.*catalog.*http-80-http.*Pods ready/,
  )
  await catalog.getByRole('link', { name: 'catalog' }).click()
  await expect(page).toHaveURL(/\/services\/shop-prod\/catalog$/)
})

const written = (name: string) => `# Kept by hand: comments, flow lists and odd quotes.
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: "${name}"
  namespace: ${namespace}   # production
  labels: {tier: front, 'team': "shop"}
  annotations:
    # Nobody knows why.
    example.com/odd: 'it''s "odd"'
    cpaas.io/display-name: Shop  # for people
spec:
  ingressClassName: nginx  # the public one
  tls:
    - hosts: [a.${name}.io, "b.${name}.io"]  # one for two
      secretName: shop-tls
  defaultBackend: {service: {name: frontend, port: {number: 80}}}
  rules:
    # The shop itself.
    - host: 'a.${name}.io'
      http:
        paths:
          - {path: /, pathType: Prefix, backend: {service: {name: frontend, port: {number: 80}}}}
          # Then the catalogue.
          - path: "/catalog"   # in quotes
            pathType: Prefix

            backend:
              service:
                name: catalog
                port: {name: http-80-http}
    - host: "b.${name}.io"
      http: {paths: [{path: /pay, pathType: Exact, backend: {service: {name: checkout, port: {number: 80}}}}]}
    - {host: c.${name}.io, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: frontend, port: {number: 80}}}}]}}
# The end.
`

test('ten changes by the form change ten places of the text, and nothing else', async ({ page }) => {
  const name = uniqueName('text')
  const before = written(name)
  await page.goto(`${listOf()}/~create`)
  await replaceText(page, before)
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name)
  const [first, second, third] = [rule(page, 1), rule(page, 2), rule(page, 3)]

  await page.getByLabel('Name', { exact: true }).fill(`${name}-2`)
  await page.getByLabel('Display name').fill('Shop, the new one')
  await pick(page, 'Ingress Class', /^nginx-internal/)
  await field(first, 'Domain Name').fill(`shop.${name}.io`)
  await field(path(first, 1), 'Path').fill('/all')
  await pick(path(first, 2), 'Match Type', /^Exact/)
  await pick(path(first, 2), 'Service', /^frontend /)
  await field(path(second, 1), 'Path').fill('/checkout')
  await pick(third, 'Protocol', /^HTTPS/)
  await pick(third, 'Certificate', 'shop-tls')

  const after = await editorText(page)
  const expected: readonly (readonly [string, string])[] = [
    [`name: "${name}"`, `name: "${name}-2"`],
    ['display-name: Shop  #', 'display-name: Shop, the new one  #'],
    ['ingressClassName: nginx  #', 'ingressClassName: nginx-internal  #'],
    // The host and its certificate go together.
    [`[a.${name}.io,`, `[shop.${name}.io,`],
    [`'a.${name}.io'`, `'shop.${name}.io'`],
    ['- {path: /, pathType', '- {path: /all, pathType'],
    [
      '"/catalog"   # in quotes\n            pathType: Prefix',
      '"/catalog"   # in quotes\n            pathType: Exact',
    ],
    ['name: catalog\n', 'name: frontend\n'],
    ['{path: /pay,', '{path: /checkout,'],
    [
      'secretName: shop-tls\n',
      `secretName: shop-tls\n    - hosts:\n        - c.${name}.io\n      secretName: shop-tls\n`,
    ],
  ]
  const wanted = expected.reduce((text, [old, changed]) => {
    expect(text.split(old), old).toHaveLength(2)
    return text.replace(old, changed)
  }, before)
  expect(after).toBe(wanted)

  await page.getByRole('button', { name: 'Create Ingress' }).click()
  await expect(reviewOf(page)).toBeVisible()
})

test('HTTPS takes a certificate, and what other domains share stays theirs', async ({ page, api }) => {
  const name = uniqueName('tls')
  await openForm(page, name)
  const first = rule(page, 1)
  await field(first, 'Domain Name').fill(`a.${name}.io`)
  await pick(path(first, 1), 'Service', /^frontend /)
  await pick(first, 'Protocol', /^HTTPS/)
  await expect(first).toContainText("clients are shown the controller's own certificate")
  await pick(first, 'Certificate', 'shop-tls')
  await expect(first).not.toContainText("clients are shown the controller's own certificate")
  // The certificate follows its domain.
  await field(first, 'Domain Name').fill(`shop.${name}.io`)
  expect((await editorValue(page)).spec).toMatchObject({
    tls: [{ hosts: [`shop.${name}.io`], secretName: 'shop-tls' }],
  })
  await pick(first, 'Protocol', /^HTTP On port 80/)
  expect((await editorValue(page)).spec).not.toHaveProperty('tls')
  // A change of mind brings it back.
  await pick(first, 'Protocol', /^HTTPS/)
  await expect(field(first, 'Certificate')).toHaveValue('shop-tls')

  await page.getByRole('button', { name: 'Create Ingress' }).click()
  await apply(page)
  await expect(page.getByRole('table', { name: 'Certificates' })).toContainText('shop-tls')
  await expect(page.getByRole('button', { name: `Copy https://shop.${name}.io` })).toBeVisible()
  // The controller says where it is reached.
  await expect(page.getByText('10.20.0.21')).toBeVisible()

  await api.mergePatch(resourcePath(ingresses, { namespace, name }), {
    spec: {
      rules: [`shop.${name}.io`, `b.${name}.io`].map((host) => ({
        host,
        http: {
          paths: [
            {
              path: '/',
              pathType: 'Prefix',
              backend: { service: { name: 'frontend', port: { number: 80 } } },
            },
          ],
        },
      })),
      tls: [{ hosts: [`shop.${name}.io`, `b.${name}.io`], secretName: 'shop-tls' }],
    },
  })
  await page.goto(`${listOf()}/${namespace}/${name}/~edit`)
  await expect(first).toContainText('Shared with 1 other domain')
  await pick(rule(page, 2), 'Protocol', /^HTTP On port 80/)
  await page.getByRole('button', { name: 'Save' }).click()
  await apply(page)
  await expect(page.getByRole('list', { name: new RegExp(`^The way of http://b\\.${name}`) })).toBeVisible()
  expect(await api.get<KubeObject>(resourcePath(ingresses, { namespace, name }))).toMatchObject({
    spec: { tls: [{ hosts: [`shop.${name}.io`], secretName: 'shop-tls' }] },
  })
})

test('what is wrong is said at its field, with what mends it', async ({ page }) => {
  await openForm(page, uniqueName('wrong'))
  const first = rule(page, 1)
  const row = path(first, 1)
  const host = field(first, 'Domain Name')
  await host.fill('https://Shop.example.com/cart')
  await expect(host).toHaveAttribute('aria-invalid', 'true')
  await first.getByRole('button', { name: 'Write shop.example.com' }).click()
  await expect(host).toHaveValue('shop.example.com')

  await field(row, 'Path').fill('/v[0-9]+')
  await expect(row).toContainText('Prefix takes these characters literally')
  await row.getByRole('button', { name: 'Let the controller match it' }).click()
  await expect(dropDown(row, 'Match Type')).toContainText('Implementation specific')

  await pick(row, 'Service', /^catalog /)
  await field(row, 'Service Port').fill('8088')
  await expect(row).toContainText('catalog has no port 8088; it has 80')

  // Another project has this entry point, and was there first.
  await host.fill('help.example.com')
  await field(row, 'Path').fill('/')
  await pick(row, 'Match Type', /^Prefix/)
  await expect(row).toContainText(`help has http://help.example.com/, too.`)
  await host.fill('play.media.example.com')
  await expect(row).not.toContainText('has http')
  await pick(first, 'Protocol', /^HTTPS/)
  await expect(row).toContainText('media-prod/play has https://play.media.example.com/, too, and is older')
})

test('a load balancer of other projects is not offered, and who may not read Secrets types their names', async ({
  page,
  api,
}) => {
  const balancer = uniqueName('payments-alb')
  await api.create({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: balancer, annotations: { 'alb.cpaas.io/project': 'payments' } },
    spec: { controller: 'cpaas.io/alb2' },
  })
  await openForm(page, uniqueName('class'))
  await dropDown(page, 'Ingress Class').click()
  await expect(page.getByRole('option', { name: /^nginx-internal/ })).toBeVisible()
  await expect(page.getByRole('option', { name: /^public-alb/ })).toBeVisible()
  await expect(page.getByRole('option', { name: balancer })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.goto(`${listOf(namespace, 'shop', 'portolan-auditor')}/~create`)
  const first = rule(page, 1)
  await pick(first, 'Protocol', /^HTTPS/)
  await field(first, 'Certificate').fill('typed-tls')
  await expect(first).not.toContainText('There is no Secret')
})

test('a missing Service is asked for only once one tries to create', async ({ page }) => {
  await openForm(page, uniqueName('empty'))
  const row = path(rule(page, 1), 1)
  await expect(row).not.toContainText('Choose a Service.')
  await page.getByRole('button', { name: 'Create Ingress' }).click()
  await expect(row).toContainText('Choose a Service.')
})

test('the Service of a path is made in place', async ({ page }) => {
  const name = uniqueName('inplace')
  await openForm(page, name)
  const row = path(rule(page, 1), 1)
  await pick(row, 'Service', 'Create a Service')
  const dialog = page.getByRole('dialog', { name: 'Create Service' })
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  await dialog.getByRole('button', { name: 'Create Service' }).click()
  await apply(page)
  await expect(dialog).toBeHidden()
  await expect(field(row, 'Service')).toHaveValue(name)
  await expect(row).toContainText(`Nothing behind ${name} is ready now`)
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name)
})

test('the list says what serves what, and filters by domain, protocol and Service', async ({ page }) => {
  await page.goto(listOf('~all'))
  const row = (text: string) => page.getByRole('row').filter({ hasText: text })
  await expect(row('shop.staging.example.com')).toContainText('nginx')
  await expect(row('preview.apps.example.com')).toContainText('does not exist')
  const filter = page.getByLabel('Filter', { exact: true })
  const names = page.locator('tbody th a')
  await filter.fill('https checkout')
  await expect(names).toHaveText(['shop'])
  await filter.fill('help.example')
  await expect(names).toHaveText(['help'])
  await page.goto(listOf('~all', 'media'))
  await expect(row('thumbnails')).toContainText('no controller')
  await expect(row('upload')).toContainText('public-alb')
})

test('stands in the projects alone, and a Service there says which Ingress needs it', async ({ page }) => {
  await page.goto('/admin/portolan-admin/ingresses')
  await expect(page.getByText('There is no such page')).toBeVisible()
  await page.goto(`${projectList(namespace)}/${namespace}/checkout`)
  await page.getByRole('button', { name: 'Delete' }).click()
  const used = page.getByRole('dialog').getByRole('link', { name: 'shop' }).first()
  await expect(used).toHaveAttribute('href', /\/ingresses\/shop-prod\/shop$/)
})
