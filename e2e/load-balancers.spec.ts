/** An administrator sets up the platform's load balancers and gives them to projects; developers see what is theirs. */
import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { parse } from 'yaml'
import type { KubeObject } from '../src/k8s/objects.ts'
import { resourcePath } from '../src/k8s/resource.ts'
import {
  apply,
  editorValue,
  expect,
  type Fixtures,
  projectList,
  reviewOf,
  test,
  uniqueName,
} from './console.ts'

const list = '/admin/portolan-admin/loadbalancers'
const namespace = 'cpaas-system'
const albs = { group: 'crd.alauda.io', version: 'v2beta1', plural: 'alaudaloadbalancer2' }

type Api = Fixtures['api']

interface Alb extends KubeObject {
  readonly spec: Readonly<Record<string, unknown>>
}

const read = (api: Api, name: string) => api.get<Alb>(resourcePath(albs, { namespace, name }))
const remove = (api: Api, name: string) => api.delete(resourcePath(albs, { namespace, name }))

const example = (name: string) =>
  parse(readFileSync(new URL(`../src/kinds/alb2/examples/${name}.yaml`, import.meta.url), 'utf8')) as Alb

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const nameField = (page: Page) => page.getByRole('textbox', { name: /^Name/ })
const radio = (page: Page, name: string | RegExp) => page.getByRole('radio', { name })

async function addLabel(page: Page, label: string): Promise<void> {
  const field = page.getByRole('combobox', { name: /^Node Labels/ })
  await field.fill(label)
  await field.press('Enter')
}

/** One in order, which runs nowhere and stays out of the way of others. */
async function createAlb(api: Api, config: object = {}): Promise<string> {
  const name = uniqueName('alb')
  const { spec } = example('host-network')
  const quiet = { enableIngress: 'false', antiAffinityKey: name, ...config }
  await api.create({
    apiVersion: 'crd.alauda.io/v2beta1',
    kind: 'ALB2',
    metadata: { name, namespace },
    spec: { ...spec, config: { ...(spec.config as object), ...quiet } },
  })
  return name
}

test('the load balancer of the documents comes out of the form', async ({ page, api }) => {
  const name = uniqueName('alb')
  await page.goto(list)
  await page.getByRole('link', { name: 'Create Load Balancer' }).click()
  await nameField(page).fill(name)
  await page.getByRole('textbox', { name: 'Access Address 1' }).fill('192.168.66.215')
  await addLabel(page, 'cpu-model.node.kubevirt.io/Nehalem:true')
  await expect(page.getByText('0 nodes meet the conditions')).toBeVisible()
  await expect(page.getByText('No node has these labels: no pod of it can start.').first()).toBeVisible()
  await page.getByRole('button', { name: 'Create Load Balancer' }).click()
  await apply(page)
  await expect(heading(page)).toHaveText(name)
  const { spec } = example('host-network')
  expect((await read(api, name)).spec).toEqual(spec)
  await remove(api, name)
})

test('it is sized, placed and given an address by a Service', async ({ page, api }) => {
  const name = uniqueName('alb')
  await page.goto(`${list}/~create`)
  await nameField(page).fill(name)
  await radio(page, /^Container network/).check()
  await expect(page.getByRole('switch', { name: 'Service', exact: true })).toBeChecked()
  await expect(page.getByRole('textbox', { name: 'Access Address 1' })).toBeHidden()
  await page.getByRole('button', { name: 'Which size?' }).click()
  const guide = page.getByRole('dialog', { name: 'Sizing guide' })
  await expect(guide.getByRole('row', { name: /^Large scale/ })).toContainText('~20,000')
  await page.keyboard.press('Escape')
  await expect(guide).toBeHidden()
  await radio(page, /^Large scale/).check()
  await radio(page, /^High availability/).check()
  await expect(page.getByRole('textbox', { name: 'Replicas' })).toHaveValue('3')
  await addLabel(page, 'node-role.kubernetes.io/infra:')
  await expect(page.getByText('2 nodes meet the conditions')).toBeVisible()
  await radio(page, /^Specific Projects/).check()
  await page.getByRole('combobox', { name: /^Projects/ }).click()
  await page.getByRole('option', { name: /^shop/ }).click()
  await page.keyboard.press('Escape')
  expect(await editorValue(page)).toMatchObject({
    spec: {
      config: {
        networkMode: 'container',
        vip: { enableLbSvc: true },
        replicas: 3,
        nodeSelector: { 'node-role.kubernetes.io/infra': '' },
        resources: {
          alb: { limits: { cpu: '4', memory: '2Gi' } },
          limits: { cpu: '4', memory: '2Gi' },
          requests: { cpu: '4', memory: '2Gi' },
        },
        projects: ['shop'],
      },
    },
  })
  await page.getByRole('button', { name: 'Create Load Balancer' }).click()
  await apply(page)
  await expect(heading(page)).toHaveText(name)
  await remove(api, name)
})

