/** A state as a colour, an icon and a word. */
import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined'
import ErrorIcon from '@mui/icons-material/ErrorOutlineOutlined'
import HelpIcon from '@mui/icons-material/HelpOutlineOutlined'
import HourglassIcon from '@mui/icons-material/HourglassEmptyOutlined'
import WarningIcon from '@mui/icons-material/WarningAmberOutlined'
import { Box } from '@mui/material'
import type { ReactNode } from 'react'

export type Tone = 'good' | 'waiting' | 'warning' | 'danger' | 'unknown'

const looks = {
  good: { Icon: CheckCircleIcon, color: 'success.main' },
  waiting: { Icon: HourglassIcon, color: 'info.main' },
  warning: { Icon: WarningIcon, color: 'warning.main' },
  danger: { Icon: ErrorIcon, color: 'error.main' },
  unknown: { Icon: HelpIcon, color: 'text.secondary' },
} as const

export function State({ tone, children }: { tone: Tone; children: ReactNode }) {
  const { Icon, color } = looks[tone]
  return (
    <Box component="span" sx={{ color }}>
      <Icon aria-hidden sx={{ fontSize: 16, verticalAlign: '-3px', mr: 0.5 }} />
      {children}
    </Box>
  )
}
