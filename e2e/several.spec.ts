/** A text of several objects: reviewed together, written in order, and gone on with where one is refused. */
import type { Page } from '@playwright/test'
import { resourcePath } from '../src/k8s/resource.ts'
import {
  alertIn,
  apply,
  createService,
  editor,
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
const importPage = '/admin/portolan-admin/~import'
const pools = { group: 'metallb.io', version: 'v1beta1', plural: 'ipaddresspools' }
const advertisements = { group: 'metallb.io', version: 'v1beta1', plural: 'l2advertisements' }
const configMaps = { group: '', version: 'v1', plural: 'configmaps' }

const pool = (name: string) => `apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata: {name: ${name}, namespace: metallb-system}
spec: {addresses: [198.51.100.240/29], autoAssign: false}
`
const advertisement = (name: string, of: string) => `# announced by ARP
apiVersion: metallb.io/v1beta1
kind: L2Advertisement
metadata: {name: ${name}, namespace: metallb-system}
spec: {ipAddressPools: [${of}]}
`
const configMap = (name: string, data: string, inNamespace = namespace) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: ${inNamespace}}\ndata: ${data}\n`

const reviewButton = (page: Page) => page.getByRole('button', { name: 'Review', exact: true })

test('an address pool and its advertisement are written together', async ({ page, api }) => {
  const name = uniqueName('pool')
  await page.goto(importPage)
  await replaceText(page, `${pool(name)}---\n${advertisement(name, name)}`)
  await reviewButton(page).click()
  const review = reviewOf(page)
  await expect(review).toHaveAccessibleName('Apply 2 objects?')
  await expect(review.getByRole('button', { name: `Create External IP Address Pool ${name}` })).toBeVisible()
  await expect(review.getByRole('button', { name: `Create L2Advertisement ${name}` })).toBeVisible()
  await expect(review).toContainText('spec.ipAddressPools')
  await apply(page)
  await expect(page.getByRole('list', { name: 'The objects' }).getByRole('listitem')).toHaveCount(2)
  await api.get(resourcePath(pools, { namespace: 'metallb-system', name }))
  await api.get(resourcePath(advertisements, { namespace: 'metallb-system', name }))
})

test('where the second is refused, the first stands, and one goes on with the rest', async ({
  page,
  api,
}) => {
  const name = uniqueName('part')
  const advertised = resourcePath(advertisements, { namespace: 'metallb-system' })
  await page.goto(importPage)
  await replaceText(page, `${pool(name)}---\n${advertisement(name, name)}`)
  await reviewButton(page).click()
  await expect(reviewOf(page)).toBeVisible()
  // Somebody else is faster after the review.
  await api.create({
    apiVersion: 'metallb.io/v1beta1',
    kind: 'L2Advertisement',
    metadata: { name, namespace: 'metallb-system' },
    spec: { ipAddressPools: ['other'] },
  })
  await apply(page)
  await expect(reviewOf(page)).toBeHidden()
  const outcome = page.getByRole('list', { name: 'What became of each object' })
  await expect(outcome.getByRole('listitem')).toHaveText([
    new RegExp(`^written\\s*External IP Address Pool ${name}`),
    new RegExp(`^refused\\s*L2Advertisement ${name}`),
  ])
  await expect(alertIn(page).filter({ hasText: 'already exists' })).toContainText(`L2Advertisement ${name}`)

  // It exists now, so the text says what is to change of it; the pool is not written again.
  await reviewButton(page).click()
  await expect(reviewOf(page)).toHaveAccessibleName(`Save L2Advertisement ${name}?`)
  await expect(reviewOf(page)).toContainText('1 other object is in the cluster')
  await apply(page)
  await expect(page.getByRole('list', { name: 'The objects' }).getByRole('listitem')).toHaveCount(2)
  const stored = await api.get<{ spec: unknown } & never>(`${advertised}/${name}`)
  expect((stored as { spec: unknown }).spec).toEqual({ ipAddressPools: [name] })
})

test('what exists is changed where the text says so, and the rest of it stays', async ({ page, api }) => {
  const name = uniqueName('exists')
  const path = resourcePath(configMaps, { namespace })
  const metadata = { name, namespace, labels: { team: 'blue' } }
  await api.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: '1', b: '2' } })
  await page.goto(importPage)
  await replaceText(page, configMap(name, '{b: "3"}'))
  await reviewButton(page).click()
  const changes = reviewOf(page).getByRole('list', { name: 'What will change' })
  await expect(changes.getByRole('listitem')).toHaveText(['changeddata.b"2"→"3"'])
  await apply(page)
  await expect(page.getByRole('list', { name: 'The objects' })).toBeVisible()
  const stored = (await api.get(`${path}/${name}`)) as { data?: unknown; metadata: { labels?: unknown } }
  expect(stored.data).toEqual({ a: '1', b: '3' })
  expect(stored.metadata.labels).toEqual({ team: 'blue' })

  await page.getByRole('button', { name: 'Import more' }).click()
  await replaceText(page, configMap(name, '{b: "3"}'))
  await reviewButton(page).click()
  await expect(page.getByRole('dialog', { name: 'Nothing to apply' })).toBeVisible()
})

test('what lives in a namespace or is of a kind that comes with it is written after it', async ({
  page,
  api,
}) => {
  const name = uniqueName('boats')
  const group = `${name}.example.com`
  const definition = JSON.stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `boats.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { plural: 'boats', singular: 'boat', kind: 'Boat', listKind: 'BoatList' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object' } } } },
        },
      ],
    },
  })
  const boat = `apiVersion: ${group}/v1\nkind: Boat\nmetadata: {name: ${name}, namespace: ${name}}\nspec: {}\n`
  const ground = `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n`
  await page.goto(importPage)
  await replaceText(page, [boat, definition, configMap('sails', '{}', name), ground].join('\n---\n'))
  await reviewButton(page).click()
  const review = reviewOf(page)
  const steps = review.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Create / }) })
  await expect(steps).toHaveText([
    /^Create CustomResourceDefinition/,
    /^Create Namespace/,
    /^Create Boat/,
    /^Create ConfigMap/,
  ])
  await review.getByRole('button', { name: /^Create Boat/ }).click()
  await expect(review).toContainText(`before CustomResourceDefinition boats.${group} is there`)
  await apply(page)
  await expect(page.getByRole('list', { name: 'The objects' }).getByRole('listitem')).toHaveCount(4)
  await api.get(`/apis/${group}/v1/namespaces/${name}/boats/${name}`)
})

