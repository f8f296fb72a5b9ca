/** The quiet line below an editor: what is wrong, what changed, and what to do with it. */
import { Box, ButtonBase, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Severity } from '../../manifest/finding.ts'
import { Marked } from '../../ui/marked.tsx'
import { State } from '../../ui/state.tsx'

export interface EditorFooterProps {
  /** How many syntax errors there are. */
  readonly problems: number
  readonly conflicts: number
  readonly count: (severity: Severity) => number
  /** Leads to the first of a severity. */
  readonly onShow: (severity: Severity) => void
  /** How many fields differ from the cluster's; null where nothing is in the cluster yet. */
  readonly changed: number | null
  /** Why the YAML is not judged by a schema. */
  readonly schemaError: Error | null
  /** What the user may not do, code in backticks. */
  readonly lack: string
  /** The buttons. */
  readonly children: ReactNode
}

export function EditorFooter(props: EditorFooterProps) {
  const { problems, conflicts, changed, schemaError } = props
  const { t } = useTranslation('app')
  const errors = props.count('error')
  const warnings = props.count('warning')
  return (
    <Box component="footer" sx={footerStyle}>
      <Typography variant="body2" role="status" sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
        {props.lack !== '' && (
          <State tone="warning">
            <Marked text={props.lack} />
          </State>
        )}
        {problems > 0 && <State tone="danger">{t('syntaxErrors', { count: problems })}</State>}
        {conflicts > 0 && <State tone="warning">{t('conflicts.open', { count: conflicts })}</State>}
        {errors > 0 && (
          <ButtonBase onClick={() => props.onShow('error')} sx={leading}>
            <State tone="danger">{t('errors', { count: errors })}</State>
          </ButtonBase>
        )}
        {warnings > 0 && (
          <ButtonBase onClick={() => props.onShow('warning')} sx={leading}>
            <State tone="warning">{t('warnings', { count: warnings })}</State>
          </ButtonBase>
        )}
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {changed !== null && t('changedFields', { count: changed })}
        </Box>
        {schemaError !== null && (
          <Box component="span" title={schemaError.message} sx={{ color: 'text.secondary' }}>
            {t('noSchemas')}
          </Box>
        )}
      </Typography>
      <Box sx={{ ml: 'auto', display: 'flex', gap: 1 }}>{props.children}</Box>
    </Box>
  )
}

const leading = { font: 'inherit', borderRadius: 0.5, '&:hover': { textDecoration: 'underline' } } as const

const footerStyle = {
  px: 3,
  py: 1,
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  borderTop: 1,
  borderColor: 'divider',
  bgcolor: 'background.paper',
  flexShrink: 0,
} as const