test('ports are given to projects, and ranges that meet are told', async ({ page, api }) => {
  const name = await createAlb(api)
  await page.goto(`${list}/${namespace}/${name}`)
  await expect(heading(page)).toHaveText(name)
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Assign Projects' }).click()
  await expect(heading(page)).toHaveText(`Assign Projects ${name}`)
  await radio(page, /^Port/).check()
  await addRange(page, 1, '111-2233', 'All projects')
  await addRange(page, 2, '2000-2500', 'payments')
  const second = page.getByRole('group', { name: 'Port range 2', exact: true })
  await expect(second).toContainText('2000-2233 belongs to range 1')
  await second.getByRole('textbox', { name: 'Ports of range 2' }).fill('12222-33445')
  await expect(second).not.toContainText('belongs to range 1')
  await page
    .getByRole('button', { name: /^Assign Projects|^Save/ })
    .last()
    .click()
  await expect(reviewOf(page)).not.toContainText('interrupted')
  await apply(page)
  await expect(heading(page)).toHaveText(name)
  expect((await read(api, name)).spec.config).toMatchObject({
    enablePortProject: true,
    portProjects:
      '[{"port":"111-2233","projects":["ALL_ALL"]},{"port":"12222-33445","projects":["payments"]}]',
  })
  await expect(page.getByRole('table', { name: 'Port ranges' })).toContainText('12222-33445')
  await remove(api, name)
})

async function addRange(page: Page, number: number, ports: string, project: string): Promise<void> {
  await page.getByRole('button', { name: 'Add port range' }).click()
  const row: Locator = page.getByRole('group', { name: `Port range ${number}`, exact: true })
  await row.getByRole('textbox', { name: `Ports of range ${number}` }).fill(ports)
  await row.getByRole('combobox', { name: `Projects of range ${number}` }).fill(project)
  await page.getByRole('option', { name: project, exact: true }).click()
  await page.keyboard.press('Escape')
}

test('a change of its pods is confirmed, and a Service is not taken away again', async ({ page, api }) => {
  const name = await createAlb(api, { networkMode: 'host' })
  await page.goto(`${list}/${namespace}/${name}/~edit`)
  const service = page.getByRole('switch', { name: 'Service', exact: true })
  await service.check()
  await page.getByRole('button', { name: 'Save' }).click()
  const review = reviewOf(page)
  await expect(review).toContainText('interrupted for 3 to 5 minutes')
  await expect(review.getByRole('button', { name: /^Save/ }).last()).toBeDisabled()
  await review.getByRole('checkbox').check()
  await apply(page)
  await expect(heading(page)).toHaveText(name)
  await page.goto(`${list}/${namespace}/${name}/~edit`)
  await expect(service).toBeChecked()
  await expect(service).toBeDisabled()
  await remove(api, name)
})

test('what goes with it is listed before it is deleted, and its name typed', async ({ page, api }) => {
  const name = await createAlb(api)
  const labels = { 'alb2.cpaas.io/name': name }
  const frontend = `${name}-00080`
  await api.create({
    apiVersion: 'crd.alauda.io/v1',
    kind: 'Frontend',
    metadata: { name: frontend, namespace, labels },
    spec: { port: 80, protocol: 'http' },
  })
  const ofFrontend = { ...labels, 'alb2.cpaas.io/frontend': frontend }
  const source = { type: 'ingress', namespace: 'shop-prod', name: 'storefront-of-a-test' }
  for (const [rule, spec] of [
    ['by-hand', {}],
    ['made', { source }],
  ] as const)
    await api.create({
      apiVersion: 'crd.alauda.io/v1',
      kind: 'Rule',
      metadata: { name: `${frontend}-${rule}`, namespace, labels: ofFrontend },
      spec: { priority: 5, dslx: [], ...spec },
    })
  await page.goto(`${list}/${namespace}/${name}`)
  await expect(page.getByRole('table', { name: 'Listening ports' })).toContainText('HTTP')
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /^Delete/ })
  await expect(dialog).toContainText('3 ports and rules are deleted')
  for (const each of [frontend, `${frontend}-by-hand`, `${frontend}-made`])
    await expect(dialog.getByText(each, { exact: true })).toBeVisible()
  await expect(dialog).toContainText('1 port goes with it.')
  await expect(dialog).toContainText('2 rules go with it.')
  await expect(dialog.getByRole('list', { name: 'Ingresses that lose this entrance' })).toContainText(
    'storefront-of-a-test',
  )
  const button = dialog.getByRole('button', { name: 'Delete Load Balancer' })
  await expect(button).toBeDisabled()
  await dialog.getByRole('textbox').fill(name)
  await button.click()
  await expect(heading(page)).toHaveText('Load Balancers')
  await expect(page.getByRole('link', { name, exact: true })).toBeHidden()
})

test('a project reads what it may use, and nothing else', async ({ page, api }) => {
  const name = await createAlb(api, { projects: ['payments'] })
  const ofShop = projectList('~all', 'portolan-developer', 'shop', 'loadbalancers')
  await page.goto(ofShop)
  await expect(page.getByRole('link', { name: 'edge', exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name, exact: true })).toBeHidden()
  await expect(page.getByText('Read only')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Create Load Balancer' })).toBeHidden()
  await page.goto(`${ofShop}/${namespace}/${name}`)
  await expect(page.getByText(/^There is no/)).toBeVisible()
  await page.goto(`${ofShop}/${namespace}/edge`)
  await expect(heading(page)).toHaveText('edge')
  await expect(page.getByRole('button', { name: 'Delete', exact: true })).toBeHidden()
  await expect(page.getByRole('link', { name: 'Edit', exact: true })).toBeHidden()
  await remove(api, name)
})

test('that it is deprecated is said until somebody has heard it', async ({ page }) => {
  await page.goto(list)
  const notice = page.getByRole('note').filter({ hasText: 'deprecated' })
  await expect(notice.getByRole('link', { name: 'To Gateways' })).toHaveAttribute('href', /gateways/)
  await notice.getByRole('button', { name: 'Do not say this again' }).click()
  await expect(notice).toBeHidden()
  await page.reload()
  await expect(heading(page)).toHaveText('Load Balancers')
  await expect(notice).toBeHidden()
})
