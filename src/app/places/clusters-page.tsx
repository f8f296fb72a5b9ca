/** All clusters: whether each answers, and what it is. None waits for another. */
import { Box, Link as MuiLink } from '@mui/material'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ClusterFacts } from '../../k8s/cluster/facts.ts'
import { Mono } from '../../ui/mono.tsx'
import type { TableColumn } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { useSorted } from '../../ui/table/sort.ts'
import { useSession } from '../api/queries.ts'
import { useNarrow } from '../narrow.ts'
import { PageHead } from '../pages/kind-page.tsx'
import { useListQuery } from '../pages/list-query.ts'
import { useTitle } from '../pages/title.ts'
import { useScope } from '../scope.ts'
import { StackText, useNetworkText, useStackText } from './fact-words.tsx'
import { useFactsOf } from './facts.ts'
import { GlobalMark } from './global-mark.tsx'
import { type Health, useHealthOf } from './health.ts'
import { HealthState } from './health-state.tsx'
import { componentsPath } from './page-addresses.ts'

interface ClusterRow {
  readonly name: string
  readonly user: string
  readonly health: Health | undefined
  readonly facts: ClusterFacts
  /** Whether all that can be known is. */
  readonly isRead: boolean
}

export function ClustersPage() {
  const { t } = useTranslation('places')
  const scope = useScope()
  const narrow = useNarrow()
  const rows = useRows()
  const columns = useColumns(scope.cluster, narrow)
  const query = useListQuery('')
  const sorted = useSorted(rows, columns, query.sorting)
  useTitle(t('clusters.title'))
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0 }}>
      <PageHead title={t('clusters.title')} />
      <DataTable
        label={t('clusters.title')}
        rows={sorted}
        columns={columns}
        rowKey={rowKey}
        sorting={query.sorting}
        onSort={query.setSorting}
        narrow={narrow}
      >
        {null}
      </DataTable>
    </Box>
  )
}

const rowKey = ({ name }: ClusterRow) => name

function useRows(): readonly ClusterRow[] {
  const { clusters } = useSession()
  const health = useHealthOf(useMemo(() => clusters.map(({ name }) => name), [clusters]))
  // What does not answer is asked nothing more: it would only take the connections of those that do.
  const facts = useFactsOf(
    clusters.map(({ name }, index) => ({ name, isAsked: health[index]?.answers === true })),
  )
  return clusters.flatMap(({ name, user }, index) => {
    const known = facts[index]
    return known === undefined ? [] : [{ name, user, health: health[index], ...known }]
  })
}

const timeOf = ({ since }: Health) => new Date(since).toLocaleTimeString(undefined, { timeStyle: 'short' })

const partsOf = ({ facts }: ClusterRow) =>
  facts.parts.filter(({ part, presence }) => part.isNetwork !== true && presence === 'found')

function useColumns(here: string, narrow: boolean): readonly TableColumn<ClusterRow>[] {
  const { t } = useTranslation('places')
  const networkText = useNetworkText()
  const stackText = useStackText()
  const told = ({ health, isRead }: ClusterRow, text: string) =>
    isRead ? text : health?.answers === false ? '' : t('components.reading')
  const network = (row: ClusterRow) =>
    row.facts.cni.found.length > 0 ? networkText(row.facts) : told(row, networkText(row.facts))
  const stack = (row: ClusterRow) => told(row, stackText(row.facts))
  const stateText = ({ health }: ClusterRow) =>
    health === undefined
      ? t('health.asking')
      : health.answers
        ? t('health.answers')
        : t('health.silentSince', { time: timeOf(health) })
  // Of one that does not answer there is nothing to tell but why.
  const partsText = (row: ClusterRow) =>
    row.health?.reason ??
    partsOf(row)
      .map(({ part }) => part.name)
      .join(', ')
  const column = (
    id: 'state' | 'version' | 'network' | 'stack' | 'parts' | 'user',
    text: (row: ClusterRow) => string,
    more: Partial<TableColumn<ClusterRow>> = {},
  ): TableColumn<ClusterRow> => ({
    id,
    header: t(`clusters.${id}`),
    text,
    cell: (row) => text(row) || '–',
    sortValue: text,
    ...more,
  })
  return [
    {
      id: 'name',
      header: t('clusters.name'),
      telling: true,
      ...(!narrow && { width: 240 }),
      text: ({ name }) => name,
      cell: ({ name }) => <NameCell name={name} isHere={name === here} />,
      sortValue: ({ name }) => name,
    },
    column('state', stateText, {
      telling: true,
      width: 224,
      cell: ({ health }) => <HealthState health={health} />,
    }),
    column('version', ({ health }) => health?.version ?? '', {
      width: 110,
      cell: ({ health }) => <Mono>{health?.version ?? '–'}</Mono>,
    }),
    column('network', network, { width: 120 }),
    column('stack', stack, {
      width: 150,
      cell: (row) => (row.isRead ? <StackText facts={row.facts} /> : stack(row) || '–'),
    }),
    column('parts', partsText, {
      cell: (row) => (
        <Box
          component="span"
          title={partsText(row)}
          sx={{ color: row.health?.answers === false ? 'text.secondary' : 'inherit' }}
        >
          {partsText(row)}
        </Box>
      ),
    }),
    column('user', ({ user }) => user, { width: 140 }),
  ]
}

function NameCell({ name, isHere }: { name: string; isHere: boolean }) {
  const { t } = useTranslation('places')
  return (
    <>
      <MuiLink
        component={Link}
        to={componentsPath(name)}
        aria-label={t('clusters.toComponents', { cluster: name })}
        color="inherit"
        underline="hover"
      >
        <Mono>{name}</Mono>
      </MuiLink>{' '}
      <GlobalMark cluster={name} />{' '}
      {isHere && (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {t('clusters.here')}
        </Box>
      )}
    </>
  )
}
