/** The reflector's requests, sent to a cluster with the user's credentials. */
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Dispatcher } from 'undici'
import type { Transport } from '../../k8s/listwatch.ts'
import type { Clusters } from '../clusters/clusters.ts'
import { type ClusterConnection, ClusterError } from '../clusters/connection.ts'
import type { Identity } from '../identity.ts'
import { failure } from '../status.ts'

/**
 * A transport to the cluster of that name, as whoever `identity` says by then. A cluster that is not known and credentials that cannot be had
 * are answers (404, 401); a cluster that cannot be reached rejects with the cause in words.
 */
export function createTransport(
  clusters: Clusters,
  cluster: string,
  identity: () => Identity,
  userAgent: string,
  received: (bytes: number) => void,
): Transport {
  /** One request with the credentials of now. */
  const get = async (
    connection: ClusterConnection,
    path: string,
    query: URLSearchParams,
    signal: AbortSignal,
  ) => {
    const route = await connection.route(await identity().prove(cluster))
    const request: Dispatcher.RequestOptions = {
      origin: route.origin,
      path: `${route.basePath}${path}?${query}`,
      method: 'GET',
      headers: {
        accept: 'application/json',
        // A watch is a trickle of small pieces, which compression would hold back.
        ...(query.has('watch') ? {} : { 'accept-encoding': 'gzip' }),
        'user-agent': userAgent,
        ...route.headers,
      },
      signal,
    }
    const answered = await route.dispatcher.request(request).catch((error: unknown) => {
      throw new ClusterError(route.describe(error))
    })
    if (answered.statusCode === 401) route.refused()
    return answered
  }

  return async (path, query, signal) => {
    const connection = await clusters.find(cluster)
    if (connection === null) {
      return answer(failure(404, `There is no cluster "${cluster}" in the kubeconfig.`))
    }
    try {
      let answered = await get(connection, path, query, signal)
      if (answered.statusCode === 401) {
        // A token that ran out is the plugin's to replace, and nothing to tell the user of.
        await answered.body.dump()
        answered = await get(connection, path, query, signal)
      }
      const { statusCode, headers, body } = answered
      const counted = count(body, received)
      if (headers['content-encoding'] !== 'gzip') return { status: statusCode, headers, body: counted }
      // The reader of the unzipped stream hears of errors; this callback has nothing to add.
      return { status: statusCode, headers, body: pipeline(counted, createGunzip(), () => undefined) }
    } catch (error) {
      if (error instanceof ClusterError && error.status.code !== 502) return answer(error.status)
      throw error
    }
  }
}

async function* count(
  body: AsyncIterable<Buffer>,
  received: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of body) {
      received(chunk.length)
      yield chunk
    }
  } catch (error) {
    throw new Error('The connection to the cluster was lost.', { cause: error })
  }
}

function answer(status: ReturnType<typeof failure>) {
  return { status: status.code ?? 500, body: Readable.from([Buffer.from(JSON.stringify(status))]) }
}
