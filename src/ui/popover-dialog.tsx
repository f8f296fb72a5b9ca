/** A small dialog below the button that opened it. */
import { Popover, Typography } from '@mui/material'
import { type ReactNode, useId } from 'react'

export interface PopoverDialogProps {
  readonly anchor: HTMLElement
  readonly title: string
  /** CSS; on narrow screens it is never wider than the screen. */
  readonly width?: number
  readonly maxWidth?: string
  readonly onClose: () => void
  readonly children: ReactNode
}

export function PopoverDialog(props: PopoverDialogProps) {
  const { width, maxWidth = 'calc(100% - 32px)' } = props
  const id = useId()
  return (
    <Popover
      open
      anchorEl={props.anchor}
      onClose={props.onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-labelledby': id,
          // On dark ground no shadow tells where it ends.
          sx: { p: 2, width, maxWidth, border: 1, borderColor: 'divider' },
        },
      }}
    >
      <Typography variant="h2" component="h2" id={id} sx={{ mb: 1 }}>
        {props.title}
      </Typography>
      {props.children}
    </Popover>
  )
}
