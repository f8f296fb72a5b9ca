/** One object of a review: what changes, what the server adds and says. */
import { Alert, Box, Typography } from '@mui/material'
import { useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { editablePart } from '../../k8s/editable.ts'
import type { Finding } from '../../manifest/finding.ts'
import { formatKeyedPath } from '../../manifest/keyedpath.ts'
import { Mono } from '../../ui/mono.tsx'
import { useText } from '../../ui/text.ts'
import { ChangeList } from './change-list.tsx'
import { titleIn, useKindName } from './kind-name.ts'
import { ownershipOf } from './ownership.ts'
import type { Rehearsed } from './rehearsal.ts'
import { reviewedChanges, serverChanges, textOf } from './review.ts'
import { Folded, TextComparison } from './review-more.tsx'

export function ReviewStep(props: { rehearsed: Rehearsed; findings: readonly Finding[] }) {
  const { t } = useTranslation('app')
  const { step, answer, needs } = props.rehearsed
  const id = useId()
  const before = useMemo(() => step.standing && editablePart(step.standing.origin), [step]) ?? undefined
  const changes = useMemo(() => reviewedChanges(before, step.object), [before, step])
  const kindName = useKindName()
  const ownership = step.standing && ownershipOf(step.standing.origin)
  return (
    <>
      <Sayings findings={props.findings} warnings={answer?.warnings ?? []} />
      <section aria-labelledby={`${id}-changes`}>
        <Typography id={`${id}-changes`} variant="h2" sx={{ mb: 0.5 }}>
          {t('review.changes', { count: changes.length })}
        </Typography>
        <ChangeList
          label={t('review.changesLabel')}
          changes={changes}
          ownersOf={(change) => ownership?.ofChange(step.object, change) ?? []}
        />
      </section>
      {needs !== null && (
        <Typography color="textSecondary">
          {t('review.needs', { kind: kindName(needs.object), name: titleIn(needs.object) })}
        </Typography>
      )}
      {answer !== null && <ServerPart sent={step.object} answered={answer.body} />}
      <TextComparison before={before} after={textOf(step)} />
    </>
  )
}

function ServerPart({ sent, answered }: { sent: unknown; answered: unknown }) {
  const { t } = useTranslation('app')
  const changes = useMemo(() => serverChanges(sent, answered), [sent, answered])
  if (changes.length === 0) {
    return <Typography color="textSecondary">{t('review.serverNothing')}</Typography>
  }
  // What was typed and does not last is not folded away.
  const overridden = changes.some(({ kind }) => kind !== 'added')
  return (
    <Folded title={t('review.server', { count: changes.length })} open={overridden}>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 0.5, maxWidth: '72ch' }}>
        {t('review.serverHelp')}
      </Typography>
      <ChangeList label={t('review.serverLabel')} changes={changes} />
    </Folded>
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
