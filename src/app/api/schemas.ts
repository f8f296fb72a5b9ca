/** What a cluster's own OpenAPI says of the types that a text names, kept up to date while it is edited. */
import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { type KindSchema, openApiKey, openApiPaths, type TypeName } from '../../k8s/openapi.ts'
import { typesIn } from '../../manifest/typesin.ts'
import { request } from './request.ts'
import { readSchema } from './schema-client.ts'

/** How long after the last keystroke the text is asked what types it names. */
const typingMilliseconds = 300
const indexMilliseconds = 60_000
/** A type that is named but not served may be installed at any moment. */
const missingMilliseconds = 5_000

export interface Schemas {
  /** A new list whenever any of them changes. */
  readonly schemas: readonly KindSchema[]
  /** Why the cluster gives none: an old one has no OpenAPI v3, another may not be asked. */
  readonly error: Error | null
}

function indexQuery(cluster: string) {
  return queryOptions({
    queryKey: ['openapi', cluster],
    queryFn: async ({ signal }) =>
      openApiPaths((await request<unknown>(cluster, '/openapi/v3', { signal })).body),
    staleTime: indexMilliseconds,
  })
}

/** The path holds a hash of the document, so what was read under it stays true. */
function schemaQuery(cluster: string, path: string | undefined, type: TypeName) {
  return queryOptions({
    queryKey: ['openapi', cluster, path ?? '', type.apiVersion, type.kind],
    queryFn: () => readSchema(cluster, path ?? '', type),
    enabled: path !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    // While a changed document is read, the one before is better than none.
    placeholderData: keepPreviousData,
  })
}

/** With no text nothing is asked. */
export function useSchemas(cluster: string, text: string): Schemas {
  const types = useTypes(text)
  const [missing, setMissing] = useState(false)
  const index = useQuery({
    ...indexQuery(cluster),
    enabled: types.length > 0,
    refetchInterval: missing ? missingMilliseconds : indexMilliseconds,
  })
  const found = useQueries({
    queries: types.map((type) => schemaQuery(cluster, index.data?.get(openApiKey(type.apiVersion)), type)),
    combine: combined,
  })
  const { refetch, isFetchedAfterMount, data } = index
  const unknown =
    data !== undefined && (found.unknown || types.some((type) => !data.has(openApiKey(type.apiVersion))))
  useEffect(() => setMissing(unknown), [unknown])
  useEffect(() => {
    // An index that was kept from before does not know what was installed since.
    if (unknown && !isFetchedAfterMount) void refetch()
  }, [unknown, isFetchedAfterMount, refetch])
  return useMemo(() => ({ schemas: found.schemas, error: index.error }), [found.schemas, index.error])
}

function combined(results: readonly { readonly data: KindSchema | null | undefined }[]) {
  return {
    schemas: results.flatMap(({ data }) => data ?? []),
    unknown: results.some(({ data }) => data === null),
  }
}

/** The types that a text names once its typist pauses; the same list as long as they are the same. */
function useTypes(text: string): readonly TypeName[] {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), settled === '' ? 0 : typingMilliseconds)
    return () => clearTimeout(timer)
  }, [text, settled])
  const key = JSON.stringify(typesIn(settled))
  return useMemo(() => JSON.parse(key) as readonly TypeName[], [key])
}
