/** A person sets what happens to requests on their way, by fields that write one annotation each. */
import type { Page } from '@playwright/test'
import type { KubeObject } from '../src/k8s/objects.ts'
import { resourcePath } from '../src/k8s/resource.ts'
import { apply, editorText, expect, projectList, replaceText, test, uniqueName } from './console.ts'

const namespace = 'shop-prod'
const ingresses = { group: 'networking.k8s.io', version: 'v1', plural: 'ingresses' }
const list = projectList(namespace, 'portolan-admin', 'shop', 'ingresses')

const written = (name: string, className: string, annotations: readonly string[] = []) => `# Kept by hand.
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  namespace: ${namespace}
  annotations:
    example.com/odd: 'it''s "odd"'  # nobody knows why
${annotations.map((line) => `    ${line}\n`).join('')}spec:
  ingressClassName: ${className}
  rules:
    - host: ${name}.example.com
      http:
        paths:
          - path: /shop(/|$)(.*)
            pathType: ImplementationSpecific
            backend: {service: {name: frontend, port: {name: http-80-http}}}
`

async function start(page: Page, text: string): Promise<void> {
  await page.goto(`${list}/~create`)
  await replaceText(page, text)
  await expect(page.getByRole('heading', { name: 'Traffic rules' })).toBeVisible()
}

/** Again where what is found out about the fields above moved it away from under the pointer. */
async function unfold(page: Page, group: string) {
  const head = page.getByRole('button', { name: new RegExp(`^${group}`) })
  await expect(async () => {
    if ((await head.getAttribute('aria-expanded')) !== 'true') await head.click()
    await expect(head).toHaveAttribute('aria-expanded', 'true', { timeout: 1_000 })
  }).toPass()
}

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })
const at = (page: Page, key: string) => page.locator(`[data-path="metadata.annotations.${key}"]`)
const nginx = (name: string) => `nginx.ingress.kubernetes.io/${name}`

test('a timeout, a rewrite, CORS and a redirect by the form', async ({ page, api }) => {
  const name = uniqueName('tuned')
  await start(page, written(name, 'nginx'))
  await unfold(page, 'Timeouts and sizes')
  await field(page, 'Read timeout').fill('120')
  await unfold(page, 'Rewrite and redirect')
  await field(page, 'Rewrite target').fill('/$2')
  await field(page, 'Temporary redirect').fill('https://www.example.com')
  await unfold(page, 'CORS')
  await page.getByRole('combobox', { name: 'CORS', exact: true }).click()
  await page.getByRole('option', { name: 'On', exact: true }).click()
  await field(page, 'Allowed origins').fill('https://a.example.com')
  await expect(page.getByRole('button', { name: /^CORS/ })).toContainText('2 set')

  const lines = [
    `${nginx('proxy-read-timeout')}: "120"`,
    `${nginx('rewrite-target')}: /$2`,
    `${nginx('temporal-redirect')}: https://www.example.com`,
    `${nginx('enable-cors')}: "true"`,
    `${nginx('cors-allow-origin')}: https://a.example.com`,
  ]
  expect(await editorText(page)).toBe(written(name, 'nginx', lines))

  // Emptied, a field takes its annotation away, and nothing else.
  await field(page, 'Temporary redirect').fill('')
  expect(await editorText(page)).toBe(written(name, 'nginx', lines.toSpliced(2, 1)))

  await page.getByRole('button', { name: 'Create Ingress' }).click()
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`/ingresses/${namespace}/${name}$`))
  const made = await api.get<KubeObject>(resourcePath(ingresses, { namespace, name }))
  expect(made.metadata.annotations).toMatchObject({
    [nginx('proxy-read-timeout')]: '120',
    [nginx('rewrite-target')]: '/$2',
    [nginx('enable-cors')]: 'true',
    [nginx('cors-allow-origin')]: 'https://a.example.com',
  })
})

