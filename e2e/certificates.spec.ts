/** Certificates: what a list of them says, whose they are, and that no key ever comes to a list. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { KubeObject } from '../src/k8s/objects.ts'
import { apply, editorValue, expect, projectList, test, uniqueName } from './console.ts'

const list = '/admin/portolan-admin/certificates'
const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })

test('the list says for which domains, until when and whose, and finds what has expired', async ({
  page,
}) => {
  const received: string[] = []
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => received.push(String(payload))),
  )
  await page.goto(list)
  const shop = row(page, 'shop-tls')
  await expect(shop).toContainText('shop.example.com, *.example.com')
  await expect(shop).toContainText('EC P-256')
  await expect(row(page, 'media-cdn')).toContainText('media')
  await expect(row(page, 'example-com')).toContainText('All projects')

  await page.getByLabel('Filter', { exact: true }).fill('is:expired')
  await expect(page.locator('[data-row]')).toHaveCount(1)
  await expect(row(page, 'pay-tls')).toContainText('ago')

  const certificates = received.filter((text) => text.includes('"tls.crt"'))
  expect(certificates.length).toBeGreaterThan(0)
  for (const text of certificates) expect(text).not.toMatch(/"tls\.key":"[^"]/)
})

test('the page of one says what it is for and what serves it', async ({ page }) => {
  await page.goto(`${list}/shop-prod/shop-tls`)
  const facts = page.getByRole('region', { name: 'Facts' })
  await expect(facts).toContainText('*.example.com')
  await expect(facts).toContainText('CN=shop.example.com')
  await expect(
    page.getByRole('table', { name: 'Used by' }).getByRole('row', { name: /Ingress/ }),
  ).toContainText('shop')
  await page.goto(`${list}/cpaas-system/shop.example.com-4kd9x`)
  await facts.getByRole('link', { name: 'shop.example.com' }).click()
  await expect(page).toHaveURL(/\/domains\//)
})

test('other Secrets are none of them', async ({ page, api }) => {
  const { items } = await api.get<KubeObject & { items: readonly (KubeObject & { type: string })[] }>(
    '/api/v1/secrets',
  )
  const other = items.find(({ type }) => type === 'Opaque')
  expect(other).toBeDefined()
  await page.goto(list)
  await expect(row(page, 'shop-tls')).toBeVisible()
  await expect(row(page, other?.metadata.name ?? '')).toHaveCount(0)
})

/** A certificate and its key, both PEM. */
function issue(host: string, days = 90): { readonly certificate: string; readonly key: string } {
  const folder = mkdtempSync(join(tmpdir(), 'portolan-certificate-'))
  try {
    const [certificate, key] = [join(folder, 'tls.crt'), join(folder, 'tls.key')]
    execFileSync(
      'openssl',
      [
        ...[
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:P-256',
          '-nodes',
          '-days',
          String(days),
        ],
        ...['-subj', `/CN=${host.slice(2)}`, '-addext', `subjectAltName=DNS:${host}`],
        ...['-keyout', key, '-out', certificate],
      ],
      { stdio: 'pipe' },
    )
    return { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function choose(within: Page | Locator, page: Page, field: string, option: string | RegExp) {
  await within.getByRole('combobox', { name: field }).click()
  await page.getByRole('option', { name: option }).click()
}

test('a wildcard domain with its certificate gives a project HTTPS without touching a Secret', async ({
  page,
  context,
}) => {
  test.slow()
  const name = uniqueName('wild')
  const host = `*.${name}.example.net`
  const { certificate, key } = issue(host)
  await page.goto('/admin/portolan-admin/domains/~create')
  await page.getByRole('radio', { name: /^Wildcard Domain/ }).check()
  await page.getByRole('textbox', { name: /^Domain/ }).fill(`${name}.example.net`)
  await choose(page, page, 'Assign cluster', 'portolan')
  await page.getByRole('radio', { name: 'Specified project' }).check()
  await choose(page, page, 'Project', /^shop/)

  await choose(page, page, 'Certificate', 'Create a certificate')
  const dialog = page.getByRole('dialog', { name: 'Create Certificate' })
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  await dialog.getByRole('radio', { name: 'Specified project' }).check()
  await choose(dialog, page, 'Project', /^shop/)
  const wrong = issue(`*.other.example.net`)
  await dialog.getByRole('textbox', { name: /^Public Key/ }).fill(certificate)
  await dialog.getByRole('textbox', { name: /^Private Key/ }).fill(wrong.key)
  await expect(dialog.getByText(/does not belong|does not fit|another certificate/).first()).toBeVisible()
  await dialog.getByRole('button', { name: 'Replace' }).click()
  await dialog.getByRole('textbox', { name: /^Private Key/ }).fill(key)
  await expect(dialog.getByText(/EC P-256/).first()).toBeVisible()
  await dialog.getByRole('button', { name: 'Create Certificate' }).click()
  await apply(page)
  await expect(page.getByRole('combobox', { name: 'Certificate' })).toHaveValue(name)
  await page.getByRole('button', { name: 'Create Domain' }).click()
  await apply(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(host)

  // A developer of the project picks it.
  await page.goto(`${projectList('shop-prod', 'portolan-developer', 'shop', 'ingresses')}/~create`)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await choose(page, page, 'Ingress Class', /^public-alb/)
  await page.getByRole('combobox', { name: 'Domain Name' }).fill('cart')
  await page.getByRole('option', { name: new RegExp(`^cart\\.${name}\\.example\\.net`) }).click()
  await page.getByRole('combobox', { name: 'Protocol' }).click()
  await page.getByRole('option', { name: /^HTTPS/ }).click()
  await expect(page.getByRole('combobox', { name: 'Certificate' })).toHaveValue(`cpaas-system/${name}`)
  expect((await editorValue(page)).metadata).toMatchObject({
    annotations: { 'alb.networking.cpaas.io/tls': `cart.${name}.example.net=cpaas-system/${name}` },
  })
  await page.getByPlaceholder('Choose a Service').first().click()
  await page.getByRole('option', { name: /^frontend/ }).click()
  await page.getByRole('button', { name: 'Create Ingress' }).click()
  await apply(page)
  await expect(page.getByRole('list', { name: `The way of https://cart.${name}.example.net/` })).toBeVisible()

  // Another project is not offered it.
  await page.goto(`${projectList('payments-prod', 'portolan-admin', 'payments', 'ingresses')}/~create`)
  await page.getByRole('combobox', { name: 'Domain Name' }).fill('cart')
  await expect(page.getByRole('option', { name: 'cart.payments.example.com' })).toBeVisible()
  await expect(page.getByRole('option', { name: new RegExp(name) })).toHaveCount(0)

  // Replaced on the page of its domain, it is new wherever it is shown.
  const ingress = await context.newPage()
  await ingress.goto(`${projectList('shop-prod', 'portolan-admin', 'shop', 'ingresses')}/shop-prod/${name}`)
  const served = ingress.getByRole('table', { name: 'Certificates' })
  await expect(served).toContainText(`cart.${name}.example.net`)
  await expect(served.locator('time')).toHaveText(/in (89|90)d/)
  const domain = await context.newPage()
  await domain.goto(`/admin/portolan-admin/certificates/cpaas-system/${name}`)
  await domain.getByRole('region', { name: 'Facts' }).getByRole('link', { name: host }).click()
  await expect(domain.getByRole('heading', { level: 1 })).toHaveText(host)
  const line = domain.getByRole('list', { name: `The way of https://cart.${name}.example.net/` })
  await expect(line).toContainText('frontend')
  await domain.getByRole('link', { name: 'Update Certificate' }).click()
  await expect(domain.getByRole('heading', { level: 1 })).toContainText('Update Certificate')
  const renewed = issue(host, 400)
  await domain.getByRole('textbox', { name: /^Public Key/ }).fill(renewed.certificate)
  await domain.getByRole('button', { name: 'Replace' }).click()
  await domain.getByRole('textbox', { name: /^Private Key/ }).fill(renewed.key)
  await domain.getByRole('button', { name: 'Save', exact: true }).click()
  await apply(domain)
  await expect(domain.getByRole('region', { name: 'Facts' }).locator('time').first()).toHaveText(
    /in (399|400)d/,
  )
  await expect(served.locator('time')).toHaveText(/in (399|400)d/)
})

test('a certificate that belongs to a domain is changed there alone', async ({ page }) => {
  await page.goto(`${list}/cpaas-system/shop.example.com-4kd9x/~edit`)
  await expect(page.getByText('Renewed, and given to projects, on the page of its domain.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: /^Public Key/ })).toHaveCount(0)
  await page.goto(`${list}/cpaas-system/shop.example.com-4kd9x`)
  const remove = page.getByRole('button', { name: 'Delete', exact: true })
  await expect(remove).toHaveAccessibleDescription(
    'This certificate belongs to the domain shop.example.com. Remove it there first.',
  )
  await page.goto(list)
  await row(page, 'shop.example.com-4kd9x')
    .getByRole('button', { name: /^Actions for/ })
    .click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Remove it there first.')
  await expect(dialog.getByRole('button', { name: 'Delete Certificate' })).toBeDisabled()
})

test('another one is given to a project by an action of its own', async ({ page, api }) => {
  const name = uniqueName('given')
  const { certificate, key } = issue('*.example.net')
  await api.create({
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/tls',
    metadata: { name, namespace: 'cpaas-system' },
    data: { 'tls.crt': btoa(certificate), 'tls.key': btoa(key) },
  })
  await page.goto(list)
  await row(page, name).getByRole('link', { name, exact: true }).click()
  await expect(page).toHaveURL(new RegExp(`/certificates/cpaas-system/${name}$`))
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Update Project' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Update Project')
  await page.getByRole('radio', { name: 'All projects' }).check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await apply(page)
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText('All projects')
})
