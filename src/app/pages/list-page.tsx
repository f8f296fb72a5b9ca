/** The list of a kind: live, filtered, sorted; its state is in the address. */
import AddIcon from '@mui/icons-material/Add'
import { Alert, Box, Button } from '@mui/material'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { KubeObject } from '../../k8s/objects.ts'
import { LoadingRows } from '../../ui/loading-rows.tsx'
import { Mono } from '../../ui/mono.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useShortcut } from '../../ui/shortcuts.tsx'
import { DataTable } from '../../ui/table/data-table.tsx'
import { useSession } from '../api/queries.ts'
import { useKindWords } from '../kind-words.ts'
import { useCollections } from '../live/collections.ts'
import { mergedItems } from '../live/hooks.ts'
import { availabilityOf, targetsOfType, useWorld } from '../live/world.ts'
import { useNarrow } from '../narrow.ts'
import { useDefinedKind } from '../resources/defined-columns.tsx'
import { createPath } from '../scope.ts'
import { useNamespaces, useReach } from '../shell/projects.ts'
import { Count } from './count.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { FilterBox } from './filter-box.tsx'
import { type KindPageProps, PageHead, withKind } from './kind-page.tsx'
import { useColumns } from './list-columns.tsx'
import { matchesFilter, parseFilter } from './list-filter.ts'
import { useListQuery } from './list-query.ts'
import { ObjectMenu } from './object-menu.tsx'
import { OnceNotice, StaleNotice } from './stale-notice.tsx'
import { useTitle } from './title.ts'
import { TypeNotes } from './type-notes.tsx'

export const ListPage = withKind(function ListOfKind(props: KindPageProps) {
  const kind = useDefinedKind(props.kind, props.type, props.scope.cluster)
  return kind === null ? null : <ObjectList {...props} kind={kind} />
})

function ObjectList({ scope, kind, type, discovery }: KindPageProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const narrow = useNarrow()
  const { labelDomain } = useSession()
  const reach = useReach(scope)
  const namespaces = useNamespaces(scope.cluster)
  const project = scope.view === 'project' ? scope.project : null
  const world = useWorld(kind.related.list, reach, { discovery, labelDomain, project })
  const { views, readAgain } = useCollections(type, targetsOfType(type, reach))
  const objects = mergedItems(views)
  const resolving = scope.view === 'project' && namespaces.state.phase === 'loading'
  const availability = resolving ? 'loading' : availabilityOf(views.map(({ state }) => state))
  const reason = views.find(({ state }) => state.reason !== undefined)?.state
  const stale = views.find(({ state }) => availabilityOf([state]) === 'stale')?.state
  const refused = (reach.namespaces ?? []).filter((_, index) => {
    const state = views[index]?.state
    return state !== undefined && availabilityOf([state]) === 'refused'
  })
  const [deleting, setDeleting] = useState<KubeObject | null>(null)

  const query = useListQuery()
  const text = useDeferredValue(query.text)
  const columns = useColumns(kind, world, type.namespaced)
  const rows = useMemo(() => {
    const filter = parseFilter(text)
    return objects.filter((object) =>
      matchesFilter(filter, object, () => [
        object.metadata.namespace ?? '',
        ...columns.map((column) => column.text?.(object) ?? ''),
      ]),
    )
  }, [objects, text, columns])

  const create = createPath(scope, kind)
  const { one, many, what } = useKindWords(kind)
  const createLabel = t('app:createKind', { kind: one })
  const canCreate = type.verbs.includes('create')
  useShortcut('c', createLabel, canCreate ? () => navigate(create) : null)
  useTitle(many)
  const createButton = canCreate && (
    <Button variant="contained" startIcon={<AddIcon />} component={Link} to={create}>
      {createLabel}
    </Button>
  )
  return (
    <>
      <PageHead
        title={many}
        aside={
          <>
            <Count shown={rows.length} all={objects.length} loading={availability === 'loading'} />
            <TypeNotes kind={kind} type={type} />
          </>
        }
        actions={createButton}
      />
      <Box sx={{ px: 3, pb: 1.5 }}>
        <FilterBox value={query.text} onChange={query.setText} />
      </Box>
      {readAgain !== null && views[0] !== undefined && (
        <OnceNotice kind={kind} state={views[0].state} onReadAgain={readAgain} />
      )}
      {stale !== undefined && <StaleNotice state={stale} />}
      {refused.length > 0 && objects.length > 0 && (
        <Alert severity="info" role="note" sx={{ mx: 3, mb: 1.5 }}>
          {t('app:partRefused', { kinds: many, namespaces: refused.join(', ') })}
        </Alert>
      )}
      {(availability === 'refused' || availability === 'absent') && objects.length === 0 ? (
        <Notice
          icon={<kind.Icon />}
          title={t(availability === 'refused' ? 'app:listRefused' : 'app:notServed.title', { kinds: many })}
        >
          {reason?.reason?.message}
        </Notice>
      ) : (
        <DataTable
          label={many}
          rows={rows}
          columns={columns}
          rowKey={rowKey}
          sort={query.sort}
          onSort={query.setSort}
          narrow={narrow}
          actions={(object) => (
            <ObjectMenu
              scope={scope}
              kind={kind}
              type={type}
              object={object}
              onDelete={() => setDeleting(object)}
            />
          )}
        >
          {availability === 'loading' && <LoadingRows label={t('app:loading')} />}
          {availability !== 'loading' && rows.length === 0 && objects.length > 0 && (
            <Notice
              title={t('app:nothingMatches')}
              actions={<Button onClick={() => query.setText('')}>{t('app:clearFilter')}</Button>}
            >
              <Mono>{text}</Mono>
            </Notice>
          )}
          {availability !== 'loading' && objects.length === 0 && (
            <Notice icon={<kind.Icon />} title={t('app:noneYet', { kinds: many })} actions={createButton}>
              {what}
            </Notice>
          )}
        </DataTable>
      )}
      {deleting !== null && (
        <DeleteDialog
          scope={scope}
          kind={kind}
          type={type}
          object={deleting}
          onClose={() => setDeleting(null)}
        />
      )}
    </>
  )
}

const rowKey = (object: KubeObject) =>
  object.metadata.uid ?? `${object.metadata.namespace}/${object.metadata.name}`
