/** Ranges of ports and the projects that may use them: rows on a JSON text. */
import { Autocomplete, Box, Chip, TextField } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { readAt } from '../../../manifest/manifest.ts'
import { useForm } from '../../../ui/fields/context.ts'
import { useControl } from '../../../ui/fields/control.ts'
import { Mono } from '../../../ui/mono.tsx'
import { Rows, RowText } from '../../alb/rows.tsx'
import { everyProject } from '../../assignment.ts'
import type { FormProps } from '../../kind.ts'
import { projectOptions } from '../../project-options.ts'
import { withPortShares } from '../changes.ts'
import { type PortShare, portSharesIn } from '../ports.ts'
import { portProjectsPath } from '../spec.ts'
import '../../alb/words.ts'

export function PortShares({ world }: FormProps) {
  const { t } = useTranslation('alb')
  const { manifest, edit } = useForm()
  const names = [everyProject, ...projectOptions(world).map(({ name }) => name)]
  return (
    <Rows<PortShare>
      path={portProjectsPath}
      label={t('ports')}
      help={t('portsHelp')}
      addLabel={t('addPorts')}
      rowLabel={(index) => t('portsNumber', { number: index + 1 })}
      newRow={() => ({ port: '', projects: [], fields: {} })}
      rows={portSharesIn(readAt(manifest, portProjectsPath))}
      onChange={(next) => edit((current) => withPortShares(current, next))}
    >
      {(share, change, index) => (
        <Box sx={columns}>
          <RowText
            path={portProjectsPath}
            label={t('portsOf', { number: index + 1 })}
            value={share.port}
            placeholder="8000-8099"
            onText={(port) => change({ ...share, port: port.replaceAll(/\s/g, '') })}
          />
          <ProjectNames
            label={t('projectsOf', { number: index + 1 })}
            names={names}
            value={share.projects}
            onChange={(projects) => change({ ...share, projects })}
          />
        </Box>
      )}
    </Rows>
  )
}

const columns = {
  display: 'grid',
  gap: 1,
  gridTemplateColumns: { xs: '1fr', sm: 'minmax(130px, 1fr) 2fr' },
  alignItems: 'start',
} as const

function ProjectNames(props: {
  readonly label: string
  readonly names: readonly string[]
  readonly value: readonly string[]
  readonly onChange: (names: readonly string[]) => void
}) {
  const { t } = useTranslation('alb')
  const control = useControl(portProjectsPath)
  const shownAs = (name: string) => (name === everyProject ? t('alb2:allProjects') : name)
  return (
    <Autocomplete<string, true, false, true>
      multiple
      fullWidth
      size="small"
      freeSolo
      autoSelect
      forcePopupIcon
      disableCloseOnSelect
      filterSelectedOptions
      disabled={control.disabled}
      options={[...props.names]}
      getOptionLabel={shownAs}
      value={[...props.value]}
      onChange={(_, names) => props.onChange([...new Set(names.map((each) => each.trim()))].filter(Boolean))}
      renderValue={(names, itemProps) =>
        names.map((name, index) => {
          const { key, ...item } = itemProps({ index })
          const label = name === everyProject ? shownAs(name) : <Mono>{name}</Mono>
          return <Chip key={key} {...item} size="small" label={label} />
        })
      }
      renderInput={(params) => (
        <TextField
          {...params}
          placeholder={props.value.length === 0 ? t('chooseProjects') : ''}
          onFocus={control.onFocus}
          onBlur={control.onBlur}
          slotProps={{
            ...params.slotProps,
            htmlInput: { ...params.slotProps.htmlInput, 'aria-label': props.label, spellCheck: false },
          }}
        />
      )}
    />
  )
}
