/** Changes as a person reads them: what happens, where by keyed path, the old value and the new one. */
import AddIcon from '@mui/icons-material/AddOutlined'
import ChangeIcon from '@mui/icons-material/EditOutlined'
import RemoveIcon from '@mui/icons-material/RemoveOutlined'
import MoveIcon from '@mui/icons-material/SwapVertOutlined'
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { FieldOwner } from '../../k8s/managedfields.ts'
import { formatKeyedPath } from '../../manifest/keyedpath.ts'
import type { SemanticChange } from '../../manifest/semantic.ts'
import { writeYaml } from '../../manifest/write.ts'
import { Mono } from '../../ui/mono.tsx'
import { OwnerMark } from '../../ui/owner-mark.tsx'
import { mono } from '../../ui/theme.ts'

const looks = {
  added: { Icon: AddIcon, color: 'success.main' },
  removed: { Icon: RemoveIcon, color: 'error.main' },
  changed: { Icon: ChangeIcon, color: 'info.main' },
  moved: { Icon: MoveIcon, color: 'text.secondary' },
} as const

export interface ChangeListProps {
  readonly label: string
  readonly changes: readonly SemanticChange[]
  /** Who else owns what a change touches. */
  readonly ownersOf?: (change: SemanticChange) => readonly FieldOwner[]
}

export function ChangeList({ label, changes, ownersOf }: ChangeListProps) {
  return (
    <Box component="ul" aria-label={label} sx={listStyle}>
      {changes.map((change) => (
        <ChangeRow
          key={`${change.kind} ${formatKeyedPath(change.keyed)}`}
          change={change}
          owners={ownersOf?.(change) ?? []}
        />
      ))}
    </Box>
  )
}

function ChangeRow({ change, owners }: { change: SemanticChange; owners: readonly FieldOwner[] }) {
  const { t } = useTranslation('app')
  const { Icon, color } = looks[change.kind]
  const words = {
    added: t('review.added'),
    removed: t('review.removed'),
    changed: t('review.changed'),
    moved: t('review.moved'),
  }
  return (
    <Box component="li" sx={rowStyle}>
      <Typography variant="body2" component="span" sx={{ color, whiteSpace: 'nowrap' }}>
        <Icon aria-hidden sx={{ fontSize: 16, verticalAlign: '-3px', mr: 0.5 }} />
        {words[change.kind]}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'center', minWidth: 0 }}>
        <Typography variant="body2" component="span">
          <Mono>{formatKeyedPath(change.keyed)}</Mono>
        </Typography>
        <OwnerMark owned={{ owners, isPart: false }} />
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'baseline', minWidth: 0 }}>
        {change.kind === 'moved' && (
          <Typography variant="body2" color="textSecondary">
            {t('review.movedFrom', { from: change.from + 1, to: change.to + 1 })}
          </Typography>
        )}
        {(change.kind === 'removed' || change.kind === 'changed') && (
          <Value as="del" value={change.before} quiet />
        )}
        {change.kind === 'changed' && (
          <Box component="span" aria-hidden sx={{ color: 'text.secondary' }}>
            →
          </Box>
        )}
        {(change.kind === 'added' || change.kind === 'changed') && <Value as="ins" value={change.after} />}
      </Box>
    </Box>
  )
}

/** A value as YAML; a block keeps its lines. */
export function Value(props: { value: unknown; as?: 'del' | 'ins' | 'span'; quiet?: boolean }) {
  const { t } = useTranslation('app')
  if (props.value === undefined) {
    return (
      <Typography component="span" variant="body2" color="textSecondary">
        {t('review.nothing')}
      </Typography>
    )
  }
  return (
    <Box
      component={props.as ?? 'span'}
      sx={{
        ...valueStyle,
        color: props.quiet ? 'text.secondary' : 'text.primary',
        textDecoration: props.quiet ? 'line-through' : 'none',
      }}
    >
      {writeYaml(props.value).trimEnd()}
    </Box>
  )
}

const valueStyle = {
  fontFamily: mono,
  fontSize: 12.5,
  lineHeight: '18px',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  minWidth: 0,
} as const

const listStyle = { m: 0, p: 0, listStyle: 'none', '& > li + li': { borderTop: 1, borderColor: 'divider' } }

const rowStyle = {
  display: 'grid',
  gridTemplateColumns: { xs: 'auto 1fr', md: '96px minmax(0, 2fr) minmax(0, 3fr)' },
  columnGap: 2,
  rowGap: 0.5,
  alignItems: 'baseline',
  py: 0.75,
  '& > :last-child': { gridColumn: { xs: '1 / -1', md: 'auto' } },
} as const
