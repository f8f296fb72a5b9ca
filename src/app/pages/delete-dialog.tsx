/** Deletes an object, after saying what depends on it. */
import { Alert, Box, Typography } from '@mui/material'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import type { ResourceType } from '../../k8s/resource.ts'
import type { Kind } from '../../kinds/kind.ts'
import type { Availability, RelatedKind, World } from '../../kinds/world.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { useToast } from '../../ui/toast.tsx'
import { deleteObject } from '../api/objects.ts'
import { useDiscovery, useSession } from '../api/queries.ts'
import { useKindWords } from '../kind-words.ts'
import { useWorld } from '../live/world.ts'
import type { Scope } from '../scope.ts'
import { useReach } from '../shell/projects.ts'

export function DeleteDialog(props: {
  scope: Scope
  kind: Kind
  type: ResourceType
  object: KubeObject
  onClose: () => void
  onDeleted?: () => void
}) {
  const { t } = useTranslation()
  const toast = useToast()
  const { scope, kind, type, object } = props
  const { name, namespace, uid } = object.metadata
  const world = useRemovalWorld(scope, kind, namespace)
  const dependants = kind.dependants(object, world)
  const named = (wanted: readonly Availability[]) =>
    kind.related.removal.filter((each) => wanted.includes(world.availability(each))).map((each) => each.kind)
  const looking = named(['loading']).length > 0
  const unread = named(['refused', 'stale'])
  const { one } = useKindWords(kind)
  // Where nobody looked nobody can say that nothing depends on it.
  const isUnknown = kind.related.removal.length === 0
  const isTyped = dependants.length > 0 || (isUnknown && !type.namespaced)
  const confirm = async () => {
    await deleteObject({ cluster: scope.cluster, type, namespace, name }, uid)
    toast({ severity: 'success', text: t('app:deleted', { kind: one, name }) })
    props.onClose()
    props.onDeleted?.()
  }
  return (
    <ConfirmDialog
      title={t('app:deleteTitle', { kind: one, name })}
      action={t('app:deleteKind', { kind: one })}
      typed={isTyped ? name : undefined}
      waiting={looking}
      onClose={props.onClose}
      onConfirm={confirm}
    >
      <Typography>
        {t('app:deleteText')} <Mono>{namespace === undefined ? name : `${namespace}/${name}`}</Mono>
      </Typography>
      {dependants.length > 0 ? (
        <Alert severity="warning">
          {t('app:dependants', { count: dependants.length, kind: one })}
          <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.5 }}>
            {dependants.map((each) => (
              <li key={`${each.kind}/${each.namespace}/${each.name}`}>
                {each.kind} <Mono quiet>{each.namespace}</Mono> <ObjectLink reference={each} />
              </li>
            ))}
          </Box>
        </Alert>
      ) : (
        <Typography variant="body2" color="textSecondary" role="status">
          {isUnknown
            ? t('app:dependantsUnknown', { kind: one })
            : looking
              ? t('app:dependantsLooking')
              : unread.length === 0
                ? t('app:dependantsNone', { kind: one })
                : ''}
        </Typography>
      )}
      {world.partial && unread.length === 0 && (
        <Alert severity="info" role="note">
          {t('app:dependantsElsewhere')}
        </Alert>
      )}
      {unread.length > 0 && (
        <Alert severity="info" role="note">
          {t('app:dependantsUnread', { kinds: unread.join(', ') })}
        </Alert>
      )}
    </ConfirmDialog>
  )
}

interface RemovalWorld extends World {
  /** Some kinds could only be read in the project's own namespaces. */
  readonly partial: boolean
}

/** What an object's removal looks at, across the cluster; where that is refused, in the namespaces at hand. */
function useRemovalWorld(scope: Scope, kind: Kind, namespace: string | undefined): RemovalWorld {
  const { data: discovery } = useDiscovery(scope.cluster)
  const { labelDomain } = useSession()
  const context = { discovery, labelDomain, project: null }
  const across = useWorld(kind.related.removal, { cluster: scope.cluster, namespaces: null }, context)
  const refused = useRefused(kind.related.removal, across)
  const at = useReach(scope).namespaces ?? (namespace === undefined ? [] : [namespace])
  const near = useWorld(refused, { cluster: scope.cluster, namespaces: at }, context)
  const world = (each: RelatedKind) => (refused.includes(each) ? near : across)
  return {
    labelDomain,
    project: null,
    partial: refused.length > 0,
    list: (each) => world(each).list(each),
    lookup: (each, index, key) => world(each).lookup(each, index, key),
    availability: (each) => world(each).availability(each),
  }
}

/** The kinds that may not be read across the cluster; the same list as long as they are the same. */
function useRefused(kinds: readonly RelatedKind[], world: World): readonly RelatedKind[] {
  const key = kinds.map((each) => (world.availability(each) === 'refused' ? '1' : '0')).join('')
  return useMemo(() => kinds.filter((_, index) => key[index] === '1'), [kinds, key])
}
