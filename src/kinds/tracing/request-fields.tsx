/** The request as a person describes it. */
import { Autocomplete, Box, Button, Collapse, TextField } from '@mui/material'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestProblem } from '../../net/route/index.ts'
import { mono } from '../../ui/theme.ts'

export interface Typed {
  readonly method: string
  readonly url: string
  readonly headers: string
  readonly cookies: string
  readonly source: string
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

export function RequestFields(props: {
  typed: Typed
  problems: readonly RequestProblem[]
  onTyped: (typed: Typed) => void
}) {
  const { t } = useTranslation('tracing')
  const { typed, problems, onTyped } = props
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const more = ['headers', 'cookies', 'source'] as const
  const problemAt = (field: keyof Typed) => problems.find((each) => each.field === field)
  const textOf = (field: keyof Typed) => {
    const problem = problemAt(field)
    if (problem === undefined) return null
    const said = t(`problem.${problem.fault}`, { text: problem.text })
    return problem.line === undefined ? said : t('problem.atLine', { line: problem.line, said })
  }
  const line = (field: Exclude<keyof Typed, 'method'>, rows = 1) => (
    <TextField
      key={field}
      size="small"
      label={t(`field.${field}`)}
      value={typed[field]}
      onChange={(event) => onTyped({ ...typed, [field]: event.target.value })}
      error={problemAt(field) !== undefined}
      helperText={textOf(field) ?? t(`fieldHelp.${field}`)}
      multiline={rows > 1}
      minRows={rows}
      maxRows={8}
      slotProps={{
        htmlInput: { spellCheck: false, autoComplete: 'off', style: { fontFamily: mono, fontSize: 13 } },
      }}
    />
  )
  return (
    <Box component="section" aria-label={t('request')} sx={{ display: 'grid', gap: 1.5 }}>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: { xs: '1fr', sm: '140px 1fr' },
          alignItems: 'start',
        }}
      >
        <Autocomplete
          freeSolo
          disableClearable
          options={methods}
          inputValue={typed.method}
          onInputChange={(_, method) => onTyped({ ...typed, method })}
          filterOptions={(options) => options}
          renderInput={(params) => (
            <TextField
              {...params}
              size="small"
              label={t('field.method')}
              error={problemAt('method') !== undefined}
              helperText={textOf('method') ?? ' '}
            />
          )}
        />
        {line('url')}
      </Box>
      <Box>
        <Button size="small" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'less' : 'more')}
        </Button>
        <Collapse in={isOpen || more.some((field) => problemAt(field) !== undefined)} id={id} unmountOnExit>
          <Box
            sx={{ display: 'grid', gap: 1.5, pt: 1, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr 260px' } }}
          >
            {line('headers', 3)}
            {line('cookies', 3)}
            {line('source')}
          </Box>
        </Collapse>
      </Box>
    </Box>
  )
}
