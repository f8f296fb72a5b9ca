/** Offers to mend a text that was spoilt on its way here. Nothing is mended by itself, and all of it can be undone. */
import { Box, Button, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { applyRepairs, type RepairId } from '../../manifest/repair.ts'
import { Mono } from '../mono.tsx'
import { useRepairs } from './use-repairs.ts'

export interface RepairNoticeProps {
  readonly text: string
  readonly onText: (text: string) => void
  /** The page opened with an object of the cluster. */
  readonly isOwn: boolean
}

export function RepairNotice({ text, onText, isOwn }: RepairNoticeProps) {
  const { t } = useTranslation('ui')
  const { repairs, leave } = useRepairs(text, isOwn)
  if (repairs.length === 0) return null
  const repair = (ids: readonly RepairId[]) => onText(applyRepairs(text, ids))
  return (
    <Box component="section" aria-label={t('repair.title')} sx={noticeStyle}>
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 1 }}>
        <Typography variant="body2" role="status" sx={{ fontWeight: 600, mr: 'auto' }}>
          {t('repair.title')}
        </Typography>
        {repairs.length > 1 && (
          <Button size="small" onClick={() => repair(repairs.map(({ id }) => id))}>
            {t('repair.all')}
          </Button>
        )}
        <Button size="small" color="inherit" onClick={leave}>
          {t('repair.leave')}
        </Button>
      </Box>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {repairs.map(({ id, count, example }) => {
          const name = t(`repair.${id}`, { count })
          return (
            <Box component="li" key={id} sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: 0 }}>
              <Typography variant="body2" sx={{ flex: '0 1 auto' }}>
                {name}
              </Typography>
              <Box sx={exampleStyle} title={example}>
                <Mono quiet>{visible(example)}</Mono>
              </Box>
              <Button size="small" aria-label={t('repair.oneOf', { name })} onClick={() => repair([id])}>
                {t('repair.one')}
              </Button>
            </Box>
          )
        })}
      </Box>
    </Box>
  )
}

/** Shows what could not be told from a space. */
function visible(example: string): string {
  return example
    .replaceAll('\t', '⇥')
    .replaceAll(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, '␣')
    .replaceAll(/[\u200b\u2060\ufeff]/g, '·')
}

const noticeStyle = {
  mx: 3,
  mb: 1.5,
  px: 1.5,
  py: 0.75,
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
  bgcolor: 'background.default',
} as const

const exampleStyle = {
  flex: '1 1 0',
  minWidth: 0,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
} as const
