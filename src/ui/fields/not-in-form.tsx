/** The quiet line at the end of a form: what the YAML holds besides, each with the way to it. */
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import { Box, Button, ButtonBase, Collapse, Typography } from '@mui/material'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatFieldPath } from '../../k8s/fieldpath.ts'
import { mono } from '../theme.ts'
import { useForm } from './context.ts'
import { uncovered } from './coverage.ts'

/** `shown` are the paths that the form covers; see `uncovered`. */
export function NotInForm({ shown }: { shown: readonly string[] }) {
  const { t } = useTranslation('ui')
  const id = useId()
  const { manifest, frozen, jump } = useForm()
  const [open, setOpen] = useState(false)
  const paths = useMemo(() => uncovered(manifest.value, shown), [manifest, shown])
  if (paths.length === 0) return null
  return (
    <Box>
      <ButtonBase
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        sx={{ gap: 0.5, borderRadius: 0.5, py: 0.5, pr: 1, color: 'text.secondary' }}
      >
        <ExpandMoreIcon sx={{ fontSize: 16, transform: open ? 'none' : 'rotate(-90deg)' }} />
        <Typography variant="caption">{t('notInForm', { count: paths.length })}</Typography>
      </ButtonBase>
      <Collapse in={open} id={id} unmountOnExit>
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, pl: 1.5 }}>
          {paths.map(formatFieldPath).map((name, index) => (
            <li key={name}>
              <Button
                aria-label={t('showPath', { path: name })}
                disabled={frozen}
                onClick={() => jump(paths[index] ?? [])}
                sx={{ fontFamily: mono, fontSize: 12, overflowWrap: 'anywhere', textAlign: 'left' }}
              >
                {name}
              </Button>
            </li>
          ))}
        </Box>
      </Collapse>
    </Box>
  )
}
