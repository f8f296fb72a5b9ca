/** A row of actions that the keyboard enters once, and in which the arrows lead on. */
import { Box, type SxProps } from '@mui/material'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'

export function Toolbar(props: { label: string; children: ReactNode; sx?: SxProps }) {
  const bar = useRef<HTMLDivElement>(null)
  // Whatever actions there are after drawing, one of them is the way in.
  useEffect(() => {
    const buttons = buttonsOf(bar.current)
    const current = buttons.find((button) => button.tabIndex === 0) ?? buttons[0]
    for (const button of buttons) button.tabIndex = button === current ? 0 : -1
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = buttonsOf(bar.current)
    const focused = document.activeElement
    const at = focused instanceof HTMLButtonElement ? buttons.indexOf(focused) : -1
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: (at + 1) % buttons.length,
      ArrowLeft: (at - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    }
    const next = buttons[steps[event.key] ?? -1]
    if (at < 0 || next === undefined) return
    event.preventDefault()
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1
    next.focus()
  }
  return (
    <Box role="toolbar" aria-label={props.label} ref={bar} onKeyDown={onKeyDown} sx={props.sx ?? {}}>
      {props.children}
    </Box>
  )
}

function buttonsOf(bar: HTMLElement | null): readonly HTMLButtonElement[] {
  return [...(bar?.querySelectorAll<HTMLButtonElement>('button:not(:disabled)') ?? [])]
}
