/** One large list through Portolan and through `kubectl proxy`, in turns. */
import { spawn } from 'node:child_process'
import { request } from 'undici'
import { kubectlPath } from '../e2e/cluster/index.ts'
import { signedInHeaders } from '../src/server/testing/session.ts'
import { writeAll } from './api.ts'
import { type Cluster, context } from './clusters.ts'
import type { Console } from './console.ts'
import { memoryOf, type Stop, stopOf } from './processes.ts'
import { longest, median } from './statistics.ts'

export interface ProxyRun {
  readonly encoding: 'identity' | 'gzip'
  /** Megabytes of the list as JSON, and as they were transferred. */
  readonly megabytes: number
  /** Median megabytes of the list in a second. */
  readonly portolan: number
  readonly kubectl: number
  /** The median of each round's ratio, so that a machine that slows down meets both. */
  readonly ratio: number
  /** Of Portolan, in megabytes: before, the most while it passed on a list, and after. */
  readonly memory: { readonly before: number; readonly most: number; readonly after: number }
}

const objects = 100
const bytesEach = 500_000
const list = '/api/v1/namespaces/bench-0/configmaps'

/** Few and large, so that the API makes the list fast and the way to the reader is what is measured. */
export async function fillLargeList(cluster: Cluster): Promise<void> {
  // No run of it repeats, as in real texts, and it packs about as well.
  const lines = Array.from(
    { length: bytesEach / 50 },
    (_, line) => `${hash(line)} setting-${line % 97}: value\n`,
  )
  const text = lines.join('').slice(0, bytesEach)
  await writeAll(
    cluster.api,
    Array.from({ length: objects }, (_, index) => ({
      method: 'POST',
      path: list,
      body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `large-${index}` }, data: { text } },
    })),
  )
}

const hash = (line: number) =>
  (Math.imul(line + 1, 2_654_435_761) >>> 0).toString(36).padStart(7, '0').repeat(3)

/** Alternating, so that whatever else the machine does meets both. */
export async function measureProxying(
  cluster: Cluster,
  console: Console,
  rounds: number,
): Promise<ProxyRun[]> {
  const kubectl = await startKubectlProxy(cluster.kubeconfig)
  try {
    const results: ProxyRun[] = []
    for (const encoding of ['identity', 'gzip'] as const) {
      results.push(await alternate(encoding, rounds, kubectl.url, console))
    }
    return results
  } finally {
    await kubectl.stop()
  }
}

async function alternate(
  encoding: ProxyRun['encoding'],
  rounds: number,
  kubectlUrl: string,
  console: Console,
): Promise<ProxyRun> {
  const signedIn = await signedInHeaders(console.url)
  const ways = { portolan: `${console.url}/clusters/${context}`, kubectl: kubectlUrl }
  const seconds: Record<keyof typeof ways, number[]> = { portolan: [], kubectl: [] }
  const before = memoryOf(console.pid).now
  const seen: number[] = []
  let bytes = 0
  // The first round warms all up and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    const order = round % 2 === 0 ? (['portolan', 'kubectl'] as const) : (['kubectl', 'portolan'] as const)
    for (const way of order) {
      const watch = setInterval(() => seen.push(memoryOf(console.pid).now), 20)
      const taken = await fetchOnce(`${ways[way]}${list}?resourceVersion=0`, {
        'accept-encoding': encoding,
        ...(way === 'portolan' && signedIn),
      })
      clearInterval(watch)
      bytes = taken.bytes
      if (round > 0) seconds[way].push(taken.seconds)
    }
  }
  const megabytes = bytes / 1024 ** 2
  return {
    encoding,
    megabytes,
    portolan: megabytes / median(seconds.portolan),
    kubectl: megabytes / median(seconds.kubectl),
    ratio: median(seconds.kubectl.map((each, round) => each / (seconds.portolan[round] ?? Number.NaN))),
    memory: { before, most: longest(seen), after: memoryOf(console.pid).now },
  }
}

/** Reads an answer as it comes and keeps nothing of it. */
async function fetchOnce(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ bytes: number; seconds: number }> {
  const began = performance.now()
  const { statusCode, body } = await request(url, { headers })
  let bytes = 0
  for await (const chunk of body) bytes += (chunk as Buffer).length
  if (statusCode !== 200) throw new Error(`GET ${url} was answered with ${statusCode}.`)
  return { bytes, seconds: (performance.now() - began) / 1000 }
}

async function startKubectlProxy(kubeconfig: string): Promise<{ url: string; stop: Stop }> {
  const child = spawn(
    await kubectlPath(),
    ['--kubeconfig', kubeconfig, '--context', context, 'proxy', '--port', '0'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error('kubectl proxy ended at once.')))
    child.stdout.on('data', (data) => {
      const address = /127\.0\.0\.1:\d+/.exec(String(data))?.[0]
      if (address !== undefined) resolve(`http://${address}`)
    })
  })
  return { url, stop: stopOf(child) }
}
