/** Text in which every character counts, and the same text ready to be copied. */
import CheckIcon from '@mui/icons-material/Check'
import ContentCopyIcon from '@mui/icons-material/ContentCopy'
import { Box, ButtonBase, Tooltip } from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCopy } from './copy.ts'
import { mono } from './theme.ts'

export function Mono({ children, quiet = false }: { children: ReactNode; quiet?: boolean }) {
  return (
    <Box
      component="span"
      sx={{
        fontFamily: mono,
        fontSize: '0.93em',
        fontVariantNumeric: 'tabular-nums',
        fontVariantLigatures: 'none',
        color: quiet ? 'text.secondary' : 'inherit',
        overflowWrap: 'anywhere',
      }}
    >
      {children}
    </Box>
  )
}

/** Mono text that copies itself on click. */
export function Copyable({ text }: { text: string }) {
  const { t } = useTranslation('ui')
  const { copied, copy } = useCopy()
  const Icon = copied ? CheckIcon : ContentCopyIcon
  return (
    <Tooltip title={copied ? t('copied') : t('copy')}>
      <ButtonBase
        onClick={() => copy(text)}
        aria-label={t('copyText', { text })}
        sx={{
          borderRadius: 0.5,
          textAlign: 'left',
          gap: 0.75,
          font: 'inherit',
          '& svg': { opacity: copied ? 1 : 0 },
          '&:hover svg, &:focus-visible svg': { opacity: 1 },
        }}
      >
        <Mono>{text}</Mono>
        <Icon sx={{ fontSize: 14, color: copied ? 'success.main' : 'text.secondary', flexShrink: 0 }} />
      </ButtonBase>
    </Tooltip>
  )
}

/** Several of them below each other; a dash where there is none. */
export function CopyableLines({ items }: { items: readonly string[] }) {
  if (items.length === 0) return '–'
  return (
    <Box sx={{ display: 'grid', justifyItems: 'start' }}>
      {items.map((item) => (
        <Copyable key={item} text={item} />
      ))}
    </Box>
  )
}
