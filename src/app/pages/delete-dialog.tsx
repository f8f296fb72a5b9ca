/** Deletes an object, after saying what depends on it. */
import { Alert, Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import type { ResourceType } from '../../k8s/resource.ts'
import type { Kind } from '../../kinds/kind.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { useToast } from '../../ui/toast.tsx'
import { deleteObject } from '../api/objects.ts'
import { useDiscovery, useSession } from '../api/queries.ts'
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
  const { data: discovery } = useDiscovery(scope.cluster)
  const { labelDomain } = useSession()
  const world = useWorld(kind.related.removal, useReach(scope), { discovery, labelDomain, project: null })
  const dependants = kind.dependants(object, world)
  const unread = kind.related.removal
    .filter((each) => world.availability(each) === 'refused')
    .map((each) => each.kind)
  const looking = kind.related.removal.some((each) => world.availability(each) === 'loading')
  const one = t(`${kind.id}:one`)
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
      typed={dependants.length > 0 ? name : undefined}
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
          {looking
            ? t('app:dependantsLooking')
            : unread.length === 0
              ? t('app:dependantsNone', { kind: one })
              : ''}
        </Typography>
      )}
      {unread.length > 0 && (
        <Alert severity="info" role="note">
          {t('app:dependantsUnread', { kinds: unread.join(', ') })}
        </Alert>
      )}
    </ConfirmDialog>
  )
}
