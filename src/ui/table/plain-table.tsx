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
import type { ReactNode } from 'react'

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
  if (props.rows.length === 0)
    return (
      <Typography variant="body2" color="textSecondary">
        {props.empty}
      </Typography>
    )
  return (
    <TableContainer component={Box} sx={{ mx: -2, my: -1, width: 'auto' }}>
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
