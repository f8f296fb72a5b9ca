import CloseIcon from '@mui/icons-material/Close'
import FilterListIcon from '@mui/icons-material/FilterList'
import { IconButton, OutlinedInput } from '@mui/material'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../../ui/shortcuts.tsx'

/** `/` leads here; Escape empties it. */
export function FilterBox(props: {
  value: string
  onChange: (value: string) => void
  /** What it finds. */
  placeholder: string
}) {
  const { value, onChange } = props
  const { t } = useTranslation('app')
  const input = useRef<HTMLInputElement>(null)
  useShortcut('/', t('shortcut.filter'), () => input.current?.focus())
  return (
    <OutlinedInput
      inputRef={input}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        onChange('')
        input.current?.blur()
      }}
      placeholder={props.placeholder}
      startAdornment={<FilterListIcon sx={{ fontSize: 18, mr: 1, color: 'text.secondary' }} />}
      endAdornment={
        value !== '' && (
          <IconButton size="small" edge="end" aria-label={t('clearFilter')} onClick={() => onChange('')}>
            <CloseIcon fontSize="small" />
          </IconButton>
        )
      }
      slotProps={{ input: { 'aria-label': t('filter'), spellCheck: false } }}
      sx={{ width: '100%', maxWidth: 420, bgcolor: 'background.paper' }}
    />
  )
}
