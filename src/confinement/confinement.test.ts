/** The developer's browser reaches nothing outside of her project, through any address of the server. */
import type { FastifyServerOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { canary, type Developer, startDeveloper } from './developer.ts'
import { headerRows } from './headers.ts'
import { objectRows } from './objects.ts'
import { ownRows } from './ownroutes.ts'
import { pathRows } from './paths.ts'
import { exchange, written } from './rawhttp.ts'
import type { Row } from './row.ts'
import { smugglingRows } from './smuggling.ts'

/** `METHOD pattern` of all that the server registers. */
const registered = vi.hoisted(() => new Set<string>())
vi.mock('fastify', async (original) => {
  const module = await original<typeof import('fastify')>()
  const Fastify = (options: FastifyServerOptions) => {
    const app = module.default(options)
    app.addHook('onRoute', ({ method, path }) => {
      for (const each of [method].flat()) registered.add(`${each} ${path}`)
    })
    return app
  }
  return { ...module, default: Fastify }
})

const tables: Readonly<Record<string, readonly Row[]>> = {
  'what is not hers': objectRows,
  paths: pathRows,
  headers: headerRows,
  'lengths and upgrades': smugglingRows,
  'the own addresses of the server': ownRows,
}

const base64 = Buffer.from(canary).toString('base64')
let developer: Developer
let before: unknown

/** Everything outside the project that a request could have changed, by version. */
async function outside(): Promise<unknown> {
  const kinds = ['secrets', 'services', 'configmaps', 'serviceaccounts', 'namespaces']
  const rbac = ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings']
  const paths = [
    ...kinds.map((kind) => `/api/v1/${kind}`),
    ...rbac.map((kind) => `/apis/rbac.authorization.k8s.io/v1/${kind}`),
  ]
  const lists = await Promise.all(paths.map((path) => developer.asAdmin('GET', path)))
  return lists.map((list) =>
    (list as { items: { metadata: { uid: string; resourceVersion: string } }[] }).items.map(
      ({ metadata: { uid, resourceVersion } }) => `${uid} ${resourceVersion}`,
    ),
  )
}

beforeAll(async () => {
  developer = await startDeveloper()
  for (const namespace of ['payments-prod', 'kube-system']) {
    await developer.asAdmin('POST', `/api/v1/namespaces/${namespace}/secrets`, {
      ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'planted', annotations: { canary } } },
      stringData: { canary },
    })
  }
  before = await outside()
})
afterAll(() => developer.close())

function bytesOf({ line, headers = [], body = '', isStranger = false }: Row): Buffer {
  const { port, cookie } = developer
  const usual = [
    `Host: 127.0.0.1:${port}`,
    ...(isStranger ? [] : [`Cookie: ${cookie}`]),
    'x-portolan-csrf: 1',
  ]
  const own = headers[0] === '!' ? headers.slice(1) : [...usual, 'Connection: close', ...headers]
  const isFramed = own.some((header) => /^(content-length|transfer-encoding)\b/i.test(header))
  const lines = body === '' || isFramed ? own : [...own, `Content-Length: ${Buffer.byteLength(body)}`]
  const filled = lines.map((header) =>
    header
      .replace(/^COOKIE$/, `Cookie: ${cookie}`)
      .replace('PORT', String(port))
      .replace('NAME', cookie.split('=', 1)[0] ?? ''),
  )
  return written(line, filled, body)
}

function ask(row: Row) {
  developer.seen.length = 0
  return exchange(developer.port, bytesOf(row))
}

describe.each(Object.entries(tables))('%s', (_name, rows) => {
  test.each(rows.map((row) => [row.trick, row.line.slice(0, 120), row] as const))(
    '%s: %s',
    async (_trick, _line, row) => {
      const { status, text } = await ask(row)
      expect([row.answer].flat(), text.slice(0, 400)).toContain(status)
      expect(developer.seen.map(({ line }) => line)).toEqual(row.saw)
      for (const { headers } of developer.seen) {
        expect(headers.authorization).toBe(`Bearer ${developer.token}`)
        expect(Object.keys(headers).filter((name) => forbidden.test(name))).toEqual([])
      }
      expect(developer.seenElsewhere).toEqual([])
      for (const secret of [canary, base64, developer.adminToken]) expect(text).not.toContain(secret)
    },
  )
})

/** What makes a request another one, to whoever reads it so. */
const forbidden =
  /^(impersonate|x[-_](remote|forwarded|http|method|original|rewrite|portolan)|cookie|forwarded|proxy|sec-|upgrade|http2|te$|trailer|origin)/i

test('every route of the server has its rows', () => {
  const tried = new Set(Object.values(tables).flatMap((rows) => rows.map(({ route }) => route)))
  expect([...registered].filter((route) => !tried.has(route))).toEqual([])
  expect([...tried].filter((route) => route !== 'none' && !registered.has(route))).toEqual([])
})

test('nothing outside the project has changed', async () => {
  expect(await outside()).toEqual(before)
})
