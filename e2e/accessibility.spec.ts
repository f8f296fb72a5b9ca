/** Every page in both themes, wide and narrow, without a violation that axe can find. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { adminList, expect, projectList, test } from './console.ts'

const ingressList = (namespace: string) => projectList(namespace, 'portolan-admin', 'shop', 'ingresses')

const pages = {
  list: adminList,
  detail: `${projectList('shop-prod')}/shop-prod/storefront`,
  create: `${projectList('shop-prod')}/~create`,
  project: '/projects/portolan-admin/shop/~all',
  clusters: '/admin/portolan-admin/clusters',
  components: '/admin/portolan-admin/components',
  types: '/admin/portolan-admin/resources',
  generic: '/admin/portolan-admin/deployments.apps',
  'generic detail': '/admin/portolan-admin/deployments.apps/shop-prod/cart',
  ingresses: ingressList('~all'),
  ingress: `${ingressList('shop-prod')}/shop-prod/shop`,
  'edit of an ingress': `${ingressList('shop-prod')}/shop-prod/help/~edit`,
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
