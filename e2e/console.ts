/** What the browser tests have in common: a page that must stay free of errors, the cluster, the editor. */
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { parse } from 'yaml'
import type { Service } from '../src/k8s/core.ts'
import { resourcePath } from '../src/k8s/resource.ts'
import { mintCookies, signedInHeaders } from '../src/server/testing/session.ts'
import { ApiClient, type Manifest } from './cluster/index.ts'

export { expect } from '@playwright/test'

const services = { group: '', version: 'v1', plural: 'services' }

export interface Fixtures {
  readonly api: ApiClient
  /** Errors the browser reported; the test fails if there are any left at its end. */
  readonly consoleErrors: string[]
}

export const test = base.extend<Fixtures>({
  // Each page is signed in, as the kubeconfig's own users.
  storageState: async ({ baseURL }, use) => {
    const url = baseURL ?? ''
    const { hostname: domain } = new URL(url)
    const flags = { path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Strict' as const }
    const cookies = await mintCookies(url)
    await use({ cookies: cookies.map((cookie) => ({ ...cookie, ...flags, domain })), origins: [] })
  },
  api: async ({ baseURL }, use) => {
    // Portolan passes on what a signed-in person asks of a cluster, so nothing else has to be known about it.
    const headers = await signedInHeaders(baseURL ?? '')
    const api = new ApiClient({ server: `${baseURL}/clusters/portolan-admin`, headers })
    await use(api)
    await api.close()
  },
  consoleErrors: [
    async ({ page }, use) => {
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      page.on('console', (message) => {
        // A refused request is part of some tests; the browser reports it on its own.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          errors.push(message.text())
        if (message.type() === 'warning') errors.push(message.text())
      })
      await use(errors)
      expect(errors, 'the browser console').toEqual([])
    },
    { auto: true },
  ],
})

let counter = 0

/** A name that no other test uses. */
export function uniqueName(prefix: string): string {
  counter += 1
  return `${prefix}-${process.pid.toString(36)}-${counter}`
}

export const adminList = '/admin/portolan-admin/services'

export function projectList(
  namespace: string,
  context = 'portolan-admin',
  project = 'shop',
  segment = 'services',
): string {
  return `/projects/${context}/${project}/${namespace}/${segment}`
}

/** The console's own alerts; Monaco has hidden ones of its own for screen readers. */
export function alertIn(page: Page): Locator {
  return page.locator('[role="alert"]:not(.monaco-alert)')
}

/** The editor with the YAML, once it has loaded. */
export async function editor(page: Page): Promise<Locator> {
  const lines = page.locator('.monaco-editor .view-lines')
  await expect(lines).toBeVisible()
  return lines
}

/** The whole text in the editor. */
export async function editorText(page: Page): Promise<string> {
  const lines = await editor(page)
  await lines.click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('ControlOrMeta+C')
  const text = await page.evaluate(() => navigator.clipboard.readText())
  await page.keyboard.press('ArrowLeft')
  return text
}

export async function editorValue(page: Page): Promise<Manifest> {
  return parse(await editorText(page)) as Manifest
}

/** Replaces the whole text, as a paste does. */
export async function replaceText(page: Page, text: string): Promise<void> {
  const lines = await editor(page)
  await lines.click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text)
  await page.keyboard.press('ControlOrMeta+V')
}

export async function readService(api: ApiClient, namespace: string, name: string): Promise<Service> {
  return api.get<Service>(resourcePath(services, { namespace, name }))
}

/** The last look before a write. */
export function reviewOf(page: Page): Locator {
  return page.getByRole('dialog', { name: /^(Create|Save|Apply) .*\?$/ })
}

/** Confirms the review that *Create* or *Save* opened. */
export async function apply(page: Page): Promise<void> {
  const name = /^(Create|Save|Apply) /
  // The titles of several objects begin as the button does, and fold their part away.
  await reviewOf(page).getByRole('button', { name }).and(page.locator(':not([aria-expanded])')).click()
}

/** Chooses from a drop-down by its label. */
export async function choose(within: Page | Locator, label: string, option: string | RegExp): Promise<void> {
  await within.getByRole('combobox', { name: label }).click()
  const page = 'page' in within ? within.page() : within
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** Creates a Service behind the page's back. */
export async function createService(
  api: ApiClient,
  namespace: string,
  name: string,
  spec: Readonly<Record<string, unknown>> = {},
  labels: Readonly<Record<string, string>> = {},
): Promise<void> {
  await api.create({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels },
    spec: {
      selector: { 'service.cpaas.io/name': 'frontend' },
      ports: [{ name: 'http-80-http', port: 80, targetPort: 'http', appProtocol: 'http' }],
      ...spec,
    },
  })
}
