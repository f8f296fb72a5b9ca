/** Every page in both themes, wide and narrow, without a violation that axe can find. */
import AxeBuilder from '@axe-core/playwright'
import { adminList, expect, projectList, test } from './console.ts'

const ingressList = (namespace: string) => projectList(namespace, 'portolan-admin', 'shop', 'ingresses')

const pages = {
  list: adminList,
  detail: `${projectList('shop-prod')}/shop-prod/storefront`,
  create: `${projectList('shop-prod')}/~create`,
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
        // The editor is Monaco's own; what it does for screen readers is configured there.
        const { violations } = await new AxeBuilder({ page }).exclude('.monaco-editor').analyze()
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        ).toEqual([])
      }
    })
  }
}
