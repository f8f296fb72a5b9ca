/** Network policies: who may connect to whom, by the form and by the YAML, in a project and for the whole cluster. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { parse } from 'yaml'
import type { KubeObject } from '../src/k8s/objects.ts'
import { resourcePath } from '../src/k8s/resource.ts'
import { signedInHeaders } from '../src/server/testing/session.ts'
import { ApiClient, type Manifest } from './cluster/index.ts'
import {
  apply,
  choose,
  editorValue,
  expect,
  type Fixtures,
  projectList,
  replaceText,
  reviewOf,
  test,
  uniqueName,
} from './console.ts'
import { folderWith, type OwnServer, startOwnServer } from './own-server.ts'

const namespace = 'payments-prod'
const list = projectList(namespace, 'portolan-admin', 'payments', 'networkpolicies')
const baselines = {
  group: 'policy.networking.k8s.io',
  version: 'v1alpha1',
  plural: 'baselineadminnetworkpolicies',
}
const policies = { group: 'networking.k8s.io', version: 'v1', plural: 'networkpolicies' }

const read = (api: Fixtures['api'], name: string) =>
  api.get<KubeObject & { spec: unknown }>(resourcePath(policies, { namespace, name }))

const group = (within: Page | Locator, name: string) => within.getByRole('group', { name, exact: true })
const blockIngress = (page: Page) => page.getByRole('checkbox', { name: 'Block all ingress traffic' })
const blockEgress = (page: Page) => page.getByRole('checkbox', { name: 'Block all egress traffic' })

async function addLabel(selector: Locator, key: string, value: string, at = 1): Promise<void> {
  await selector.getByRole('button', { name: 'Add label' }).click()
  await selector.getByLabel(`Labels it must have: key ${at}`).fill(key)
  await selector.getByLabel(`Labels it must have: value ${at}`).fill(value)
}

test('each sort of peer, by the form alone', async ({ page, api }) => {
  const name = uniqueName('peers')
  await page.goto(`${list}/~create`)
  await page.getByLabel('Name', { exact: true }).fill(name)
  const target = page.getByRole('region', { name: 'Target Pod' })
  await addLabel(target, 'app', 'api')
  // Live: the pods that match now, by name.
  await expect(target.getByRole('status')).toHaveText(/^Matches [1-9]\d* of \d+ pods$/)
  await target.getByRole('button', { name: 'Preview' }).click()
  await expect(target.getByText(/^api-\w+-\w+$/).first()).toBeVisible()

  await expect(blockIngress(page)).toBeChecked()
  await blockIngress(page).uncheck()
  const rule = group(page, 'Ingress rule 1')
  await expect(rule).toContainText('Everybody, inside the cluster and outside, may connect to any port.')
  await rule.getByRole('button', { name: 'Add source' }).click()
  const here = group(rule, 'Source 1')
  await addLabel(here, 'app', 'fraud-check')

  await rule.getByRole('button', { name: 'Add source' }).click()
  const anywhere = group(rule, 'Source 2')
  await choose(anywhere, 'Source 2', /^Pods in Current Cluster/)
  await addLabel(group(anywhere, 'Namespace Selector'), 'cpaas.io/project', 'shop')
  await addLabel(group(anywhere, 'Pod Selector'), 'app', 'cart')
  await expect(group(anywhere, 'Pod Selector').getByRole('status')).toHaveText(
    /^Matches [1-9]\d* of \d+ pods$/,
  )

  await rule.getByRole('button', { name: 'Add source' }).click()
  const range = group(rule, 'Source 3')
  await choose(range, 'Source 3', /^IP Range/)
  await range.getByLabel('CIDR', { exact: true }).fill('172.18.0.9/16')
  await range.getByRole('button', { name: 'Write 172.18.0.0/16' }).click()
  await range.getByRole('button', { name: 'Add excluded CIDR' }).click()
  await range.getByLabel('Exclude CIDR 1', { exact: true }).fill('172.19.0.0/24')
  await expect(range.getByText('It has to be a smaller part of 172.18.0.0/16.')).toBeVisible()
  await range.getByLabel('Exclude CIDR 1', { exact: true }).fill('172.18.200.0/24')
  await expect(range.getByText(/smaller part/)).toBeHidden()

  await rule.getByRole('button', { name: 'Add port' }).click()
  await rule.getByLabel('Port or name, port 1').fill('8443')
  await rule.getByRole('button', { name: 'Add port' }).click()
  await choose(group(rule, 'Port 2'), 'Protocol', 'UDP')
  await rule.getByLabel('Port or name, port 2').fill('9000')
  await rule.getByLabel('Last of a range, port 2').fill('9010')
  await rule.getByRole('button', { name: 'Add port' }).click()
  await rule.getByLabel('Port or name, port 3').fill('https')

  await page.getByRole('button', { name: 'Add egress rule' }).click()
  const out = group(page, 'Egress rule 1')
  await choose(out, 'Destination 1', /^IP Range/)
  await out.getByLabel('CIDR', { exact: true }).fill('192.0.2.0/24')
  await expect(out).toContainText('The selected pods may connect to addresses in 192.0.2.0/24 on any port.')

  const spec = {
    podSelector: { matchLabels: { app: 'api' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      {
        from: [
          { podSelector: { matchLabels: { app: 'fraud-check' } } },
          {
            podSelector: { matchLabels: { app: 'cart' } },
            namespaceSelector: { matchLabels: { 'cpaas.io/project': 'shop' } },
          },
          { ipBlock: { cidr: '172.18.0.0/16', except: ['172.18.200.0/24'] } },
        ],
        ports: [
          { protocol: 'TCP', port: 8443 },
          { protocol: 'UDP', port: 9000, endPort: 9010 },
          { protocol: 'TCP', port: 'https' },
        ],
      },
    ],
    egress: [{ to: [{ ipBlock: { cidr: '192.0.2.0/24' } }] }],
  }
  expect((await editorValue(page)).spec).toEqual(spec)
  await page.getByRole('button', { name: 'Create Network Policy' }).click()
  await expect(reviewOf(page)).toBeVisible()
  await apply(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  expect((await read(api, name)).spec).toEqual(spec)

  const ingress = page.getByRole('region', { name: 'Ingress', exact: true })
  await expect(ingress).toContainText(
    'Pods with app=fraud-check in this namespace, pods with app=cart in namespaces of project shop or addresses in 172.18.0.0/16 but not 172.18.200.0/24 may connect to TCP 8443, UDP 9000 to 9010 or the TCP port named https.',
  )
  await expect(ingress).toContainText('spec.ingress[0]')
  await expect(page.getByRole('table', { name: 'Target pods' })).toContainText(/api-\w+/)
  await api.delete(resourcePath(policies, { namespace, name }))
})

const manifest = (name: string, spec: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  # what it is for
  podSelector: {}
${spec}`

/** What the documents say the form shows of each YAML, and what the other box says. */
const states = [
  ['policyTypes names Ingress, no rules', '  policyTypes: [Ingress]\n', true, false],
  ['none of the three', '', true, false],
  ['policyTypes names Egress, no rules', '  policyTypes: [Egress]\n', false, true],
  ['both, no rules', '  policyTypes: [Ingress, Egress]\n  ingress: []\n', true, true],
  ['rules alone', '  ingress: [{}]\n', false, false],
] as const

