/** The editor knows what the API of the connected cluster takes, also of a kind that was installed just now. */
import type { Locator, Page } from '@playwright/test'
import {
  createService,
  editor,
  editorText,
  expect,
  projectList,
  replaceText,
  test,
  uniqueName,
} from './console.ts'

const namespace = 'shop-staging'
const createPage = `${projectList(namespace)}/~create`

const squiggles = (page: Page, severity: 'warning' | 'error') =>
  page.locator(`.monaco-editor .squiggly-${severity}`)

/** A word of the text, as it is drawn. */
const word = (page: Page, text: string) =>
  page.locator('.view-line span > span').getByText(text, { exact: true })

/** What hovering a word says. */
async function hovered(page: Page, text: string): Promise<Locator> {
  await word(page, text).hover()
  const hover = page.locator('.monaco-hover:visible').last()
  await expect(hover).toBeVisible()
  return hover
}

/** The names that completion offers at the cursor. */
async function offers(page: Page): Promise<readonly string[]> {
  await page.keyboard.press('ControlOrMeta+Space')
  const list = page.locator('.suggest-widget.visible')
  await expect(list).toContainText(/./)
  const names = await list.locator('.monaco-list-row .label-name').allTextContents()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  return names
}

/** Goes to the end of a line, counted from 1. */
async function toLine(page: Page, line: number): Promise<void> {
  // What explains a word hides the text below it as long as the pointer rests there.
  await page.mouse.move(2, 2)
  await expect(page.locator('.monaco-hover:visible')).toHaveCount(0)
  await (await editor(page)).click()
  await page.keyboard.press('ControlOrMeta+Home')
  for (let at = 1; at < line; at++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
}

const service = (spec: readonly string[]) =>
  [
    'apiVersion: v1',
    'kind: Service',
    'metadata:',
    '  name: web',
    `  namespace: ${namespace}`,
    'spec:',
    ...spec.map((line) => `  ${line}`),
    '',
  ].join('\n')

test('marks unknown fields and wrong types where they stand, each once', async ({ page }) => {
  await page.goto(createPage)
  const text = service([
    'sessionAfinity: ClientIP',
    'publishNotReadyAddresses: maybe',
    'ports:',
    '  - name: http',
    '    port: 70000',
    '    colour: blue',
  ])
  await replaceText(page, text)
  await expect(squiggles(page, 'warning')).toHaveCount(2)
  // The port is out of range for the kind's own check, and has the right type.
  await expect(squiggles(page, 'error')).toHaveCount(2)
  await expect(await hovered(page, 'sessionAfinity')).toContainText('Did you mean sessionAffinity?')
  await expect(await hovered(page, 'maybe')).toContainText('This has to be of type boolean.')
  await expect(await hovered(page, 'colour')).toContainText('no field colour here')

  await replaceText(page, text.replace('70000', '"http"'))
  await expect(squiggles(page, 'error')).toHaveCount(2)
  const hover = await hovered(page, '"http"')
  await expect(hover).toContainText('A port is a whole number')
  await expect(hover).not.toContainText('of type integer')

  await replaceText(page, service(['sessionAffinity: ClientIP', 'ports:', '  - port: 80']))
  await expect(squiggles(page, 'warning')).toHaveCount(0)
  await expect(squiggles(page, 'error')).toHaveCount(0)
})

test('completes exactly the fields of the API, and its values', async ({ page }) => {
  await page.goto(createPage)
  await replaceText(page, service(['ports:', '  - name: http', '    ', 'sessionAffinity: None']))
  await toLine(page, 9)
  await expect.poll(() => offers(page)).toEqual(['appProtocol', 'nodePort', 'port', 'protocol', 'targetPort'])
  await page.keyboard.type('nodeP')
  await expect(page.locator('.suggest-widget.visible .monaco-list-row')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await page.keyboard.type('30000')
  expect(await editorText(page)).toContain('- name: http\n      nodePort: 30000\n')
})

test('completes a path of an Ingress', async ({ page }) => {
  await page.goto(createPage)
  const ingress = [
    'spec:',
    '  rules:',
    '    - http:',
    '        paths:',
    '          - path: /',
    '            ',
  ]
  const head = ['apiVersion: networking.k8s.io/v1', 'kind: Ingress', 'metadata:', '  name: web']
  await replaceText(page, [...head, ...ingress].join('\n'))
  await expect.poll(() => offers(page)).toEqual(['backend', 'pathType'])
})

test('knows a kind that is installed while one types, beside the first document', async ({ page, api }) => {
  const plural = `${uniqueName('beacon').replaceAll('-', '')}s`
  const kind = `Beacon${plural.slice(6, -1)}`
  const definition = beaconDefinition(plural, kind)
  await page.goto(createPage)
  const text = `${service(['ports:', '  - port: 80'])}---
apiVersion: lights.example.com/v1
kind: ${kind}
metadata:
  name: north
spec:
  colour: purple
  interval: 5s
  `
  await replaceText(page, text)
  await api.create(definition)
  try {
    await expect(squiggles(page, 'error')).toHaveCount(1, { timeout: 30_000 })
    await expect(await hovered(page, 'purple')).toContainText('Allowed: "red", "green"')
    await expect(await hovered(page, 'colour')).toContainText('The colour of the light, as sailors see it.')
    await toLine(page, 17)
    expect(await offers(page)).toEqual(['height', 'keepers', 'mode'])
    // The first document keeps its own schema.
    await toLine(page, 8)
    await page.keyboard.press('Enter')
    await page.keyboard.type('  ')
    expect(await offers(page)).toContain('targetPort')
  } finally {
    await api.delete(`/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${plural}.lights.example.com`)
  }
})

test('mends what it marks: from the light bulb in the text, from a button in the form', async ({ page }) => {
  await page.goto(createPage)
  await replaceText(
    page,
    service(['sessionAfinity: ClientIP', 'ports:', '  - {name: a, port: 80}', '  - {name: a, port: 81}']),
  )
  await expect(squiggles(page, 'warning').first()).toBeVisible()
  await toLine(page, 7)
  await page.keyboard.press('Home')
  await page.keyboard.press('ControlOrMeta+.')
  const menu = page.locator('.action-widget').first()
  await expect(menu).toContainText('Change to sessionAffinity')
  await page.keyboard.press('Enter')
  await expect(word(page, 'sessionAffinity')).toBeVisible()
  await expect(page.getByRole('switch', { name: 'Session Affinity' })).toBeChecked()

  await page.getByRole('button', { name: 'Name it tcp-81-81' }).click()
  expect(await editorText(page)).toContain('- {name: tcp-81-81, port: 81}')
  await expect(page.getByText('Another port is already called a.')).toBeHidden()
})

test('what the server refuses and the schema knows is marked once', async ({ page, api }) => {
  const name = uniqueName('once')
  await createService(api, namespace, name, { selector: undefined })
  await page.goto(`${projectList(namespace)}/${namespace}/${name}/~edit`)
  const text = await editorText(page)
  await replaceText(page, text.replace('spec:\n', 'spec:\n  sessionAfinity: ClientIP\n'))
  await expect(squiggles(page, 'warning')).toHaveCount(1)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(squiggles(page, 'error')).toHaveCount(1)
  await expect(squiggles(page, 'warning')).toHaveCount(0)
})

test('without a schema it still edits, and says so', async ({ page }) => {
  await page.route('**/openapi/v3', (route) => route.fulfill({ status: 403, json: { kind: 'Status' } }))
  await page.goto(createPage)
  await expect(page.getByText('This cluster does not describe its API')).toBeVisible()
  await replaceText(page, service(['sessionAfinity: ClientIP', 'ports:', '  - port: 80']))
  await page.keyboard.type('# still here')
  expect(await editorText(page)).toContain('# still here')
  await expect(page.getByLabel('Service Port, port 1')).toHaveValue('80')
  await expect(squiggles(page, 'warning')).toHaveCount(0)
})

test('finds, folds, and shows what has changed', async ({ page, api }) => {
  const name = uniqueName('changes')
  await createService(api, namespace, name)
  await page.goto(`${projectList(namespace)}/${namespace}/${name}/~edit`)
  const changes = page.getByRole('button', { name: 'Changes' })
  await changes.click()
  await expect(page.getByText('Nothing has been changed yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Form and YAML' }).click()
  await page.getByLabel('Service Port, port 1').fill('8081')

  await (await editor(page)).click()
  await page.keyboard.press('ControlOrMeta+F')
  await page.locator('.find-widget textarea').first().fill('8081')
  await expect(page.locator('.find-widget .matchesCount')).toContainText('of 2')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+Home')
  await expect(page.locator('.monaco-editor .codicon-folding-expanded').first()).toBeAttached()

  // Tab leaves the text, as it leaves every field.
  await page.keyboard.press('Tab')
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('.monaco-editor') ?? null))
    .toBeNull()

  await changes.click()
  const diff = page.locator('.monaco-diff-editor')
  await expect(diff.locator('.editor.original .char-delete').first()).toBeVisible()
  await expect(diff.locator('.editor.modified .char-insert').first()).toBeVisible()
  await expect(diff.locator('.editor.modified')).toContainText('8081')
  await page.reload()
  await expect(changes).toHaveAttribute('aria-pressed', 'false')
})

function beaconDefinition(plural: string, kind: string) {
  const spec = {
    type: 'object',
    properties: {
      colour: {
        type: 'string',
        enum: ['red', 'green'],
        description: 'The colour of the light, as sailors see it.',
      },
      height: { 'x-kubernetes-int-or-string': true },
      interval: { type: 'string' },
      keepers: { type: 'array', items: { type: 'string' } },
      mode: { type: 'string', default: 'Fixed' },
    },
  }
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.lights.example.com` },
    spec: {
      group: 'lights.example.com',
      scope: 'Namespaced',
      names: { plural, singular: plural.slice(0, -1), kind, listKind: `${kind}List` },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties: { spec } } },
        },
      ],
    },
  }
}