test('files are put behind what is there, and a list is taken apart', async ({ page }) => {
  const name = uniqueName('file')
  await page.goto(importPage)
  await editor(page)
  const list = `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap # kept\n  metadata: {name: ${name}, namespace: ${namespace}}\n`
  const upload = page.getByLabel('Choose files')
  await upload.setInputFiles([
    { name: 'a.yaml', mimeType: 'text/yaml', buffer: Buffer.from(configMap('first', '{}')) },
    { name: 'b.yaml', mimeType: 'text/yaml', buffer: Buffer.from(list) },
    { name: 'c.png', mimeType: 'image/png', buffer: Buffer.from([137, 80, 78, 71, 0, 0]) },
  ])
  await expect(alertIn(page).filter({ hasText: 'c.png' })).toContainText('could not be read')
  await page.getByRole('button', { name: 'Take it apart' }).click()
  expect(await editorText(page)).toBe(
    `${configMap('first', '{}')}---\napiVersion: v1\nkind: ConfigMap # kept\nmetadata: {name: ${name}, namespace: ${namespace}}\n`,
  )
})

test('one refused document of several is said with its name, and nothing is written', async ({
  page,
  api,
}) => {
  const name = uniqueName('bad')
  await page.goto(importPage)
  await replaceText(page, `${configMap(name, '{}')}---\n${pool(name).replace('[198.51.100.240/29]', '7')}`)
  await reviewButton(page).click()
  await expect(alertIn(page)).toContainText(`The server refused it: External IP Address Pool ${name}`)
  await expect(reviewOf(page)).toHaveCount(0)
  await expect(api.get(`${resourcePath(configMaps, { namespace })}/${name}`)).rejects.toThrow('not found')
})

test('a page for one kind writes what stands beside its object, too', async ({ page, api }) => {
  const name = uniqueName('beside')
  await createService(api, namespace, name, {}, { app: 'web' })
  await page.goto(`${projectList(namespace)}/${namespace}/${name}/~edit`)
  const text = await editorText(page)
  await replaceText(page, `${configMap(name, '{a: b}')}---\n${text.replace('app: web', 'app: api')}`)
  await page.getByRole('button', { name: /^Labels and annotations/ }).click()
  await page.getByLabel('Labels: value 1').fill('both')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(reviewOf(page)).toHaveAccessibleName('Apply 2 objects?')
  await apply(page)
  await expect(page).toHaveURL(new RegExp(`${name}$`))
  expect((await readService(api, namespace, name)).metadata.labels).toEqual({ app: 'both' })
  await api.get(`${resourcePath(configMaps, { namespace })}/${name}`)
})

test('what is missing is asked for at its line, and the counts lead to what they count', async ({ page }) => {
  await page.goto(importPage)
  const text = `${configMap('first', '{}')}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: second\ndata: {a: 1}\n`
  await replaceText(page, text)
  const cursorLine = page.locator('.monaco-editor .line-numbers.active-line-number')
  await reviewButton(page).click()
  await expect(page.getByRole('button', { name: '2 errors' })).toBeVisible()
  await expect(cursorLine).toHaveText('9')
  await expect(reviewOf(page)).toHaveCount(0)
  await replaceText(page, text.replace('name: second', `name: second\n  namespace: ${namespace}`))
  await expect(cursorLine).toHaveText('12')
  await page.getByRole('button', { name: '1 error' }).click()
  await expect(cursorLine).toHaveText('11')
})

test('a text of many namespaces leaves the pages after it live', async ({ page }) => {
  const service = (_: unknown, index: number) =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: s, namespace: many-${index}}\nspec: {selector: {a: b}, ports: [{port: 80}]}\n`
  await page.goto(importPage)
  await replaceText(page, Array.from({ length: 70 }, service).join('---\n'))
  // The checks have looked: no namespace has pods of these labels.
  await expect(page.getByText('70 warnings')).toBeVisible()
  await page.getByRole('link', { name: 'Services', exact: true }).click()
  await page.getByRole('button', { name: 'Leave' }).click()
  await expect(page.getByRole('row', { name: /frontend/ }).first()).toBeVisible()
})

test('an object of no namespace is the same whatever namespace its text names', async ({ page, api }) => {
  const name = uniqueName('space')
  const text = `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n  namespace: default\n`
  await page.goto(importPage)
  await replaceText(page, text)
  await reviewButton(page).click()
  await expect(reviewOf(page)).toHaveAccessibleName(`Create Namespace ${name}?`)
  await apply(page)
  await page.getByRole('button', { name: 'Import more' }).click()
  await replaceText(page, `${text}  labels: {team: blue}\n`)
  await reviewButton(page).click()
  await expect(reviewOf(page)).toHaveAccessibleName(`Save Namespace ${name}?`)
  await apply(page)
  await expect(page.getByRole('list', { name: 'The objects' })).toBeVisible()
  expect((await api.get(`/api/v1/namespaces/${name}`)).metadata.labels).toMatchObject({ team: 'blue' })
})
