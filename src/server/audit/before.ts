/** Reads an object as it stands, as the user who is about to replace it. */
import type { Route } from '../clusters/connection.ts'
import { BoundedCopy, readBody } from './body.ts'

/** A write waits no longer for it than this. */
const patienceMs = 2_000

/** Undefined where it cannot be had, for whatever reason: the write is none the worse for it. */
export async function readBefore(route: Route, path: string, userAgent: string): Promise<unknown> {
  try {
    const { statusCode, headers, body } = await route.dispatcher.request({
      origin: route.origin,
      path: `${route.basePath}${path.split('?', 1)[0]}`,
      method: 'GET',
      headers: { accept: 'application/json', 'user-agent': `${userAgent} (audit)`, ...route.headers },
      signal: AbortSignal.timeout(patienceMs),
    })
    const copy = new BoundedCopy()
    for await (const chunk of body) copy.add(chunk as Buffer)
    if (statusCode !== 200) return undefined
    const type = String(headers['content-type'] ?? '').split(';', 1)[0] ?? ''
    return readBody(copy.take(), type, String(headers['content-encoding'] ?? 'identity'))
  } catch {
    return undefined
  }
}
