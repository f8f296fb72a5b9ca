/** The last look before anything is written: what changes, what the server adds and says, and then Apply. */
import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Typography,
} from '@mui/material'
import { type KeyboardEvent, useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../manifest/finding.ts'
import { formatKeyedPath } from '../../manifest/keyedpath.ts'
import type { Ownership } from '../../manifest/ownership.ts'
import { Mono } from '../../ui/mono.tsx'
import { useText } from '../../ui/text.ts'
import { ChangeList } from './change-list.tsx'
import type { Review } from './editing.ts'
import { type Command, reviewedChanges, serverChanges } from './review.ts'
import { Folded, ReviewMore } from './review-more.tsx'

export interface ReviewDialogProps {
  readonly review: Review
  /** The object as it was read; undefined where it is new. */
  readonly before: unknown
  readonly findings: readonly Finding[]
  readonly ownership: Ownership | undefined
  readonly title: string
  /** Where the object is, or will be. */
  readonly place: string
  readonly action: string
  readonly command: Command
  readonly narrow: boolean
  readonly applying: boolean
  readonly onBack: () => void
  readonly onApply: () => void
}

export function ReviewDialog(props: ReviewDialogProps) {
  const { t } = useTranslation('app')
  const { review, before, applying, onBack, onApply } = props
  const id = useId()
  const changes = useMemo(() => reviewedChanges(before, review.manifest.value), [before, review])
  const server = useMemo(() => serverChanges(review.manifest.value, review.answer.body), [review])
  // What was typed and does not last is not folded away.
  const overridden = server.some(({ kind }) => kind !== 'added')
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
        if (event.key === 'Enter' && !applying && !isOwnEnter(event)) onApply()
      }}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-place`}
    >
      <DialogTitle id={`${id}-title`} variant="h1" sx={{ pb: 0 }}>
        {props.title}
      </DialogTitle>
      <Typography
        id={`${id}-place`}
        variant="body2"
        color="textSecondary"
        sx={{ px: 3, pb: 1.5, overflowWrap: 'anywhere' }}
      >
        <Mono>{props.place}</Mono>
      </Typography>
      <DialogContent dividers sx={{ display: 'grid', gap: 2.5, alignContent: 'start' }}>
        <Sayings findings={props.findings} warnings={review.answer.warnings} />
        <section aria-labelledby={`${id}-changes`}>
          <Typography id={`${id}-changes`} variant="h2" sx={{ mb: 0.5 }}>
            {t('review.changes', { count: changes.length })}
          </Typography>
          <ChangeList
            label={t('review.changesLabel')}
            changes={changes}
            ownersOf={(change) => props.ownership?.ofChange(review.manifest.value, change) ?? []}
          />
        </section>
        {server.length === 0 ? (
          <Typography color="textSecondary">{t('review.serverNothing')}</Typography>
        ) : (
          <Folded title={t('review.server', { count: server.length })} open={overridden}>
            <Typography variant="body2" color="textSecondary" sx={{ mb: 0.5, maxWidth: '72ch' }}>
              {t('review.serverHelp')}
            </Typography>
            <ChangeList label={t('review.serverLabel')} changes={server} />
          </Folded>
        )}
        <ReviewMore before={before} after={review.manifest.text} command={props.command} />
      </DialogContent>
      <DialogActions sx={{ px: 3, py: 1.5 }}>
        <Button disabled={applying} onClick={back}>
          {t('review.back')}
        </Button>
        <Button variant="contained" autoFocus disabled={applying} onClick={onApply}>
          {props.action}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** What the server and the checks warn of, before one reads anything else. */
function Sayings({ findings, warnings }: { findings: readonly Finding[]; warnings: readonly string[] }) {
  const { t } = useTranslation('app')
  const text = useText()
  const shown = findings.filter(({ severity }) => severity !== 'info')
  if (shown.length + warnings.length === 0) return null
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      {warnings.map((warning) => (
        <Alert key={warning} role="note" severity="warning">
          {t('review.serverWarns', { warning })}
        </Alert>
      ))}
      {shown.map((finding) => (
        <Alert
          key={`${finding.id} ${finding.path.join('.')}`}
          role="note"
          severity={finding.severity === 'error' ? 'error' : 'warning'}
        >
          <Mono>{formatKeyedPath(finding.path)}</Mono> {text(finding.text)}
        </Alert>
      ))}
    </Box>
  )
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
