/** Says how many rows wait for the pointer or the keyboard to leave, and shows them to who wants them now. */
import { Box, Button } from '@mui/material'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../shortcuts.tsx'

export const Updates = memo(function Updates(props: { count: number; onShow: () => void; raised: boolean }) {
  const { count } = props
  const { t } = useTranslation('ui')
  useShortcut('u', t('showUpdates'), count > 0 ? props.onShow : null)
  return (
    <Box
      sx={{
        position: 'absolute',
        left: 0,
        right: 0,
        bottom: props.raised ? { xs: 104, md: 72 } : 16,
        display: 'flex',
        justifyContent: 'center',
        pointerEvents: 'none',
        zIndex: 4,
      }}
    >
      <Box role="status" sx={{ pointerEvents: 'auto' }}>
        {count > 0 && (
          <Button variant="contained" onClick={props.onShow} sx={{ boxShadow: 3 }}>
            {t('updates', { count })}
          </Button>
        )}
      </Box>
    </Box>
  )
})