test('the YAML decides what the boxes show, and they write no more than they have to', async ({ page }) => {
  await page.goto(`${list}/~create`)
  await expect(blockIngress(page)).toBeVisible()
  for (const [what, spec, ingress, egress] of states) {
    await replaceText(page, manifest('states', spec))
    await expect(blockIngress(page), what).toBeChecked({ checked: ingress })
    await expect(blockEgress(page), what).toBeChecked({ checked: egress })
  }
  await replaceText(page, manifest('states', '  policyTypes: [Egress] # out\n'))
  await expect(blockEgress(page)).toBeChecked()
  await blockIngress(page).check()
  expect((await editorValue(page)).spec).toEqual({ podSelector: {}, policyTypes: ['Egress', 'Ingress'] })
  await blockEgress(page).uncheck()
  expect((await editorValue(page)).spec).toEqual({ podSelector: {}, policyTypes: ['Ingress'] })
  await expect(page.getByText(/^Not restricted: this policy says nothing of what the pods/)).toBeVisible()
  // Leaving Ingress out, too, would mean Ingress; a rule for everybody says what was meant.
  await blockIngress(page).uncheck()
  await expect(group(page, 'Ingress rule 1')).toContainText('Everybody')
  expect((await editorValue(page)).spec).toEqual({ podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] })

  // Rules come back when one thinks better of blocking everything.
  await replaceText(page, manifest('states', '  ingress:\n    - ports: [{ port: 80 }]\n'))
  await expect(group(page, 'Ingress rule 1')).toContainText('may connect to TCP 80.')
  await blockIngress(page).check()
  expect((await editorValue(page)).spec).toEqual({ podSelector: {} })
  await blockIngress(page).uncheck()
  expect((await editorValue(page)).spec).toEqual({ podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] })

  // What the API would not look at.
  await replaceText(page, manifest('states', '  policyTypes: [Ingress]\n  egress: [{}]\n'))
  await page.getByRole('button', { name: 'Add Egress to policyTypes' }).click()
  await expect(page.getByText(/so these rules have no effect/)).toBeHidden()
  // What the form has no fields for.
  await replaceText(
    page,
    manifest('states', '  ingress: [{ from: [{ podSelector: {}, ipBlock: { cidr: 10.0.0.0/8 } }] }]\n'),
  )
  await expect(group(page, 'Source 1').getByRole('note')).toBeVisible()
})

