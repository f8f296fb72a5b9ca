/** Rows that say who may access which project: another project, or an IP segment. */
import AddIcon from '@mui/icons-material/Add'
import ArrowIcon from '@mui/icons-material/ArrowForward'
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import { Autocomplete, Box, Button, IconButton, TextField, Typography } from '@mui/material'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { mono } from '../../ui/theme.ts'
import { everyProject, type Part, type Problem, type Row, rowKey } from './rows.ts'

export interface AccessRowsProps {
  readonly part: Part
  readonly rows: readonly Row[]
  readonly onChange: (rows: readonly Row[]) => void
  readonly problems: ReadonlyMap<string, readonly Problem[]>
  /** Whether what is only missing so far is said as well. */
  readonly isTried: boolean
  readonly projects: readonly string[]
  readonly disabled: boolean
}

export function AccessRows(props: AccessRowsProps) {
  const { t } = useTranslation('isolation')
  const { part, rows, onChange, disabled } = props
  const add = useRef<HTMLButtonElement>(null)
  const last = useRef(Math.max(0, ...rows.map(({ id }) => id)))
  const added = useRef<number | null>(null)
  const append = () => {
    last.current += 1
    added.current = last.current
    onChange([...rows, { id: last.current, source: '', target: '' }])
  }
  const remove = (row: Row) => {
    onChange(rows.filter((each) => each !== row))
    add.current?.focus()
  }
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Typography variant="body2" color="textSecondary" sx={{ maxWidth: '72ch' }}>
        {t(`${part}Help`)} {disabled && t('rowsOff')}
      </Typography>
      {rows.map((row, index) => (
        <AccessRow
          key={row.id}
          {...props}
          row={row}
          number={index + 1}
          isNew={added.current === row.id}
          onRow={(next) => onChange(rows.map((each) => (each === row ? next : each)))}
          onRemove={() => remove(row)}
        />
      ))}
      <Button
        ref={add}
        startIcon={<AddIcon />}
        disabled={disabled}
        onClick={append}
        aria-label={t(`${part}Add`)}
      >
        {t('add')}
      </Button>
    </Box>
  )
}

type RowProps = AccessRowsProps & {
  readonly row: Row
  readonly number: number
  readonly isNew: boolean
  readonly onRow: (row: Row) => void
  readonly onRemove: () => void
}

function AccessRow(props: RowProps) {
  const { t } = useTranslation('isolation')
  const { part, row, number, isNew, disabled, projects, onRow } = props
  const problems = (props.problems.get(rowKey(part, row)) ?? []).filter(
    ({ id }) => props.isTried || !id.endsWith('Missing'),
  )
  const of = (at: Problem['at']) => problems.find((each) => each.at === at)
  return (
    <Box role="group" aria-label={t('row', { number })} sx={rowStyle}>
      {part === 'projects' ? (
        <ProjectSelect
          label={t('source')}
          value={row.source}
          options={[everyProject, ...projects]}
          problem={of('source')}
          autoFocus={isNew}
          disabled={disabled}
          onChange={(source) => onRow({ ...row, source })}
        />
      ) : (
        <SegmentField
          value={row.source}
          problem={of('source')}
          autoFocus={isNew}
          disabled={disabled}
          onChange={(source) => onRow({ ...row, source })}
        />
      )}
      <ArrowIcon
        aria-hidden
        sx={{ mt: 1.1, fontSize: 18, color: 'text.secondary', display: { xs: 'none', sm: 'block' } }}
      />
      <ProjectSelect
        label={t('target')}
        value={row.target}
        options={projects}
        problem={of('target')}
        disabled={disabled}
        onChange={(target) => onRow({ ...row, target })}
      />
      <IconButton
        size="small"
        aria-label={t('removeRow', { number })}
        disabled={disabled}
        onClick={props.onRemove}
        sx={{ mt: 0.5 }}
      >
        <DeleteIcon fontSize="small" />
      </IconButton>
    </Box>
  )
}

const rowStyle = {
  width: '100%',
  display: 'grid',
  columnGap: 1,
  rowGap: 0.5,
  alignItems: 'start',
  pt: 0.75,
  gridTemplateColumns: { xs: 'minmax(0, 1fr) auto', sm: 'minmax(0, 1fr) auto minmax(0, 1fr) auto' },
  '& > div:first-of-type': { gridColumn: { xs: '1 / -1', sm: 'auto' } },
} as const

interface FieldProps {
  readonly value: string
  readonly problem: Problem | undefined
  readonly disabled: boolean
  readonly autoFocus?: boolean
  readonly onChange: (value: string) => void
}

function SegmentField({ value, problem, disabled, autoFocus = false, onChange }: FieldProps) {
  const { t } = useTranslation('isolation')
  return (
    <TextField
      label={t('segment')}
      size="small"
      value={value}
      autoFocus={autoFocus}
      autoComplete="off"
      disabled={disabled}
      placeholder="192.0.2.0/24"
      {...useProblem(problem)}
      slotProps={{ htmlInput: { spellCheck: false, style: { fontFamily: mono, fontSize: 13 } } }}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

function ProjectSelect(props: FieldProps & { readonly label: string; readonly options: readonly string[] }) {
  const { t } = useTranslation('isolation')
  const { value, options } = props
  const said = useProblem(props.problem)
  // One that has no namespaces any more still stands in its row.
  const all = value === '' || options.includes(value) ? options : [...options, value]
  return (
    <Autocomplete
      size="small"
      openOnFocus={false}
      disabled={props.disabled}
      options={all}
      value={value === '' ? null : value}
      getOptionLabel={(project) => (project === everyProject ? t('allProjects') : project)}
      onChange={(_, project) => props.onChange(project ?? '')}
      noOptionsText={t('noProjectFound')}
      renderInput={(params) => (
        <TextField {...params} {...said} label={props.label} autoFocus={props.autoFocus === true} />
      )}
    />
  )
}

/** Room for a sentence stands below every field, so that none moves when there is one. */
function useProblem(problem: Problem | undefined) {
  const { t } = useTranslation('isolation')
  return {
    error: problem?.isError === true,
    helperText: problem === undefined ? ' ' : t(`problem.${problem.id}`, { block: problem.block ?? '' }),
  }
}
