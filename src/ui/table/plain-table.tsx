/** A short table inside a page. */
import {
  Box,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material'
import { type ReactNode, useEffect, useState } from 'react'

export interface PlainRow {
  readonly key: string
  readonly cells: readonly ReactNode[]
}

export function PlainTable(props: {
  label: string
  headers: readonly string[]
  rows: readonly PlainRow[]
  empty: string
}) {
  const [container, setContainer] = useState<HTMLElement | null>(null)
  const scrolls = useScrolls(container)
  if (props.rows.length === 0)
    return (
      <Typography variant="body2" color="textSecondary">
        {props.empty}
      </Typography>
    )
  return (
    <TableContainer
      component={Box}
      ref={setContainer}
      {...(scrolls && { tabIndex: 0, role: 'group', 'aria-label': props.label })}
      sx={{ mx: -2, my: -1, width: 'auto' }}
    >
      <Table
        size="small"
        aria-label={props.label}
        sx={{
          '& td, & th': { fontSize: 13, lineHeight: '18px', py: 0.75, borderColor: 'divider' },
          '& tr:last-child td': { border: 0 },
        }}
      >
        <TableHead>
          <TableRow>
            {props.headers.map((header) => (
              <TableCell key={header} sx={{ color: 'text.secondary', fontWeight: 500, whiteSpace: 'nowrap' }}>
                {header}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {props.rows.map((row) => (
            <TableRow key={row.key}>
              {row.cells.map((cell, index) => (
                <TableCell key={props.headers[index]} sx={{ whiteSpace: 'nowrap' }}>
                  {cell}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

/** Whether something is wider than its place: then the keyboard has to get into it. */
function useScrolls(element: HTMLElement | null): boolean {
  const [scrolls, setScrolls] = useState(false)
  useEffect(() => {
    if (element === null) return
    const observer = new ResizeObserver(() => setScrolls(element.scrollWidth > element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return scrolls
}
