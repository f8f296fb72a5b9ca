/** A run: which measurements, against which cluster, at which sizes, in which order. */
import { gzipSync } from 'node:zlib'
import type { Browser } from '@playwright/test'
import type { ChangePlan } from './changes.ts'
import { type ChurnParts, type ChurnResult, churn, type Generator, idle } from './churn.ts'
import { type Cluster, type ClusterName, Content, startCluster } from './clusters.ts'
import { type ConsoleOptions, startConsole } from './console.ts'
import type { Ending } from './ending.ts'
import { goalColumn } from './measure.ts'
import type { Options } from './options.ts'
import { heapOf, type ListName, type LoadTimes, openList, scriptBytesOf } from './page.ts'
import { memoryOf } from './processes.ts'
import { recordProfile } from './profile.ts'
import { fillLargeList, measureProxying } from './proxying.ts'
import { readBack } from './readback.ts'
import { startRelay } from './relay.ts'
import type { Column, Figures } from './report.ts'
import { droppedShare, scroll, typeFilter } from './scrolling.ts'
import { quantile } from './statistics.ts'

export interface Bench {
  readonly options: Options
  readonly browser: Browser
  readonly generator: Generator
  readonly figures: Figures
  readonly ending: Ending
  readonly say: (line: string) => void
  /** Whether there is no time left to begin anything more. */
  readonly isOver: () => boolean
}

/** A list of a cluster at a size, with everything that measures it. */
interface Subject {
  readonly cluster: Cluster
  readonly content: Content
  readonly list: ListName
  readonly column: Column
}

/** What the pages of a list follow, beside much that is small. */
const followed: Readonly<Record<ListName, readonly string[]>> = {
  services: [
    '/api/v1/services',
    '/apis/discovery.k8s.io/v1/endpointslices',
    '/api/v1/namespaces',
    ...['deployments', 'statefulsets', 'daemonsets'].map((plural) => `/apis/apps/v1/${plural}`),
  ],
  ingresses: [
    '/apis/networking.k8s.io/v1/ingresses',
    '/api/v1/services',
    '/apis/discovery.k8s.io/v1/endpointslices',
    '/api/v1/namespaces',
  ],
}

const changesUnderLoad = 500
const idleSeconds = 5
/** What the issue gives a page to be right again. */
const rightAfterMilliseconds = 5_000
const megabyte = 1024 ** 2

export async function runOn(bench: Bench, name: ClusterName): Promise<void> {
  const { options, ending, say } = bench
  if (isLeftOut(bench, `the ${name}`)) return
  say(`Starting the ${name}.`)
  const cluster = await startCluster(name)
  const stop = ending.add(cluster.stop)
  if (options.parts.has('proxy') && name === 'control plane') await proxying(bench, cluster)
  const content = new Content(cluster)
  const sizes = options.sizesOf(name)
  const correctAt = sizes.findLast((size) => size <= options.correctAt)
  for (const size of sizes) {
    const isCompareNext = name === 'control plane' && size > options.compareAt && content.ingresses === 0
    if (options.parts.has('compare') && isCompareNext) await compare(bench, cluster, content)
    if (isLeftOut(bench, `${size} Services`)) break
    say(`The ${name} gets ${size} Services.`)
    await content.growServices(size)
    const column = { cluster: name, size: size.toLocaleString('en') }
    await list(bench, { cluster, content, list: 'services', column }, size === correctAt)
  }
  if (options.parts.has('compare') && name === 'control plane' && content.ingresses === 0)
    await compare(bench, cluster, content)
  await stop()
}

function isLeftOut({ isOver, say }: Bench, what: string): boolean {
  if (isOver()) say(`There is no time left for ${what}.`)
  return isOver()
}

/** Twenty thousand Ingresses and as many Services: what other consoles were measured with. */
async function compare(bench: Bench, cluster: Cluster, content: Content): Promise<void> {
  const count = bench.options.compareAt
  if (isLeftOut(bench, `${count} Ingresses`)) return
  bench.say(`The ${cluster.name} gets ${count} Ingresses and as many Services.`)
  await content.growServices(count + cluster.ownServices)
  await content.growIngresses(count)
  const thousands = count.toLocaleString('en')
  const size = count === 20_000 ? goalColumn.compared : `${thousands} + ${thousands}`
  await list(bench, { cluster, content, list: 'ingresses', column: { cluster: cluster.name, size } }, true)
}

