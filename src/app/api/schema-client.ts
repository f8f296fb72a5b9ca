/** Asks the worker for schemas, one worker a page, made when the first schema is asked for. */
import type { KindSchema, TypeName } from '../../k8s/openapi.ts'
import { StatusError } from '../../k8s/status.ts'
import type { SchemaAnswer, SchemaRequest } from './schema-worker.ts'
import { whileSignedIn } from './sign-in.ts'

interface Waiting {
  readonly resolve: (schema: KindSchema | null) => void
  readonly reject: (error: unknown) => void
}

let worker: Worker | undefined
let counter = 0
const waiting = new Map<number, Waiting>()

/** The schema of a type in the document at a path; null where it has no such kind. Rejects with a StatusError. */
export function readSchema(cluster: string, path: string, type: TypeName): Promise<KindSchema | null> {
  // The worker knows nothing of signing in.
  return whileSignedIn({ cluster, isWrite: false }, () => askWorker(cluster, path, type))
}

function askWorker(cluster: string, path: string, type: TypeName): Promise<KindSchema | null> {
  return new Promise((resolve, reject) => {
    counter += 1
    waiting.set(counter, { resolve, reject })
    worker ??= start()
    worker.postMessage({ id: counter, cluster, path, type } satisfies SchemaRequest)
  })
}

function start(): Worker {
  const started = new Worker(new URL('./schema-worker.ts', import.meta.url), { type: 'module' })
  started.onmessage = ({ data }: MessageEvent<SchemaAnswer>) => {
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.error !== undefined) asked?.reject(new StatusError(data.error))
    else asked?.resolve(data.schema ?? null)
  }
  // Its file could not be had, for instance because Portolan was updated: the next request starts another.
  started.onerror = (event) => {
    event.preventDefault()
    for (const { reject } of waiting.values())
      reject(new Error('The worker for schemas could not be started.'))
    waiting.clear()
    started.terminate()
    if (worker === started) worker = undefined
  }
  return started
}
