/** Numbers of objects, from a Prometheus of the test's own answers: who gets them, and what is asked. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { MonitoringAnswer } from '../../net/monitoring/answer.ts'
import { usualLabels } from '../../net/monitoring/promql.ts'
import { makeFolder, startPortolan, startUpstream } from '../testing/portolan.ts'
import { type Asked, answers, startPrometheus } from '../testing/prometheus.ts'
import type { PrometheusOptions } from './options.ts'

const ingress = '/apis/networking.k8s.io/v1/namespaces/shop/ingresses/web'
const question = 'subject=ingress&version=v1&namespace=shop&name=web&span=5m'

interface Setting {
  readonly answer?: (asked: Asked) => { readonly code?: number; readonly body: unknown }
  /** What the cluster says to whoever reads the object. */
  readonly code?: number
  readonly options?: Partial<PrometheusOptions>
  readonly user?: object
}

async function setUp({ answer = (asked) => answers.series(asked, '1', '2'), ...more }: Setting = {}) {
  const { code = 200, options = {}, user = { token: 'of-the-user' } } = more
  const read: { url: string | undefined; authorization: string | undefined }[] = []
  const cluster = await startUpstream((request, response) => {
    read.push({ url: request.url, authorization: request.headers.authorization })
    const forbidden = { kind: 'Status', code, message: 'ingresses "web" is forbidden' }
    response.writeHead(code, { 'content-type': 'application/json' })
    response.end(JSON.stringify(code === 200 ? { kind: 'Ingress' } : forbidden))
  })
  const prometheus = await startPrometheus(answer)
  const configured: PrometheusOptions = {
    cluster: 'a',
    url: `${prometheus.url}/prefix`,
    certificateAuthority: null,
    auth: 'none',
    tokenFile: null,
    interval: 15,
    labels: usualLabels,
    ...options,
  }
  const portolan = await startPortolan([{ name: 'a', server: cluster.url, user }], {
    prometheus: [configured],
  })
  const ask = async (query = question, of = 'a') => {
    const response = await portolan.fetch(`/monitoring/${of}?${query}`)
    const body = (await response.json()) as MonitoringAnswer & { message?: string }
    return { code: response.status, body, panel: (id: string) => body.panels.find((each) => each.id === id) }
  }
  return { ...portolan, ask, read, asked: prometheus.asked }
}

describe('who may read an object', () => {
  test('gets its numbers, and nobody asks about anything else', async () => {
    const { ask, read, asked } = await setUp()
    const { code, body, panel } = await ask()
    expect(code).toBe(200)
    expect(read).toEqual([{ url: ingress, authorization: 'Bearer of-the-user' }])
    expect(panel('requests')).toMatchObject({ state: 'data', series: [{ id: 'value' }] })
    expect(panel('requests')?.series[0]?.points).toEqual([
      [body.span.from, 1],
      [body.span.from + body.span.step, 2],
    ])
    expect(panel('duration')?.series.map(({ id }) => id)).toEqual(['p50', 'p90', 'p99'])
    for (const { path, query, headers } of asked) {
      expect(path).toBe('/prefix/api/v1/query_range')
      expect(query).toContain('source_type="ingress",source_namespace="shop",source_name="web"')
      expect(headers.authorization).toBe(undefined)
      expect(headers.cookie).toBe(undefined)
    }
  })

  test.each([403, 404])('is for the cluster to say: %d', async (code) => {
    const { ask, asked } = await setUp({ code })
    const refused = await ask()
    expect(refused.code).toBe(code)
    expect(refused.body.message).toBe('ingresses "web" is forbidden')
    expect(asked).toEqual([])
  })

  test('is not told where a redirect leads', async () => {
    const { ask, asked } = await setUp({ code: 302 })
    expect((await ask()).code).toBe(502)
    expect(asked).toEqual([])
  })

  test('has to be signed in', async () => {
    const { url, read, asked } = await setUp()
    expect((await fetch(`${url}/monitoring/a?${question}`)).status).toBe(401)
    expect([...read, ...asked]).toEqual([])
  })
})

test.each([
  '',
  question.replace('ingress', 'secret'),
  question.replace('subject=ingress', 'subject=__proto__'),
  question.replace('name=web', 'name=web%22%7D%20or%20up'),
  question.replace('name=web', 'name=../../secrets/x'),
  question.replace('namespace=shop', 'namespace=shop.*'),
  question.replace('version=v1', 'version=v1/namespaces/x'),
  question.replace('span=5m', 'span=1000d'),
  `${question}&name=other`,
])('what names no object and no time is refused before anybody is asked: %s', async (query) => {
  const { ask, read, asked } = await setUp()
  expect((await ask(query)).code).toBe(400)
  expect([...read, ...asked]).toEqual([])
})

test('a cluster without a Prometheus says so', async () => {
  const { ask } = await setUp()
  const { code, body } = await ask(question, 'b')
  expect([code, body.message]).toEqual([404, 'No Prometheus is configured for "b".'])
})

describe('without numbers', () => {
  const isProbe = ({ path }: Asked) => path.endsWith('/query')

  test('nothing happened where something is measured', async () => {
    const { ask } = await setUp({
      answer: (asked) => (isProbe(asked) ? answers.series(asked, '1') : answers.nothing()),
    })
    expect((await ask()).panel('requests')?.state).toBe('empty')
  })

  test('a share of nothing is nothing', async () => {
    const { ask } = await setUp({ answer: (asked) => answers.series(asked, 'NaN', 'NaN') })
    expect((await ask()).panel('errors')?.state).toBe('empty')
  })

  test('nothing is measured where nothing is there', async () => {
    const { ask, asked } = await setUp({ answer: answers.nothing })
    expect((await ask()).panel('requests')?.state).toBe('absent')
    expect(asked.find(isProbe)?.query).toBe('count(last_over_time(nginx_http_connections[300s]))')
  })

  test('it is said what Prometheus says', async () => {
    const body = { status: 'error', error: 'query timed out' }
    const { ask } = await setUp({ answer: () => ({ code: 503, body }) })
    expect((await ask()).panel('requests')).toMatchObject({
      state: 'failed',
      message: 'Prometheus answered: query timed out',
    })
  })

  test('it is said that Prometheus is away, without its address', async () => {
    const { ask } = await setUp({ options: { url: 'http://127.0.0.1:1' } })
    const message = (await ask()).panel('requests')?.message ?? ''
    expect(message).toBe('Prometheus cannot be reached: connection refused.')
  })
})

describe('credentials', () => {
  test('of Prometheus come from a file, and are in no answer and no log', async () => {
    const tokenFile = join(await makeFolder(), 'token')
    writeFileSync(tokenFile, 'of-prometheus\n')
    const { ask, asked, lines } = await setUp({ options: { auth: 'token', tokenFile } })
    const { body } = await ask()
    expect(asked[0]?.headers.authorization).toBe('Bearer of-prometheus')
    expect(`${JSON.stringify(body)}${lines.join('')}`).not.toMatch(/of-prometheus|of-the-user|web/)
  })

  test('of a kubeconfig are forwarded to no Prometheus', async () => {
    const { ask, asked } = await setUp({ options: { auth: 'forward' } })
    const { code, body } = await ask()
    expect(code).toBe(403)
    expect(body.message).toContain('wants your own token')
    expect(asked).toEqual([])
  })
})
