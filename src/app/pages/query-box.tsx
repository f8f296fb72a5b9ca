/** The filter of a list: what is typed finds at once, and what could be typed is offered without getting in the way. */
import CloseIcon from '@mui/icons-material/Close'
import FilterListIcon from '@mui/icons-material/FilterList'
import { Box, IconButton, OutlinedInput } from '@mui/material'
import {
  type KeyboardEvent,
  useDeferredValue,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../../ui/shortcuts.tsx'
import { mono } from '../../ui/theme.ts'
import { type Suggestions, suggestionsAt, type Vocabulary } from '../query/suggestions.ts'
import { QueryHelp } from './query-help.tsx'

export function QueryBox(props: {
  value: string
  onChange: (value: string) => void
  /** What occurs in the list. */
  vocabulary: Vocabulary
}) {
  const { value, onChange } = props
  const { t } = useTranslation('app')
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const [caret, setCaret] = useState<number | null>(null)
  const [chosen, setChosen] = useState(-1)
  const offered = useOffered(value, caret, props.vocabulary)
  const { texts } = offered
  const isOpen = texts.length > 0
  useShortcut('/', t('shortcut.filter'), () => input.current?.focus())
  const wanted = useRef<number | null>(null)
  useLayoutEffect(() => {
    if (wanted.current === null) return
    input.current?.setSelectionRange(wanted.current, wanted.current)
    wanted.current = null
  })

  const close = () => {
    setCaret(null)
    setChosen(-1)
  }
  const take = (text: string) => {
    // What ends with its operator is to be gone on with.
    const isWhole = !/[=:<]$/.test(text)
    const head = `${value.slice(0, offered.start)}${text}${isWhole && offered.end === value.length ? ' ' : ''}`
    wanted.current = head.length
    onChange(head + value.slice(offered.end))
    setChosen(-1)
    setCaret(isWhole ? null : head.length)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const text = texts[chosen]
    if (event.key === 'Escape') {
      if (isOpen) return close()
      onChange('')
      input.current?.blur()
    } else if (event.key === 'Enter' && text !== undefined) {
      event.preventDefault()
      take(text)
    } else if (event.key === 'Enter') close()
    else if (isOpen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      // Behind the last and before the first is the box itself.
      setChosen(((chosen + 1 + step + texts.length + 1) % (texts.length + 1)) - 1)
    } else if (event.key === 'ArrowDown') setCaret(input.current?.selectionStart ?? value.length)
  }
  return (
    <Box sx={{ position: 'relative', flex: '1 1 200px', maxWidth: 520, minWidth: 0 }}>
      <OutlinedInput
        inputRef={input}
        value={value}
        onChange={({ target }) => {
          setChosen(-1)
          setCaret(target.selectionStart ?? target.value.length)
          onChange(target.value)
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
        placeholder={t('query.placeholder')}
        startAdornment={<FilterListIcon sx={{ fontSize: 18, mr: 1, color: 'text.secondary' }} />}
        endAdornment={
          <>
            {value !== '' && (
              <IconButton size="small" aria-label={t('clearFilter')} onClick={() => onChange('')}>
                <CloseIcon fontSize="small" />
              </IconButton>
            )}
            <QueryHelp />
          </>
        }
        slotProps={{
          input: {
            role: 'combobox',
            'aria-label': t('filter'),
            'aria-expanded': isOpen,
            'aria-autocomplete': 'list',
            'aria-controls': isOpen ? `${id}-list` : undefined,
            'aria-activedescendant': chosen < 0 ? undefined : `${id}-${chosen}`,
            autoComplete: 'off',
            spellCheck: false,
          },
        }}
        sx={{ width: '100%', bgcolor: 'background.paper', pr: 0.5 }}
      />
      {isOpen && (
        <Box
          component="ul"
          role="listbox"
          id={`${id}-list`}
          aria-label={t('query.suggestions')}
          sx={listStyle}
        >
          {texts.map((text, at) => (
            <Box
              component="li"
              role="option"
              key={text}
              id={`${id}-${at}`}
              aria-selected={at === chosen}
              // The focus stays where one types.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(text)}
            >
              {text}
            </Box>
          ))}
        </Box>
      )}
    </Box>
  )
}

const listStyle = {
  position: 'absolute',
  zIndex: 10,
  top: '100%',
  left: 0,
  right: 0,
  m: 0,
  mt: 0.5,
  p: 0.5,
  listStyle: 'none',
  bgcolor: 'background.paper',
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
  boxShadow: 3,
  fontFamily: mono,
  fontSize: 13,
  '& li': {
    px: 1,
    py: 0.5,
    borderRadius: 0.5,
    cursor: 'pointer',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '& li:hover, & li[aria-selected=true]': { bgcolor: 'action.hover' },
  '& li[aria-selected=true]': { outline: '1px solid var(--mui-palette-primary-main)' },
} as const

const nothing: Suggestions = { start: 0, end: 0, texts: [] }

/** What is offered for the term at the caret; typing does not wait for it. */
function useOffered(value: string, caret: number | null, vocabulary: Vocabulary): Suggestions {
  const now = useMemo(() => ({ value, caret }), [value, caret])
  const asked = useDeferredValue(now)
  const offered = useMemo(
    () => (asked.caret === null ? nothing : suggestionsAt(asked.value, asked.caret, vocabulary)),
    [asked, vocabulary],
  )
  // What was offered for another text must not be taken for this one.
  return asked === now ? offered : nothing
}
