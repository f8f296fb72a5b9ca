/** How many objects a label selector matches now, and which on demand. */
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import { Box, ButtonBase, Typography } from '@mui/material'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import { Mono } from '../mono.tsx'
import { type Matches, matchesOf } from './selector-rows.ts'

const named = 20

export interface Selected {
  /** What a selector selects from, and how well they are known; see `Availability` of the world. */
  readonly objects: readonly KubeObject[]
  readonly availability: 'loading' | 'live' | 'stale' | 'absent' | 'refused'
  /** What the objects are called: `namespaces`. */
  readonly what: string
  /** What it means that there is no selector at all. An empty one, `{}`, matches everything. */
  readonly absent: string
  /** What the button says that shows them. */
  readonly show?: string
}

export function SelectorMatches(props: Selected & { value: unknown }) {
  const { t } = useTranslation('ui')
  const { value, objects, availability, what } = props
  const id = useId()
  const [open, setOpen] = useState(false)
  const matches = useMemo(() => matchesOf(value, objects), [value, objects])
  const isKnown = availability === 'live' || availability === 'stale'
  const isShown = isKnown && value !== undefined && matches !== null && matches.selected.length > 0
  const sentence = () => {
    if (value === undefined) return props.absent
    if (matches === null) return t('selector.unfinished')
    if (availability === 'refused') return t('selector.refused', { what })
    if (availability === 'absent') return t('selector.unknown', { what })
    if (availability === 'loading') return t('selector.loading', { what })
    return said(matches)
  }
  const said = ({ selected, isOpen }: Matches) =>
    t(isOpen ? 'selector.matchesAll' : 'selector.matches', {
      count: objects.length,
      matched: selected.length,
      what,
    })
  return (
    <Box sx={{ border: 1, borderColor: 'divider', borderRadius: 1, px: 1.5, py: 1 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 24 }}>
        <Typography variant="body2" role="status">
          {sentence()}
        </Typography>
        {isShown && (
          <ButtonBase
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
            sx={{ borderRadius: 0.5, px: 0.5, minHeight: 24, color: 'primary.main' }}
          >
            <ExpandMoreIcon sx={{ fontSize: 18, transform: open ? 'none' : 'rotate(-90deg)' }} />
            <Typography variant="caption">{props.show ?? t('selector.show')}</Typography>
          </ButtonBase>
        )}
      </Box>
      {isShown && open && <Names id={id} objects={matches.selected} />}
    </Box>
  )
}

function Names({ id, objects }: { id: string; objects: readonly KubeObject[] }) {
  const { t } = useTranslation('ui')
  const areScattered = new Set(objects.map(({ metadata }) => metadata.namespace)).size > 1
  return (
    <Box id={id} sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 0.5, pt: 0.5 }}>
      {objects.slice(0, named).map(({ metadata: { namespace, name, uid } }) => (
        <Typography key={uid ?? `${namespace}/${name}`} variant="caption">
          <Mono>{name}</Mono>
          {areScattered && <Mono quiet> {namespace}</Mono>}
        </Typography>
      ))}
      {objects.length > named && (
        <Typography variant="caption" color="textSecondary">
          {t('selector.more', { count: objects.length - named })}
        </Typography>
      )}
    </Box>
  )
}
