/** Fields as lenses on the YAML: rows with their comments, lists, what a form cannot show and does not. */
import type { Locator, Page } from '@playwright/test'
import {
  alertIn,
  editorText,
  editorValue,
  expect,
  projectList,
  replaceText,
  test,
  uniqueName,
} from './console.ts'

const namespace = 'shop-prod'

const service = (name: string, spec: string) => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  selector:
    app: catalog
${spec}`

const ports = `  ports:
    # for people
    - name: web
      port: 80 # plain
      targetPort: 8080
    # for machines
    - name: api
      port: 9090
      targetPort: 9090
`

async function openWith(page: Page, text: string): Promise<void> {
  await page.goto(`${projectList(namespace)}/~create`)
  await expect(page.getByLabel('Name', { exact: true })).toBeVisible()
  await replaceText(page, text)
}

/** Puts a text into a field as pasting does, whatever the clipboard of the machine. */
async function paste(field: Locator, text: string): Promise<void> {
  const page = field.page()
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text)
  await field.click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('ControlOrMeta+V')
}

/** The line of the YAML with the cursor, while the editor has the focus. */
async function lineAtCursor(page: Page): Promise<string> {
  await expect(page.locator('.monaco-editor.focused')).toBeVisible()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
  await page.keyboard.press('ControlOrMeta+C')
  return page.evaluate(() => navigator.clipboard.readText())
}

test('rows move with their comments, by button and by key, and the focus moves along', async ({ page }) => {
  await openWith(page, service('moved', ports))
  await page.getByRole('button', { name: 'Move Port 1 down' }).click()
  // At the end of the list, only the way back is left.
  await expect(page.getByRole('button', { name: 'Move Port 2 up' })).toBeFocused()
  const swapped = `  ports:
    # for machines
    - name: api
      port: 9090
      targetPort: 9090
    # for people
    - name: web
      port: 80 # plain
      targetPort: 8080
`
  expect(await editorText(page)).toBe(service('moved', swapped))

  const field = page.getByLabel('Service Port, port 2')
  await field.focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(page.getByLabel('Service Port, port 1')).toBeFocused()
  await page.keyboard.press('Alt+ArrowUp')
  expect(await editorText(page)).toBe(service('moved', ports))
})

test('a row that is added has the focus, and one that is removed takes its comment along', async ({
  page,
}) => {
  await openWith(page, service('rows', ports))
  await page.getByRole('button', { name: 'Add port' }).click()
  await expect(
    page.getByRole('group', { name: 'Port 3' }).getByRole('combobox', { name: 'Protocol' }),
  ).toBeFocused()
  await page.getByRole('button', { name: 'Remove Port 3' }).click()
  await page.getByRole('button', { name: 'Remove Port 1' }).click()
  await expect(page.getByRole('button', { name: 'Remove Port 1' })).toBeFocused()
  const text = await editorText(page)
  expect(text).not.toContain('for people')
  expect(text).toContain('    # for machines\n    - name: api')
  await page.getByRole('button', { name: 'Remove Port 1' }).click()
  await expect(page.getByRole('button', { name: 'Add port' })).toBeFocused()
})

test('several values pasted into one row become rows, and a wrong block is said at its row', async ({
  page,
}) => {
  await openWith(page, service('ranges', '  type: LoadBalancer\n'))
  await page.getByRole('button', { name: 'Add range' }).click()
  const first = page.getByRole('textbox', { name: 'Allowed source ranges 1' })
  await expect(first).toBeFocused()
  await paste(first, '198.51.100.0/24, 203.0.113.7\n2001:db8::/32\n')
  const rows = page.locator('[data-path^="spec.loadBalancerSourceRanges."][data-row]')
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(1)).toContainText('A block needs its length: 203.0.113.7/32 is this one address.')
  await expect(rows.nth(0)).not.toContainText('block')
  const second = page.getByRole('textbox', { name: 'Allowed source ranges 2' })
  await expect(second).toHaveAttribute('aria-invalid', 'true')
  await second.fill('203.0.113.7/32')
  await expect(rows.nth(1)).not.toContainText('block')
  expect((await editorValue(page)).spec).toMatchObject({
    loadBalancerSourceRanges: ['198.51.100.0/24', '203.0.113.7/32', '2001:db8::/32'],
  })
})

test('external IPs are folded until one of them is wrong, and a list that ends leaves no trace', async ({
  page,
}) => {
  await openWith(page, service('external', `${ports}  externalIPs:\n    - 198.51.100.7\n`))
  const fold = page.getByRole('button', { name: 'External IPs 1 set' })
  await expect(fold).toHaveAttribute('aria-expanded', 'false')
  await replaceText(page, service('external', `${ports}  externalIPs:\n    - 198.51.100.700\n`))
  await expect(page.getByText('This is no IP address')).toBeVisible()
  await page.getByRole('button', { name: 'Remove External IPs 1' }).click()
  expect(await editorText(page)).toBe(service('external', ports))
})

test('what a field cannot show stays as it is, and a button leads to its line', async ({ page }) => {
  const odd = `  type: ClusterIP
  sessionAffinity:
    mode: ClientIP
  ports:
    - just a text
    - name: api
      port: 9090
