/** The tables, tried row by row before a judge. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canary, type Developer, startDeveloper } from './developer.ts'
import type { Judge } from './judge.ts'
import { exchange, written } from './rawhttp.ts'
import type { Row } from './row.ts'

/** As a Secret holds it. */
const base64 = Buffer.from(canary).toString('base64')
/** What makes a request another one, to whoever reads it so. */
const forbidden =
  /^(impersonate|x[-_](remote|forwarded|http|method|original|rewrite|portolan)|cookie|forwarded|proxy|sec-|upgrade|http2|te$|trailer|origin)/i

export type Tables = Readonly<Record<string, readonly Row[]>>

/** Declares the tests of a file, before the judge that `start` gives. */
export function tryAll(tables: Tables, start: () => Promise<Judge>, patienceMs?: number): void {
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
    developer = await startDeveloper(await start())
    for (const namespace of ['payments-prod', 'kube-system']) {
      await developer.asAdmin('POST', `/api/v1/namespaces/${namespace}/secrets`, {
        ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'planted', annotations: { canary } } },
        stringData: { canary },
      })
      const planted = await developer.asAdmin('GET', `/api/v1/namespaces/${namespace}/secrets/planted`)
      expect(planted).toMatchObject({ data: { canary: base64 } })
    }
    before = await outside()
  }, patienceMs)
  afterAll(() => developer.close(), patienceMs)

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

  test('nothing outside the project has changed', async () => {
    expect(await outside()).toEqual(before)
  })
}
