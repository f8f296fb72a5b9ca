/** Who reaches whom: the matrix, its reasons, questions, live changes, and what one may not know. */
import type { Locator, Page } from '@playwright/test'
import type { KubeObject } from '../src/k8s/objects.ts'
import { expect, projectList, replaceText, test, uniqueName } from './console.ts'

interface PodWithAddress extends KubeObject {
  readonly status?: { readonly podIP?: string }
}

const page1 = '/admin/portolan-admin/connectivity'
const grid = (page: Page) => page.getByRole('grid', { name: 'Who reaches whom' })
const cell = (page: Page, from: string, to: string) =>
  grid(page).getByRole('gridcell', { name: new RegExp(`^${from} to ${to}:`) })
const why = (page: Page) => page.getByRole('complementary', { name: 'Why' })
const answer = (page: Page) => page.getByRole('region', { name: 'Answer', exact: true })
const side = (within: Locator, name: RegExp) => within.getByRole('group', { name })
const question = (from: string, to: string, port: string) =>
  `${page1}?${new URLSearchParams({ tab: 'ask', from, to, port })}`

test('the matrix counts pairs of pods, and the reason of a cell names the rule and leads to it', async ({
  page,
}) => {
  await page.goto(page1)
  await expect(cell(page, 'payments-prod', 'media-prod')).toHaveAttribute('data-state', 'none')
  await expect(cell(page, 'cpaas-system', 'default')).toHaveAttribute('data-state', 'all')
  await expect(cell(page, 'shop-prod', 'payments-prod')).toHaveAccessibleName(
    /some ports are open for \d+ of \d+ pairs/,
  )
  await cell(page, 'shop-prod', 'payments-prod').click()
  await expect(page).toHaveURL(/from=ns%3Ashop-prod&to=ns%3Apayments-prod/)
  await why(page)
    .getByRole('button', { name: /checkout → api/ })
    .click()
  await expect(why(page)).toContainText('TCP 8443')
  await expect(cell(page, 'shop-prod', 'payments-prod')).toHaveAttribute('aria-selected', 'true')
  const yes = why(page)
    .getByRole('article')
    .filter({ hasText: /^Yes\s*for/ })
    .first()
  await expect(side(yes, /^Coming in/)).toContainText('NetworkPolicy allow-shop allows it.')
  await expect(side(yes, /^Coming in/)).toContainText(/spec\.ingress\[0\], line \d+/)
  const no = why(page)
    .getByRole('article')
    .filter({ hasText: /^No\s*for/ })
    .first()
  await expect(no).toContainText('None of their rules allows it')
  await yes.getByRole('link', { name: 'allow-shop' }).first().click()
  await expect(page).toHaveURL(/networkpolicies[^/]*\/payments-prod\/allow-shop$/)
})

test('an address holds what is shown', async ({ page }) => {
  await page.goto(`${page1}?port=TCP%2F22&q=payments+monitoring&from=ns:monitoring&to=ns:payments-staging`)
  await expect(cell(page, 'monitoring', 'payments-staging')).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('textbox', { name: 'Port' })).toHaveValue('22')
  await expect(grid(page).getByRole('rowheader')).toHaveText([
    'monitoring',
    'payments-prod',
    'payments-staging',
    'Outside',
  ])
  await page.getByRole('switch', { name: 'Only with NetworkPolicies' }).click()
  await expect(grid(page).getByRole('rowheader')).toHaveText(['monitoring', 'payments-prod', 'Outside'])
  await expect(page).toHaveURL(/policies=only/)
})

test('keys move in the matrix, Enter asks why, Escape goes back', async ({ page }) => {
  await page.goto(`${page1}?q=payments-prod+shop-prod`)
  await expect(cell(page, 'payments-prod', 'shop-prod')).toBeVisible()
  await grid(page).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(why(page).getByRole('heading', { level: 2 }).first()).toBeFocused()
  await expect(why(page)).toContainText('payments-prod → shop-prod')
  await expect(side(why(page), /^Going out/).first()).toContainText('default-deny')
  await page.keyboard.press('Escape')
  await expect(why(page)).toBeHidden()
  await expect(grid(page)).toBeFocused()
  // On the name of a row, Enter opens its workloads.
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Workloads of payments-prod' })).toBeVisible()
  await expect(cell(page, 'api', 'ledger-db')).toHaveAttribute('data-state', 'some')
  await expect(cell(page, 'fraud-check', 'ledger-db')).toHaveAttribute('data-state', 'none')
  await page.getByRole('button', { name: 'All namespaces' }).click()
  await expect(cell(page, 'payments-prod', 'shop-prod')).toBeVisible()
})

test('a question is answered with the rules of both sides', async ({ page }) => {
  const [checkout, api] = ['workload:shop-prod/Deployment/checkout', 'workload:payments-prod/Deployment/api']
  await page.goto(question(checkout, api, 'TCP/8443'))
  await expect(answer(page).getByRole('status')).toHaveText('Yes')
  await expect(side(answer(page), /^Going out/)).toContainText('No policy decides')
  await expect(side(answer(page), /^Coming in/).getByRole('link', { name: 'allow-shop' })).not.toHaveCount(0)
  const port = page.getByRole('textbox', { name: 'Port' })
  await port.fill('22')
  await expect(answer(page).getByRole('status')).toHaveText('No')
  await expect(side(answer(page), /^Coming in/)).toContainText(
    'AdminNetworkPolicy no-remote-shells denies it.',
  )
  await expect(page).toHaveURL(/port=TCP%2F22/)
})

