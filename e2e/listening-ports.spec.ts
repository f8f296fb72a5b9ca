/** Ports of load balancers: made by the form as the platform makes them, given to projects, and what goes with them. */
import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { parse } from 'yaml'
import type { KubeObject } from '../src/k8s/objects.ts'
import { resourcePath } from '../src/k8s/resource.ts'
import {
  apply,
  createService,
  editorValue,
  expect,
  type Fixtures,
  projectList,
  test,
  uniqueName,
} from './console.ts'

const list = '/admin/portolan-admin/listeningports'
const ofShop = projectList('~all', 'portolan-developer', 'shop', 'listeningports')
const namespace = 'cpaas-system'
const albs = { group: 'crd.alauda.io', version: 'v2beta1', plural: 'alaudaloadbalancer2' }
const ports = { group: 'crd.alauda.io', version: 'v1', plural: 'frontends' }

type Api = Fixtures['api']

interface Port extends KubeObject {
  readonly spec: Readonly<Record<string, unknown>>
}

const read = (api: Api, name: string) => api.get<Port>(resourcePath(ports, { namespace, name }))
const remove = (api: Api, name: string) => api.delete(resourcePath(albs, { namespace, name }))
const removePort = (api: Api, name: string) => api.delete(resourcePath(ports, { namespace, name }))

const example = (name: string) =>
  parse(readFileSync(new URL(`../src/kinds/frontend/examples/${name}.yaml`, import.meta.url), 'utf8')) as Port

/** What is required says so behind its label. */
const called = (label: string) => new RegExp(`^${label}\\s*\\*?$`)

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const radio = (page: Page, name: string | RegExp) => page.getByRole('radio', { name })
const portField = (page: Page) => page.getByRole('textbox', { name: called('Port') })
const nameField = (page: Page) => page.getByRole('textbox', { name: called('Name') })
const service = (page: Page, number: number) =>
  page.getByRole('group', { name: `Service ${number}`, exact: true })

/** One that runs nowhere and stays out of the way of others. */
async function createAlb(api: Api, config: object = {}): Promise<string> {
  const name = uniqueName('lb')
  const quiet = { enableIngress: 'false', antiAffinityKey: name, nodeSelector: { runs: 'nowhere' } }
  await api.create({
    apiVersion: 'crd.alauda.io/v2beta1',
    kind: 'ALB2',
    metadata: { name, namespace },
    spec: { type: 'nginx', address: '192.0.2.9', config: { ...quiet, projects: ['ALL_ALL'], ...config } },
  })
  return name
}

async function createPort(api: Api, alb: string, port: number, spec: object = {}): Promise<string> {
  const name = `${alb}-${String(port).padStart(5, '0')}`
  const metadata = { name, namespace, labels: { 'alb2.cpaas.io/name': alb } }
  await api.create({
    apiVersion: 'crd.alauda.io/v1',
    kind: 'Frontend',
    metadata,
    spec: { port, protocol: 'http', ...spec },
  })
  return name
}

async function chooseIn(row: Locator, label: string, option: string): Promise<void> {
  await row.getByRole('combobox', { name: called(label) }).fill(option)
  await row
    .page()
    .getByRole('option', { name: new RegExp(`^${option}(?![-\\w])`) })
    .first()
    .click()
}

test('the port of the documents comes out of the form, and is made from its load balancer', async ({
  page,
  api,
}) => {
  const alb = await createAlb(api)
  const hello = uniqueName('hello')
  await createService(api, 'default', hello, { ports: [{ port: 80 }] })
  await page.goto(`/admin/portolan-admin/loadbalancers/${namespace}/${alb}`)
  await page.getByRole('link', { name: 'Add Port' }).click()
  await expect(heading(page)).toHaveText('Create Listening Port')
  await expect(page.getByRole('combobox', { name: called('Load Balancer') })).toHaveValue(alb)
  await portField(page).fill('80')
  await expect(nameField(page)).toHaveValue(`${alb}-00080`)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await chooseIn(service(page, 1), 'Namespace', 'default')
  await chooseIn(service(page, 1), 'Service', hello)
  await expect(service(page, 1).getByRole('combobox', { name: called('Port') })).toHaveValue('80')
  await expect(service(page, 1)).toContainText('Gets 100% of the requests.')
  await page.getByRole('button', { name: 'Create Listening Port' }).click()
  await apply(page)
  await expect(heading(page)).toHaveText(`${alb}-00080`)
  const made = await read(api, `${alb}-00080`)
  const text = JSON.stringify(example('documented'))
  const wanted = JSON.parse(text.replaceAll('alb-demo', alb).replaceAll('hello-world', hello)) as Port
  expect(made.spec).toEqual(wanted.spec)
  expect(made.metadata).toMatchObject({ ...wanted.metadata })
  const { metadata } = await api.get<KubeObject>(resourcePath(albs, { namespace, name: alb }))
  expect(made.metadata.ownerReferences).toEqual([
    { apiVersion: 'crd.alauda.io/v2beta1', kind: 'ALB2', name: alb, uid: metadata.uid },
  ])
  await page.getByRole('link', { name: alb, exact: true }).click()
  const listed = page.getByRole('table', { name: 'Listening ports' })
  await expect(listed.getByRole('link', { name: '80', exact: true })).toHaveAttribute(
    'href',
    new RegExp(`listeningports/${namespace}/${alb}-00080$`),
  )
  await remove(api, alb)
})

