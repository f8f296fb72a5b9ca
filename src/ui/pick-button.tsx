/** A button that says what is chosen and opens a searched list to choose another, all from the keyboard. */
import ArrowDropDownIcon from '@mui/icons-material/ArrowDropDown'
import { Box, ButtonBase, InputBase, List, ListItemButton, Popover, Typography } from '@mui/material'
import {
  type KeyboardEvent,
  type ReactNode,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useState,
} from 'react'
import { type PickGroup, type PickOption, picksFor } from './pick-search.ts'

/** More would neither be read nor be quick to draw. */
const shownAtMost = 100

export interface PickEntry extends PickOption {
  /** Stands at the end of its line: a state, a mark. */
  readonly aside?: ReactNode
  /** Stands quietly behind the label. */
  readonly note?: string
}

export interface PickButtonProps {
  readonly label: string
  /** What is chosen: its value, and how the button says it. */
  readonly value: string
  readonly text: ReactNode
  readonly groups: readonly PickGroup<PickEntry>[]
  readonly searchLabel: string
  readonly emptyText: (text: string) => string
  readonly moreText: (count: number) => string
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly onPick: (value: string) => void
}

export function PickButton(props: PickButtonProps) {
  const { label, open, onOpen } = props
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <ButtonBase
        ref={setAnchor}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => onOpen(true)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          onOpen(true)
        }}
        sx={buttonStyle}
      >
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {label}: {props.text}
        </Box>
        <ArrowDropDownIcon aria-hidden sx={{ color: 'action.active' }} />
      </ButtonBase>
      {anchor !== null && open && <PickList {...props} anchor={anchor} />}
    </>
  )
}

function PickList(props: PickButtonProps & { anchor: HTMLElement }) {
  const { groups, value, onOpen, onPick, label } = props
  const id = useId()
  const [text, setText] = useState('')
  const searched = useDeferredValue(text)
  const picks = useMemo(() => picksFor(groups, searched, shownAtMost), [groups, searched])
  const options = useMemo(() => picks.groups.flatMap((group) => group.options), [picks])
  // Where some are offered before all the others, the first of them is most likely meant.
  const [active, setActive] = useState(() =>
    groups.length > 1 ? 0 : Math.max(0, options.map((each) => each.value).indexOf(value)),
  )
  const optionId = (index: number) => `${id}-${index}`
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, active])

  const pick = (option: PickEntry | undefined) => {
    if (option === undefined) return
    onOpen(false)
    onPick(option.value)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const last = options.length - 1
    const next = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : active - 1,
      PageDown: Math.min(active + 10, last),
      PageUp: Math.max(active - 10, 0),
    }[event.key]
    if (next !== undefined && options.length > 0) {
      event.preventDefault()
      setActive(next)
    }
    // What was typed last may not be looked up yet.
    if (event.key === 'Enter') {
      const now = text === searched ? options[active] : picksFor(groups, text, 1).groups[0]?.options[0]
      pick(now)
    }
  }
  let offset = 0
  return (
    <Popover
      open
      anchorEl={props.anchor}
      onClose={() => onOpen(false)}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-label': label,
          sx: {
            width: 340,
            maxWidth: 'calc(100% - 16px)',
            maxHeight: 480,
            display: 'flex',
            flexDirection: 'column',
          },
        },
      }}
    >
      <InputBase
        autoFocus
        value={text}
        placeholder={props.searchLabel}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
        slotProps={{
          input: {
            role: 'combobox',
            'aria-label': props.searchLabel,
            'aria-expanded': true,
            'aria-controls': `${id}-list`,
            'aria-activedescendant': options[active] === undefined ? undefined : optionId(active),
            spellCheck: false,
          },
        }}
        sx={{ px: 1.5, py: 0.75, borderBottom: 1, borderColor: 'divider', flexShrink: 0 }}
      />
      <List dense role="listbox" id={`${id}-list`} aria-label={label} sx={{ overflow: 'auto', py: 0.5 }}>
        {picks.groups.map((group) => {
          const first = offset
          offset += group.options.length
          return (
            <Box key={group.title} role="group" aria-label={group.title || label}>
              {group.title !== '' && (
                <Typography
                  variant="caption"
                  color="textSecondary"
                  aria-hidden
                  sx={{ px: 1.5, display: 'block' }}
                >
                  {group.title}
                </Typography>
              )}
              {group.options.map((option, at) => (
                <Option
                  key={option.value}
                  id={optionId(first + at)}
                  option={option}
                  isActive={first + at === active}
                  isChosen={option.value === value}
                  onClick={() => pick(option)}
                />
              ))}
            </Box>
          )
        })}
      </List>
      {(picks.more > 0 || options.length === 0) && (
        <Typography variant="caption" color="textSecondary" role="status" sx={{ px: 1.5, pb: 1 }}>
          {options.length === 0 ? props.emptyText(text) : props.moreText(picks.more)}
        </Typography>
      )}
    </Popover>
  )
}

function Option(props: {
  id: string
  option: PickEntry
  isActive: boolean
  isChosen: boolean
  onClick: () => void
}) {
  const { option } = props
  return (
    <ListItemButton
      id={props.id}
      role="option"
      tabIndex={-1}
      selected={props.isActive}
      aria-selected={props.isActive}
      aria-current={props.isChosen ? 'true' : undefined}
      onClick={props.onClick}
      sx={{ px: 1.5, py: 0.25, minHeight: 32, gap: 1.5, justifyContent: 'space-between', fontSize: 13 }}
    >
      <Box
        component="span"
        sx={{ fontWeight: props.isChosen ? 600 : 400, overflowWrap: 'anywhere', minWidth: 0 }}
      >
        {option.label}
        {option.note !== undefined && option.note !== '' && (
          <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400, ml: 1 }}>
            {option.note}
          </Box>
        )}
      </Box>
      {option.aside !== undefined && (
        <Box component="span" sx={{ flexShrink: 0, whiteSpace: 'nowrap' }}>
          {option.aside}
        </Box>
      )}
    </ListItemButton>
  )
}

const buttonStyle = {
  font: 'inherit',
  fontSize: 13,
  flexShrink: 0,
  height: 32,
  pl: 1,
  pr: 0.25,
  minWidth: 0,
  maxWidth: 260,
  borderRadius: 1,
  '&:hover': { bgcolor: 'action.hover' },
} as const