test('the list says in words what each does, and how many pods it is for', async ({ page }) => {
  await page.goto(list)
  const row = (name: string) =>
    page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
  await expect(row('default-deny')).toContainText(/All pods\s*\d+\s*Blocks all\s*Blocks all/)
  await expect(row('to-banks')).toContainText(/app=api\s*[1-9]\d*\s*Not restricted\s*2 rules/)
  await page.goto(projectList('shop-prod', 'portolan-admin', 'shop', 'networkpolicies'))
  await expect(row('search')).toContainText(/app=search\s*0\s*1 rule/)
})

test.describe('for the whole cluster', () => {
  let server: OwnServer
  let files: ReturnType<typeof folderWith>

  test.beforeAll(async () => {
    const gates = '{ cluster-network-policy: true, cluster-network-policy-next: true }'
    files = folderWith({ 'portolan.yaml': `sandbox: true\ngates: ${gates}\n` })
    server = await startOwnServer(['--config', files.path('portolan.yaml')])
  })

  test.beforeEach(({ context }) => server.signIn(context))

  test.afterAll(async () => {
    await server.close()
    files.remove()
  })

  test('a policy with a priority, whose rules are put in order by the keyboard', async ({ page }) => {
    const name = uniqueName('anp')
    const pages = `${server.url}/admin/portolan-admin/adminnetworkpolicies`
    await page.goto(pages)
    await expect(page.getByRole('row').filter({ hasText: 'no-remote-shells' })).toContainText(
      /20\s*All pods in cpaas\.io\/project=payments\s*1\s*1/,
    )
    await page.keyboard.press('c')
    await expect(page.getByLabel('Name', { exact: true })).toBeVisible()
    await page.getByLabel('Name', { exact: true }).fill(name)
    await page.getByLabel('Priority').fill('20')
    await expect(page.getByText(/^no-remote-shells has the same priority/)).toBeVisible()
    await page.getByLabel('Priority').fill('7')
    const target = page.getByRole('region', { name: 'Target Pod' })
    await addLabel(target, 'cpaas.io/project', 'shop')
    await expect(target.getByRole('status')).toHaveText(/^Matches [1-9]\d* of \d+ namespaces$/)

    // From here on without the mouse.
    const add = page.getByRole('button', { name: 'Add ingress rule' })
    await add.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByLabel('Rule Name').nth(0)).toBeFocused()
    await page.keyboard.type('everybody')
    await add.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByLabel('Rule Name').nth(1)).toBeFocused()
    await page.keyboard.type('shells')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    await expect(group(page, 'Ingress rule 2').getByRole('radio', { name: /^Deny/ })).toBeChecked()
    await page.keyboard.press('Alt+ArrowUp')
    await expect(page.getByLabel('Rule Name').nth(0)).toHaveValue('shells')
    await expect(group(page, 'Ingress rule 1').getByRole('radio', { name: /^Deny/ })).toBeFocused()
    await group(page, 'Ingress rule 1').getByRole('button', { name: 'Add port' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('22')
    await page.keyboard.press('Tab')
    await page.keyboard.type('23')
    const spec = {
      priority: 7,
      subject: { namespaces: { matchLabels: { 'cpaas.io/project': 'shop' } } },
      ingress: [
        {
          name: 'shells',
          action: 'Deny',
          from: [{ namespaces: {} }],
          ports: [{ portRange: { protocol: 'TCP', start: 22, end: 23 } }],
        },
        { name: 'everybody', action: 'Allow', from: [{ namespaces: {} }] },
      ],
    }
    await expect.poll(async () => (await editorValue(page)).spec).toEqual(spec)
    await page.getByRole('button', { name: 'Create Admin Network Policy' }).click()
    await apply(page)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
    await expect(page.getByRole('region', { name: 'Ingress', exact: true }).getByRole('listitem')).toHaveText(
      [
        /^All pods in all namespaces may not connect to TCP 22 to 23\./,
        /^All pods in all namespaces may connect to any port\./,
      ],
    )
  })

  test('pods instead of namespaces, nodes and addresses as destinations', async ({ page }) => {
    await page.goto(`${server.url}/admin/portolan-admin/adminnetworkpolicies/~create`)
    await page.getByRole('radio', { name: /^Pods by their labels/ }).check()
    await addLabel(group(page.getByRole('region', { name: 'Target Pod' }), 'Pod Selector'), 'app', 'cart')
    await page.getByRole('button', { name: 'Add egress rule' }).click()
    const rule = group(page, 'Egress rule 1')
    await choose(rule, 'Destination 1', /^Node Selector/)
    await expect(group(rule, 'Node Selector').getByRole('status')).toHaveText(/matches all nodes: [1-9]/)
    await rule.getByRole('button', { name: 'Add destination' }).click()
    await choose(rule, 'Destination 2', /^IP Range/)
    await rule.getByLabel('IP Range 1', { exact: true }).fill('10.0.0.0/8')
    await rule.getByRole('radio', { name: /^Pass/ }).check()
    expect((await editorValue(page)).spec).toEqual({
      priority: 50,
      subject: { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: 'cart' } } } },
      egress: [{ action: 'Pass', to: [{ nodes: {} }, { networks: ['10.0.0.0/8'] }] }],
    })
    await page.getByRole('radio', { name: /^All pods of namespaces/ }).check()
    await expect
      .poll(async () => (await editorValue(page)).spec)
      .toMatchObject({ subject: { namespaces: {} } })
  })

  test('the cluster takes every example of the kinds', async () => {
    const api = new ApiClient({
      server: `${server.url}/clusters/portolan-admin`,
      headers: await signedInHeaders(server.url),
    })
    // Applied onto one with another subject, an example would have two.
    await api.delete(resourcePath(baselines, { name: 'default' }))
    const folders = [
      'networkpolicy',
      'adminnetworkpolicy',
      'baselineadminnetworkpolicy',
      'clusternetworkpolicy',
    ]
    for (const folder of folders) {
      for (const file of readdirSync(`src/kinds/${folder}/examples`)) {
        const text = readFileSync(`src/kinds/${folder}/examples/${file}`, 'utf8')
        const object = parse(text.replace('namespace: shop\n', 'namespace: shop-prod\n')) as Manifest
        const { spec } = (await api.apply(object)) as KubeObject & { spec: unknown }
        // The API drops a list that is empty.
        const kept = JSON.stringify(object.spec).replace(',"except":[]', '')
        expect(spec, file).toMatchObject(JSON.parse(kept) as Record<string, unknown>)
      }
    }
    await api.close()
  })

  test('the baseline has one name and does not pass', async ({ page }) => {
    await page.goto(`${server.url}/admin/portolan-admin/baselineadminnetworkpolicies/default/~edit`)
    await expect(page.getByLabel('Name', { exact: true })).toBeDisabled()
    await expect(page.getByLabel('Priority')).toHaveCount(0)
    const rule = group(page, 'Ingress rule 1')
    await expect(rule.getByRole('radio')).toHaveCount(2)
  })
})