test('ports that cannot be had are refused', async ({ page, api }) => {
  const alb = await createAlb(api)
  await createPort(api, alb, 8080)
  await page.goto(`${list}/~create?balancer=${alb}`)
  const group = page
    .getByRole('textbox', { name: called('Port') })
    .locator('xpath=ancestor::*[@data-path][1]')
  for (const [port, words] of [
    ['30000', 'Available port ranges: 1-65535, except 30000-32767.'],
    ['0', 'Available port ranges: 1-65535, except 30000-32767.'],
    ['1936', 'Port 1936 is for health checks and cannot be used.'],
    ['11782', 'Port 11782 is for health checks and cannot be used.'],
    ['8080', `${alb}-08080 listens on port 8080 of this load balancer already.`],
  ] as const) {
    await portField(page).fill(port)
    await expect(group.locator('[data-finding]')).toContainText(words)
  }
  await portField(page).fill('8081')
  await expect(group.locator('[data-finding]')).toHaveCount(0)
  await remove(api, alb)
})

test('weights, sessions and certificates are told as the load balancer takes them', async ({ page, api }) => {
  const alb = await createAlb(api)
  await page.goto(`${list}/~create?balancer=${alb}`)
  await portField(page).fill('8443')
  await radio(page, /^HTTPS Requests go by rules/).check()
  await page.getByRole('button', { name: 'Create Listening Port' }).click()
  await expect(
    page.getByText('Choose a certificate: nobody can be answered without one.').first(),
  ).toBeVisible()
  await page.getByRole('combobox', { name: called('Certificate') }).fill(`${namespace}/example-com`)
  await page.getByRole('option', { name: new RegExp(`^${namespace}/example-com`) }).click()
  for (const [index, [name, weight]] of [
    ['catalog', '90'],
    ['catalog-next', '10'],
  ].entries()) {
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    const row = service(page, index + 1)
    await chooseIn(row, 'Namespace', 'shop-prod')
    await row.getByRole('combobox', { name: called('Service') }).fill(name ?? '')
    await page
      .getByRole('option', { name: new RegExp(`^${name}(?![-\\w])`) })
      .first()
      .click()
    if (index === 0) await radio(page, /^Weighted Round Robin/).check()
    await row.getByRole('textbox', { name: called('Weight') }).fill(weight ?? '')
  }
  await expect(service(page, 1)).toContainText('Gets 90% of the requests.')
  await expect(service(page, 2)).toContainText('Gets 10% of the requests.')
  await radio(page, /^EWMA/).check()
  await expect(page.getByText('does not know EWMA and goes round instead').first()).toBeVisible()
  await radio(page, /^Cookie key/).check()
  await page.getByRole('textbox', { name: called('Cookie name') }).fill('SESSION')
  await page.getByRole('button', { name: 'Create Listening Port' }).click()
  await apply(page)
  await expect(heading(page)).toHaveText(`${alb}-08443`)
  expect((await read(api, `${alb}-08443`)).spec).toEqual({
    port: 8443,
    protocol: 'https',
    certificate_name: `${namespace}/example-com`,
    backendProtocol: 'http',
    serviceGroup: {
      session_affinity_policy: 'cookie',
      session_affinity_attribute: 'SESSION',
      services: [
        { namespace: 'shop-prod', name: 'catalog', port: 80, weight: 90 },
        { namespace: 'shop-prod', name: 'catalog-next', port: 80, weight: 10 },
      ],
    },
  })
  const shares = page.getByRole('table', { name: 'Default service group' })
  await expect(shares.getByRole('row').nth(1)).toContainText('90%')
  await remove(api, alb)
})

