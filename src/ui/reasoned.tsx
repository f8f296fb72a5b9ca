/** Controls that cannot be used and say why: they keep the focus, so that the keyboard and a screen reader learn it too. */
import {
  Box,
  Button,
  type ButtonProps,
  MenuItem,
  type MenuItemProps,
  Tooltip,
  Typography,
} from '@mui/material'
import { type ElementType, type MouseEvent, type ReactNode, useId } from 'react'
import { Marked, unmarked } from './marked.tsx'

const stop = (event: MouseEvent) => {
  event.preventDefault()
  event.stopPropagation()
}

export type ReasonedButtonProps<C extends ElementType = 'button'> = ButtonProps<
  C,
  {
    component?: C
    /** What is missing, code in backticks; `''` for a button that works. */
    reason: string
  }
>

export function ReasonedButton<C extends ElementType = 'button'>(props: ReasonedButtonProps<C>) {
  const { reason, ...button } = props
  const id = useId()
  const isRefused = reason !== ''
  // A link that leads nowhere is a button.
  const { component: _component, to: _to, ...unlinked } = button as ButtonProps & Record<string, unknown>
  return (
    <>
      <Tooltip
        title={isRefused ? <Marked text={reason} /> : ''}
        enterTouchDelay={0}
        leaveTouchDelay={4000}
        describeChild
      >
        {isRefused ? (
          <Button
            {...unlinked}
            aria-disabled
            aria-describedby={id}
            onClick={stop}
            sx={[refusedStyle, ...(Array.isArray(unlinked.sx) ? unlinked.sx : [unlinked.sx])]}
          />
        ) : (
          <Button {...(button as ButtonProps)} />
        )}
      </Tooltip>
      {isRefused && (
        <span id={id} hidden>
          {unmarked(reason)}
        </span>
      )}
    </>
  )
}

const refusedStyle = {
  '&, &:hover': {
    color: 'action.disabled',
    borderColor: 'action.disabledBackground',
    cursor: 'not-allowed',
    boxShadow: 'none',
  },
  '&.MuiButton-contained, &.MuiButton-contained:hover': { bgcolor: 'action.disabledBackground' },
} as const

/** The reason stands below the word: a menu has room for it. */
export function ReasonedMenuItem(
  props: MenuItemProps & { reason: string; component?: ElementType; to?: string },
) {
  const { reason, children, ...item } = props
  const id = useId()
  if (reason === '') return <MenuItem {...item}>{children}</MenuItem>
  const { component: _component, to: _to, sx: _sx, ...unlinked } = item
  return (
    <MenuItem
      {...unlinked}
      aria-disabled
      aria-describedby={id}
      onClick={stop}
      sx={{ display: 'block', cursor: 'not-allowed' }}
    >
      <Box sx={{ color: 'text.disabled' }}>{children}</Box>
      <Typography
        id={id}
        variant="caption"
        component="div"
        color="textSecondary"
        sx={{ whiteSpace: 'normal' }}
      >
        <Marked text={reason} />
      </Typography>
    </MenuItem>
  )
}

/** What would be a link if one could go there. */
export function ReasonedText({ reason, children }: { reason: string; children: ReactNode }) {
  const id = useId()
  return (
    <Tooltip title={<Marked text={reason} />} enterTouchDelay={0}>
      <Box
        component="a"
        role="link"
        tabIndex={0}
        aria-disabled
        aria-describedby={id}
        sx={{ color: 'text.disabled', cursor: 'not-allowed' }}
      >
        {children}
        <span id={id} hidden>
          {unmarked(reason)}
        </span>
      </Box>
    </Tooltip>
  )
}
