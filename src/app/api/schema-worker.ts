/**
 * Reads OpenAPI documents of a cluster and takes out what an editor needs. Here and not in the page, because
 * a document is megabytes long and nobody's typing should wait for it.
 */
import { type KindSchema, kindSchema, type TypeName } from '../../k8s/openapi.ts'
import { messageOf } from '../../k8s/shape.ts'
import { type Status, StatusError } from '../../k8s/status.ts'
import { request } from './request.ts'

export interface SchemaRequest {
  readonly id: number
  readonly cluster: string
  /** Of the document, with its hash. */
  readonly path: string
  readonly type: TypeName
}

export interface SchemaAnswer {
  readonly id: number
  /** Null where the document has no such kind. */
  readonly schema?: KindSchema | null
  readonly error?: Status
}

/** The document read last, for a while: a text often names several kinds of one group version. */
let last: { readonly key: string; readonly document: Promise<unknown> } | undefined
let forgetting: ReturnType<typeof setTimeout> | undefined
const keptMilliseconds = 10_000

function documentAt(cluster: string, path: string): Promise<unknown> {
  const key = `${cluster} ${path}`
  if (last?.key !== key) {
    last = { key, document: request<unknown>(cluster, path).then(({ body }) => body) }
    last.document.catch(() => {
      if (last?.key === key) last = undefined
    })
  }
  clearTimeout(forgetting)
  forgetting = setTimeout(() => {
    last = undefined
  }, keptMilliseconds)
  return last.document
}

function statusOf(error: unknown): Status {
  if (error instanceof StatusError) return error.status
  const message = messageOf(error)
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', message }
}

addEventListener('message', async ({ data }: MessageEvent<SchemaRequest>) => {
  const { id, cluster, path, type } = data
  try {
    postMessage({ id, schema: kindSchema(await documentAt(cluster, path), type) } satisfies SchemaAnswer)
  } catch (error) {
    postMessage({ id, error: statusOf(error) } satisfies SchemaAnswer)
  }
})
