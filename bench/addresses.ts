/**
 * How a /16 with 60,000 used addresses arrives, is drawn, scrolled and followed on its own page and in the plan:
 * `node scripts/build.js && CHROMIUM_PATH=<browser> npx tsx bench/addresses.ts`. `--profile <folder>` records profiles;
 * `--kubeconfig <file>` names a sandbox that stays, filled where it is not yet.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from '@playwright/test'
import { mintCookies } from '../src/server/testing/session.ts'
import { addressAt, changeOf, cidr, ipWrite, subnetName, subnetWrite, used } from './address-objects.ts'
import { Api, writeAll } from './api.ts'
import { type Console, startConsole } from './console.ts'
import { readAccess } from './kubeconfig.ts'
import { heapOf, launchBrowser, type OpenPage } from './page.ts'
import { root, startNode } from './processes.ts'
import { recordProfile } from './profile.ts'
import { type Watched, watchMainThread } from './watched-page.ts'

const { values: options } = parseArgs({
  options: { profile: { type: 'string' }, kubeconfig: { type: 'string' } },
})
const patienceMilliseconds = 180_000
/** A multiple of four: what is taken away is given back. */
const changes = 160
const changesPerSecond = 10
const frameMilliseconds = 1000 / 60

interface Subject {
  readonly name: string
  readonly path: string
  /** What stands in the page once all is drawn. */
  readonly texts: readonly string[]
}

const asked = addressAt(used - 1)
const admin = '/admin/portolan-admin'
const subjects: readonly Subject[] = [
  { name: 'subnet', path: `${admin}/subnets/${subnetName}`, texts: [`${cidr} – Used: 60,000`] },
  {
    name: 'plan',
    path: `${admin}/address-plan?at=${cidr}&who=${asked}`,
    texts: [`${cidr} – Used: 60,000`, `${asked} belongs to Pod`],
  },
]

const say = (what: string, value: number, unit = 'ms') =>
  console.log(`${what.padEnd(58)} ${value.toFixed(0).padStart(7)} ${unit}`)

/** Tasks and frames that began at `from` or later, and before `to`. */
function sayBusy(what: string, { tasks, frames }: Watched, from: number, to: number): void {
  const during = tasks.filter(({ began, lasted }) => began + lasted > from && began < to)
  const gaps = frames
    .map((at, index) => ({ at, gap: at - (frames[index - 1] ?? at) }))
    .filter(({ at }) => at > from && at <= to)
    .map(({ gap }) => gap)
  const dropped = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / frameMilliseconds) - 1), 0)
  say(`${what}: longest task`, Math.max(0, ...during.map(({ lasted }) => lasted)))
  say(`${what}: tasks of 50 ms and more`, during.length, '')
  say(`${what}: longest frame`, Math.max(0, ...gaps))
  say(`${what}: frames longer than 50 ms`, gaps.filter((gap) => gap > 50).length, `of ${gaps.length}`)
  say(`${what}: frames dropped`, (dropped / Math.max(1, gaps.length + dropped)) * 100, '%')
}

const watchedIn = ({ page }: OpenPage) => page.evaluate(() => window.watched)

/** From the navigation until all is drawn. */
async function load(browser: Browser, { url }: Console, { name, path, texts }: Subject): Promise<OpenPage> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.context().addCookies((await mintCookies(url)).map((cookie) => ({ ...cookie, url })))
  await page.addInitScript('globalThis.__name = (named) => named')
  await page.addInitScript(watchMainThread, texts)
  const open = { page, cdp: await page.context().newCDPSession(page) }
  const endProfile = await recordProfile(
    open,
    options.profile,
    `${subjects.findIndex((each) => each.name === name)}0`,
  )
  const began = Date.now()
  await page.goto(`${url}${path}`, { waitUntil: 'commit' })
  await page.waitForFunction(() => window.watched.drawn !== null, null, {
    polling: 50,
    timeout: patienceMilliseconds,
  })
  await page.waitForTimeout(1_000)
  await endProfile()
  const watched = await watchedIn(open)
  const drawn = watched.drawn ?? 0
  const last = Math.max(...watched.live.filter((at) => at <= drawn))
  say('from the navigation to the last of the data', last - began)
  say('from the last of the data to the drawing', drawn - last)
  sayBusy('while data arrives', watched, began, last)
  sayBusy('from then until a second after it is drawn', watched, last, drawn + 1_000)
  say('heap', await heapOf(open), 'MB')
  return open
}

/** Down and up again, as a hand turns a wheel. */
async function scroll(open: OpenPage): Promise<void> {
  const from = Date.now()
  for (const yDistance of [-3_000, 3_000])
    await open.cdp.send('Input.synthesizeScrollGesture', {
      ...{ x: 800, y: 600, yDistance, speed: 1_500, gestureSourceType: 'mouse' },
    })
  sayBusy('scrolling', await watchedIn(open), from, Date.now())
}

/** Into a quarter of the range, a part of that, and back. */
async function zoom(open: OpenPage): Promise<void> {
  const from = Date.now()
  for (const at of ['10.200.64.0/18', '10.200.64.0/22', cidr]) {
    await open.page.evaluate((range) => {
      history.pushState(null, '', `${location.pathname}?at=${range}`)
      dispatchEvent(new PopStateEvent('popstate', { state: null }))
    }, at)
    await open.page.waitForTimeout(1_500)
  }
  sayBusy('looking closer, three times', await watchedIn(open), from, Date.now())
}

let sequence = 0

async function follow(open: OpenPage, api: Api, number: string): Promise<void> {
  const endProfile = await recordProfile(open, options.profile, number)
  const from = Date.now()
  for (let at = 0; at < changes; at += 1) {
    const next = Date.now() + 1_000 / changesPerSecond
    await api.write(changeOf(sequence++))
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - Date.now())))
  }
  await endProfile()
  sayBusy(`${changesPerSecond} changes a second`, await watchedIn(open), from, Date.now())
}

const folder = mkdtempSync(join(tmpdir(), 'portolan-bench-'))
const kubeconfig = options.kubeconfig ?? join(folder, 'kubeconfig')
const sandbox =
  options.kubeconfig === undefined
    ? await startNode(
        [join(root, 'dist', 'server', 'sandbox.js'), '--port', '0', '--write-kubeconfig', kubeconfig],
        /ready/,
      )
    : null
const api = new Api(await readAccess(kubeconfig))
const filling = Date.now()
if ((await api.write(subnetWrite)) < 400)
  await writeAll(
    api,
    Array.from({ length: used }, (_, index) => ipWrite(index)),
  )
say('filling the cluster', Date.now() - filling)
const portolan = await startConsole({ kubeconfig })
const browser = await launchBrowser()
try {
  for (const [at, subject] of subjects.entries()) {
    console.log(`\n${subject.name}, load average ${loadavg()[0]?.toFixed(1)}`)
    const open = await load(browser, portolan, subject)
    await scroll(open)
    await follow(open, api, `${at}1`)
    say('heap after that', await heapOf(open), 'MB')
    if (subject.name === 'plan') await zoom(open)
    await open.page.context().close()
  }
} finally {
  await browser.close()
  await portolan.stop()
  await api.close()
  await sandbox?.stop()
  rmSync(folder, { recursive: true, force: true })
}
