/** Every page in both themes, wide and narrow, without a violation that axe can find. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { gates } from '../src/k8s/gates.ts'
import { adminList, expect, projectList, test } from './console.ts'

const ingressList = (namespace: string) => projectList(namespace, 'portolan-admin', 'shop', 'ingresses')

const pages = {
  list: adminList,
  detail: `${projectList('shop-prod')}/shop-prod/storefront`,
  create: `${projectList('shop-prod')}/~create`,
  project: '/projects/portolan-admin/shop/~all',
  clusters: '/admin/portolan-admin/clusters',
  components: '/admin/portolan-admin/components',
  connectivity: '/admin/portolan-admin/connectivity?from=ns:shop-prod&to=ns:payments-prod',
  'a question of connectivity':
    '/admin/portolan-admin/connectivity?tab=ask&from=ns:shop-prod&to=ns:payments-prod&port=TCP/8443',
  types: '/admin/portolan-admin/resources',
  generic: '/admin/portolan-admin/deployments.apps',
  'generic detail': '/admin/portolan-admin/deployments.apps/shop-prod/cart',
  ingresses: ingressList('~all'),
  ingress: `${ingressList('shop-prod')}/shop-prod/shop`,
  certificates: '/admin/portolan-admin/certificates',
  certificate: '/admin/portolan-admin/certificates/shop-prod/shop-tls',
  'create of a certificate': '/admin/portolan-admin/certificates/~create',
  'a refused list': '/admin/portolan-developer/services',
  'what an auditor may not change': `${projectList('shop-prod', 'portolan-auditor')}/shop-prod/storefront`,
  domains: '/admin/portolan-admin/domains',
  'create a domain': '/admin/portolan-admin/domains/~create',
  'edit of an ingress': `${ingressList('shop-prod')}/shop-prod/help/~edit`,
  subnets: '/admin/portolan-admin/subnets',
  'address plan': '/admin/portolan-admin/address-plan?who=10.16.0.5&size=24',
  'a range of the address plan': '/admin/portolan-admin/address-plan?at=10.52.0.0/24',
  'a subnet': '/admin/portolan-admin/subnets/payments-pods',
  'gateway of a subnet': '/admin/portolan-admin/subnets/payments-pods/~edit?action=gateway',
  'edit of a bridge network': '/admin/portolan-admin/provider-networks/storage/~edit',
  'address pools': '/admin/portolan-admin/ipaddresspools',
  'an address pool': '/admin/portolan-admin/ipaddresspools/metallb-system/public',
  'load balancers': '/admin/portolan-admin/loadbalancers',
  'a load balancer by ports': '/admin/portolan-admin/loadbalancers/cpaas-system/streams',
  'create a load balancer': '/admin/portolan-admin/loadbalancers/~create',
  'ports of a load balancer':
    '/admin/portolan-admin/loadbalancers/cpaas-system/streams/~edit?action=projects',
  'load balancers of a project': projectList('~all', 'portolan-developer', 'shop', 'loadbalancers'),
  'rules of load balancers': '/admin/portolan-admin/rules',
  'a rule': '/admin/portolan-admin/rules/cpaas-system/edge-00443-shop',
  'edit of a rule': '/admin/portolan-admin/rules/cpaas-system/edge-00443-mobi/~edit',
  'create an address pool': '/admin/portolan-admin/ipaddresspools/~create',
  'IP pools': '/admin/portolan-admin/ippools',
  'an IP pool': '/admin/portolan-admin/ippools/shop-fixed',
  'create an IP pool': '/admin/portolan-admin/ippools/~create',
  'an underlay network': '/admin/portolan-admin/~setup/underlay?network=fabric&vlan=vlan-40',
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, path] of Object.entries(pages)) {
    test(`${name}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme })
      for (const size of [
        { width: 1440, height: 900 },
        { width: 390, height: 844 },
      ]) {
        await page.setViewportSize(size)
        await page.goto(path)
        await page.waitForLoadState('networkidle')
        await expect(page.locator('main h1')).toBeVisible()
        await expectNoViolations(page)
      }
    })
  }

  test(`what opens over a list, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    for (const size of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(size)
      await page.goto(adminList)
      await page.getByRole('checkbox', { name: /^Select all/ }).check()
      await page.getByLabel('Filter', { exact: true }).pressSequentially('typ')
      await expect(page.getByRole('listbox')).toBeVisible()
      await page.keyboard.press('ArrowDown')
      await expectNoViolations(page)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      const toolbar = page.getByRole('toolbar')
      for (const [button, dialog] of [
        [page.getByRole('button', { name: 'What the filter understands' }), 'What the filter understands'],
        [page.getByRole('button', { name: 'Columns' }), 'Columns'],
        [toolbar.getByRole('button', { name: 'Labels and annotations' }), /^Labels and annotations of/],
        [toolbar.getByRole('button', { name: 'Delete' }), /^Delete/],
      ] as const) {
        await page.getByRole('checkbox', { name: /^Select all/ }).check()
        await button.click()
        await expect(page.getByRole('dialog', { name: dialog })).toBeVisible()
        await expectNoViolations(page)
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
      }
      await Promise.all([
        page.waitForEvent('download'),
        toolbar.getByRole('button', { name: 'Export YAML' }).click(),
      ])
      await expect(page.getByRole('region', { name: 'Bulk actions' })).toContainText('done.')
      await expectNoViolations(page)
    }
  })
}

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

const gatedPages = {
  'BGP peers': '/admin/portolan-admin/bgppeers',
  'a BGP peer': '/admin/portolan-admin/bgppeers/metallb-system/tor-b',
  'create a BGP peer': '/admin/portolan-admin/bgppeers/~create',
  'BFD profiles': '/admin/portolan-admin/bfdprofiles',
  'a BFD profile': '/admin/portolan-admin/bfdprofiles/metallb-system/fast',
  'create a BFD profile': '/admin/portolan-admin/bfdprofiles/~create',
  communities: '/admin/portolan-admin/communities',
  'a list of communities': '/admin/portolan-admin/communities/metallb-system/fabric',
  'create communities': '/admin/portolan-admin/communities/~create',
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, path] of Object.entries(gatedPages)) {
    test(`${name}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme })
      await inSession(page, () => ({ gates: Object.fromEntries(gates.map((gate) => [gate, true])) }))
      for (const size of sizes) {
        await page.setViewportSize(size)
        await page.goto(path)
        await page.waitForLoadState('networkidle')
        await expect(page.locator('main h1')).toBeVisible()
        await expectNoViolations(page)
      }
    })
  }
}

/** The server says who is signed in; here it says it as the test wants it. */
async function inSession(page: Page, change: () => object): Promise<void> {
  await page.route('**/session', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), ...change() } })
  })
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`signing in, and again over a page, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    let change: object = {}
    await inSession(page, () => change)
    const signedOut = { user: null, signIn: { methods: ['oidc', 'token', 'local'], provider: 'Harbour' } }
    const signInRequired = { kind: 'Status', reason: 'SignInRequired', code: 401, message: 'Sign in.' }
    for (const size of sizes) {
      await page.setViewportSize(size)
      change = signedOut
      await page.goto(adminList)
      await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
      await page.getByRole('button', { name: 'Sign in with the token' }).click()
      await expect(page.getByText('Paste a token first.')).toBeVisible()
      await expectNoViolations(page)

      change = {}
      await page.goto(adminList)
      await expect(page.getByRole('link', { name: 'Create Service' })).toBeVisible()
      change = signedOut
      await page.route('**/clusters/**', (route) => route.fulfill({ status: 401, json: signInRequired }))
      await page.getByRole('link', { name: 'Create Service' }).click()
      await expect(page.getByRole('dialog', { name: 'Sign in again' })).toBeVisible()
      await expectNoViolations(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('region', { name: 'Signed out' })).toBeVisible()
      await expectNoViolations(page)
      await page.unroute('**/clusters/**')
    }
  })

  test(`who one is, and looking as somebody else, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    let change: object = {}
    await inSession(page, () => change)
    const viewAs = { user: 'dana', groups: ['project:shop', 'developers'] }
    for (const size of sizes) {
      await page.setViewportSize(size)
      for (const write of [false, true]) {
        change = { expires: Date.now() + 60_000, viewAs: { ...viewAs, write } }
        await page.goto(pages.detail)
        await expect(page.getByRole('region', { name: 'Looking as somebody else' })).toBeVisible()
        await expect(page.getByRole('region', { name: 'The end of your session' })).toBeVisible()
        await expect(page.locator('main h1')).toBeVisible()
        await expectNoViolations(page)
      }
      change = {}
      await page.goto(pages.detail)
      await page.getByRole('button', { name: /: your session$/ }).click()
      await expect(page.getByText('system:masters')).toBeVisible()
      await page.getByRole('button', { name: 'View as…' }).waitFor()
      await expectNoViolations(page)
      await page.getByRole('button', { name: 'View as…' }).click()
      await page.getByRole('button', { name: 'Add a group' }).click()
      await expectNoViolations(page)
      await page.keyboard.press('Escape')
    }
  })
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the pickers of projects and clusters, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    for (const [path, picker] of [
      [pages.project, /^Project:/],
      [pages.clusters, /^Cluster:/],
    ] as const) {
      await page.goto(path)
      await page.getByRole('button', { name: picker }).click()
      await expect(page.getByRole('option').first()).toBeVisible()
      await expectNoViolations(page)
    }
  })
}

async function expectNoViolations(page: Page): Promise<void> {
  // Colours are what they are once nothing fades or glows any more.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(({ effect }) => effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY),
  )
  // The editor is Monaco's own; what it does for screen readers is configured there.
  const { violations } = await new AxeBuilder({ page }).exclude('.monaco-editor').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}
