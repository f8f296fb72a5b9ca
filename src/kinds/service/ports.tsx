/** The port table. A row keeps its generated name up to date until the user gives it one of their own. */
import { Autocomplete, Box, MenuItem, TextField, Typography } from '@mui/material'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type ContainerPort, runningContainers, type ServicePort } from '../../k8s/core.ts'
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asList, asString, asStringMap, type Fields } from '../../k8s/shape.ts'
import { asNumber, asText, useFindings, useForm, useLens } from '../../ui/fields/context.ts'
import { Findings } from '../../ui/fields/field.tsx'
import { RowTable } from '../../ui/fields/row-table.tsx'
import { Section } from '../../ui/fields/section.tsx'
import { mono } from '../../ui/theme.ts'
import type { World } from '../world.ts'
import { generatedPortName, protocolFields, protocolName, protocols } from './protocols.ts'
import { selectedPods } from './target.ts'

const path = ['spec', 'ports']

export function PortsSection({ world }: { world: World }) {
  const { t } = useTranslation('service')
  const ports = asList(useLens(path).value).map(asFields)
  const type = asString(useLens(['spec', 'type']).value)
  const namespace = asString(useLens(['metadata', 'namespace']).value)
  const selector = asStringMap(useLens(['spec', 'selector']).value)
  const suggested = containerPorts(selectedPods(world, namespace, selector).flatMap(runningContainers))
  const withNodePort = type === 'NodePort' || type === 'LoadBalancer'
  return (
    <Section title={t('section.ports')}>
      <RowTable
        path={path}
        label={t('section.ports')}
        hideLabel
        help={null}
        rowHolds="texts"
        reorder
        addLabel={t('addPort')}
        rowLabel={(index) => t('portNumber', { number: index + 1 })}
        newRow={() => {
          const next = nextPort(ports, suggested)
          return { name: generatedPortName(next), ...next }
        }}
      >
        {({ path: at, index, value }) => (
          <PortRow
            at={at}
            number={index + 1}
            port={asFields(value)}
            withNodePort={withNodePort}
            suggested={suggested}
          />
        )}
      </RowTable>
    </Section>
  )
}

/** The declared container ports, each once. */
function containerPorts(
  containers: readonly { readonly ports?: readonly ContainerPort[] }[],
): readonly ContainerPort[] {
  const all = containers.flatMap((container) => container.ports ?? [])
  return all.filter(
    (port, index) =>
      all.findIndex((other) => other.containerPort === port.containerPort && other.name === port.name) ===
      index,
  )
}

/** A new row: the first declared container port no row leads to yet, else the next common number. */
function nextPort(ports: readonly Fields[], suggested: readonly ContainerPort[]): ServicePort {
  const free = suggested.find(
    (each) => !ports.some((port) => port.targetPort === each.containerPort || port.targetPort === each.name),
  )
  if (free !== undefined) {
    const { containerPort, protocol = 'TCP' } = free
    return { protocol, port: containerPort, targetPort: containerPort }
  }
  const number = [80, 443, 8080, 8443].find((each) => !ports.some((port) => port.port === each)) ?? 1
  return { protocol: 'TCP', port: number, targetPort: number }
}

interface RowProps {
  readonly at: Path
  readonly number: number
  readonly port: Fields
  readonly withNodePort: boolean
  readonly suggested: readonly ContainerPort[]
}

