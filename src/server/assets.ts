/** The built console: hashed files that never change, and one page for every address of its own. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { failure } from './status.ts'

/** Addresses that are never pages of the console. */
const ownPaths =
  /^\/(clusters|session|watch|sign-out|view-as|healthz|readyz|metrics|assets)(\/|$)|^\/sign-in\/(local|token|oidc)(\/|$)/
const notBuilt = 'The console is not built. Run "npm run build" and start again.\n'

/** Whether the folder holds a built console. */
export function hasConsole(folder: string): boolean {
  return existsSync(join(folder, 'index.html'))
}

/** Serves the folder, and its page for navigations; what nobody knows gets a 404 Status. */
export async function serveConsole(app: FastifyInstance, folder: string): Promise<void> {
  const built = hasConsole(folder)
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      preCompressed: true,
      cacheControl: false,
      dotfiles: 'ignore',
      setHeaders: (reply) => {
        const immutable = reply.request.url.startsWith('/assets/')
        reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
        reply.header('vary', 'accept-encoding')
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    if (!isNavigation(request)) return notFound(request, reply)
    if (built) return reply.sendFile('index.html')
    return reply
      .code(503)
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(notBuilt)
  })
}

function isNavigation({ method, url, headers }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  const path = url.split('?', 1)[0] ?? ''
  return path === '/' || (/\btext\/html\b/.test(headers.accept ?? '') && !ownPaths.test(path))
}

function notFound({ method, url }: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .header('cache-control', 'no-store')
    .send(failure(404, `The server has nothing at ${method} ${url.split('?', 1)[0]}.`))
}
