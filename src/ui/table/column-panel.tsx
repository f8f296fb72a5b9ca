/** The panel in which the columns of a table are chosen; fetched when somebody opens it. */
import ArrowDownIcon from '@mui/icons-material/KeyboardArrowDown'
import ArrowUpIcon from '@mui/icons-material/KeyboardArrowUp'
import { Box, Button, Checkbox, IconButton, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { PopoverDialog } from '../popover-dialog.tsx'
import type { ChooserProps, Density } from './column-chooser.tsx'
import { narrowest } from './column-widths.ts'
import { isShown, moved, noPreferences, ordered, withShown, withWidth } from './preferences.ts'

export function ColumnPanel({
  anchor,
  onClose,
  ...props
}: ChooserProps & { anchor: HTMLElement; onClose: () => void }) {
  const { t } = useTranslation('ui')
  return (
    <PopoverDialog anchor={anchor} title={t('columns.title')} width={400} onClose={onClose}>
      <ColumnList {...props} />
      <Typography variant="caption" color="textSecondary" component="p" sx={{ my: 1 }}>
        {t('columns.help')}
      </Typography>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <ToggleButtonGroup
          size="small"
          exclusive
          value={props.density}
          aria-label={t('density.label')}
          onChange={(_, density: Density | null) => density !== null && props.onDensity(density)}
        >
          <ToggleButton value="normal" sx={{ textTransform: 'none', py: 0.5 }}>
            {t('density.normal')}
          </ToggleButton>
          <ToggleButton value="compact" sx={{ textTransform: 'none', py: 0.5 }}>
            {t('density.compact')}
          </ToggleButton>
        </ToggleButtonGroup>
        <Button sx={{ ml: 'auto' }} onClick={() => props.onChange(() => noPreferences)}>
          {t('columns.reset')}
        </Button>
      </Box>
    </PopoverDialog>
  )
}

const dragged = 'application/x-portolan-column'

function ColumnList({ columns, preferences, onChange }: ChooserProps) {
  const { t } = useTranslation('ui')
  const all = ordered(columns, preferences)
  const move = (id: string, to: number) => onChange((before) => moved(columns, before, id, to))
  return (
    <Box component="ul" aria-label={t('columns.title')} sx={listStyle}>
      {all.map((column, at) => {
        const name = { name: column.header }
        const isFirst = at === 0
        return (
          <Box
            component="li"
            key={column.id}
            draggable={!isFirst}
            onDragStart={(event) => event.dataTransfer.setData(dragged, column.id)}
            onDragOver={(event) => event.dataTransfer.types.includes(dragged) && event.preventDefault()}
            onDrop={(event) => move(event.dataTransfer.getData(dragged), at)}
          >
            <Box component="label" sx={{ flex: 1, minWidth: 0, display: 'flex', alignItems: 'center' }}>
              <Checkbox
                sx={{ p: 0.5 }}
                checked={isFirst || isShown(column, preferences)}
                disabled={isFirst}
                onChange={(_, shown) => onChange((before) => withShown(before, column.id, shown))}
              />
              <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
                {column.header}
              </Box>
            </Box>
            <Box
              component="input"
              type="number"
              min={narrowest}
              step={10}
              aria-label={t('columns.width', name)}
              placeholder={t('columns.automatic')}
              value={preferences.widths[column.id] ?? ''}
              onChange={({ target }) => {
                const width = target.value === '' ? null : Number(target.value)
                onChange((before) => withWidth(before, column.id, width))
              }}
            />
            <IconButton
              size="small"
              aria-label={t('moveUp', { row: column.header })}
              disabled={at <= 1}
              onClick={() => move(column.id, at - 1)}
            >
              <ArrowUpIcon fontSize="small" />
            </IconButton>
            <IconButton
              size="small"
              aria-label={t('moveDown', { row: column.header })}
              disabled={isFirst || at === all.length - 1}
              onClick={() => move(column.id, at + 1)}
            >
              <ArrowDownIcon fontSize="small" />
            </IconButton>
          </Box>
        )
      })}
    </Box>
  )
}

const listStyle = {
  listStyle: 'none',
  m: 0,
  p: 0,
  fontSize: 14,
  '& li': { display: 'flex', alignItems: 'center', gap: 0.5, minHeight: 34 },
  '& input[type=number]': {
    width: 76,
    font: 'inherit',
    fontSize: 13,
    color: 'inherit',
    bgcolor: 'transparent',
    border: 1,
    borderColor: 'divider',
    borderRadius: 0.5,
    px: 0.75,
    py: 0.25,
    '&::placeholder': { color: 'text.secondary', opacity: 1 },
  },
} as const
