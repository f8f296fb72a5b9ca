/** The list of a kind: live, filtered, sorted; its state is in the address. */
import AddIcon from '@mui/icons-material/Add'
import { Alert, Box, Button, Skeleton, Typography } from '@mui/material'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { KubeObject } from '../../k8s/objects.ts'
import type { Kind } from '../../kinds/kind.ts'
import type { World } from '../../kinds/world.ts'
import { Age } from '../../ui/age.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useShortcut } from '../../ui/shortcuts.tsx'
import type { Sort, TableColumn } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { useSession } from '../api/queries.ts'
import { mergedItems, useViews } from '../live/hooks.ts'
import { availabilityOf, targetsOf, useWorld } from '../live/world.ts'
import { createPath } from '../scope.ts'
import { useNamespaces, useReach } from '../shell/projects.ts'
import { useNarrow } from '../shell/shell.tsx'
import { FilterBox } from './filter-box.tsx'
import { type KindPageProps, PageHead, withKind } from './kind-page.tsx'
import { matchesFilter, parseFilter } from './list-filter.ts'
import { ObjectMenu } from './object-menu.tsx'
import { useTitle } from './title.ts'

export const ListPage = withKind(function ListOfKind({ scope, kind, type, discovery }: KindPageProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const narrow = useNarrow()
  const { labelDomain } = useSession()
  const reach = useReach(scope)
  const namespaces = useNamespaces(scope.cluster)
  const project = scope.view === 'project' ? scope.project : null
  const world = useWorld(kind.related.list, reach, { discovery, labelDomain, project })
  const views = useViews(targetsOf(kind, reach, discovery))
  const objects = mergedItems(views)
  const resolving = scope.view === 'project' && namespaces.state.phase === 'loading'
  const availability = resolving ? 'loading' : availabilityOf(views.map(({ state }) => state))
  const reason = views.find(({ state }) => state.reason !== undefined)?.state

  const [params, setParams] = useSearchParams()
  const query = params.get('q') ?? ''
  const sort = parseSort(params.get('sort') ?? 'name')
  const setParam = (key: string, value: string) =>
    setParams(
      (current) => {
        if (value === '') current.delete(key)
        else current.set(key, value)
        return current
      },
      { replace: true },
    )

  const columns = useColumns(kind, world, type.namespaced)
  const rows = useMemo(() => {
    const filter = parseFilter(query)
    return objects.filter((object) =>
      matchesFilter(filter, object, () => [
        object.metadata.namespace ?? '',
        ...columns.map((column) => column.text?.(object) ?? ''),
      ]),
    )
  }, [objects, query, columns])

  const create = createPath(scope, kind)
  const createLabel = t('app:createKind', { kind: t(`${kind.id}:one`) })
  useShortcut('c', createLabel, () => navigate(create))
  const many = t(`${kind.id}:many`)
  useTitle(many)
  const createButton = (
    <Button variant="contained" startIcon={<AddIcon />} component={Link} to={create}>
      {createLabel}
    </Button>
  )
  return (
    <>
      <PageHead
        title={many}
        aside={
          <Typography
            variant="body2"
            color="textSecondary"
            aria-live="polite"
            sx={{ fontVariantNumeric: 'tabular-nums' }}
          >
            {availability === 'loading'
              ? ''
              : rows.length === objects.length
                ? objects.length
                : t('app:countOf', { shown: rows.length, all: objects.length })}
          </Typography>
        }
        actions={createButton}
      />
      <Box sx={{ px: 3, pb: 1.5 }}>
        <FilterBox value={query} onChange={(text) => setParam('q', text)} />
      </Box>
      {availability === 'stale' && reason !== undefined && (
        <Alert severity="warning" sx={{ mx: 3, mb: 1.5 }}>
          {t('app:staleList', {
            time: new Date(reason.since).toLocaleTimeString(),
            reason: reason.reason?.message ?? '',
          })}
        </Alert>
      )}
      {availability === 'refused' && objects.length === 0 ? (
        <Notice icon={<kind.Icon />} title={t('app:listRefused', { kinds: many })}>
          {reason?.reason?.message}
        </Notice>
      ) : (
        <DataTable
          label={many}
          rows={rows}
          columns={columns}
          rowKey={rowKey}
          sort={sort}
          onSort={(next) => setParam('sort', `${next.descending ? '-' : ''}${next.column}`)}
          narrow={narrow}
          actions={(object) => <ObjectMenu scope={scope} kind={kind} type={type} object={object} />}
        >
          {availability === 'loading' && <LoadingRows />}
          {availability !== 'loading' && rows.length === 0 && objects.length > 0 && (
            <Notice
              title={t('app:nothingMatches')}
              actions={<Button onClick={() => setParam('q', '')}>{t('app:clearFilter')}</Button>}
            >
              <Mono>{query}</Mono>
            </Notice>
          )}
          {availability !== 'loading' && objects.length === 0 && (
            <Notice icon={<kind.Icon />} title={t('app:noneYet', { kinds: many })} actions={createButton}>
              {t(`${kind.id}:what`)}
            </Notice>
          )}
        </DataTable>
      )}
    </>
  )
})

const rowKey = (object: KubeObject) =>
  object.metadata.uid ?? `${object.metadata.namespace}/${object.metadata.name}`

function parseSort(text: string): Sort {
  return text.startsWith('-')
    ? { column: text.slice(1), descending: true }
    : { column: text, descending: false }
}

/** The kind's columns between the two that every object has: its name and its age. */
function useColumns(kind: Kind, world: World, namespaced: boolean): readonly TableColumn<KubeObject>[] {
  const { t } = useTranslation()
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('app:name'),
        telling: true,
        cell: (object) => <NameCell object={object} kind={kind} />,
        sortValue: ({ metadata }) => `${metadata.name} ${metadata.namespace ?? ''}`,
        text: ({ metadata }) => metadata.name,
        ...(namespaced && { width: '24%' }),
      },
      ...kind.columns.map(
        ({ Cell, ...column }): TableColumn<KubeObject> => ({
          id: column.id,
          header: t(column.header),
          cell: (object) => <Cell object={object} world={world} />,
          text: (object) => column.text(object, world),
          sortValue: (object) => (column.sortValue ?? column.text)(object, world),
          ...(column.width !== undefined && { width: column.width }),
          ...(column.align !== undefined && { align: column.align }),
          ...(column.telling !== undefined && { telling: column.telling }),
        }),
      ),
      {
        id: 'age',
        header: t('app:age'),
        cell: ({ metadata }) => <Age since={metadata.creationTimestamp} />,
        // Ascending is youngest first, as ages are read.
        sortValue: ({ metadata }) => -Date.parse(metadata.creationTimestamp ?? ''),
        width: 84,
        align: 'right',
      },
    ],
    [t, kind, world, namespaced],
  )
}

function NameCell({ object, kind }: { object: KubeObject; kind: Kind }) {
  const { name, namespace } = object.metadata
  return (
    <span title={namespace === undefined ? name : `${namespace}/${name}`}>
      <ObjectLink reference={{ group: kind.group, kind: kind.kind, namespace, name }} />{' '}
      {namespace !== undefined && <Mono quiet>{namespace}</Mono>}
    </span>
  )
}

/** Skeleton rows, but only for those who really have to wait. */
function LoadingRows() {
  const { t } = useTranslation('app')
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 150)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Box role="status" aria-label={t('loading')} sx={{ px: 1.5 }}>
      {shown && [...Array(8).keys()].map((row) => <Skeleton key={row} height={36} />)}
    </Box>
  )
}
