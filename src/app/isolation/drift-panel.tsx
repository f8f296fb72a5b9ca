/** Policies that are not as they are configured any more; nothing is mended unless somebody asks for it. */
import { Box, Button, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/facts.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { type Plan, planOf } from './plan.ts'
import { PlanReview } from './plan-review.tsx'
import { Blocked, keyOfChange, useReasonText } from './plan-words.tsx'
import type { Isolation } from './use-isolation.ts'

const shownAtMost = 100

export function DriftPanel({ isolation, drift }: { isolation: Isolation; drift: Plan }) {
  const { t } = useTranslation('isolation')
  const [isReview, setIsReview] = useState(false)
  const reasonOf = useReasonText(isolation)
  const { changes, blocked } = drift
  return (
    <Panel
      title={t('drift.title')}
      aside={
        changes.length > 0 && (
          <Button variant="outlined" onClick={() => setIsReview(true)}>
            {t('drift.mend')}
          </Button>
        )
      }
    >
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {blocked.length > 0 && <Blocked plan={drift} />}
        <Typography variant="body2" role="status">
          {changes.length === 0 ? (
            <State tone={blocked.length === 0 ? 'good' : 'warning'}>
              {t(blocked.length === 0 ? 'drift.none' : 'drift.noneElse')}
            </State>
          ) : (
            <State tone="warning">{t('drift.some', { count: changes.length })}</State>
          )}
        </Typography>
        {changes.length > 0 && (
          <PlainTable
            label={t('drift.title')}
            headers={[t('namespace'), t('project'), t('drift.what')]}
            empty=""
            rows={changes.slice(0, shownAtMost).map((change) => ({
              key: keyOfChange(change),
              cells: [
                <Mono key="namespace">{change.namespace}</Mono>,
                change.project === '' ? '–' : <Mono key="project">{change.project}</Mono>,
                <Box key="what" sx={{ whiteSpace: 'normal', minWidth: 140 }}>
                  {reasonOf(change)}
                </Box>,
              ],
            }))}
          />
        )}
        {changes.length > shownAtMost && (
          <Typography variant="caption">{t('more', { count: changes.length - shownAtMost })}</Typography>
        )}
      </Box>
      {isReview && <Mending isolation={isolation} onClose={() => setIsReview(false)} />}
    </Panel>
  )
}

function Mending({ isolation, onClose }: { isolation: Isolation; onClose: () => void }) {
  const { t } = useTranslation('isolation')
  const { standing } = isolation
  const [plan] = useState(
    () =>
      standing.settings &&
      planOf({ ...isolation, settings: standing.settings, at: new Date().toISOString() }),
  )
  if (plan === null) return null
  return (
    <PlanReview
      isolation={isolation}
      plan={plan}
      title={t('review.mendTitle')}
      action={t('review.mendAction')}
      onClose={onClose}
      onStarted={onClose}
    />
  )
}
