/** A real Prometheus, as Debian packages it, that scrapes the generator every second. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { stringify } from 'yaml'
import { eventually } from '../cluster/index.ts'
import { folderWith } from '../own-server.ts'
import { scrapedAs, startGenerator } from './generator.ts'

export interface RunningPrometheus {
  readonly url: string
  close(): Promise<void>
}

/** Resolves once there are rates to show. */
export async function startPrometheus(): Promise<RunningPrometheus> {
  const generator = await startGenerator()
  const port = await freePort()
  const targets = [generator.address]
  const job = { job_name: 'alb', honor_labels: true, static_configs: [{ targets, labels: scrapedAs }] }
  const config = { global: { scrape_interval: '1s', scrape_timeout: '1s' }, scrape_configs: [job] }
  const folder = folderWith({ 'prometheus.yml': stringify(config) })
  const child = spawn(
    'prometheus',
    [
      `--config.file=${folder.path('prometheus.yml')}`,
      `--storage.tsdb.path=${folder.path('data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    { stdio: 'ignore' },
  )
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', (error) =>
      reject(new Error('Debian’s package "prometheus" is needed.', { cause: error })),
    )
  })
  const url = `http://127.0.0.1:${port}`
  const query = encodeURIComponent('rate(nginx_http_status{status="200"}[4s])')
  const hasRates = async () => {
    const answer = await fetch(`${url}/api/v1/query?query=${query}`).catch(() => null)
    const body = (await answer?.json()) as { data?: { result?: unknown[] } } | undefined
    return (body?.data?.result?.length ?? 0) > 0
  }
  await Promise.race([failed, eventually('Prometheus to have rates', hasRates)])
  return {
    url,
    close: async () => {
      const ended = once(child, 'exit')
      child.kill()
      await ended
      generator.close()
      folder.remove()
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