/** Everything about one list at one size. */
async function list(bench: Bench, subject: Subject, isCorrectLooked: boolean): Promise<void> {
  const { options, figures, say, ending } = bench
  const { column, cluster } = subject
  const relay = await startRelay()
  const endRelay = ending.add(relay.stop)
  const console = await startConsole({ ...optionsOf(options, cluster), allowHost: relay.host })
  const endConsole = ending.add(console.stop)
  relay.lead(Number(new URL(console.url).port))
  const before = memoryOf(console.pid).now
  const opening = { list: subject.list, expected: expectedOf(subject) }
  say(`${column.cluster}, ${column.size}: loading`)
  const open = await openList(bench.browser, console, opening)
  if (options.parts.has('load')) {
    const { now, peak } = memoryOf(console.pid)
    const joined = subject.list === 'services' ? joinedOf(open.times) : {}
    figures.set(column, {
      ...timesOf(open.times),
      ...joined,
      memory: now,
      memoryPeak: peak,
    })
    const second = await openList(bench.browser, console, { ...opening, origin: `http://${relay.host}` })
    // Not of the first one, which is measured further: collecting garbage by hand is no part of its use.
    const heap = await heapOf(second)
    await second.page.context().close()
    const { webSocket, http } = relay.bytes
    const plain = await plainBytes(subject)
    figures.set(column, {
      ...secondTimesOf(second.times, open.times),
      heap,
      secondMemory: memoryOf(console.pid).now - now,
      plain: plain.json / megabyte,
      plainGzip: plain.gzip / megabyte,
      wire: webSocket / megabyte,
      wireShare: (webSocket / plain.json) * 100,
      http: http / megabyte,
    })
  }
  if (options.parts.has('scroll')) {
    say(`${column.cluster}, ${column.size}: scrolling`)
    const { byHand, through } = await scroll(open, options.quick ? 2 : 4)
    figures.set(column, {
      handDropped: droppedShare(byHand),
      handLongest: byHand.longest,
      scrollDropped: droppedShare(through),
      scrollLongest: through.longest,
    })
  }
  const parts: ChurnParts = { cluster, console, open, generator: bench.generator, plan: planOf(subject) }
  if (options.parts.has('changes')) await changes(bench, parts, column)
  if (options.parts.has('typing')) await typing(bench, parts, column)
  if (options.parts.has('correct') && isCorrectLooked) await correct(bench, parts, subject)
  say(
    `${column.cluster}, ${column.size}: the server took ${Math.round(memoryOf(console.pid).now - before)} MB more`,
  )
  await open.page.context().close()
  await endConsole()
  await endRelay()
}

function optionsOf({ profile, assets }: Options, { kubeconfig }: Cluster): ConsoleOptions {
  return { kubeconfig, profile, assets }
}

const expectedOf = ({ list: name, cluster, content }: Subject) =>
  name === 'services' ? cluster.ownServices + content.services : content.ingresses

const planOf = ({ list: kind, content }: Subject): ChangePlan => ({
  kind,
  count: kind === 'services' ? content.services : content.ingresses,
})

function timesOf({ code, firstRow, complete }: LoadTimes) {
  const from = (time: number) => (time - code) / 1000
  return { firstRow: from(firstRow), complete: from(complete), navigation: firstRow / 1000 }
}

/** Only Services show in their first row what comes from other objects, however these are. */
const joinedOf = ({ code, joined }: LoadTimes) => ({ joined: (joined - code) / 1000 })

function secondTimesOf(second: LoadTimes, first: LoadTimes) {
  const complete = second.complete - second.code
  return {
    secondRow: (second.firstRow - second.code) / 1000,
    secondComplete: complete / 1000,
    secondRatio: complete / (first.complete - first.code),
  }
}

/** Of what the page follows, as the API lists it, and packed as an API server packs it. */
async function plainBytes({ list: name, cluster }: Subject): Promise<{ json: number; gzip: number }> {
  let [json, gzip] = [0, 0]
  for (const path of followed[name]) {
    const text = Buffer.from(await cluster.api.read(path))
    json += text.length
    gzip += gzipSync(text, { level: 1 }).length
  }
  return { json, gzip }
}

