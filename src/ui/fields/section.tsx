/** Forms read from top to bottom in sections; what is seldom needed is folded, with a count of what is set inside. */
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import { Box, ButtonBase, Collapse, Typography } from '@mui/material'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Path, startsWith } from '../../k8s/fieldpath.ts'
import { useForm } from './context.ts'

export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <Box component="section" aria-labelledby={id} sx={{ display: 'grid', gap: 2.5 }}>
      <Typography id={id} variant="h2">
        {title}
      </Typography>
      {children}
    </Box>
  )
}

/**
 * `count` is how many of the fields inside are set. What is wrong below one of `paths` opens the section, unless it
 * is below one of `without`, which has its field elsewhere.
 */
export function FoldedSection(props: {
  title: string
  count: number
  paths: readonly Path[]
  without?: readonly Path[]
  children: ReactNode
}) {
  const { t } = useTranslation('ui')
  const id = useId()
  const { findings } = useForm()
  const [open, setOpen] = useState(false)
  const [wasWrong, setWasWrong] = useState(false)
  const isWrong = findings.some(
    ({ severity, path }) =>
      severity === 'error' &&
      props.paths.some((each) => startsWith(path, each)) &&
      !props.without?.some((each) => startsWith(path, each)),
  )
  if (isWrong !== wasWrong) {
    setWasWrong(isWrong)
    if (isWrong) setOpen(true)
  }
  return (
    <Box component="section" aria-labelledby={id}>
      <ButtonBase
        aria-expanded={open}
        aria-controls={`${id}-content`}
        onClick={() => setOpen(!open)}
        sx={{ gap: 1, borderRadius: 0.5, py: 0.5, pr: 1 }}
      >
        <ExpandMoreIcon
          sx={{ fontSize: 20, transform: open ? 'none' : 'rotate(-90deg)', transition: 'transform 120ms' }}
        />
        <Typography id={id} variant="h2" component="h2">
          {props.title}
        </Typography>
        <Typography variant="caption" color="textSecondary">
          {props.count === 0 ? t('noneSet') : t('countSet', { count: props.count })}
        </Typography>
      </ButtonBase>
      <Collapse in={open} id={`${id}-content`} unmountOnExit>
        <Box sx={{ display: 'grid', gap: 2.5, pt: 2 }}>{props.children}</Box>
      </Collapse>
    </Box>
  )
}

/** Fields side by side where there is room. */
export function Row({ children }: { children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
        alignItems: 'start',
      }}
    >
      {children}
    </Box>
  )
}
