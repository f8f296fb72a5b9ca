/** Headers that are changed on their way: of requests to the pods, and of answers to the client. */
import { Box, MenuItem, Select } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../../k8s/fieldpath.ts'
import { asString } from '../../../k8s/shape.ts'
import { useLens } from '../../../ui/fields/context.ts'
import { useControl } from '../../../ui/fields/control.ts'
import { FoldedSection } from '../../../ui/fields/section.tsx'
import { Rows, RowText } from '../../alb/rows.tsx'
import {
  type HeaderRow,
  headerRowsIn,
  headerText,
  requestKey,
  requestWays,
  responseKey,
  responseWays,
  type Way,
} from './headers.ts'
import './words.ts'

const pathOf = (key: string): Path => ['metadata', 'annotations', key]
const paths = [requestKey, responseKey].map(pathOf)

export function HeaderSection() {
  const { t } = useTranslation('action')
  const texts = [useLens(pathOf(requestKey)).value, useLens(pathOf(responseKey)).value]
  const count = texts.reduce<number>((sum, text) => sum + (headerRowsIn(asString(text))?.length ?? 1), 0)
  return (
    <FoldedSection title={t('section.headers')} count={count} paths={paths}>
      <HeaderRows
        annotation={requestKey}
        ways={requestWays}
        label={t('headers.request')}
        help={t('headers.requestHelp')}
      />
      <HeaderRows
        annotation={responseKey}
        ways={responseWays}
        label={t('headers.response')}
        help={t('headers.responseHelp')}
      />
    </FoldedSection>
  )
}

function HeaderRows(props: {
  readonly annotation: string
  readonly ways: readonly Way[]
  readonly label: string
  readonly help: string
}) {
  const { t } = useTranslation('action')
  const path = pathOf(props.annotation)
  const { value, set } = useLens(path, 2)
  const text = asString(value)
  // JSON cannot hold two names that are the same while they are typed; the rows as they were typed can.
  const [typed, setTyped] = useState<readonly HeaderRow[]>([])
  const rows = headerText(typed, text) === text ? typed : headerRowsIn(text)
  const change = (next: readonly HeaderRow[]) => {
    setTyped(next)
    set(headerText(next, text) || undefined)
  }
  return (
    <Rows<HeaderRow>
      path={path}
      label={props.label}
      help={props.help}
      rows={rows}
      onChange={change}
      newRow={() => ({ way: 'headers', name: '', value: '' })}
      rowLabel={(index) => t('headers.number', { number: index + 1 })}
      addLabel={t('headers.add')}
    >
      {(row, write, index) => (
        <HeaderFields
          path={path}
          row={row}
          ways={props.ways.includes(row.way) ? props.ways : [...props.ways, row.way]}
          index={index}
          onChange={write}
        />
      )}
    </Rows>
  )
}

const columns = {
  display: 'grid',
  gap: 1,
  gridTemplateColumns: { xs: '1fr', sm: 'minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1fr)' },
} as const

function HeaderFields(props: {
  readonly path: Path
  readonly row: HeaderRow
  readonly ways: readonly Way[]
  readonly index: number
  readonly onChange: (row: HeaderRow) => void
}) {
  const { t } = useTranslation('action')
  const { path, row, onChange } = props
  const control = useControl(path)
  const number = props.index + 1
  const isVariable = row.way.endsWith('_var')
  return (
    <Box sx={columns}>
      <Select
        {...control}
        fullWidth
        value={row.way}
        onChange={(event) => onChange({ ...row, way: event.target.value })}
        inputProps={{ 'aria-label': t('headers.wayOf', { number }) }}
      >
        {props.ways.map((way) => (
          <MenuItem key={way} value={way}>
            {t(`headers.way.${way}`)}
          </MenuItem>
        ))}
      </Select>
      <RowText
        path={path}
        label={t('headers.nameOf', { number })}
        value={row.name}
        placeholder="x-my-host"
        onText={(name) => onChange({ ...row, name })}
      />
      {row.way !== 'headers_remove' && (
        <RowText
          path={path}
          label={t(isVariable ? 'headers.variableOf' : 'headers.valueOf', { number })}
          value={row.value}
          placeholder={isVariable ? 'http_host' : ''}
          onText={(value) => onChange({ ...row, value })}
        />
      )}
    </Box>
  )
}
