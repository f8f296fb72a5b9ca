/** The last look before anything is written: what changes, what the server adds and says, and then Apply. */
import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../manifest/finding.ts'
import { Mono } from '../../ui/mono.tsx'
import type { Progress } from './editing.ts'
import { Interruptions } from './interruptions.tsx'
import { titleIn, useKindName } from './kind-name.ts'
import type { Rehearsed, Review } from './rehearsal.ts'
import { kubectlCommand } from './review.ts'
import { Folded, Kubectl } from './review-more.tsx'
import { ReviewStep } from './review-step.tsx'
import { StepState } from './step-name.tsx'
import { namedIn, type Step } from './steps.ts'

export interface ReviewDialogProps {
  readonly cluster: string
  readonly review: Review
  /** Of each document. */
  readonly findings: readonly (readonly Finding[])[]
  /** What it stops or disturbs, in words; has to be confirmed. */
  readonly interruptions: readonly string[]
  /** What it does to others, as far as that has to be worked out. */
  readonly consequences: ReactNode
  readonly narrow: boolean
  readonly applying: boolean
  readonly progressOf: (step: Step) => Progress
  readonly onBack: () => void
  readonly onApply: () => void
}

export function ReviewDialog(props: ReviewDialogProps) {
  const { t } = useTranslation('app')
  const { cluster, review, applying, interruptions, onBack, onApply } = props
  const [isUnderstood, setUnderstood] = useState(false)
  const mayApply = !applying && (isUnderstood || interruptions.length === 0)
  const { steps, unchanged } = review
  const id = useId()
  const words = useWords(review)
  const only = steps.length === 1 ? steps[0] : undefined
  const place = [cluster, only && namedIn(only.step.object).namespace].filter(Boolean).join(' / ')
  const back = () => {
    // Once the write is on its way there is nothing to go back to.
    if (!applying) onBack()
  }
  return (
    <Dialog
      open
      fullWidth
      maxWidth="lg"
      fullScreen={props.narrow}
      onClose={back}
      onKeyDownCapture={ignoreHeldEnter}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && mayApply && steps.length > 0 && !isOwnEnter(event)) onApply()
      }}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-place`}
    >
      <DialogTitle id={`${id}-title`} variant="h1" sx={{ pb: 0 }}>
        {words.title}
      </DialogTitle>
      <Typography
        id={`${id}-place`}
        variant="body2"
        color="textSecondary"
        sx={{ px: 3, pb: 1.5, overflowWrap: 'anywhere' }}
      >
        <Mono>{place}</Mono>
      </Typography>
      <DialogContent dividers sx={{ display: 'grid', gap: 2.5, alignContent: 'start' }}>
        {words.text !== '' && (
          <Typography color="textSecondary" sx={{ maxWidth: '72ch' }}>
            {words.text}
          </Typography>
        )}
        <Interruptions texts={interruptions} isUnderstood={isUnderstood} onUnderstood={setUnderstood} />
        {only === undefined ? (
          <Steps {...props} />
        ) : (
          <ReviewStep rehearsed={only} findings={props.findings[only.step.index] ?? []} />
        )}
        {props.consequences}
        {unchanged > 0 && steps.length > 0 && (
          <Typography color="textSecondary">{t('review.unchanged', { count: unchanged })}</Typography>
        )}
        {steps.length > 0 && <Kubectl commands={steps.map(({ step }) => kubectlCommand(cluster, step))} />}
      </DialogContent>
      <DialogActions sx={{ px: 3, py: 1.5 }}>
        <Button disabled={applying} autoFocus={steps.length === 0} onClick={back}>
          {t('review.back')}
        </Button>
        {steps.length > 0 && (
          <Button
            variant="contained"
            autoFocus={interruptions.length === 0}
            disabled={!mayApply}
            onClick={onApply}
          >
            {words.action}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}

/** More than this many are told by their titles first. */
const openUpTo = 3

function Steps({ review: { steps }, findings, applying, progressOf }: ReviewDialogProps) {
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
      {steps.map((rehearsed) => (
        <Box component="li" key={rehearsed.step.index} sx={{ minWidth: 0 }}>
          <Folded
            title={<StepTitle rehearsed={rehearsed} />}
            aside={applying && <StepState progress={progressOf(rehearsed.step)} />}
            open={steps.length <= openUpTo}
          >
            <Box sx={{ display: 'grid', gap: 2.5 }}>
              <ReviewStep rehearsed={rehearsed} findings={findings[rehearsed.step.index] ?? []} />
            </Box>
          </Folded>
        </Box>
      ))}
    </Box>
  )
}

function StepTitle({ rehearsed: { step } }: { rehearsed: Rehearsed }) {
  const { t } = useTranslation('app')
  const kindName = useKindName()
  const { namespace } = namedIn(step.object)
  const kind = kindName(step.object)
  return (
    <>
      {t(step.standing === null ? 'createKind' : 'saveKind', { kind })} <Mono>{titleIn(step.object)}</Mono>{' '}
      <Mono quiet>{namespace}</Mono>
    </>
  )
}

function useWords({ steps }: Review): { title: string; text: string; action: string } {
  const { t } = useTranslation('app')
  const kindName = useKindName()
  const [first] = steps
  if (first === undefined) {
    return { title: t('review.noneToApply'), text: t('review.noneToApplyText'), action: '' }
  }
  const count = steps.length
  if (count > 1) {
    return {
      title: t('review.several', { count }),
      text: t('review.inOrder'),
      action: t('review.apply', { count }),
    }
  }
  const { standing, object } = first.step
  const name = titleIn(first.answer?.body ?? object)
  const naming = { kind: kindName(object), name }
  return standing === null
    ? { title: t('review.create', naming), text: '', action: t('createKind', naming) }
    : { title: t('review.save', naming), text: '', action: t('saveKind', naming) }
}

/** Enter held down on the button that opened the review must not confirm it unread. */
function ignoreHeldEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.repeat) {
    event.preventDefault()
    event.stopPropagation()
  }
}

/** Buttons and the text comparison have an Enter of their own. */
function isOwnEnter(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest('button, a, .monaco-diff-editor') !== null
}
