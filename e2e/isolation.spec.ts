/** Cluster Network Policies, the older interface: projects are isolated, kept in step on demand, and opened again. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { KubeObject } from '../src/k8s/objects.ts'
import { resourcePath } from '../src/k8s/resource.ts'
import { asFields } from '../src/k8s/shape.ts'
import { signedInHeaders } from '../src/server/testing/session.ts'
import { ApiClient } from './cluster/index.ts'
import { choose, expect, test } from './console.ts'
import { folderWith, type OwnServer, startOwnServer } from './own-server.ts'

const policies = { group: 'networking.k8s.io', version: 'v1', plural: 'networkpolicies' }
const namespaces = { group: '', version: 'v1', plural: 'namespaces' }
const label = 'portolan.cpaas.io/isolation'
const inProjects = [
  'media-dev',
  'media-prod',
  'payments-prod',
  'payments-staging',
  'shop-dev',
  'shop-prod',
  'shop-staging',
]

function started(gates: string) {
  const files = folderWith({ 'portolan.yaml': `sandbox: true\ngates: ${gates}\n` })
  return { files, server: startOwnServer(['--config', files.path('portolan.yaml')]) }
}

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const path = '/admin/portolan-admin/cluster-network-policy'

test.describe('with the older interface', () => {
  // One configuration a cluster: each test goes on where the one before it ended.
  test.describe.configure({ mode: 'serial' })
  let server: OwnServer
  let files: ReturnType<typeof folderWith>
  let cluster: ApiClient

  test.beforeAll(async () => {
    const own = started('{ cluster-network-policy: true }')
    files = own.files
    server = await own.server
    const headers = await signedInHeaders(server.url)
    cluster = new ApiClient({ server: `${server.url}/clusters/portolan-admin`, headers })
  })

  test.beforeEach(({ context }) => server.signIn(context))

  test.afterAll(async () => {
    await cluster.close()
    await server.close()
    files.remove()
  })

  /** The generated policies by namespace. */
  async function generated() {
    const { items } = await cluster.get<KubeObject & { items: KubeObject[] }>(resourcePath(policies))
    const ours = items.filter(({ metadata }) => metadata.labels?.[label] !== undefined)
    return new Map(ours.map((each) => [each.metadata.namespace, each]))
  }

  const names = async () => [...(await generated()).keys()].sort()
  const sourcesOf = (policy: KubeObject | undefined) =>
    asFields((asFields(asFields(policy).spec).ingress as unknown[])[0]).from

  test('nothing is configured, and what is wrong with a row is said before anything is reviewed', async ({
    page,
  }) => {
    await page.goto(server.url)
    await page.getByRole('navigation').getByRole('link', { name: 'Cluster Network Policies' }).click()
    await expect(page.getByRole('heading', { name: 'Projects are not isolated' })).toBeVisible()
    await expect(page.getByText(/^Alpha: isolation of projects on Kube-OVN/)).toBeVisible()
    await page.getByRole('button', { name: 'Configure Now' }).click()
    await expect(page.getByRole('switch', { name: 'Complete Isolation Between Projects' })).toBeChecked()
    const segments = region(page, 'IP Segment Access')
    await segments.getByRole('button', { name: 'Add access of an IP segment' }).click()
    await expect(segments.getByLabel('Source IP segment')).toBeFocused()
    await page.keyboard.type('192.0.2.0/33')
    await page.getByRole('button', { name: 'Review' }).click()
    await expect(segments).toContainText('Type an IP address, or a block')
    await expect(segments).toContainText('Choose the project that is accessed.')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await segments.getByLabel('Source IP segment').fill('192.0.2.7/24')
    await expect(segments).toContainText('Is written as 192.0.2.0/24.')
    const single = region(page, 'Single Project Access')
    await single.getByRole('button', { name: 'Add access of a project' }).click()
    await choose(single, 'Source project', 'shop')
    await choose(single, 'Target project', 'shop')
    await expect(single).toContainText('A project always has access to itself.')
    await page.getByRole('switch').click()
    await expect(single).toContainText('Only effective while isolation is on.')
    await expect(single.getByRole('combobox', { name: 'Source project' })).toBeDisabled()
    // What was typed is not lost by a link.
    await page.getByRole('navigation').getByRole('link', { name: 'Services' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Stay|^Keep/ })
      .click()
    await expect(single).toBeVisible()
  })

  test('projects are isolated but for what is allowed, after a review of every policy', async ({ page }) => {
    await page.goto(`${server.url}${path}`)
    await page.getByRole('button', { name: 'Configure Now' }).click()
    const single = region(page, 'Single Project Access')
    await single.getByRole('button', { name: 'Add access of a project' }).click()
    await choose(single, 'Source project', 'shop')
    await choose(single, 'Target project', 'payments')
    const segments = region(page, 'IP Segment Access')
    await segments.getByRole('button', { name: 'Add access of an IP segment' }).click()
    await page.keyboard.type('192.0.2.7/24')
    await choose(segments, 'Target project', 'shop')
    await page.getByRole('button', { name: 'Review' }).click()
    const review = page.getByRole('dialog', { name: 'Apply this isolation?' })
    await expect(review).toContainText('In 7 namespaces: 7 Network Policies to create.')
    await expect(review).toContainText(/ways in lead to namespaces that are isolated now/)
    const rows = review.getByRole('list', { name: 'What is written' })
    await rows.getByRole('button', { name: 'Create payments-prod/project-isolation' }).click()
    await expect(rows.locator('.monaco-diff-editor').first()).toContainText('policyTypes')
    expect(await names()).toEqual([])
    await review.getByRole('button', { name: 'Apply isolation' }).click()
    await expect(page.getByText('All policies are as configured.')).toBeVisible()
    await expect(page.getByText('7 of 7 as configured')).toBeVisible()
    await expect(region(page, 'Single Project Access').getByRole('listitem')).toHaveText(/^shop.*payments$/)
    await expect(region(page, 'IP Segment Access').getByRole('listitem')).toHaveText(
      /^192\.0\.2\.0\/24.*shop$/,
    )
    expect(await names()).toEqual(inProjects)
    const from = (project: string) => ({
      namespaceSelector: { matchLabels: { 'cpaas.io/project': project } },
    })
    const all = await generated()
    expect(sourcesOf(all.get('payments-staging'))).toEqual([from('payments'), from('shop')])
    expect(sourcesOf(all.get('shop-dev'))).toEqual([from('shop'), { ipBlock: { cidr: '192.0.2.0/24' } }])
    expect(sourcesOf(all.get('media-prod'))).toEqual([from('media')])
  })

  test('whoever works in a project sees which policies are generated, and by what', async ({ page }) => {
    await page.goto(`${server.url}/projects/portolan-admin/shop/shop-dev/networkpolicies`)
    const row = page.getByRole('row').filter({ hasText: 'project-isolation' })
    await expect(row).toContainText('All pods · project isolation')
    await row.getByRole('link', { name: 'project-isolation' }).click()
    await expect(page.getByRole('note').filter({ hasText: 'isolates the project shop' })).toContainText(
      'Cluster Network Policies',
    )
  })

  test('what gets out of step is listed with its reason, and brought in step on demand', async ({ page }) => {
    await page.goto(`${server.url}${path}`)
    await expect(page.getByText('All policies are as configured.')).toBeVisible()
    const { metadata } = await cluster.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop-new', labels: { 'cpaas.io/project': 'shop' } },
    })
    expect(metadata.name).toBe('shop-new')
    const own = (namespace: string) => resourcePath(policies, { namespace, name: 'project-isolation' })
    await cluster.mergePatch(own('media-dev'), { spec: { ingress: [{}] } })
    await cluster.delete(own('shop-dev'))
    await cluster.mergePatch(resourcePath(namespaces, { name: 'media-prod' }), {
      metadata: { labels: { 'cpaas.io/project': null } },
    })
    const drift = region(page, 'In step')
    await expect(drift.getByRole('status')).toHaveText(
      '4 policies are not as configured. Nothing is changed until you ask for it.',
    )
    const row = (name: string) => drift.getByRole('row').filter({ hasText: name })
    await expect(row('shop-new')).toContainText('The namespace has no policy yet')
    await expect(row('media-dev')).toContainText('Somebody changed the policy')
    await expect(row('shop-dev')).toContainText('The policy is gone')
    await expect(row('media-prod')).toContainText('The namespace is in no project any more')
    await drift.getByRole('button', { name: 'Bring in step' }).click()
    const review = page.getByRole('dialog', { name: 'Bring policies in step?' })
    await expect(review).toContainText(
      'In 4 namespaces: 2 Network Policies to create, 1 Network Policy to change, and 1 Network Policy to delete.',
    )
    await review.getByRole('button', { name: 'Bring in step' }).click()
    await expect(drift.getByRole('status')).toHaveText('All policies are as configured.')
    const all = await generated()
    expect(all.has('media-prod')).toBe(false)
    // What was configured for the project holds in its new namespace.
    expect(sourcesOf(all.get('shop-new'))).toEqual(sourcesOf(all.get('shop-prod')))
    expect(sourcesOf(all.get('media-dev'))).toHaveLength(1)
  })

  test('a policy that is no work of isolation is left as it is', async ({ page }) => {
    await cluster.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop-own', labels: { 'cpaas.io/project': 'shop' } },
    })
    await cluster.create({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'project-isolation', namespace: 'shop-own' },
      spec: { podSelector: {}, policyTypes: ['Ingress'] },
    })
    await page.goto(`${server.url}${path}`)
    await expect(region(page, 'In step').getByRole('note')).toContainText(
      /1 namespace cannot be isolated.*: shop-own\./,
    )
    await expect(region(page, 'In step').getByRole('button', { name: 'Bring in step' })).toHaveCount(0)
  })

  test('an auditor sees the configuration, and what is missing to change it', async ({ page }) => {
    await page.goto(`${server.url}${path.replace('portolan-admin', 'portolan-auditor')}`)
    await page.getByRole('button', { name: 'Remove isolation' }).click()
    const review = page.getByRole('dialog', { name: 'Remove isolation?' })
    await expect(review.getByRole('note')).toContainText('delete on networkpolicies')
    await expect(review.getByRole('button', { name: 'Remove isolation' })).toBeDisabled()
  })

  for (const colorScheme of ['light', 'dark'] as const)
    test(`has nothing that axe finds, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme })
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 })
        await page.goto(`${server.url}${path}`)
        await expect(page.getByRole('button', { name: 'Configure', exact: true })).toBeVisible()
        expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
        await page.getByRole('button', { name: 'Configure', exact: true }).click()
        await expect(page.getByRole('switch')).toBeVisible()
        expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
      }
    })

  test('removing it leaves nothing behind but what is not its own', async ({ page }) => {
    await page.goto(`${server.url}${path}`)
    await page.getByRole('button', { name: 'Remove isolation' }).click()
    const review = page.getByRole('dialog', { name: 'Remove isolation?' })
    await expect(review).toContainText('In 7 namespaces: 7 Network Policies to delete.')
    await review.getByRole('button', { name: 'Remove isolation' }).click()
    await expect(page.getByRole('heading', { name: 'Projects are not isolated' })).toBeVisible()
    await expect.poll(names).toEqual([])
    const { items } = await cluster.get<KubeObject & { items: KubeObject[] }>(resourcePath(policies))
    const left = items.filter(({ metadata }) => metadata.name === 'project-isolation')
    expect(left.map(({ metadata }) => metadata.namespace)).toEqual(['shop-own'])
    for (const { metadata } of items) expect(JSON.stringify(metadata)).not.toContain(label)
  })
})

test('without its gate the page says which one it needs, and has no entry', async ({ page }) => {
  await page.goto(path)
  const notice = page.getByRole('status').filter({ hasText: 'cluster-network-policy' })
  await expect(notice.getByRole('heading')).toContainText('Cluster Network Policies')
  await expect(page.getByRole('link', { name: 'Cluster Network Policies' })).toHaveCount(0)
})

test('beside the newer kinds it is called by what it does, and says who goes first', async ({
  page,
  context,
}) => {
  const { files, server: starting } = started(
    '{ cluster-network-policy: true, cluster-network-policy-next: true }',
  )
  const server = await starting
  await server.signIn(context)
  await page.goto(`${server.url}/admin/portolan-admin/services`)
  const navigation = page.getByRole('navigation', { name: 'Networking' })
  await expect(navigation.getByRole('link', { name: 'Cluster Network Policies' })).toHaveCount(1)
  await navigation.getByRole('link', { name: 'Project Isolation' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Project Isolation')
  await expect(
    page.getByText(/^Admin Network Policies are asked before the policies of isolation/),
  ).toBeVisible()
  await server.close()
  files.remove()
})
