/** What the tests of lists have in common: their parts, and objects to fill them with. */
import { readFile } from 'node:fs/promises'
import type { Download, Page } from '@playwright/test'
import type { ApiClient, Manifest } from './cluster/index.ts'
import { expect, uniqueName } from './console.ts'

export const configMapList = '/admin/portolan-admin/configmaps.core'
export const configMaps = { group: '', version: 'v1', plural: 'configmaps' }

export const names = (page: Page) => page.locator('tbody th[scope=row] a')
export const filter = (page: Page) => page.getByLabel('Filter', { exact: true })
export const row = (page: Page, name: string) =>
  page.locator('tr[data-row]').filter({ has: page.locator('th[scope=row]').getByText(name, { exact: true }) })
export const box = (page: Page, name: string) =>
  page.getByRole('checkbox', { name: `Select ${name}`, exact: true })
export const bar = (page: Page) => page.getByRole('toolbar', { name: 'Actions for the selection' })
export const panel = (page: Page) => page.getByRole('region', { name: 'Bulk actions' })

export async function ownNamespace(api: ApiClient): Promise<string> {
  const name = uniqueName('tables')
  await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  return name
}

export const configMap = (
  namespace: string,
  name: string,
  labels: Record<string, string> = {},
): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace, labels },
  data: { of: name },
})

/** `c-0`, `c-1` and so on, in a namespace of their own; every control plane puts one of its own beside them. */
export async function withConfigMaps(api: ApiClient, count: number): Promise<string> {
  const namespace = await ownNamespace(api)
  for (let at = 0; at < count; at += 1) {
    await api.create(configMap(namespace, `c-${at}`, { parity: at % 2 === 0 ? 'even' : 'odd' }))
  }
  return namespace
}

/** The list of them, and of nothing else. */
export async function openConfigMaps(
  page: Page,
  namespace: string,
  count: number,
  query = '',
): Promise<void> {
  await page.goto(`${configMapList}?${new URLSearchParams({ q: `ns=${namespace} name:c-*${query}` })}`)
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(count + 1))
  await expect(names(page).first()).toBeVisible()
}

export async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8')
}
