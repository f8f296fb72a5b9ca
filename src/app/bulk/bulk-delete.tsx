/** Deletes many objects, after saying what depends on them. */
import { Alert, Typography } from '@mui/material'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StatusError } from '../../k8s/status.ts'
import type { Availability } from '../../kinds/world.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { deleteObject } from '../api/objects.ts'
import { useKindWords } from '../kind-words.ts'
import { Consequences } from '../pages/consequences.tsx'
import { useKept } from '../pages/object-actions.tsx'
import { deleteCompanion, type TakenAlong, TakenAlongView, useTakenAlong } from '../pages/taken-along.tsx'
import { useWidestWorld, type WidestWorld } from '../pages/widest-world.ts'
import { PartialRight, useBulkRight, usePartial } from './bulk-right.tsx'
import { type BulkDialogProps, type BulkTarget, nameOf, titleIn } from './bulk-target.ts'
import { startJob } from './jobs.ts'
import { NameList } from './name-list.tsx'
import { expectRemoval } from './removed-here.ts'

export function BulkDelete(props: BulkDialogProps) {
  const { t } = useTranslation('app')
  const { scope, kind, type } = props
  // What was chosen when the question was asked is what is deleted, whatever comes and goes behind it.
  const [chosen] = useState(props.objects)
  const [namespaces] = useState(() => [
    ...new Set(chosen.flatMap(({ metadata }) => metadata.namespace ?? [])),
  ])
  const world = useWidestWorld(scope, kind.related.removal, namespaces)
  const right = useBulkRight(scope.cluster, 'delete', type, chosen, useKept(kind, world))
  const partial = usePartial(right, chosen)
  const { objects } = partial
  const { one, many } = useKindWords(kind)
  const along = useTakenAlong(scope.cluster, kind, objects, world)
  const dependants = useDependants({ ...props, objects }, world, along)
  const named = (wanted: readonly Availability[]) =>
    kind.related.removal.filter((each) => wanted.includes(world.availability(each))).map((each) => each.kind)
  const isLooking = named(['loading']).length > 0
  const unread = named(['refused', 'stale'])
  const isUnknown = kind.related.removal.length === 0
  const changes = useMemo(() => objects.map((object) => ({ before: object, after: null })), [objects])
  const count = objects.length
  const what = count === 1 ? one : many
  const confirm = async () => {
    startJob({
      title: t('bulk.delete.job', { count, kinds: what }),
      items: [
        ...objects.map((object) => ({
          name: titleIn(kind, object),
          run: async () => {
            const { namespace, name, uid } = object.metadata
            expectRemoval(uid)
            try {
              await deleteObject({ cluster: scope.cluster, type, namespace, name }, uid)
            } catch (error) {
              // It is gone, which is what was wanted: somebody was faster, or an earlier try got through.
              if (!(error instanceof StatusError) || error.code !== 404) throw error
            }
          },
        })),
        ...along.chosen.map((each) => ({
          name: `${each.object.kind} ${each.object.metadata.name}`,
          run: () => deleteCompanion(scope.cluster, each),
        })),
      ],
    })
    props.onStarted()
  }
  return (
    <ConfirmDialog
      title={t('bulk.delete.title', { count, kinds: what })}
      action={t('bulk.delete.action', { count, kinds: what })}
      typed={String(count)}
      waiting={isLooking || partial.isOpen}
      onClose={props.onClose}
      onConfirm={confirm}
    >
      <PartialRight right={right} kinds={many} isRest={partial.isRest} onRest={partial.setIsRest} />
      <Typography>{t('bulk.delete.text')}</Typography>
      <NameList names={objects.map((object) => titleIn(kind, object))} />
      {dependants.length > 0 && (
        <Alert severity="warning">
          {t('bulk.delete.dependants', { count: dependants.length })}
          <NameList names={dependants} />
        </Alert>
      )}
      <Typography variant="body2" color="textSecondary" role="status">
        {isUnknown
          ? t('bulk.delete.unknown', { kinds: what })
          : isLooking
            ? t('dependantsLooking')
            : unread.length === 0 && dependants.length === 0
              ? t('bulk.delete.none')
              : ''}
      </Typography>
      <TakenAlongView {...along.view} />
      <Consequences scope={scope} changes={changes} />
      {unread.length > 0 ? (
        <Alert severity="info" role="note">
          {t('dependantsUnread', { kinds: unread.join(', ') })}
        </Alert>
      ) : (
        world.partial && (
          <Alert severity="info" role="note">
            {t('dependantsElsewhere')}
          </Alert>
        )
      )}
    </ConfirmDialog>
  )
}

/** What depends on any of them, is not among them, and is not offered to go with them. */
function useDependants(
  { kind, objects }: BulkTarget,
  world: WidestWorld,
  { offers }: TakenAlong,
): readonly string[] {
  return useMemo(() => {
    const own = new Set(objects.map((object) => `${kind.kind} ${nameOf(object)}`))
    const found = new Set<string>()
    for (const object of objects)
      for (const each of kind.dependants(object, world)) {
        if (offers(each)) continue
        const { kind: of, namespace, name } = each
        const text = `${of} ${namespace === undefined ? name : `${namespace}/${name}`}`
        if (!own.has(text)) found.add(text)
      }
    return [...found]
  }, [kind, objects, world, offers])
}
