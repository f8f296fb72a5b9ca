/** What the editor page says about a save: refused, overtaken by somebody else, merged, done in part. */
import { Alert, AlertTitle, Box, Button } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Marked } from '../../ui/marked.tsx'
import type { Outcome } from './editing.ts'
import type { Refusal } from './refusals.ts'
import { lackingRight } from './rehearsal.ts'
import { StepName, StepState } from './step-name.tsx'

/** With `onTakeOver`, a change by somebody else can be taken over. */
export function RefusalNotice(props: {
  refusal: Refusal
  /** Which object it was is said too. */
  named: boolean
  onTakeOver: (() => void) | undefined
  disabled: boolean
}) {
  const { t } = useTranslation('app')
  const { onTakeOver } = props
  const { error, said } = props.refusal
  const name = props.named && (
    <>
      : <StepName object={said} />
    </>
  )
  if (error.reason === 'Conflict' && onTakeOver !== undefined) {
    return (
      <Alert
        severity="warning"
        action={
          <Button disabled={props.disabled} onClick={onTakeOver}>
            {t('conflictTakeOver')}
          </Button>
        }
      >
        <AlertTitle>
          {t('conflict')}
          {name}
        </AlertTitle>
        {t('conflictText')}
      </Alert>
    )
  }
  if (error.reason === lackingRight) {
    return (
      <Alert severity="error">
        <AlertTitle>
          {t('access.mayNotSave')}
          {name}
        </AlertTitle>
        <Marked text={error.message} />
      </Alert>
    )
  }
  const unanswered = error.reason === 'Unreachable' || error.code >= 500
  return (
    <Alert severity="error">
      <AlertTitle>
        {t(unanswered ? 'notSaved' : 'refused')}
        {name}
      </AlertTitle>
      <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
        {error.message}
      </Box>
    </Alert>
  )
}

export function MergedNotice() {
  const { t } = useTranslation('app')
  return <Alert severity="success">{t('takenOver')}</Alert>
}

/** What stands and what does not, where one of several objects was refused. */
export function OutcomeNotice({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation('app')
  const written = outcome.filter(({ progress }) => progress === 'done').length
  return (
    <Alert severity="warning" sx={{ '& .MuiAlert-message': { flex: 1, minWidth: 0 } }}>
      <AlertTitle>{t('outcome.title', { written, all: outcome.length })}</AlertTitle>
      {t('outcome.text')}
      <Box component="ul" aria-label={t('outcome.label')} sx={{ listStyle: 'none', m: 0, mt: 1, p: 0 }}>
        {outcome.map(({ step, progress }) => (
          <Box
            component="li"
            key={step.index}
            sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, py: 0.25 }}
          >
            <StepState progress={progress} />
            <StepName object={step.object} />
          </Box>
        ))}
      </Box>
    </Alert>
  )
}
