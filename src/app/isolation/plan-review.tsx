/** All that is about to be written, before anything is; then a job writes it, a few policies at a time. */
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { type ReactNode, useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import { type BulkRight, PartialRight, useBulkRight, usePartial } from '../bulk/bulk-right.tsx'
import { startJob } from '../bulk/jobs.ts'
import { type Applying, applyChange } from './apply.ts'
import { LostEntries } from './lost-entries.tsx'
import type { Change, Plan } from './plan.ts'
import { PlanList } from './plan-list.tsx'
import { Blocked, keyOfChange } from './plan-words.tsx'
import { useRehearsal } from './rehearsal.ts'
import type { Isolation } from './use-isolation.ts'

export interface PlanReviewProps {
  readonly isolation: Isolation
  /** As it was when the question was asked. */
  readonly plan: Plan
  readonly title: string
  readonly action: string
  readonly children?: ReactNode
  readonly onClose: () => void
  /** The job is on its way. */
  readonly onStarted: () => void
}

export function PlanReview(props: PlanReviewProps) {
  const { t } = useTranslation('isolation')
  const { isolation, plan, title, action } = props
  const id = useId()
  const right = usePlanRight(isolation, plan.changes)
  const objects = useMemo(() => plan.changes.map(objectOf), [plan])
  const partial = usePartial(right, objects)
  const kept = new Set(partial.objects)
  const changes = plan.changes.filter((change) => kept.has(objectOf(change)))
  const to: Applying = {
    cluster: isolation.cluster,
    type: isolation.type,
    labelDomain: isolation.naming.labelDomain,
    otherwise: t('meanwhile'),
  }
  const rehearsal = useRehearsal(plan, to)
  const start = () => {
    startJob({
      title: t('job', { count: changes.length }),
      items: changes.map((change) => ({ name: keyOfChange(change), run: () => applyChange(change, to) })),
    })
    props.onStarted()
  }
  const isIdle = plan.changes.length === 0
  const isRemoval = plan.changes.every((change) => change.action === 'delete')
  return (
    <Dialog open onClose={props.onClose} aria-labelledby={id} maxWidth="md" fullWidth>
      <DialogTitle id={id} variant="h1">
        {title}
      </DialogTitle>
      <DialogContent
        sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)', alignContent: 'start' }}
      >
        {props.children !== undefined && <Typography>{props.children}</Typography>}
        <Typography role="status">
          {isIdle ? t('review.nothing') : <Summary changes={plan.changes} />}
        </Typography>
        <PartialRight
          right={right}
          kinds={t('networkPolicies')}
          isRest={partial.isRest}
          onRest={partial.setIsRest}
        />
        <Blocked plan={plan} />
        {rehearsal.refused.length > 0 && (
          <Alert severity="error" role="note">
            {t('review.refused', { count: rehearsal.refused.length })}
            {rehearsal.refused.slice(0, 5).map(({ namespace, message }) => (
              <div key={namespace}>
                {namespace}: {message}
              </div>
            ))}
          </Alert>
        )}
        {!isRemoval && <LostEntries isolation={isolation} changes={plan.changes} />}
        {!isIdle && <PlanList isolation={isolation} changes={plan.changes} />}
      </DialogContent>
      <DialogActions>
        <Typography variant="body2" color="textSecondary" role="status" sx={{ mr: 'auto', pl: 2 }}>
          {rehearsal.isRunning && t('review.trying')}
        </Typography>
        <Button onClick={props.onClose}>{t('cancel')}</Button>
        <Button
          variant="contained"
          color={isRemoval && !isIdle ? 'error' : 'primary'}
          disabled={isIdle || partial.isOpen || rehearsal.isRunning || changes.length === 0}
          onClick={start}
        >
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

const objectOf = (change: Change): KubeObject => (change.action === 'create' ? change.after : change.before)

function Summary({ changes }: { changes: readonly Change[] }) {
  const { t, i18n } = useTranslation('isolation')
  const count = (action: Change['action']) => changes.filter((each) => each.action === action).length
  const parts = (['create', 'update', 'delete'] as const).flatMap((action) =>
    count(action) === 0 ? [] : [t(`review.${action}`, { count: count(action) })],
  )
  const namespaces = new Set(changes.map(({ namespace }) => namespace)).size
  const list = new Intl.ListFormat(i18n.language).format(parts)
  return t('review.summary', { list, count: namespaces })
}

/** What one may not do of it, whichever verb it needs. */
function usePlanRight({ cluster, type }: Isolation, changes: readonly Change[]): BulkRight {
  const of = useMemo(() => {
    const objects = (action: Change['action']) =>
      changes.filter((each) => each.action === action).map(objectOf)
    return { create: objects('create'), update: objects('update'), remove: objects('delete') }
  }, [changes])
  const create = useBulkRight(cluster, 'create', type, of.create)
  const update = useBulkRight(cluster, 'update', type, of.update)
  const remove = useBulkRight(cluster, 'delete', type, of.remove)
  const rights = [create, update, remove]
  return {
    allowed: rights.flatMap(({ allowed }) => allowed),
    refused: rights.flatMap(({ refused }) => refused),
    lack: rights
      .map(({ lack }) => lack)
      .filter(Boolean)
      .join(' '),
    isLoading: rights.some(({ isLoading }) => isLoading),
  }
}
