/** The ports of a rule, a row each: a number, a range, or the name that pods give a port. */
import { Box, MenuItem, TextField } from '@mui/material'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import { asNumber, asText, useFindings, useForm, useLens } from '../../ui/fields/context.ts'
import { Findings } from '../../ui/fields/field.tsx'
import { MisfitNotice } from '../../ui/fields/misfit-notice.tsx'
import { RowTable } from '../../ui/fields/row-table.tsx'
import { mono } from '../../ui/theme.ts'
import type { Dialect, PortSpelling } from './dialects.ts'
import { isNamed, newPort, type Port, placesOf, protocols, readPort, writePort } from './ports.ts'

export function PortsField({ dialect, path }: { dialect: Dialect; path: Path }) {
  const { t } = useTranslation('policy')
  return (
    <RowTable
      path={path}
      label={t('ports')}
      help={t('portsHelp')}
      addLabel={t('addPort')}
      rowLabel={(index) => t('portNumber', { number: index + 1 })}
      newRow={() => newPort(dialect.ports)}
    >
      {({ path: at, index, value }) => (
        <PortRow at={at} number={index + 1} value={value} spelling={dialect.ports} />
      )}
    </RowTable>
  )
}

interface RowProps {
  readonly at: Path
  readonly number: number
  readonly value: unknown
  readonly spelling: PortSpelling
}

function PortRow(props: RowProps) {
  const port = readPort(props.value, props.spelling)
  return port === null ? <MisfitNotice at={props.at} /> : <PortCells {...props} port={port} />
}

function PortCells({ at, number, value, spelling, port }: RowProps & { port: Port }) {
  const { t } = useTranslation('policy')
  const id = useId()
  const { frozen, focus } = useForm()
  const { set } = useLens(at)
  const findings = useFindings(at, true).filter(({ path }) => path.length > at.length)
  const places = placesOf(value, spelling)
  const change = (changed: Partial<Port>) => set(writePort({ ...port, ...changed }, spelling, value))
  const lit = (place: readonly string[]) => ({
    onFocus: () => focus([...at, ...place]),
    onBlur: () => focus(null),
  })
  const isWrong = (place: readonly string[]) =>
    findings.some(
      ({ severity, path }) => severity === 'error' && path.slice(at.length).join() === place.join(),
    )
  const cell = (label: string, of: unknown, place: readonly string[], onText: (text: string) => void) => (
    <TextField
      label={label}
      value={asText(of)}
      disabled={frozen}
      error={isWrong(place)}
      onChange={(event) => onText(event.target.value)}
      {...lit(place)}
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: {
          'aria-label': t('portField', { label, number }),
          style: { fontFamily: mono, fontSize: 13 },
          autoComplete: 'off',
        },
      }}
    />
  )
  // A name says the port, and with two of the spellings the protocol, too.
  const withoutProtocol = spelling !== 'plain' && isNamed(port) && port.end === undefined
  const offered = protocols.some((each) => each === port.protocol) ? protocols : [...protocols, port.protocol]
  return (
    <Box sx={{ containerType: 'inline-size' }}>
      <Box sx={rowStyle}>
        <TextField
          select
          id={`${id}-protocol`}
          label={t('protocol')}
          value={withoutProtocol ? '' : port.protocol}
          disabled={frozen || withoutProtocol}
          onChange={(event) => change({ protocol: event.target.value })}
          {...lit([])}
        >
          {offered
            .filter((name) => name !== '')
            .map((name) => (
              <MenuItem key={name} value={name}>
                {name}
              </MenuItem>
            ))}
        </TextField>
        {cell(t('port'), port.port, places.port, (text) => change({ port: asNumber(text) ?? '' }))}
        {cell(t('endPort'), port.end, places.end, (text) => change({ end: asNumber(text) }))}
      </Box>
      <Findings findings={findings} />
    </Box>
  )
}

const rowStyle = {
  display: 'grid',
  gap: 1,
  rowGap: 1.5,
  pt: 0.75,
  alignItems: 'start',
  gridTemplateColumns: '1fr 1fr',
  '@container (min-width: 380px)': { gridTemplateColumns: '1fr 1.6fr 1.2fr' },
} as const
