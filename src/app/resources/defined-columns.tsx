/**
 * Columns that are not there from the beginning: of a custom type how it is, and what its definition wants to be
 * shown; of a kind those whose code comes later.
 */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { type PrinterColumn, printed, printerColumns } from '../../k8s/printercolumns.ts'
import { type Resource, type ResourceType, resourcePath } from '../../k8s/resource.ts'
import type { Kind, KindColumn, ObjectProps } from '../../kinds/kind.ts'
import { Age } from '../../ui/age.tsx'
import { Mono } from '../../ui/mono.tsx'
import { request } from '../api/request.ts'
import { stateColumn } from './generic-columns.tsx'

const definitions: Resource = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
}
/** More are shown only to those who choose them. */
const shownAtMost = 6

/**
 * The kind with all of its columns; as it is where its definition has none, or where its user may not read the
 * definition. `null` until that is known, so that no column comes in under a reader's eyes.
 */
export function useDefinedKind(kind: Kind, type: ResourceType, cluster: string): Kind | null {
  // Definitions have groups that are domains; `apps` and the core group are Kubernetes' own.
  const isAsked = kind.words !== undefined && type.group.includes('.')
  const { data, isPending } = useQuery({
    queryKey: ['columns', cluster, type.group, type.version, type.plural],
    queryFn: async ({ signal }) => {
      const path = resourcePath(definitions, { name: `${type.plural}.${type.group}` })
      const { body } = await request<unknown>(cluster, path, { signal })
      return printerColumns(body, type.version)
    },
    // Whoever may not read definitions, or a type that is none, is no failure worth another try.
    retry: false,
    structuralSharing: false,
    staleTime: 60_000,
    refetchOnMount: false,
    enabled: isAsked,
  })
  const { heavyColumns } = kind
  const { data: heavy } = useQuery({
    queryKey: ['heavy columns', kind.id],
    queryFn: async () => (await heavyColumns?.())?.columns ?? null,
    structuralSharing: false,
    staleTime: Number.POSITIVE_INFINITY,
    enabled: heavyColumns !== undefined,
  })
  return useMemo(() => {
    if (heavyColumns !== undefined)
      return heavy == null ? null : { ...kind, columns: [...heavy, ...kind.columns] }
    if (isAsked && isPending) return null
    if (data === undefined || data.length === 0) return kind
    return { ...kind, columns: [stateColumn, ...data.map(columnOf)] }
  }, [heavyColumns, heavy, isAsked, isPending, data, kind])
}

function columnOf(column: PrinterColumn, index: number): KindColumn<KubeObject> {
  const { name, type, read } = column
  const isNumber = type === 'integer' || type === 'number'
  const text = (object: KubeObject) => printed(read(object))
  return {
    // Sorting is kept in the address by it, and two columns may have one name.
    id: `column-${index}`,
    header: '',
    title: name,
    text,
    Cell: ({ object }: ObjectProps) => <DefinedCell type={type} text={text(object)} />,
    ...(index >= shownAtMost && { optional: true }),
    ...(isNumber && {
      align: 'right',
      sortValue: (object: KubeObject) => {
        const [value] = read(object)
        return typeof value === 'number' ? value : null
      },
    }),
  }
}

function DefinedCell({ type, text }: { type: string; text: string }) {
  if (text === '') return '–'
  if (type === 'date') return <Age since={text} />
  return (
    <span title={text}>
      <Mono>{text}</Mono>
    </span>
  )
}