test('a question is put together by choosing, and an address of a pod is taken for the pod', async ({
  page,
  api,
}) => {
  const { items } = await api.list<PodWithAddress>('/api/v1/namespaces/payments-prod/pods', {
    labelSelector: 'app=api',
  })
  const [pod] = items
  await page.goto(`${page1}?tab=ask`)
  const from = page.getByRole('group', { name: 'From' })
  await from.getByRole('combobox', { name: 'What' }).click()
  await page.getByRole('option', { name: 'Namespace' }).click()
  await from.getByRole('combobox', { name: 'Namespace' }).fill('shop-p')
  await page.getByRole('option', { name: 'shop-prod' }).click()
  const to = page.getByRole('group', { name: 'To' })
  await to.getByRole('combobox', { name: 'What' }).click()
  await page.getByRole('option', { name: 'IP address' }).click()
  await to.getByRole('textbox', { name: 'IP address' }).fill(pod?.status?.podIP ?? '')
  await to.getByRole('textbox', { name: 'Port' }).fill('8443')
  await expect(answer(page).getByRole('status')).toHaveText('Some of them')
  await expect(answer(page)).toContainText(`is the address of the pod payments-prod/${pod?.metadata.name}`)
  await to.getByRole('textbox', { name: 'IP address' }).fill('10.20.0.77')
  await expect(answer(page).getByRole('status')).toHaveText('No')
  await expect(answer(page).getByRole('link', { name: 'machines' }).first()).toBeVisible()
})

test('a policy that somebody makes shows at once', async ({ page, api }) => {
  const name = uniqueName('nobody')
  await page.goto(`${page1}?q=shop-dev+shop-staging&from=ns:shop-staging&to=ns:shop-dev`)
  await expect(cell(page, 'Outside', 'shop-dev')).toHaveAttribute('data-state', 'all')
  await api.create({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'shop-dev' },
    spec: { podSelector: {}, policyTypes: ['Ingress'] },
  })
  await expect(cell(page, 'Outside', 'shop-dev')).toHaveAttribute('data-state', 'none')
  await expect(why(page).getByRole('link', { name }).first()).toBeVisible()
  await api.delete(`/apis/networking.k8s.io/v1/namespaces/shop-dev/networkpolicies/${name}`)
  await expect(cell(page, 'Outside', 'shop-dev')).toHaveAttribute('data-state', 'all')
})

test('a developer is told what is not certain, and why', async ({ page }) => {
  await page.goto(projectList('~all', 'portolan-developer', 'shop', 'connectivity'))
  const note = page.getByRole('note').filter({ hasText: 'Not everything may be read' })
  await expect(note).toContainText('list on adminnetworkpolicies')
  await expect(cell(page, 'shop-prod', 'shop-staging')).toHaveAttribute('data-state', 'unknown')
  await expect(grid(page).locator('[data-state=all], [data-state=some], [data-state=none]')).toHaveCount(0)
  await cell(page, 'shop-prod', 'shop-prod').click()
  await expect(why(page)).toContainText('Not certain')
  await expect(why(page)).toContainText('not all policies may be read')
  await page.goto('/admin/portolan-developer/connectivity')
  await expect(page.getByText('The pods may not be listed')).toBeVisible()
})

test('in a project only its namespaces are told', async ({ page }) => {
  await page.goto(projectList('~all', 'portolan-admin', 'payments', 'connectivity'))
  await expect(cell(page, 'payments-prod', 'payments-staging')).toHaveAttribute('data-state', 'none')
  await expect(grid(page).getByRole('rowheader')).toHaveText(['payments-prod', 'payments-staging', 'Outside'])
})

test('on a narrow screen a row is a list', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(page1)
  await page.getByRole('combobox', { name: 'From' }).click()
  await page.getByRole('option', { name: 'payments-prod' }).click()
  const to = page.getByRole('list', { name: 'To' })
  await to.getByRole('button', { name: /^media-prod\s*no port is open/i }).click()
  await expect(why(page)).toContainText('payments-prod → media-prod')
  await expect(side(why(page), /^Going out/).first()).toContainText(
    'AdminNetworkPolicy no-remote-shells denies it.',
  )
  await page.keyboard.press('Escape')
  await expect(why(page)).toBeHidden()
})

test('what is typed and not saved can be asked about', async ({ page }) => {
  const name = uniqueName('draft')
  await page.goto(`${projectList('payments-prod', 'portolan-admin', 'payments', 'networkpolicies')}/~create`)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await expect(page.getByRole('checkbox', { name: 'Block all ingress traffic' })).toBeVisible()
  await replaceText(
    page,
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: default}\nspec: {podSelector: {}, policyTypes: [Ingress]}\n`,
  )
  await page.waitForTimeout(800)
  await page.goto(question('ns:envoy-gateway-system', 'ns:default', 'TCP/8080'))
  const verdict = answer(page).getByRole('status')
  await expect(verdict).toHaveText(/^(Yes|Some)/)
  await page.getByRole('combobox', { name: 'What if' }).click()
  await page.getByRole('option', { name: new RegExp(name) }).click()
  await expect(verdict).toHaveText(/^No/)
  await expect(answer(page)).toContainText(name)
  await page.getByRole('combobox', { name: 'What if' }).click()
  await page.getByRole('option', { name: 'As it is now' }).click()
  await expect(answer(page)).not.toContainText(name)
})
