/** A quiet mark: somebody else owns this field. Who, in words; how and since when on asking. */
import SyncLockIcon from '@mui/icons-material/SyncLockOutlined'
import { Box, ButtonBase, Tooltip } from '@mui/material'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Owned } from '../manifest/ownership.ts'
import { useNow } from './age.tsx'
import { useOwnerText } from './owner-text.ts'

/** `id` is that of its description, for a control that wants to be described by it. Nothing where nobody owns. */
export function OwnerMark({ owned, id }: { owned: Owned; id?: string }) {
  return owned.owners.length === 0 ? null : <Mark owned={owned} id={id} />
}

function Mark(props: { owned: Owned; id: string | undefined }) {
  const { t } = useTranslation('ui')
  const own = useId()
  const { owned, id = own } = props
  const managers = [...new Set(owned.owners.map(({ manager }) => manager))].join(', ')
  return (
    <>
      <Tooltip title={<Description owned={owned} />} enterTouchDelay={0}>
        <ButtonBase
          aria-label={t('owner.mark', { managers })}
          aria-describedby={id}
          data-owner-mark
          sx={markStyle}
        >
          <SyncLockIcon aria-hidden sx={{ fontSize: 14, flexShrink: 0 }} />
          <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
            {managers}
          </Box>
        </ButtonBase>
      </Tooltip>
      <span id={id} hidden>
        <Description owned={owned} />
      </span>
    </>
  )
}

function Description({ owned }: { owned: Owned }) {
  const text = useOwnerText()
  useNow()
  return text(owned).map((paragraph) => (
    <Box key={paragraph} component="span" sx={{ display: 'block' }}>
      {paragraph}
    </Box>
  ))
}

const markStyle = {
  minWidth: 0,
  gap: 0.5,
  borderRadius: 0.5,
  typography: 'caption',
  color: 'text.secondary',
  '&:hover': { color: 'text.primary' },
} as const
