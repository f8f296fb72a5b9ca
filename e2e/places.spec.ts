/** Projects and clusters: where one is, what is there, and that a dead cluster keeps nobody from a living one. */
import type { Page } from '@playwright/test'
import { adminList, createService, expect, projectList, test, uniqueName } from './console.ts'
import { startBesideDeadClusters } from './dead-clusters.ts'
import type { OwnServer } from './own-server.ts'

const overview = (project: string, namespace = '~all', context = 'portolan-admin') =>
  `/projects/${context}/${project}/${namespace}`
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const projectButton = (page: Page) => page.getByRole('button', { name: /^Project:/ })
const clusterButton = (page: Page) => page.getByRole('button', { name: /^Cluster:/ })

/** Lets the server say something else of itself. */
async function changeSession(page: Page, change: Readonly<Record<string, unknown>>): Promise<void> {
  await page.route('**/session', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), ...change } })
  })
}

test.describe('the project switcher', () => {
  test('goes to a project by typing, and back to where one was, without the mouse', async ({ page }) => {
    await page.goto(projectList('~all'))
    await expect(projectButton(page)).toHaveText('Project: Shop')
    await page.keyboard.press('p')
    const search = page.getByRole('combobox', { name: 'Find a project' })
    await expect(search).toBeFocused()
    await page.keyboard.type('paym')
    await expect(page.getByRole('option')).toHaveText(['Paymentspayments'])
    await page.keyboard.press('Enter')
    // The same list, of the other project.
    await expect(page).toHaveURL(/\/projects\/portolan-admin\/payments\/~all\/services$/)
    await expect(page.getByRole('row').filter({ hasText: 'payments-prod' }).first()).toBeVisible()

    await page.keyboard.press('p')
    const recent = page.getByRole('group', { name: 'Recent' })
    await expect(recent.getByRole('option')).toHaveText(['Shopshop'])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/projects\/portolan-admin\/shop\/~all\/services$/)
    await projectButton(page).focus()
    await page.keyboard.press('ArrowDown')
    await expect(search).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(search).toBeHidden()
    await expect(projectButton(page)).toBeFocused()
  })

  test('finds a project by a namespace of it, and says where there is none', async ({ page }) => {
    await page.goto(overview('shop'))
    await projectButton(page).click()
    await page.keyboard.type('media-dev')
    await expect(page.getByRole('option')).toHaveText(['Mediamedia'])
    await page.keyboard.type('nothing')
    await expect(page.getByRole('dialog')).toContainText('No project is called "media-devnothing".')
  })

  test('remembers names alone, of each cluster by itself', async ({ page }) => {
    await page.goto(overview('media'))
    await expect(projectButton(page)).toHaveText('Project: Media')
    await page.goto(overview('shop'))
    await expect(projectButton(page)).toHaveText('Project: Shop')
    const stored = () => page.evaluate(() => localStorage.getItem('portolan.recent-projects.portolan-admin'))
    await expect.poll(stored).toBe('["shop","media"]')
  })
})

