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
      <Box component="ul" sx={listStyle}>
        {repairs.map(({ id, count, example }) => {
          const name = t(`repair.${id}`, { count })
          return (
            <Box component="li" key={id} sx={itemStyle}>
              <Typography variant="body2">{name}</Typography>
              <Box sx={exampleStyle} title={example}>
                {/* An example comes without the white space around it. */}
                <Mono quiet>{visible(id === 'tabs' ? `\t${example}` : example)}</Mono>
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

const listStyle = {
  m: 0,
  p: 0,
  display: { md: 'grid' },
  gridTemplateColumns: 'max-content minmax(0, 1fr) auto',
  alignItems: 'center',
  columnGap: 2,
} as const

const itemStyle = {
  display: { xs: 'grid', md: 'contents' },
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  alignItems: 'center',
  columnGap: 2,
} as const

const exampleStyle = {
  // Where there is no room beside the name, below it.
  gridColumn: { xs: '1 / -1', md: 'auto' },
  order: { xs: 1, md: 0 },
  minWidth: 0,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
} as const
