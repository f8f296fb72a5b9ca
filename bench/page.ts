/** A page of the console in a headless browser, and what the browser knows of it. */
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test'
import { mintCookies } from '../src/server/testing/session.ts'
import { context } from './clusters.ts'
import type { Console } from './console.ts'
import { codeThere, watchPage } from './in-page.ts'
import { project } from './objects.ts'

export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH
  return chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    // The benchmark ends everything that it started, in its own order.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
  })
}

export type ListName = 'services' | 'ingresses'

/** The page of a list: of the whole cluster, or (Ingresses have no other) of a whole project. */
export const pathOf = (list: ListName) =>
  list === 'services' ? `/admin/${context}/services` : `/projects/${context}/${project}/~all/ingresses`

export interface OpenPage {
  readonly page: Page
  readonly cdp: CDPSession
}

export interface LoadTimes {
  /** Milliseconds from the navigation, and from when the page's code was there. */
  readonly firstRow: number
  readonly complete: number
  readonly joined: number
  readonly code: number
}

export interface Opening {
  readonly list: ListName
  readonly expected: number
  /** Where to reach the console, if not directly. */
  readonly origin?: string
}

const loadMilliseconds = 120_000

/** As the kubeconfig's own users. */
async function signIn(page: Page, url: string): Promise<void> {
  await page.context().addCookies((await mintCookies(url)).map((cookie) => ({ ...cookie, url })))
}

/** Opens a list and waits until it is complete. */
export async function openList(
  browser: Browser,
  console: Console,
  { list, expected, origin = console.url }: Opening,
): Promise<OpenPage & { readonly times: LoadTimes }> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await signIn(page, origin)
  const cdp = await page.context().newCDPSession(page)
  // What translates this file wraps each function that it names in a call of this one.
  await page.addInitScript('globalThis.__name = (named) => named')
  await page.addInitScript(watchPage, { expected, joins: list === 'services' })
  const began = Date.now()
  await page.goto(`${origin}${pathOf(list)}`, { waitUntil: 'commit' })
  await page.waitForFunction(
    () => window.benchNotes.complete !== null && window.benchNotes.joined !== null,
    null,
    { timeout: loadMilliseconds, polling: 100 },
  )
  const notes = await page.evaluate(() => {
    const { firstRow, complete, joined } = window.benchNotes
    return { firstRow: firstRow ?? 0, complete: complete ?? 0, joined: joined ?? 0 }
  })
  const code = await page.evaluate(codeThere)
  const times = {
    firstRow: notes.firstRow - began,
    complete: notes.complete - began,
    joined: notes.joined - began,
    code: code - began,
  }
  return { page, cdp, times }
}

/** Megabytes of objects that are in use in the page after garbage was collected. */
export async function heapOf({ cdp }: OpenPage): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  return usedSize / 1024 ** 2
}

export interface Busy {
  /** Share of the time in which the main thread had a task. */
  readonly wall: number
  /** The share of a core that it really got; less where others wanted the cores, too. */
  readonly processor: number
}

/** How busy the main thread is from now until the result is called. */
export async function measureBusy({ cdp }: OpenPage): Promise<() => Promise<Busy>> {
  await cdp.send('Performance.enable')
  const read = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics')
    const named = (name: string) => metrics.find((each) => each.name === name)?.value ?? 0
    return { at: named('Timestamp'), tasks: named('TaskDuration'), thread: named('ThreadTime') }
  }
  const before = await read()
  return async () => {
    const after = await read()
    const seconds = after.at - before.at
    return {
      wall: (after.tasks - before.tasks) / seconds,
      processor: (after.thread - before.thread) / seconds,
    }
  }
}

/** Bytes of JavaScript on the wire until the list of a new browser has its first row. */
export async function scriptBytesOf(browser: Browser, console: Console): Promise<number> {
  const page = await browser.newPage()
  await signIn(page, console.url)
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  const scripts = new Set<string>()
  let bytes = 0
  cdp.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  await page.goto(`${console.url}${pathOf('services')}`)
  await page.locator('[data-row]').first().waitFor()
  await page.context().close()
  return bytes
}
