/** A Portolan with dead clusters beside a living one: one refuses connections, one takes them and never answers. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { type OwnServer, startOwnServer } from './own-server.ts'

interface Kubeconfig {
  readonly clusters: readonly object[]
  readonly contexts: readonly { readonly name: string; readonly context: { readonly user: string } }[]
}

/** The kubeconfig of the tests' own cluster, whichever it is. */
const living = process.env.PORTOLAN_TEST_KUBECONFIG ?? process.env.PORTOLAN_TEST_OUTAGE_KUBECONFIG

/** The contexts `hanging`, which is the default one, and `refusing`, before those of the living cluster. */
export async function startBesideDeadClusters(): Promise<OwnServer> {
  if (living === undefined) throw new Error('scripts/browser-tests.js names a kubeconfig, and there is none.')
  const folder = mkdtempSync(join(tmpdir(), 'portolan-dead-'))
  const hanging = await listen()
  const closed = await listen()
  const refusingPort = portOf(closed)
  await new Promise((resolve) => closed.close(resolve))
  const file = join(folder, 'kubeconfig')
  writeFileSync(
    file,
    withDead(readFileSync(living, 'utf8'), { hanging: portOf(hanging), refusing: refusingPort }),
  )
  const portolan = await startOwnServer(['--kubeconfig', file])
  return {
    ...portolan,
    async close() {
      hanging.close()
      await portolan.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function withDead(text: string, ports: Readonly<Record<string, number>>): string {
  const { clusters, contexts, ...rest } = parse(text) as Kubeconfig
  const user = contexts[0]?.context.user
  const names = Object.keys(ports)
  return stringify({
    ...rest,
    'current-context': 'hanging',
    clusters: [
      ...names.map((name) => ({ name, cluster: { server: `http://127.0.0.1:${ports[name]}` } })),
      ...clusters,
    ],
    contexts: [...names.map((name) => ({ name, context: { cluster: name, user } })), ...contexts],
  })
}

function listen(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(() => {})
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.')
  return address.port
}
