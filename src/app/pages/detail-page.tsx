/** One object: title line, and tabs for its overview, its events and its YAML. */
import SearchOffIcon from '@mui/icons-material/SearchOffOutlined'
import { Alert, Box, Button, Tab, Tabs } from '@mui/material'
import { Suspense, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import type { KubeObject } from '../../k8s/objects.ts'
import { displayNameKey } from '../../kinds/display-name.ts'
import { type Kind, titleOf } from '../../kinds/kind.ts'
import type { World } from '../../kinds/world.ts'
import { Age } from '../../ui/age.tsx'
import { Mono } from '../../ui/mono.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ReasonedButton } from '../../ui/reasoned.tsx'
import { useShortcut } from '../../ui/shortcuts.tsx'
import type { WatchState } from '../../wire.ts'
import { useMay, wishOf } from '../access/may.ts'
import { RefusedObject } from '../access/refused-object.tsx'
import { useSession } from '../api/queries.ts'
import { useKindWords } from '../kind-words.ts'
import { useCollections } from '../live/collections.ts'
import { availabilityOf, useWorld } from '../live/world.ts'
import { isShownIn, lendingKinds } from '../resources/lending.ts'
import { ObjectOverview } from '../resources/object-overview.tsx'
import { editPath, listPath } from '../scope.ts'
import { useViewNamespaces } from '../shell/projects.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { DeprecationNotice } from './deprecation.tsx'
import { Events } from './events.tsx'
import { type KindPageProps, PageHead, withKind } from './kind-page.tsx'
import { ObjectActions, useFixed, useKept } from './object-actions.tsx'
import { ObjectPanel } from './object-panel.tsx'
import { ObjectYaml } from './object-yaml.tsx'
import { OnceNotice, StaleNotice } from './stale-notice.tsx'
import { useTitle } from './title.ts'
import { TypeNotes } from './type-notes.tsx'

const tabs = ['overview', 'events', 'yaml'] as const

export const DetailPage = withKind(function DetailOfKind(props: KindPageProps) {
  const { t } = useTranslation()
  const { namespace, name = '' } = useParams()
  const { scope, kind, type } = props
  const { one, many } = useKindWords(kind)
  const {
    views: [view],
    readAgain,
  } = useCollections(type, [
    {
      cluster: scope.cluster,
      group: type.group,
      version: type.version,
      plural: type.plural,
      fieldSelector: `metadata.name=${name}`,
      ...(namespace !== undefined && { namespace }),
    },
  ])
  const lender = useLendingWorld(props, namespace)
  // An API that is not Kubernetes' own may not know the selector.
  const current = view?.items.find(({ metadata }) => metadata.name === name)
  // A deleted object stays on the page, marked as gone, instead of vanishing under its reader.
  const last = useRef<KubeObject | undefined>(undefined)
  if (current !== undefined) last.current = current
  const object = current ?? last.current
  useTitle(object === undefined ? name : titleOf(kind, object))
  const availability = view === undefined ? 'loading' : availabilityOf([view.state])

  if (object !== undefined && isShownIn(kind, object, scope, lender)) {
    const gone = current === undefined && availability === 'live'
    return <ObjectPage {...props} object={object} gone={gone} state={view?.state} readAgain={readAgain} />
  }
  if (availability === 'loading' || isLending(kind, lender)) return null
  if (availability === 'refused') {
    return (
      <RefusedObject
        scope={scope}
        kind={kind}
        type={type}
        verb="list"
        namespace={namespace}
        name={name}
        message={view?.state.reason?.message}
      />
    )
  }
  const refused = availability !== 'live'
  // What belongs to others is as little there as what does not exist.
  return (
    <Notice
      icon={refused ? <kind.Icon /> : <SearchOffIcon />}
      title={t(refused ? 'app:objectRefused' : 'app:objectMissing', { kind: one, name })}
      actions={
        <Button variant="outlined" component={Link} to={listPath(scope, kind)}>
          {t('app:toList', { kinds: many })}
        </Button>
      }
    >
      {refused
        ? view?.state.reason?.message
        : t('app:objectMissingText', { namespace: namespace ?? '', cluster: scope.cluster })}
    </Notice>
  )
})

/** What tells whether an object is lent to the project. */
function useLendingWorld({ scope, kind, discovery }: KindPageProps, namespace: string | undefined): World {
  const { labelDomain } = useSession()
  const { cluster } = scope
  const reach = useMemo(
    () => ({ cluster, namespaces: namespace === undefined ? null : [namespace] }),
    [cluster, namespace],
  )
  const project = scope.view === 'project' ? scope.project : null
  return useWorld(lendingKinds(kind), reach, { discovery, labelDomain, project })
}

/** It is not known yet whose it is. */
const isLending = (kind: Kind, world: World) =>
  lendingKinds(kind).some((each) => world.availability(each) === 'loading')

function ObjectPage(
  props: KindPageProps & {
    object: KubeObject
    gone: boolean
    state: WatchState | undefined
    readAgain: (() => void) | null
  },
) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { scope, kind, type, discovery, object, gone, readAgain } = props
  const { one } = useKindWords(kind)
  const canEdit = !gone && type.verbs.includes('update')
  const canDelete = !gone && type.verbs.includes('delete')
  const { name, namespace, annotations, creationTimestamp, deletionTimestamp } = object.metadata
  const { labelDomain } = useSession()
  const title = titleOf(kind, object)
  const displayName = annotations?.[displayNameKey(labelDomain)]
  const ofView = useViewNamespaces(scope)
  const reach = useMemo(
    () => ({ cluster: scope.cluster, namespaces: namespace === undefined ? null : [namespace], ofView }),
    [scope.cluster, namespace, ofView],
  )
  const project = scope.view === 'project' ? scope.project : null
  const world = useWorld(kind.related.detail, reach, { discovery, labelDomain, project })
  const kept = useKept(kind, world)(object)
  const fixed = useFixed(kind)(object)
  const [params, setParams] = useSearchParams()
  const tab = tabs.find((each) => each === params.get('tab')) ?? 'overview'
  const show = (next: string) => setParams(next === 'overview' ? {} : { tab: next }, { replace: true })
  const [deleting, setDeleting] = useState(false)
  const edit = editPath(scope, kind, object.metadata)
  const mayEdit = useMay(scope.cluster, wishOf('update', type, namespace, name))
  const mayDelete = useMay(scope.cluster, wishOf('delete', type, namespace, name))
  useShortcut(
    'e',
    t('app:edit'),
    canEdit && mayEdit.allowed !== false && fixed === '' ? () => navigate(edit) : null,
  )
  useShortcut('y', t('app:yaml'), () => show('yaml'))
  const Overview = kind.Overview ?? ObjectOverview
  return (
    <>
      <PageHead
        title={<Mono>{title}</Mono>}
        aside={
          <>
            <Box sx={{ color: 'text.secondary', fontSize: 13 }}>
              {displayName !== undefined && `${displayName} · `}
              {one}
              {namespace !== undefined && (
                <>
                  {' · '}
                  <Mono>{namespace}</Mono>
                </>
              )}
              {' · '}
              <Age since={creationTimestamp} />
            </Box>
            <TypeNotes scope={scope} kind={kind} type={type} />
          </>
        }
        actions={
          <>
            {canEdit && (
              <ObjectActions
                scope={scope}
                kind={kind}
                object={object}
                world={world}
                reason={mayEdit.reason || fixed}
              />
            )}
            {canEdit && (
              <ReasonedButton variant="outlined" component={Link} to={edit} reason={mayEdit.reason || fixed}>
                {t('app:edit')}
              </ReasonedButton>
            )}
            {canDelete && (
              <ReasonedButton
                variant="outlined"
                color="error"
                onClick={() => setDeleting(true)}
                reason={mayDelete.reason || kept}
              >
                {t('app:delete')}
              </ReasonedButton>
            )}
          </>
        }
      />
      {props.state !== undefined && <StaleNotice state={props.state} />}
      {props.state !== undefined && readAgain !== null && (
        <OnceNotice kind={kind} state={props.state} onReadAgain={readAgain} />
      )}
      {gone && (
        <Alert severity="warning" sx={{ mx: 3, mb: 1 }}>
          {t('app:objectGone', { kind: one })}
        </Alert>
      )}
      <DeprecationNotice scope={scope} kind={kind} />
      {!gone && deletionTimestamp !== undefined && (
        <Alert severity="info" sx={{ mx: 3, mb: 1 }}>
          {t('app:objectTerminating', { finalizers: object.metadata.finalizers?.join(', ') ?? '' })}
        </Alert>
      )}
      <Tabs
        value={tab}
        onChange={(_, next: string) => show(next)}
        aria-label={title}
        sx={{ px: 2, borderBottom: 1, borderColor: 'divider', flexShrink: 0 }}
      >
        {tabs.map((each) => (
          <Tab
            key={each}
            value={each}
            label={t(`app:${each}`)}
            id={`tab-${each}`}
            aria-controls="tab-content"
          />
        ))}
      </Tabs>
      <Box
        role="tabpanel"
        id="tab-content"
        aria-labelledby={`tab-${tab}`}
        sx={{ flex: 1, minHeight: 0, overflow: 'auto', ...(tab !== 'yaml' && { p: 3 }) }}
      >
        <Suspense>
          {tab === 'overview' && (
            <Box sx={{ display: 'grid', gap: 2 }}>
              <Overview object={object} world={world} />
              {!gone && <ObjectPanel scope={scope} type={type} object={object} />}
            </Box>
          )}
          {tab === 'events' && <Events cluster={scope.cluster} object={object} />}
          {tab === 'yaml' && (
            <ObjectYaml address={{ cluster: scope.cluster, type, namespace, name }} object={object} />
          )}
        </Suspense>
      </Box>
      {deleting && (
        <DeleteDialog
          scope={scope}
          kind={kind}
          type={type}
          object={object}
          onClose={() => setDeleting(false)}
          onDeleted={() => navigate(listPath(scope, kind))}
        />
      )}
    </>
  )
}