function PortRow({ at, number, port, withNodePort, suggested }: RowProps) {
  const { t } = useTranslation('service')
  const id = useId()
  const { frozen, focus } = useForm()
  const { set } = useLens(at)
  const findings = useFindings(at, true).filter((each) => each.path.length > at.length)
  const invalid = (field: string) =>
    findings.some((each) => each.severity === 'error' && each.path[at.length] === field)

  const change = (changed: Fields) => {
    const generated = port.name === undefined || port.name === '' || port.name === generatedPortName(port)
    const next = { ...port, ...changed }
    set(generated ? { ...next, name: generatedPortName(next) } : next)
  }
  const cell = (field: string, label: string, onText: (text: string) => void, disabled = false) => (
    <TextField
      label={label}
      value={asText(port[field])}
      disabled={frozen || disabled}
      error={invalid(field)}
      onChange={(event) => onText(event.target.value)}
      onFocus={() => focus([...at, field])}
      onBlur={() => focus(null)}
      placeholder={field === 'nodePort' ? t('nodePortFree') : ''}
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: {
          'aria-label': t('portField', { label, number }),
          style: inputStyle,
          autoComplete: 'off',
        },
      }}
    />
  )
  const protocol = protocolName(port)
  const choices = protocols.map(({ name }) => name as string)
  return (
    <Box sx={{ containerType: 'inline-size' }}>
      <Box sx={rowStyle(withNodePort)}>
        <TextField
          select
          id={`${id}-protocol`}
          label={t('protocol')}
          value={protocol}
          disabled={frozen}
          onChange={(event) => change({ appProtocol: undefined, ...protocolFields(event.target.value) })}
          onFocus={() => focus([...at, 'protocol'])}
          onBlur={() => focus(null)}
        >
          {(choices.includes(protocol) ? choices : [...choices, protocol]).map((name) => (
            <MenuItem key={name} value={name}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        {cell('port', t('servicePort'), (text) => change({ port: asNumber(text) ?? '' }))}
        <Autocomplete
          freeSolo
          disableClearable
          options={suggested.flatMap((each) => [
            String(each.containerPort),
            ...(each.name === undefined ? [] : [each.name]),
          ])}
          getOptionLabel={(option) => option}
          renderOption={({ key, ...option }, value) => (
            <li key={key} {...option}>
              {describeTarget(value, suggested)}
            </li>
          )}
          inputValue={asText(port.targetPort)}
          value={asText(port.targetPort)}
          disabled={frozen}
          onInputChange={(_, text, reason) => reason !== 'reset' && change({ targetPort: asNumber(text) })}
          onChange={(_, text) => change({ targetPort: asNumber(text) })}
          renderInput={(params) => (
            <TextField
              {...params}
              label={t('containerPort')}
              error={invalid('targetPort')}
              onFocus={() => focus([...at, 'targetPort'])}
              onBlur={() => focus(null)}
              slotProps={{
                ...params.slotProps,
                htmlInput: {
                  ...params.slotProps.htmlInput,
                  'aria-label': t('portField', { label: t('containerPort'), number }),
                  style: inputStyle,
                },
              }}
            />
          )}
        />
        {withNodePort && cell('nodePort', t('nodePort'), (text) => change({ nodePort: asNumber(text) }))}
        {cell('name', t('portName'), (text) => set({ ...port, name: text === '' ? undefined : text }))}
      </Box>
      <Findings findings={findings} />
    </Box>
  )
}

const inputStyle = { fontFamily: mono, fontSize: 13 }

/** Two columns where the form is narrow, three on two lines, or one line with most room for the name. */
function rowStyle(withNodePort: boolean) {
  return {
    display: 'grid',
    gap: 1,
    rowGap: 1.5,
    alignItems: 'start',
    gridTemplateColumns: '1fr 1fr',
    ...(withNodePort
      ? {
          '@container (min-width: 360px)': {
            gridTemplateColumns: '1fr 1fr 1fr',
            '& > :last-child': { gridColumn: 'span 2' },
          },
        }
      : { '@container (min-width: 460px)': { gridTemplateColumns: '1fr 1fr 1.1fr 1.4fr' } }),
  } as const
}

function describeTarget(value: string, suggested: readonly ContainerPort[]) {
  const port = suggested.find((each) => String(each.containerPort) === value || each.name === value)
  return (
    <Typography component="span" sx={{ fontFamily: mono, fontSize: 13 }}>
      {value}
      <Typography component="span" variant="caption" color="textSecondary" sx={{ ml: 1 }}>
        {port === undefined ? '' : port.name === value ? port.containerPort : (port.name ?? '')}
      </Typography>
    </Typography>
  )
}
