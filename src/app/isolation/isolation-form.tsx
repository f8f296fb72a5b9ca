/** The form: isolation on or off, and who may access which project nevertheless. */
import { Alert, Box, Button, FormControlLabel, Switch, Typography } from '@mui/material'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/facts.tsx'
import { Marked } from '../../ui/marked.tsx'
import { useUnsavedGuard } from '../editor/unsaved-guard.tsx'
import { PageHead } from '../pages/kind-page.tsx'
import { AccessRows } from './access-rows.tsx'
import { NetworkNotes } from './network-notes.tsx'
import { type Plan, planOf } from './plan.ts'
import { PlanReview } from './plan-review.tsx'
import { type Draft, draftOf, problemsOf, settingsOf } from './rows.ts'
import type { Isolation } from './use-isolation.ts'

export function IsolationForm(props: { isolation: Isolation; title: string; onClose: () => void }) {
  const { t } = useTranslation('isolation')
  const { isolation, onClose } = props
  const [start] = useState(() => draftOf(isolation.standing.settings))
  const [draft, setDraft] = useState(start)
  const [isTried, setIsTried] = useState(false)
  const [plan, setPlan] = useState<Plan | null>(null)
  const known = useMemo(() => new Set(isolation.projects.keys()), [isolation.projects])
  const problems = useMemo(
    () => (draft.isolated ? problemsOf(draft, known) : new Map<string, never>()),
    [draft, known],
  )
  const wrong = [...problems.values()].filter((of) => of.some(({ isError }) => isError)).length
  const isDirty = JSON.stringify(draft) !== JSON.stringify(start)
  const guard = useUnsavedGuard(
    () => isDirty && plan === null,
    () => false,
  )
  const review = () => {
    setIsTried(true)
    if (wrong > 0) return
    setPlan(planOf({ ...isolation, settings: settingsOf(draft), at: new Date().toISOString() }))
  }
  const isOff = !draft.isolated
  const rows = { problems, isTried, projects: [...known], disabled: isOff }
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  return (
    <>
      <PageHead title={t('formTitle', { title: props.title })} />
      <Box sx={{ px: 3, pb: 3, overflow: 'auto', flex: 1, minHeight: 0 }}>
        <Box sx={{ display: 'grid', gap: 2, maxWidth: 900, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <NetworkNotes cluster={isolation.cluster} />
          <CompletePanel
            isolation={isolation}
            isOn={draft.isolated}
            onChange={(isolated) => change({ isolated })}
          />
          <Panel title={t('single')}>
            <AccessRows
              {...rows}
              part="projects"
              rows={draft.projects}
              onChange={(projects) => change({ projects })}
            />
          </Panel>
          <Panel title={t('segments')}>
            <AccessRows
              {...rows}
              part="segments"
              rows={draft.segments}
              onChange={(segments) => change({ segments })}
            />
          </Panel>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
            <Button variant="contained" disabled={isolation.phase !== 'ready'} onClick={review}>
              {t('reviewChanges')}
            </Button>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Typography variant="body2" color="error" role="alert">
              {isTried && wrong > 0 && t('rowsWrong', { count: wrong })}
            </Typography>
          </Box>
        </Box>
      </Box>
      {plan !== null && (
        <PlanReview
          isolation={isolation}
          plan={plan}
          title={t('review.title')}
          action={t('review.apply')}
          onClose={() => setPlan(null)}
          onStarted={onClose}
        />
      )}
      {guard}
    </>
  )
}

function CompletePanel(props: { isolation: Isolation; isOn: boolean; onChange: (isOn: boolean) => void }) {
  const { t } = useTranslation('isolation')
  const { isolation, isOn } = props
  return (
    <Panel title={t('complete')}>
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <FormControlLabel
          control={<Switch checked={isOn} onChange={(_, checked) => props.onChange(checked)} />}
          label={t('complete')}
        />
        <Typography variant="body2" component="div" color="textSecondary" sx={{ maxWidth: '72ch' }}>
          <Marked text={t('completeHelp', { label: isolation.naming.projectLabel })} />
        </Typography>
        {isOn ? (
          <Alert severity="warning" role="note">
            {t('consequence.text')} {t('consequence.others')}
          </Alert>
        ) : (
          <Alert severity="info" role="note">
            {t('offHelp')}
          </Alert>
        )}
      </Box>
    </Panel>
  )
}
