/** The developer's browser reaches nothing outside of her project, through any address of the server. */
import type { FastifyServerOptions } from 'fastify'
import { expect, test, vi } from 'vitest'
import { headerRows } from './headers.ts'
import { sandboxJudge } from './judge.ts'
import { objectRows } from './objects.ts'
import { ownRows } from './ownroutes.ts'
import { pathRows } from './paths.ts'
import { smugglingRows } from './smuggling.ts'
import { tryAll } from './trial.ts'

const tables = {
  'what is not hers': objectRows,
  paths: pathRows,
  headers: headerRows,
  'lengths and upgrades': smugglingRows,
  'the own addresses of the server': ownRows,
}

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

tryAll(tables, sandboxJudge)

test('every route of the server has its rows', () => {
  const tried = new Set(Object.values(tables).flatMap((rows) => rows.map(({ route }) => route)))
  expect([...registered].filter((route) => !tried.has(route))).toEqual([])
  expect([...tried].filter((route) => route !== 'none' && !registered.has(route))).toEqual([])
})
