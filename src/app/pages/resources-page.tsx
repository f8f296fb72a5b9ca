/** Resource Management: every type that the cluster serves and can list, with or without a form. */
import { Box, Button, Link as MuiLink } from '@mui/material'
import { type KeyboardEvent, useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { Discovery } from '../../k8s/discovery.ts'
import { apiVersionOf } from '../../k8s/resource.ts'
import { LoadingRows } from '../../ui/loading-rows.tsx'
import { Mono } from '../../ui/mono.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ReasonedText } from '../../ui/reasoned.tsx'
import type { TableColumn } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { moveFocus } from '../../ui/table/row-focus.ts'
import { useSorted } from '../../ui/table/sort.ts'
import { useMaysInScope } from '../access/may.ts'
import { useFreshDiscovery } from '../api/queries.ts'
import { kindWords } from '../kind-words.ts'
import { useNarrow } from '../narrow.ts'
import { segmentOf } from '../resources/generic-kind.ts'
import { kindOfType } from '../resources/kind-at.ts'
import { orderTypes, searchTypes, type TypeRow } from '../resources/type-search.ts'
import { listPath, type Scope, useScope } from '../scope.ts'
import { Count } from './count.tsx'
import { ClusterUnreachable } from './error-pages.tsx'
import { FilterBox } from './filter-box.tsx'
import { PageHead } from './kind-page.tsx'
import { useListQuery } from './list-query.ts'
import { useTitle } from './title.ts'

export function ResourcesPage() {
  const { t } = useTranslation('app')
  const scope = useScope()
  const narrow = useNarrow()
  const { data: discovery, error } = useFreshDiscovery(scope.cluster)
  // In no column's order: by group, or what fits a search best first.
  const query = useListQuery('')
  const text = useDeferredValue(query.text)
  const all = useRows(scope, discovery)
  const lacks = useListLacks(scope, all)
  const found = useMemo(() => searchTypes(all, text), [all, text])
  const columns = useColumns(lacks)
  const rows = useSorted(found, columns, query.sorting)
  useTitle(t('resources.title'))
  const withKeys = useSearchKeys(() => searchTypes(all, query.text)[0])
  if (discovery === undefined && error !== null) {
    return <ClusterUnreachable cluster={scope.cluster} error={error} />
  }
  const isGrouped = query.sorting.length === 0 && text.trim() === ''
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0 }} onKeyDown={withKeys}>
      <PageHead
        title={t('resources.title')}
        aside={<Count shown={rows.length} all={all.length} loading={discovery === undefined} />}
      />
      <Box sx={{ px: 3, pb: 1.5 }}>
        <FilterBox value={query.text} onChange={query.setText} placeholder={t('resources.search')} />
      </Box>
      <DataTable
        label={t('resources.title')}
        rows={rows}
        columns={columns}
        rowKey={rowKey}
        sorting={query.sorting}
        onSort={query.setSorting}
        view={text}
        narrow={narrow}
        groupOf={isGrouped ? groupOf : undefined}
      >
        {discovery === undefined && <LoadingRows label={t('loading')} />}
        {discovery !== undefined && rows.length === 0 && (
          <Notice
            title={t('resources.nothingFound')}
            actions={<Button onClick={() => query.setText('')}>{t('clearFilter')}</Button>}
          >
            <Mono>{text}</Mono>
          </Notice>
        )}
      </DataTable>
    </Box>
  )
}

const rowKey = ({ type }: TypeRow) => segmentOf(type)
const groupOf = ({ type }: TypeRow) => type.group || 'core'

function useRows(scope: Scope, discovery: Discovery | undefined): readonly TypeRow[] {
  const { t } = useTranslation()
  return useMemo(() => {
    const rows = (discovery?.listable() ?? []).map((type) => {
      const kind = kindOfType(scope.view, type)
      const { one, many } = kindWords(t, kind)
      const called = kind.words === undefined && one !== type.kind ? many : ''
      return { type, path: listPath(scope, kind), called, alsoCalled: [one, many, ...kind.alsoCalled] }
    })
    return orderTypes(rows)
  }, [t, scope, discovery])
}

/** From the search, Enter opens what fits best, and the arrow goes down to the rows. */
function useSearchKeys(best: () => TypeRow | undefined) {
  const navigate = useNavigate()
  return (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLInputElement)) return
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      moveFocus(event.currentTarget, 1)
    }
    const found = event.key === 'Enter' && event.target.value.trim() !== '' ? best() : undefined
    if (found !== undefined) navigate(found.path)
  }
}

/** What is missing to list each type. */
function useListLacks(scope: Scope, rows: readonly TypeRow[]): (row: TypeRow) => string {
  const mays = useMaysInScope(
    scope,
    rows.map(({ type }) => ({ verb: 'list', type })),
  )
  const said = JSON.stringify(mays.map(({ reason }) => reason))
  return useMemo(() => {
    const reasons = JSON.parse(said) as readonly string[]
    const known = new Map(rows.map((row, index) => [row, reasons[index] ?? '']))
    return (row) => known.get(row) ?? ''
  }, [rows, said])
}

function useColumns(lacks: (row: TypeRow) => string): readonly TableColumn<TypeRow>[] {
  const { t } = useTranslation('app')
  return useMemo(() => {
    const scopeOf = ({ type }: TypeRow) =>
      t(type.namespaced ? 'resources.namespaced' : 'resources.perCluster')
    const versionOf = ({ type }: TypeRow) => apiVersionOf(type)
    const namesOf = ({ type }: TypeRow) => [type.plural, ...type.shortNames].join(', ')
    return [
      {
        id: 'kind',
        header: t('resources.kind'),
        telling: true,
        cell: (row) => <KindCell row={row} lack={lacks(row)} />,
        text: ({ type }) => type.kind,
        sortValue: ({ type }) => type.kind,
      },
      {
        id: 'names',
        header: t('resources.names'),
        cell: (row) => <Mono quiet>{namesOf(row)}</Mono>,
        text: namesOf,
        sortValue: namesOf,
      },
      {
        id: 'version',
        header: t('resources.version'),
        telling: true,
        cell: (row) => (
          <span title={versionOf(row)}>
            <Mono>{versionOf(row)}</Mono>
          </span>
        ),
        text: versionOf,
        sortValue: versionOf,
      },
      {
        id: 'scope',
        header: t('resources.scope'),
        cell: scopeOf,
        text: scopeOf,
        sortValue: scopeOf,
        width: 140,
      },
    ]
  }, [t, lacks])
}

function KindCell({ row, lack }: { row: TypeRow; lack: string }) {
  return (
    <>
      {lack === '' ? (
        <MuiLink component={Link} to={row.path} color="inherit" underline="hover">
          <Mono>{row.type.kind}</Mono>
        </MuiLink>
      ) : (
        <ReasonedText reason={lack}>
          <Mono>{row.type.kind}</Mono>
        </ReasonedText>
      )}{' '}
      {row.called !== '' && (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {row.called}
        </Box>
      )}
    </>
  )
}
