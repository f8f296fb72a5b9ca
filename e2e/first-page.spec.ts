/** What the first page costs, and where it comes from. */
import { adminList, expect, test } from './console.ts'

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
