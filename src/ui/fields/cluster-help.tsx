/** What the cluster itself says of a field: its first sentence below, all of it on demand. */
import HelpIcon from '@mui/icons-material/HelpOutlineOutlined'
import { Box, IconButton, Popover, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatFieldPath, type Path } from '../../k8s/fieldpath.ts'
import { Mono } from '../mono.tsx'

/** Drawn beside the label, where it moves nothing when it comes. Named by what it does, described by the label. */
export function HelpButton(props: { path: Path; text: string; labelId: string }) {
  const { t } = useTranslation('ui')
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  if (props.text === '') return null
  return (
    <>
      <IconButton
        size="small"
        aria-label={t('help')}
        aria-describedby={props.labelId}
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ my: '-4px', p: '4px', color: 'text.secondary' }}
      >
        <HelpIcon sx={{ fontSize: 14 }} />
      </IconButton>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t('helpOf') } }}
      >
        <Box sx={{ maxWidth: 480, maxHeight: 360, overflow: 'auto', px: 2, py: 1.5 }}>
          <Typography variant="caption" component="div" color="textSecondary" sx={{ mb: 0.5 }}>
            <Mono>{formatFieldPath(props.path)}</Mono>
          </Typography>
          <Typography
            variant="body2"
            component="div"
            sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
          >
            {props.text}
          </Typography>
        </Box>
      </Popover>
    </>
  )
}