test.describe('the overview of a project', () => {
  test('counts what is in its namespaces, and leads there', async ({ page }) => {
    await page.goto(overview('payments'))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payments')
    await expect(page.getByText('Card payments and the way to the banks')).toBeVisible()
    const namespaces = panel(page, 'Namespaces')
    const prod = namespaces.getByRole('row').filter({ hasText: 'payments-prod' })
    await expect(prod).toContainText('Active')
    await expect(prod.getByRole('link', { name: /^Services, payments-prod: [1-9]/ })).toBeVisible()
    await prod.getByRole('link', { name: /^Ingresses, payments-prod: [1-9]/ }).click()
    await expect(page).toHaveURL(/\/payments\/payments-prod\/ingresses$/)
    await page.keyboard.press('g')
    await page.keyboard.press('o')
    await expect(page).toHaveURL(/\/payments\/payments-prod$/)
    await expect(namespaces.getByRole('row')).toHaveCount(2)
  })

  test('shows what is allocated to it, and what every project has', async ({ page }) => {
    await page.goto(overview('payments'))
    const allocated = panel(page, 'Allocated to this project')
    const of = (term: string) =>
      allocated.locator('div', { has: page.locator('dt', { hasText: term }) }).last()
    await expect(
      of('Domains')
        .getByRole('listitem')
        .filter({ hasText: /^pay\.example\.com/ }),
    ).toBeVisible()
    await expect(of('Domains').getByRole('listitem').filter({ hasText: 'help.example.com' })).toContainText(
      'shared by all projects',
    )
    await expect(of('Domains')).not.toContainText('shop.example.com')
    await expect(of('Certificates')).toContainText('example-com')
    await expect(of('Subnets')).toContainText('payments-pods 10.52.0.0/24')
    await expect(of('Load balancers')).toContainText('edge')
    await expect(of('Ports')).toContainText('streams 5400-5499')
    await expect(of('Ports')).not.toContainText('8800')
  })

  test('says what the checks find, and leads to the object', async ({ page }) => {
    await page.goto(overview('shop'))
    const findings = panel(page, 'Findings')
    await expect(findings).toContainText(/\d+ warnings/)
    const missing = findings
      .getByRole('listitem')
      .filter({ hasText: 'There is no Service preview in shop-dev' })
    await expect(missing).toContainText('Warning:')
    await missing.getByRole('link', { name: 'preview' }).click()
    await expect(page).toHaveURL(/\/shop\/~all\/ingresses\/shop-dev\/preview$/)
  })

  test('shows its quotas as the cluster counts them', async ({ page }) => {
    await page.goto(overview('payments'))
    const row = panel(page, 'Quotas').getByRole('row').filter({ hasText: 'services.loadbalancers' })
    await expect(row).toContainText(/[1-9] of 6/)
    await expect(row).toContainText('payments-prod')
  })

  test('shows how much of a quota is used while it changes', async ({ page, api }) => {
    const name = uniqueName('limited')
    const labels = { 'cpaas.io/project': name }
    await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } })
    await page.goto(overview(name))
    const quota = panel(page, 'Quotas')
    await expect(quota).toContainText('No quota limits this project here.')
    await api.create({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'size', namespace: name },
      spec: { hard: { services: '4', 'services.loadbalancers': '0' } },
    })
    // The fullest comes first.
    await expect(quota.getByRole('row').nth(1)).toContainText('services.loadbalancers')
    await expect(quota.getByRole('row').nth(1)).toContainText('0 of 0')
    await expect(quota.getByRole('row').nth(2)).toContainText('0 of 4')
    await createService(api, name, 'first')
    await expect(quota.getByRole('row').nth(2)).toContainText('1 of 4')
    await expect(quota.getByRole('meter', { name: /services of size.*25%/ })).toHaveAttribute(
      'aria-valuenow',
      '25',
    )
    await api.delete(`/api/v1/namespaces/${name}`)
  })

  test('takes in a project of many namespaces, and nothing of others', async ({ page, api }) => {
    const project = uniqueName('wide')
    const names = [...Array(9).keys()].map((each) => `${project}-${each}`)
    const labels = { 'cpaas.io/project': project }
    for (const name of names)
      await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } })
    await createService(api, `${project}-8`, 'lonely', { selector: { app: 'nobody' } })
    await page.goto(overview(project))
    await expect(panel(page, 'Namespaces').getByRole('row')).toHaveCount(10)
    await expect(page.getByRole('link', { name: `Services, ${project}-8: 1` })).toBeVisible()
    await expect(page.getByRole('link', { name: `Services, ${project}-0: 0` })).toBeVisible()
    const findings = panel(page, 'Findings').getByRole('listitem')
    await expect(findings).toHaveCount(1)
    await expect(findings).toContainText('lonely')
    for (const name of names) await api.delete(`/api/v1/namespaces/${name}`)
  })

  test('tells a developer what may not be listed, and shows the rest', async ({ page }) => {
    await page.goto(overview('shop', '~all', 'portolan-developer'))
    const allocated = panel(page, 'Allocated to this project')
    await expect(allocated).toContainText('You may not list these')
    await expect(allocated).toContainText('shop-pods')
    await expect(panel(page, 'Namespaces').getByRole('row')).toHaveCount(4)
  })

  test('stands for a namespace where the cluster knows no projects', async ({ page }) => {
    await changeSession(page, { projectLabel: 'example.com/team' })
    await page.goto(overview('shop-dev'))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('shop-dev')
    await page.locator('main').getByText('Namespace', { exact: true }).first().hover()
    await expect(page.getByRole('tooltip')).toContainText('has the project label example.com/team')
    await expect(panel(page, 'Namespaces').getByRole('row')).toHaveCount(2)
    await projectButton(page).click()
    await expect(page.getByRole('option', { name: 'kube-system' })).toBeVisible()
  })
})