test('a wrong value is said at its field and its line, and mended', async ({ page }) => {
  await start(page, written(uniqueName('wrong'), 'nginx').replace('/shop(/|$)(.*)', '/shop'))
  await unfold(page, 'Timeouts and sizes')
  await field(page, 'Largest request body').fill('8Mi')
  const body = at(page, nginx('proxy-body-size'))
  await expect(body).toContainText('This is a number of bytes, or one with k, m or g behind it.')
  await expect(page.locator('.monaco-editor .squiggly-warning').first()).toBeVisible()
  await body.getByRole('button', { name: 'Write 8m' }).click()
  await expect(field(page, 'Largest request body')).toHaveValue('8m')
  await expect(body.locator('[data-finding]')).toHaveCount(0)
  await expect(page.locator('.monaco-editor .squiggly-warning')).toHaveCount(0)
})

test('a rewrite that takes up a group which the path lacks', async ({ page }) => {
  const text = written(uniqueName('group'), 'nginx').replace('/shop(/|$)(.*)', '/shop')
  await start(page, text)
  await unfold(page, 'Rewrite and redirect')
  await field(page, 'Rewrite target').fill('/$2')
  const path = page.locator('[data-path="spec.rules.0.http.paths.0.path"]')
  await expect(path).toContainText('takes up group $2')
  await path.getByRole('button', { name: 'Write /shop(/|$)(.*)' }).click()
  await expect(path.locator('[data-finding]')).toHaveCount(0)
  expect(await editorText(page)).toContain('path: /shop(/|$)(.*)')
})

test('what a load balancer does not read is said there, and not of ingress-nginx', async ({ page }) => {
  const name = uniqueName('class')
  const lines = [`${nginx('proxy-body-size')}: 8m`, `${nginx('proxy-read-timeout')}: 90s`]
  await start(page, written(name, 'public-alb', lines))
  await unfold(page, 'Timeouts and sizes')
  const body = at(page, nginx('proxy-body-size'))
  const timeout = at(page, nginx('proxy-read-timeout'))
  await expect(body.locator('[data-finding="ingress/unsupported"]')).toBeVisible()
  await expect(timeout.locator('[data-finding]')).toHaveCount(0)
  // It can still be taken away; what is not there cannot be set.
  await expect(field(page, 'Largest request body')).toBeEnabled()
  await expect(field(page, 'Request buffer')).toBeDisabled()
  await unfold(page, 'Session affinity')
  await expect(at(page, nginx('affinity'))).toContainText('session-affinity-policy instead')
  await page.getByRole('combobox', { name: "Load balancer's affinity" }).press('Enter')
  await page.getByRole('option', { name: 'sip-hash' }).click()
  const own = 'alb.ingress.cpaas.io/session-affinity-policy: sip-hash'
  expect(await editorText(page)).toBe(written(name, 'public-alb', [...lines, own]))

  await replaceText(page, written(name, 'nginx', lines))
  await expect(timeout).toContainText('without a unit')
  await expect(body.locator('[data-finding]')).toHaveCount(0)
  await expect(field(page, 'Request buffer')).toBeEnabled()
  await expect(page.getByLabel("Load balancer's affinity")).toHaveCount(0)
})

test('a setting is found in the catalogue by what it means, and set by the keyboard alone', async ({
  page,
}) => {
  const name = uniqueName('keys')
  await start(page, written(name, 'nginx'))
  await page.getByRole('button', { name: /^Other annotations/ }).focus()
  await page.keyboard.press('Enter')
  const search = page.getByRole('combobox', { name: 'Add a setting' })
  await expect(search).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(search).toBeFocused()
  await page.keyboard.type('copy of each request')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const target = field(page, 'mirror-target')
  await expect(target).toBeVisible()
  await page.keyboard.press('Shift+Tab')
  await expect(page.getByRole('button', { name: 'Remove mirror-target' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(target).toBeFocused()
  await page.keyboard.type('https://copy.example.com$request_uri')
  const line = `${nginx('mirror-target')}: https://copy.example.com$request_uri`
  expect(await editorText(page)).toBe(written(name, 'nginx', [line]))
})