test('default routing is changed by itself', async ({ page, api }) => {
  const alb = await createAlb(api)
  const name = await createPort(api, alb, 5432, {
    protocol: 'tcp',
    serviceGroup: { services: [{ namespace: 'shop-prod', name: 'cart', port: 9000, weight: 100 }] },
  })
  await page.goto(`${list}/${namespace}/${name}`)
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Update default routing' }).click()
  await expect(heading(page)).toHaveText(`Update default routing ${name}`)
  await expect(portField(page)).toBeHidden()
  await radio(page, /^SIP hash/).check()
  await expect(radio(page, /^Cookie key/)).toBeHidden()
  await page
    .getByRole('button', { name: /^Update default routing|^Save/ })
    .last()
    .click()
  await apply(page)
  await expect(heading(page)).toHaveText(name)
  expect((await read(api, name)).spec).toMatchObject({
    serviceGroup: { session_affinity_policy: 'sip-hash', services: [{ name: 'cart', weight: 100 }] },
  })
  await page.goto(`${list}/${namespace}/${name}/~edit`)
  await expect(portField(page)).toBeDisabled()
  await expect(radio(page, /^TCP /)).toBeDisabled()
  await remove(api, alb)
})

test('rules stand in the order in which they are asked, and go with their port', async ({ page, api }) => {
  const alb = await createAlb(api)
  const name = await createPort(api, alb, 80)
  const labels = { 'alb2.cpaas.io/name': alb, 'alb2.cpaas.io/frontend': name }
  for (const [id, priority] of [
    ['late', 7],
    ['soon', 2],
  ] as const)
    await api.create({
      apiVersion: 'crd.alauda.io/v1',
      kind: 'Rule',
      metadata: { name: `${name}-${id}`, namespace, labels },
      spec: { priority, dslx: [{ type: 'URL', values: [['STARTS_WITH', `/${id}`]] }] },
    })
  await page.goto(`${list}/${namespace}/${name}`)
  const rules = page.getByRole('table', { name: 'Rules' })
  await expect(rules.getByRole('row').nth(1)).toContainText('/soon*')
  await expect(rules.getByRole('row').nth(2)).toContainText('/late*')
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /^Delete/ })
  await expect(dialog).toContainText('2 rules are deleted with this port and cannot be restored:')
  for (const id of ['late', 'soon'])
    await expect(dialog.getByText(`${name}-${id}`, { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await remove(api, alb)
})

test('a project sees and makes the ports that are its own', async ({ page, api }) => {
  await page.goto(ofShop)
  await expect(page.getByRole('link', { name: 'edge-00443', exact: true })).toBeVisible()
  // Of the load balancer that is shared by ports, the one that is for all.
  await expect(page.getByRole('link', { name: 'streams-09000', exact: true })).toBeVisible()
  for (const other of ['streams-05432', 'streams-08890'])
    await expect(page.getByRole('link', { name: other, exact: true })).toBeHidden()
  await page.goto(`${ofShop}/${namespace}/streams-05432`)
  await expect(page.getByText(/^There is no/)).toBeVisible()
  await page.goto(`${ofShop}/${namespace}/streams-09000`)
  await expect(heading(page)).toHaveText('streams-09000')
  const button = page.getByRole('button', { name: 'Delete', exact: true })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await expect(button).toHaveAccessibleDescription(/only an administrator can delete it/)

  const name = 'edge-08099'
  await page.goto(`${ofShop}/~create?balancer=streams`)
  await portField(page).fill('5433')
  await expect(page.getByText('The project shop does not have this port, but 9000.').first()).toBeVisible()
  await page.goto(`${ofShop}/~create?balancer=edge`)
  await portField(page).fill('8099')
  await expect(nameField(page)).toHaveValue(name)
  expect(await editorValue(page)).toMatchObject({ metadata: { labels: { 'project.cpaas.io/name': 'shop' } } })
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await chooseIn(service(page, 1), 'Namespace', 'shop-prod')
  await chooseIn(service(page, 1), 'Service', 'cart')
  await page.getByRole('button', { name: 'Create Listening Port' }).click()
  await apply(page)
  await expect(heading(page)).toHaveText(name)
  await removePort(api, name)
})