test.describe('the components of a cluster', () => {
  const components = (context: string) => `/admin/${context}/components`
  const part = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true })

  test('are found by what speaks for them, with their versions', async ({ page }) => {
    await page.goto(components('portolan-admin'))
    const cluster = panel(page, 'Cluster')
    await expect(cluster).toContainText('Kube-OVN')
    await expect(cluster).toContainText('Dual: IPv4 and IPv6')
    await expect(cluster).toContainText(/Answers in \d+ ms/)
    await expect(cluster).toContainText(/v1\.\d+/)
    await expect(part(page, 'MetalLB')).toContainText('Found')
    await expect(part(page, 'MetalLB')).toContainText('v0.16.2')
    await expect(part(page, 'MetalLB')).toContainText('The API ipaddresspools.metallb.io is served')
    await expect(part(page, 'MetalLB')).toContainText('DaemonSet metallb-system/speaker')
    await expect(part(page, 'Calico')).toContainText('Not found')
    await expect(part(page, 'Flannel')).toContainText('No DaemonSet kube-flannel-ds')
    await expect(part(page, 'Multus')).toContainText('API only')
    await part(page, 'MetalLB').getByRole('link', { name: /types/ }).click()
    await expect(page).toHaveURL(/\/resources\?q=metallb\.io$/)
    await expect(page.getByRole('link', { name: 'IPAddressPool' })).toBeVisible()
  })

  test('are not known, rather than absent, to whom may not read what would tell', async ({ page }) => {
    await page.goto(components('portolan-developer'))
    await expect(part(page, 'Flannel')).toContainText('Not known')
    await expect(part(page, 'Flannel')).toContainText('could not be read')
    await expect(part(page, 'MetalLB')).toContainText('Found')
    await expect(part(page, 'Calico')).toContainText('Not found')
  })

  test('are where a page leads whose API is not served', async ({ page }) => {
    await page.goto('/admin/portolan-admin/virtualmachines.kubevirt.io')
    await expect(page.getByRole('main')).toContainText('KubeVirt brings it.')
    await page.getByRole('link', { name: 'To the components' }).click()
    await expect(part(page, 'KubeVirt')).toContainText('Not found')
  })
})

test('the global cluster is marked wherever clusters are named', async ({ page }) => {
  await changeSession(page, { globalCluster: 'portolan-auditor' })
  await page.goto('/admin/portolan-admin/clusters')
  const row = page.getByRole('row').filter({ hasText: 'portolan-auditor' })
  await expect(row).toContainText('global')
  await expect(row).toContainText('Kube-OVN')
  await clusterButton(page).click()
  await expect(page.getByRole('option', { name: /portolan-auditor\s*global/ })).toBeVisible()
  await expect(page.getByRole('option', { name: /portolan-admin/ })).not.toContainText('global')
})

test.describe('beside dead clusters', () => {
  let dead: OwnServer
  test.beforeAll(async () => {
    dead = await startBesideDeadClusters()
  })
  test.beforeEach(({ context }) => dead.signIn(context))
  test.afterAll(() => dead.close())

  test('the first page leads to a living one', async ({ page }) => {
    await page.goto(dead.url)
    await expect(page).toHaveURL(/\/admin\/portolan-admin\/services$/)
    await expect(page.getByRole('link', { name: 'bank-gateway' })).toBeVisible()
  })

  test('one leaves a hanging cluster at once, and it holds nothing up elsewhere', async ({ page }) => {
    await page.goto(`${dead.url}/admin/hanging/services`)
    await expect(page.getByText('Waiting for the cluster hanging')).toBeVisible()
    await clusterButton(page).click()
    await expect(page.getByRole('option', { name: /^refusing/ })).toContainText('No answer since')
    await expect(page.getByRole('option', { name: /^portolan-admin/ })).toContainText('Answers')
    await expect(page.getByRole('option', { name: /^hanging/ })).toContainText('No answer since')
    const begin = Date.now()
    await page.getByRole('option', { name: /^portolan-admin/ }).click()
    await expect(page.getByRole('link', { name: 'bank-gateway' })).toBeVisible()
    // Far less than anybody waits for the hanging one.
    expect(Date.now() - begin).toBeLessThan(5_000)
  })

  test('a page of a hanging cluster gives up waiting, and says so', async ({ page }) => {
    await page.goto(`${dead.url}${overview('shop', '~all', 'hanging')}`)
    await expect(page.getByText('The cluster hanging does not answer')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText('did not answer within 15 seconds')).toBeVisible()
  })

  test('a page of one that refuses connections says why, and leads to the others', async ({ page }) => {
    await page.goto(`${dead.url}/admin/refusing/services`)
    await expect(page.getByText('The cluster refusing does not answer')).toBeVisible()
    await expect(page.getByText('connection refused')).toBeVisible()
    await page.getByRole('main').getByRole('link', { name: 'Clusters' }).click()
    const row = (name: string) => page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })
    await expect(row('hanging')).toContainText('No answer since')
    await expect(row('refusing')).toContainText('connection refused')
    await expect(row('portolan-admin')).toContainText('Kube-OVN')
    await expect(row('portolan-admin')).toContainText(/v1\.\d+/)
  })

  test('a living cluster is followed as ever', async ({ page }) => {
    await page.goto(`${dead.url}/admin/hanging/services`)
    await page.goto(`${dead.url}${adminList}`)
    await expect(page.getByRole('link', { name: 'bank-gateway' })).toBeVisible()
    await expect(page.getByRole('status', { name: 'Live' })).toBeVisible()
    await expect(page.getByRole('alert')).toHaveCount(0)
  })
})
