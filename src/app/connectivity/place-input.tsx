/** One end of a question: what it is, where it is, and its name. */
import { Autocomplete, Box, MenuItem, TextField } from '@mui/material'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseAddress } from '../../net/address.ts'
import { mono } from '../../ui/theme.ts'
import { formatPlace, type Place, parsePlace } from './place.ts'
import type { Names } from './protocol.ts'

const types = ['pod', 'workload', 'ns', 'ip'] as const
type Type = (typeof types)[number]

interface Draft {
  readonly type: Type
  readonly namespace: string
  /** Of a workload with its kind before it. */
  readonly name: string
  readonly ip: string
}

export function PlaceInput(props: {
  label: string
  place: Place | null
  names: Names | null
  onPlace: (place: Place | null) => void
  onNamespace: (namespace: string) => void
  children?: ReactNode
}) {
  const { t } = useTranslation('connectivity')
  const { label, place, names, onPlace, onNamespace } = props
  const [draft, setDraft] = useState(() => draftOf(place))
  const set = (change: Partial<Draft>) => {
    const next = { ...draft, ...change }
    setDraft(next)
    if (change.namespace !== undefined) onNamespace(next.namespace)
    onPlace(placeOf(next))
  }
  const { type, namespace, name, ip } = draft
  const isIpWrong = type === 'ip' && ip !== '' && parseAddress(ip) === null
  const options = type === 'pod' ? names?.pods[namespace] : names?.workloads[namespace]?.map(workloadName)
  return (
    <Box component="fieldset" sx={fieldsetStyle}>
      <Box component="legend" sx={{ fontWeight: 600, fontSize: 13, p: 0, mb: 1, width: '100%' }}>
        {label}
      </Box>
      <TextField
        select
        label={t('ask.type')}
        value={type}
        onChange={({ target }) => set({ type: target.value as Type, name: '' })}
        sx={{ width: 140 }}
      >
        {types.map((each) => (
          <MenuItem key={each} value={each}>
            {t(`ask.types.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      {type === 'ip' ? (
        <TextField
          label={t('ask.ip')}
          value={ip}
          error={isIpWrong}
          helperText={isIpWrong ? t('ask.ipWrong') : undefined}
          onChange={({ target }) => set({ ip: target.value.trim() })}
          sx={{ width: { xs: '100%', sm: 260 }, '& input': { fontFamily: mono } }}
        />
      ) : (
        <Choice
          label={t('ask.namespace')}
          value={namespace}
          options={names?.namespaces ?? []}
          onValue={(value) => set({ namespace: value, name: '' })}
          width={200}
        />
      )}
      {(type === 'pod' || type === 'workload') && (
        <Choice
          label={t('ask.name')}
          value={name}
          options={options ?? []}
          onValue={(value) => set({ name: value })}
          width={260}
        />
      )}
      {props.children}
    </Box>
  )
}

/** Any name can be typed: what there is may not be known. */
function Choice(props: {
  label: string
  value: string
  options: readonly string[]
  onValue: (value: string) => void
  width: number
}) {
  return (
    <Autocomplete
      freeSolo
      forcePopupIcon
      disableClearable
      size="small"
      options={props.options}
      inputValue={props.value}
      value={props.value}
      onInputChange={(_, value, reason) => {
        if (reason !== 'reset') props.onValue(value.trim())
      }}
      onChange={(_, value) => props.onValue(value)}
      renderInput={(params) => <TextField {...params} label={props.label} />}
      sx={{ width: { xs: '100%', sm: props.width }, '& input': { fontFamily: mono } }}
    />
  )
}

function workloadName(place: Place): string {
  return formatPlace(place)
    .replace(/^workload:[^/]*\//, '')
    .replace(/^pod:[^/]*\//, 'Pod/')
}

function draftOf(place: Place | null): Draft {
  const empty: Draft = { type: 'pod', namespace: '', name: '', ip: '' }
  switch (place?.type) {
    case 'ns':
      return { ...empty, type: 'ns', namespace: place.namespace }
    case 'ip':
      return { ...empty, type: 'ip', ip: place.ip }
    case 'pod':
      return { ...empty, namespace: place.namespace, name: place.name }
    case 'workload':
      return { ...empty, type: 'workload', namespace: place.namespace, name: `${place.kind}/${place.name}` }
    default:
      return empty
  }
}

function placeOf({ type, namespace, name, ip }: Draft): Place | null {
  if (type === 'ip') return parseAddress(ip) === null ? null : { type, ip }
  if (type === 'ns') return namespace === '' ? null : { type, namespace }
  const written = type === 'pod' ? `pod:${namespace}/${name}` : workloadText(namespace, name)
  return namespace === '' || name === '' ? null : parsePlace(written)
}

function workloadText(namespace: string, name: string): string {
  const pod = /^Pod\/(.+)$/.exec(name)?.[1]
  return pod === undefined ? `workload:${namespace}/${name}` : `pod:${namespace}/${pod}`
}

const fieldsetStyle = {
  border: 0,
  m: 0,
  p: 0,
  minWidth: 0,
  display: 'flex',
  flexWrap: 'wrap',
  gap: 1.5,
  alignItems: 'flex-start',
} as const
