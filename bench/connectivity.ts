/**
 * How soon the connectivity page tells of 10,000 pods and 500 policies, and of a policy that is made, in Chromium:
 * `node scripts/build.js && CHROMIUM_PATH=<browser> npx tsx bench/connectivity.ts`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { KubeObject } from '../src/k8s/objects.ts'
import { asFields, asList } from '../src/k8s/shape.ts'
import { mintCookies } from '../src/server/testing/session.ts'
import { Api, type Write, writeAll } from './api.ts'
import { startConsole } from './console.ts'
import { readAccess } from './kubeconfig.ts'
import { launchBrowser } from './page.ts'
import { namespaces, pods, policies } from './policy-objects.ts'
import { root, startNode } from './processes.ts'
import { median } from './statistics.ts'

const changes = 9
const patienceMilliseconds = 180_000
/** Until the sandbox has given the last pod its node and its address. */
const settleMilliseconds = 15_000

/** Kept in the page while it is measured, in milliseconds since the epoch. */
interface Seen {
  /** When each version of the answers was drawn. */
  readonly versions: Map<number, number>
  /** When the page heard that something it follows is all there. */
  readonly live: number[]
  longest: number
}

declare global {
  interface Window {
    connectivitySeen: Seen
  }
}

/** Runs in the page, before its own code. */
function watchAnswers(): void {
  const seen: Seen = { versions: new Map(), live: [], longest: 0 }
  window.connectivitySeen = seen
  window.WebSocket = class extends WebSocket {
    constructor(...given: ConstructorParameters<typeof WebSocket>) {
      super(...given)
      this.addEventListener('message', ({ data }) => {
        if (String(data).includes('"phase":"live"')) seen.live.push(Date.now())
      })
    }
  }
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration)
  }).observe({ type: 'longtask', buffered: true })
  new MutationObserver(() => {
    const version = Number(document.querySelector('[data-version]')?.getAttribute('data-version') ?? 0)
    const isDrawn = document.querySelector('[role=gridcell]') !== null
    if (version > 0 && isDrawn && !seen.versions.has(version)) seen.versions.set(version, Date.now())
  }).observe(document, { subtree: true, childList: true, attributes: true })
}

/** A pod that the sandbox schedules by itself, without an owner that is not there. */
function podWrite(pod: KubeObject): Write {
  const { name, namespace, labels } = pod.metadata
  const [container] = asList(asFields(asFields(pod).spec).containers).map(asFields)
  const containers = [{ ...container, image: 'registry.example.com/app:1' }]
  const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name, labels }, spec: { containers } }
  return { method: 'POST', path: `/api/v1/namespaces/${namespace}/pods`, body }
}

function policyPath({ kind, metadata: { namespace } }: KubeObject): string {
  return kind === 'NetworkPolicy'
    ? `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`
    : '/apis/policy.networking.k8s.io/v1alpha2/clusternetworkpolicies'
}

async function fill(api: Api): Promise<void> {
  await writeAll(
    api,
    namespaces.map((body) => ({ method: 'POST', path: '/api/v1/namespaces', body })),
  )
  await writeAll(api, pods.map(podWrite))
  await writeAll(
    api,
    policies.map((body) => ({ method: 'POST', path: policyPath(body), body })),
  )
}

async function lastVersion(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, ...window.connectivitySeen.versions.keys()))
}

/** Milliseconds from before a policy is written until the matrix shows it. */
async function followed(page: Page, api: Api, at: number): Promise<number> {
  const before = await lastVersion(page)
  const namespace = `ns-${(at * 13) % namespaces.length}`
  const began = Date.now()
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `late-${at}`, namespace },
    spec: { podSelector: {}, policyTypes: ['Ingress'] },
  }
  await api.write({ method: 'POST', path: policyPath(policy), body: policy })
  await page.waitForFunction(
    (version) => [...window.connectivitySeen.versions.keys()].some((each) => each > version),
    before,
    { polling: 20, timeout: patienceMilliseconds },
  )
  const shown = await page.evaluate(
    (version) =>
      Math.min(
        ...[...window.connectivitySeen.versions].filter(([each]) => each > version).map(([, time]) => time),
      ),
    before,
  )
  return shown - began
}

const say = (what: string, milliseconds: number) =>
  console.log(`${what.padEnd(52)} ${milliseconds.toFixed(0).padStart(7)} ms`)

const folder = mkdtempSync(join(tmpdir(), 'portolan-bench-'))
const kubeconfig = join(folder, 'kubeconfig')
const sandbox = await startNode(
  [join(root, 'dist', 'server', 'sandbox.js'), '--port', '0', '--write-kubeconfig', kubeconfig],
  /ready/,
)
const api = new Api(await readAccess(kubeconfig))
await fill(api)
await new Promise((resolve) => setTimeout(resolve, settleMilliseconds))
const portolan = await startConsole({ kubeconfig })
const browser = await launchBrowser()
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const cookies = await mintCookies(portolan.url)
  await page.context().addCookies(cookies.map((cookie) => ({ ...cookie, url: portolan.url })))
  await page.addInitScript('globalThis.__name = (named) => named')
  await page.addInitScript(watchAnswers)
  const began = Date.now()
  await page.goto(`${portolan.url}/admin/portolan-admin/connectivity`)
  await page.waitForFunction(() => window.connectivitySeen.versions.size > 0, null, {
    polling: 20,
    timeout: patienceMilliseconds,
  })
  const first = await page.evaluate(() => Math.min(...window.connectivitySeen.versions.values()))
  // The page waits for all that it reads.
  const dataThere = await page.evaluate(
    (drawn) => Math.max(...window.connectivitySeen.live.filter((at) => at <= drawn)),
    first,
  )
  const facts = page.locator('[data-milliseconds]')
  console.log(`${await facts.innerText()}\n`)
  say('from the navigation to the matrix', first - began)
  say('from the last of the data to the matrix', first - dataThere)
  say('of these, compiling and counting', Number(await facts.getAttribute('data-milliseconds')))
  await page.evaluate(() => {
    window.connectivitySeen.longest = 0
  })
  const times: number[] = []
  for (let at = 0; at < changes; at += 1) {
    // Longer than changes are gathered.
    await page.waitForTimeout(1_500)
    times.push(await followed(page, api, at))
  }
  say(`a new policy shows, median of ${changes}`, median(times))
  say('at most', Math.max(...times))
  say('compiling and counting for the last one', Number(await facts.getAttribute('data-milliseconds')))
  say('longest task of the page meanwhile', await page.evaluate(() => window.connectivitySeen.longest))
} finally {
  await browser.close()
  await portolan.stop()
  await api.close()
  await sandbox.stop()
  rmSync(folder, { recursive: true, force: true })
}
