/** Deletes an object, after saying what depends on it. */
import { Alert, Box, Typography } from '@mui/material'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import type { ResourceType } from '../../k8s/resource.ts'
import { messageOf } from '../../k8s/shape.ts'
import { type Kind, titleOf } from '../../kinds/kind.ts'
import type { Availability } from '../../kinds/world.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { useToast } from '../../ui/toast.tsx'
import { deleteObject } from '../api/objects.ts'
import { expectRemoval } from '../bulk/removed-here.ts'
import { useKindWords } from '../kind-words.ts'
import type { Scope } from '../scope.ts'
import { Consequences } from './consequences.tsx'
import { useKept } from './object-actions.tsx'
import { deleteCompanion, TakenAlongView, useTakenAlong } from './taken-along.tsx'
import { useWidestWorld } from './widest-world.ts'

/** More are counted and not listed. */
const listed = 100

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
  const title = titleOf(kind, object)
  const world = useWidestWorld(scope, kind.related.removal, namespace === undefined ? [] : [namespace])
  const chosen = useMemo(() => [object], [object])
  const along = useTakenAlong(scope.cluster, kind, chosen, world)
  const dependants = kind.dependants(object, world).filter((each) => !along.offers(each))
  const kept = useKept(kind, world)(object)
  const named = (wanted: readonly Availability[]) =>
    kind.related.removal.filter((each) => wanted.includes(world.availability(each))).map((each) => each.kind)
  const looking = named(['loading']).length > 0
  const unread = named(['refused', 'stale'])
  const { one } = useKindWords(kind)
  // Where nobody looked nobody can say that nothing depends on it.
  const isUnknown = kind.related.removal.length === 0
  const isTyped = dependants.length > 0 || (isUnknown && !type.namespaced)
  const changes = useMemo(() => [{ before: object, after: null }], [object])
  const confirm = async () => {
    expectRemoval(uid)
    await deleteObject({ cluster: scope.cluster, type, namespace, name }, uid)
    const left = await failuresOf(along.chosen.map((each) => deleteCompanion(scope.cluster, each)))
    if (left.length > 0)
      toast({ severity: 'warning', text: t('app:takenAlongFailed', { reason: left.join(' ') }) })
    toast({ severity: 'success', text: t('app:deleted', { kind: one, name: title }) })
    props.onClose()
    props.onDeleted?.()
  }
  return (
    <ConfirmDialog
      title={t('app:deleteTitle', { kind: one, name: title })}
      action={t('app:deleteKind', { kind: one })}
      typed={isTyped ? title : undefined}
      waiting={looking || kept !== ''}
      onClose={props.onClose}
      onConfirm={confirm}
    >
      <Typography>
        {t('app:deleteText')} <Mono>{namespace === undefined ? title : `${namespace}/${title}`}</Mono>{' '}
        {title !== name && <Mono quiet>{name}</Mono>}
      </Typography>
      {kept !== '' && <Alert severity="error">{kept}</Alert>}
      {dependants.length > 0 ? (
        <Alert severity="warning">
          {t([`${kind.id}:dependants`, 'app:dependants'], { count: dependants.length, kind: one })}
          <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.5 }}>
            {dependants.slice(0, listed).map((each) => (
              <li key={`${each.kind}/${each.namespace}/${each.name}`}>
                {each.kind} <Mono quiet>{each.namespace}</Mono> <ObjectLink reference={each} />
              </li>
            ))}
            {dependants.length > listed && (
              <li>{t('app:dependantsMore', { count: dependants.length - listed })}</li>
            )}
          </Box>
        </Alert>
      ) : (
        <Typography variant="body2" color="textSecondary" role="status">
          {isUnknown && kind.consequences === undefined
            ? t('app:dependantsUnknown', { kind: one })
            : looking
              ? t('app:dependantsLooking')
              : unread.length === 0
                ? t([`${kind.id}:dependantsNone`, 'app:dependantsNone'], { kind: one })
                : ''}
        </Typography>
      )}
      <TakenAlongView {...along.view} />
      <Consequences scope={scope} changes={changes} />
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

/** What those that did not go say. */
async function failuresOf(removals: readonly Promise<void>[]): Promise<readonly string[]> {
  const ended = await Promise.allSettled(removals)
  return ended.flatMap((each) => (each.status === 'rejected' ? [messageOf(each.reason)] : []))
}
