/** The list of a kind: live, filtered, sorted; its state is in the address. */
import { Alert, Box } from '@mui/material'
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type KubeObject, keyOf } from '../../k8s/objects.ts'
import { titleOf } from '../../kinds/kind.ts'
import { Notice } from '../../ui/notice.tsx'
import { DataTable } from '../../ui/table/data-table.tsx'
import { useSelection } from '../../ui/table/selection.ts'
import { useSorted } from '../../ui/table/sort.ts'
import { RefusedList } from '../access/refused-list.tsx'
import { useSession } from '../api/queries.ts'
import { isRemovedHere } from '../bulk/removed-here.ts'
import { useKindWords } from '../kind-words.ts'
import type { Surroundings } from '../live/live-world.ts'
import type { Reach } from '../live/targets.ts'
import { useSurroundings, useWorldIn } from '../live/world.ts'
import { useNarrow } from '../narrow.ts'
import { vocabularyOf } from '../query/vocabulary.ts'
import { useDefinedKind } from '../resources/defined-columns.tsx'
import { lendingKinds, useLentReach, useShown } from '../resources/lending.ts'
import { scopePath } from '../scope.ts'
import { useNamespaces, useReach } from '../shell/projects.ts'
import { Count } from './count.tsx'
import { CreateButton } from './create-button.tsx'
import { DeprecationNotice } from './deprecation.tsx'
import { type KindPageProps, PageHead, withKind } from './kind-page.tsx'
import { useColumns } from './list-columns.tsx'
import { ListEmpty } from './list-empty.tsx'
import { useListObjects } from './list-objects.ts'
import { useListPreferences } from './list-preferences.ts'
import { useListQuery } from './list-query.ts'
import { useListRows } from './list-rows.ts'
import { ListTools } from './list-tools.tsx'
import { useWorldSource, WorldSourceContext } from './list-world.tsx'
import { ObjectMenu } from './object-menu.tsx'
import { QueryBox } from './query-box.tsx'
import { SetupLinks } from './setup-links.tsx'
import { OnceNotice, StaleNotice } from './stale-notice.tsx'
import { useTitle } from './title.ts'
import { TypeNotes } from './type-notes.tsx'

// The list itself comes first; what one does with its objects is fetched when one begins to.
const DeleteDialog = lazy(async () => ({ default: (await import('./delete-dialog.tsx')).DeleteDialog }))
const SelectionFoot = lazy(async () => ({
  default: (await import('../bulk/selection-bar.tsx')).SelectionFoot,
}))

export const ListPage = withKind(function ListOfKind(props: KindPageProps) {
  const kind = useDefinedKind(props.kind, props.type, props.scope.cluster)
  return kind === null ? null : <ListOfReach {...props} kind={kind} />
})

interface ListProps extends KindPageProps {
  readonly reach: Reach
  readonly isReachKnown: boolean
  readonly surroundings: Surroundings
}

/** Where the list reads: what costs time to find out and does not change with the objects. */
function ListOfReach(props: KindPageProps) {
  const { scope, discovery } = props
  const { labelDomain } = useSession()
  const reach = useReach(scope)
  const namespaces = useNamespaces(scope.cluster)
  const isReachKnown = scope.view === 'admin' || namespaces.state.phase !== 'loading'
  const project = scope.view === 'project' ? scope.project : null
  const surroundings = useSurroundings(scope.cluster, { discovery, labelDomain, project })
  return <ObjectList {...props} reach={reach} isReachKnown={isReachKnown} surroundings={surroundings} />
}