async function changes(bench: Bench, parts: ChurnParts, column: Column): Promise<void> {
  const { options, figures, say } = bench
  const rest = await idle(parts.open, parts.console, options.quick ? 3 : idleSeconds)
  figures.set(column, { busyIdle: rest.busy.wall * 100, serverIdle: rest.server * 100 })
  for (const perSecond of options.rates) {
    say(`${column.cluster}, ${column.size}: ${perSecond} changes a second`)
    const endProfile = await recordProfile(parts.open, options.profile, `${column.size}-${perSecond}`)
    const result = await churn(parts, { perSecond, seconds: options.rateSeconds })
    await endProfile()
    const { answered, seconds, times } = result.generator
    figures.set(column, {
      [`rate${perSecond}`]: answered / seconds,
      [`busy${perSecond}`]: result.busy.wall * 100,
      [`cpu${perSecond}`]: result.busy.processor * 100,
      [`shown50-${perSecond}`]: quantile(result.fromSent, 0.5),
      [`shown99-${perSecond}`]: quantile(result.fromSent, 0.99),
      [`answered99-${perSecond}`]: quantile(result.fromAnswered, 0.99),
      [`write99-${perSecond}`]: quantile(times, 0.99),
      [`unseen${perSecond}`]: result.unseen,
      [`server${perSecond}`]: result.server * 100,
      [`api${perSecond}`]: result.api * 100,
      [`others${perSecond}`]: result.machine.others * 100,
      [`idle${perSecond}`]: result.machine.idle * 100,
    })
    if (answered / seconds < perSecond * 0.9) say(`  ${limitOf(result, perSecond)}`)
  }
}

/** Where the writes that were not answered stuck. */
function limitOf({ generator, api, machine }: ChurnResult, perSecond: number): string {
  const cores = (part: number) => part.toFixed(1)
  return (
    `${Math.round(generator.answered / generator.seconds)} of ${perSecond} a second were answered, because ` +
    (machine.idle > 0.3 ? 'the API had no more to give' : 'no core had any time left') +
    `: it used ${cores(api)} cores, other work ${cores(machine.others)}, and ${cores(machine.idle)} were idle.`
  )
}

async function typing(bench: Bench, { cluster, generator, plan, open }: ChurnParts, column: Column) {
  bench.say(`${column.cluster}, ${column.size}: typing`)
  const rate = { perSecond: changesUnderLoad, seconds: 5 }
  const [, smoothness] = await Promise.all([generator.run(cluster, plan, rate), typeFilter(open)])
  bench.figures.set(column, {
    typingDropped: droppedShare(smoothness),
    typingLongest: smoothness.longest,
  })
}

async function correct(bench: Bench, { cluster, generator, plan, open }: ChurnParts, subject: Subject) {
  const { options, figures, say } = bench
  const { column } = subject
  say(
    `${column.cluster}, ${column.size}: ${options.correctSeconds} s of changes, then every cell is read back`,
  )
  const rate = { perSecond: changesUnderLoad, seconds: options.correctSeconds }
  const { answered } = await generator.run(cluster, plan, rate)
  await open.page.waitForTimeout(rightAfterMilliseconds)
  const { rows, cells, wrong, wrongCount } = await readBack(cluster.api, open, subject.list)
  for (const line of wrong) say(`  ${line}`)
  figures.set(column, { changes: answered, rows, cells, wrong: wrongCount })
}

async function proxying({ options, figures, say, ending }: Bench, cluster: Cluster): Promise<void> {
  say('Proxying a list of 50 MB.')
  await fillLargeList(cluster)
  const console = await startConsole({ kubeconfig: cluster.kubeconfig })
  const stop = ending.add(console.stop)
  for (const run of await measureProxying(cluster, console, options.proxyRounds)) {
    figures.set(
      { cluster: cluster.name, size: goalColumn.proxy },
      {
        [`${run.encoding}-portolan`]: run.portolan,
        [`${run.encoding}-kubectl`]: run.kubectl,
        [`${run.encoding}-ratio`]: run.ratio,
        [`${run.encoding}-growth`]: run.memory.most - run.memory.before,
      },
    )
  }
  await stop()
}

/** What the first page costs in code, which no size changes. */
export async function codeSize({ browser, figures, ending, options }: Bench): Promise<void> {
  const console = await startConsole({ assets: options.assets })
  const stop = ending.add(console.stop)
  const bytes = await scriptBytesOf(browser, console)
  figures.set({ cluster: '', size: goalColumn.page }, { script: bytes / 1000 })
  await stop()
}