`
  await openWith(page, service('odd', odd))
  const affinity = page.locator('[data-path="spec.sessionAffinity"]')
  await expect(affinity).toContainText('The YAML holds something this field cannot show.')
  await expect(affinity.getByRole('switch')).toBeHidden()
  const row = page.getByRole('group', { name: 'Port 1' })
  await expect(row).toContainText('The YAML holds something this field cannot show.')
  await expect(page.getByLabel('Service Port, port 2')).toHaveValue('9090')
  await row.getByRole('button', { name: 'Show in YAML' }).click()
  expect(await lineAtCursor(page)).toContain('just a text')

  // Where only the form is shown, the editor comes for it, and the choice of the layout stays.
  await page.getByRole('button', { name: 'Form', exact: true }).click()
  await expect(page.locator('.monaco-editor')).toBeHidden()
  await affinity.getByRole('button', { name: 'Show in YAML' }).click()
  expect(await lineAtCursor(page)).toContain('mode: ClientIP')
  expect(await editorText(page)).toBe(service('odd', odd))
  await page.reload()
  await expect(page.getByRole('button', { name: 'Form', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
})

test('an alias is left to the YAML', async ({ page }) => {
  const text = service('shared', `  type: &kind ClusterIP\n  sessionAffinity: *kind\n${ports}`)
  await openWith(page, text)
  await expect(page.locator('[data-path="spec.sessionAffinity"]')).toContainText('cannot show')
})

test('the end of the form names what it does not show, each with the way to its line', async ({ page }) => {
  await openWith(page, service('more', `${ports}  internalTrafficPolicy: Local\n  ipFamilies: [IPv4]\n`))
  const line = page.getByRole('button', { name: '2 fields of the YAML are not in this form' })
  await line.click()
  await expect(page.getByRole('button', { name: /^Show .* in YAML$/ })).toHaveText([
    'spec.internalTrafficPolicy',
    'spec.ipFamilies',
  ])
  await page.getByRole('button', { name: 'Show spec.ipFamilies in YAML' }).click()
  expect(await lineAtCursor(page)).toContain('ipFamilies: [IPv4]')
  await replaceText(page, service('more', ports))
  await expect(page.getByText('not in this form')).toBeHidden()
})

test('the server says what is wrong at the row', async ({ page }) => {
  const name = uniqueName('refused')
  await openWith(page, service(name, `${ports}  externalIPs:\n    - 198.51.100.7\n    - 127.0.0.1\n`))
  await page.getByRole('button', { name: 'Create Service' }).click()
  await expect(alertIn(page)).toContainText('The server refused it')
  const second = page.getByRole('textbox', { name: 'External IPs 2' })
  await expect(second).toHaveAttribute('aria-invalid', 'true')
  await expect(page.locator('[data-path="spec.externalIPs.1"][data-row]')).toContainText('loopback')
  await expect(page.locator('[data-path="spec.externalIPs.0"][data-row]')).not.toContainText('loopback')
  await second.fill('198.51.100.8')
  await expect(second).toHaveAttribute('aria-invalid', 'false')
})

test('an object is found by parts of its name, and one that is gone stays chosen', async ({ page }) => {
  await openWith(page, service('pool', '  type: LoadBalancer\n'))
  const pool = page.getByRole('combobox', { name: 'External address pool' })
  await pool.fill('publ')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await expect(pool).toHaveAttribute('aria-activedescendant', /-option-0$/)
  await page.keyboard.press('Enter')
  await expect(pool).toHaveValue('public')
  expect((await editorValue(page)).metadata).toMatchObject({
    annotations: { 'metallb.universe.tf/address-pool': 'public' },
  })
  const gone = (await editorText(page)).replace('pool: public', 'pool: gone')
  await replaceText(page, gone)
  await expect(pool).toHaveValue('gone')
  await expect(pool).toHaveAccessibleDescription(/not found/)
  expect(await editorText(page)).toBe(gone)
})

test('the cluster explains the fields that have no words of their own, and nothing moves for it', async ({
  page,
}) => {
  const policy =
    'How traffic from outside is spread. Local keeps the address of the client.\n\nOnly for some types.'
  let answer = () => {}
  const asked = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/openapi/v3/api/v1?*', async (route) => {
    const response = await route.fetch()
    const document = await response.json()
    const { properties } = document.components.schemas['io.k8s.api.core.v1.ServiceSpec']
    properties.externalTrafficPolicy.description = policy
    properties.loadBalancerSourceRanges.description = 'Words of the cluster. More of them.'
    await asked
    await route.fulfill({ json: document })
  })
  await openWith(page, service('explained', `  type: LoadBalancer\n${ports}`))
  const field = page.locator('[data-path="spec.externalTrafficPolicy"]')
  const next = page.locator('[data-path="spec.loadBalancerSourceRanges"]')
  const before = [await field.boundingBox(), await next.boundingBox()]
  await expect(field).not.toContainText('How traffic')
  answer()
  await expect(field.getByText('How traffic from outside is spread.', { exact: true })).toBeVisible()
  // What the form says by itself stays; the cluster's words are there on demand.
  await expect(next).toContainText('Only clients in these ranges may come in')
  await expect(next).not.toContainText('Words of the cluster')
  expect([await field.boundingBox(), await next.boundingBox()]).toEqual(before)

  await field.getByRole('button', { name: 'Help' }).click()
  await expect(page.getByRole('dialog')).toContainText('Only for some types.')
  await page.keyboard.press('Escape')
  await expect(field.getByRole('button', { name: 'Help' })).toBeFocused()
  await next.getByRole('button', { name: 'Help' }).click()
  await expect(page.getByRole('dialog')).toContainText('Words of the cluster. More of them.')
})

test('a long form scrolls within its page, never the page itself', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/admin/portolan-admin/services/~create')
  await expect(page.getByRole('button', { name: 'Add port' })).toBeAttached()
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0)
})