function ObjectList({ scope, kind, type, discovery, reach, isReachKnown, surroundings }: ListProps) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const wide = useLentReach(kind, reach)
  const world = useWorldIn(surroundings, kind.related.list, wide)
  const source = useWorldSource(world)
  const list = useListObjects(type, wide, isReachKnown, kind.fieldSelector)
  const { availability } = list
  const objects = useShown(kind, list.objects, scope, useWorldIn(surroundings, lendingKinds(kind), wide))
  const [deleting, setDeleting] = useState<KubeObject | null>(null)

  const query = useListQuery(kind.sort)
  const text = useDeferredValue(query.text)
  const columns = useColumns(kind, source, type.namespaced)
  const found = useListRows(objects, text, columns)
  const revision = query.sorting
    .map((sort) => columns.find(({ id }) => id === sort.column)?.generation())
    .join()
  const rows = useSorted(found.rows, columns, query.sorting, revision)
  const preferences = useListPreferences(scope, kind, columns)
  const selection = useSelection(rows, keyOf)
  const chosen = useMemo(
    () => (selection.keys.size === 0 ? [] : rows.filter((row) => selection.keys.has(keyOf(row)))),
    [rows, selection.keys],
  )
  const latest = useRef({ objects, rows })
  latest.current = { objects, rows }
  const vocabulary = useMemo(() => vocabularyOf(() => latest.current.objects, columns), [columns])
  const rowsNow = useCallback(() => latest.current.rows, [])
  const rowName = useCallback((row: KubeObject) => titleOf(kind, row), [kind])

  const { many } = useKindWords(kind)
  useTitle(many)
  const [shown, all] = [rows.length, objects.length]
  // What stands around the rows is not drawn again because one of them changed.
  const head = useMemo(
    () => (
      <PageHead
        title={many}
        aside={
          <>
            <Count shown={shown} all={all} loading={list.isLoading} />
            <TypeNotes scope={scope} kind={kind} type={type} />
          </>
        }
        actions={
          <>
            <SetupLinks scope={scope} kind={kind} discovery={discovery} />
            <CreateButton scope={scope} kind={kind} type={type} shortcut />
          </>
        }
      />
    ),
    [many, shown, all, list.isLoading, scope, kind, type, discovery],
  )
  const { setText } = query
  const { chooser } = preferences
  const { unfinished } = found.query
  const tools = useMemo(
    () => (
      <Box
        sx={{
          px: 3,
          pb: 1.5,
          display: 'flex',
          alignItems: 'center',
          flexWrap: { xs: 'wrap', md: 'nowrap' },
          gap: 1,
        }}
      >
        <QueryBox value={query.text} onChange={setText} vocabulary={vocabulary} />
        <ListTools
          cluster={scope.cluster}
          type={type}
          rows={rowsNow}
          isEmpty={shown === 0}
          shown={preferences.shown}
          chooser={chooser}
          unfinished={unfinished}
        />
      </Box>
    ),
    [
      query.text,
      setText,
      vocabulary,
      scope.cluster,
      type,
      rowsNow,
      shown,
      preferences.shown,
      chooser,
      unfinished,
    ],
  )
  const actions = useCallback(
    (object: KubeObject) => (
      <ObjectMenu
        scope={scope}
        kind={kind}
        type={type}
        object={object}
        onDelete={() => setDeleting(object)}
      />
    ),
    [scope, kind, type],
  )
  const foot =
    chosen.length + selection.lost === 0 ? undefined : (
      <Suspense fallback={null}>
        <SelectionFoot
          target={{ scope, kind, type, objects: chosen }}
          selection={selection}
          matching={rows.length}
        />
      </Suspense>
    )
  return (
    <WorldSourceContext value={source}>
      {head}
      {tools}
      {list.readAgain !== null && list.first !== undefined && (
        <OnceNotice kind={kind} state={list.first} onReadAgain={list.readAgain} />
      )}
      <DeprecationNotice scope={scope} kind={kind} />
      {list.stale !== undefined && <StaleNotice state={list.stale} />}
      {list.refused.length > 0 && objects.length > 0 && (
        <Alert severity="info" role="note" sx={{ mx: 3, mb: 1.5 }}>
          {t('app:partRefused', { kinds: many, namespaces: list.refused.join(', ') })}
        </Alert>
      )}
      {availability === 'refused' && objects.length === 0 ? (
        <RefusedList scope={scope} kind={kind} type={type} message={list.reason} />
      ) : availability === 'absent' && objects.length === 0 ? (
        <Notice icon={<kind.Icon />} title={t('app:notServed.title', { kinds: many })}>
          {list.reason}
        </Notice>
      ) : (
        <DataTable
          label={many}
          rows={rows}
          columns={preferences.shown}
          rowKey={keyOf}
          rowName={rowName}
          rowVersion={rowVersion}
          sorting={query.sorting}
          onSort={query.setSorting}
          view={`${scopePath(scope)} ${found.text}`}
          isSettled={!list.isLoading}
          mayGo={isRemovedHere}
          narrow={narrow}
          revision={columns.map((column) => column.generation()).join()}
          compact={preferences.isCompact}
          selection={selection}
          widths={preferences.widths}
          onWidth={preferences.onWidth}
          onMove={preferences.onMove}
          actions={actions}
          foot={foot === undefined ? undefined : <Suspense>{foot}</Suspense>}
        >
          {(list.isLoading || shown === 0) && (
            <ListEmpty
              kind={kind}
              list={list}
              isEmpty={objects.length === 0}
              text={found.text}
              blocking={found.blocking}
              onClear={() => setText('')}
              create={<CreateButton scope={scope} kind={kind} type={type} />}
            />
          )}
        </DataTable>
      )}
      {deleting !== null && (
        <Suspense fallback={null}>
          <DeleteDialog
            scope={scope}
            kind={kind}
            type={type}
            object={deleting}
            onClose={() => setDeleting(null)}
          />
        </Suspense>
      )}
    </WorldSourceContext>
  )
}

const rowVersion = ({ metadata }: KubeObject) => metadata.resourceVersion
