/** Where both changed the same, the console does not decide: it shows both values and asks. */
import { Alert, AlertTitle, Box, Button, Typography } from '@mui/material'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatKeyedPath } from '../../manifest/keyedpath.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Conflict } from '../../manifest/merge.ts'
import { Mono } from '../../ui/mono.tsx'
import { Value } from './change-list.tsx'
import { mineNow } from './conflicts.ts'

export interface ConflictNoticeProps {
  readonly manifest: Manifest
  readonly conflicts: readonly Conflict[]
  readonly onAnswer: (conflict: Conflict, side: 'mine' | 'theirs') => void
  readonly onKeepAll: () => void
}

export function ConflictNotice({ manifest, conflicts, onAnswer, onKeepAll }: ConflictNoticeProps) {
  const { t } = useTranslation('app')
  const host = useRef<HTMLDivElement>(null)
  // The form may be scrolled far away from what is asked here.
  useEffect(() => {
    host.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  // The text cannot be changed by path while it cannot be read.
  const disabled = manifest.problems.length > 0
  return (
    <Alert ref={host} severity="warning" sx={{ '& .MuiAlert-message': { flex: 1, minWidth: 0 } }}>
      <AlertTitle>{t('conflicts.title', { count: conflicts.length })}</AlertTitle>
      {t('conflicts.text')}
      {conflicts.map((conflict) => {
        const path = formatKeyedPath(conflict.path)
        return (
          <Box key={path} role="group" aria-label={path} sx={questionStyle}>
            <Mono>{path}</Mono>
            <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
              <Side label={t('conflicts.mine')} value={mineNow(manifest, conflict)}>
                <Button disabled={disabled} variant="outlined" onClick={() => onAnswer(conflict, 'mine')}>
                  {t('conflicts.keepMine')}
                </Button>
              </Side>
              <Side label={t('conflicts.theirs')} value={conflict.theirs}>
                <Button disabled={disabled} variant="outlined" onClick={() => onAnswer(conflict, 'theirs')}>
                  {t('conflicts.takeTheirs')}
                </Button>
              </Side>
            </Box>
          </Box>
        )
      })}
      {conflicts.length > 1 && (
        <Button disabled={disabled} onClick={onKeepAll}>
          {t('conflicts.keepAllMine')}
        </Button>
      )}
    </Alert>
  )
}

function Side(props: { label: string; value: unknown; children: ReactNode }) {
  return (
    <Box
      sx={{ display: 'grid', gap: 0.5, justifyItems: 'start', alignContent: 'space-between', minWidth: 0 }}
    >
      <Typography variant="caption" color="textSecondary">
        {props.label}
      </Typography>
      <Value value={props.value} />
      {props.children}
    </Box>
  )
}

const questionStyle = { display: 'grid', gap: 0.75, my: 1.5, pt: 1, borderTop: 1, borderColor: 'divider' }
