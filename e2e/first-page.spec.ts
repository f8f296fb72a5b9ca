/** What the first page costs, and where it comes from. */
import type { Page } from '@playwright/test'
import { adminList, editor, expect, test } from './console.ts'

/** Words of libraries that only later pages need; minifying leaves them as they are. */
const heavyParts = [
  { part: 'the editor', word: 'monaco-aria-container' },
  { part: 'the reader of YAML', word: 'YAMLParseError' },
]

/** The scripts that the page has fetched, as text. */
async function fetchedScripts(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const names = performance.getEntriesByType('resource').map(({ name }) => name)
    const scripts = names.filter((name) => new URL(name).pathname.endsWith('.js'))
    return Promise.all(scripts.map(async (name) => (await fetch(name)).text()))
  })
}

test('loads less than 350 kB of compressed JavaScript, no editor, and nothing from elsewhere', async ({
  page,
  baseURL,
}) => {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const scripts = new Map<string, string>()
  const urls: string[] = []
  let bytes = 0
  session.on('Network.responseReceived', ({ requestId, response, type }) => {
    urls.push(response.url)
    if (type === 'Script') scripts.set(requestId, response.url)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  await page.goto(adminList)
  await expect(page.getByRole('link', { name: 'bank-gateway' })).toBeVisible()
  expect(bytes).toBeGreaterThan(50_000)
  expect(bytes).toBeLessThan(350_000)
  expect(
    [...scripts.values()].filter((url) => /editor|monaco/.test(url) && !/object-editor/.test(url)),
  ).toEqual([])
  expect(urls.filter((url) => !url.startsWith(baseURL ?? '') && !url.startsWith('data:'))).toEqual([])
})

test('leaves the editor and other heavy parts to the pages that need them', async ({ page }) => {
  await page.goto(adminList)
  await expect(page.getByRole('link', { name: 'bank-gateway' })).toBeVisible()
  const first = await fetchedScripts(page)
  expect(first.length).toBeGreaterThan(0)
  for (const { part, word } of heavyParts) {
    expect(first.filter((text) => text.includes(word)).length, `scripts with ${part}`).toBe(0)
  }

  await page.getByRole('link', { name: 'Create Service' }).click()
  await editor(page)
  const all = await fetchedScripts(page)
  // The words still tell what they stand for.
  for (const { part, word } of heavyParts) {
    expect(all.filter((text) => text.includes(word)).length, `scripts with ${part}`).toBeGreaterThan(0)
  }
})
