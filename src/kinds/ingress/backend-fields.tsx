/** Where requests go: a Service of the namespace and one of its ports, by number or by name. */
import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Service } from '../../k8s/core.ts'
import type { Path } from '../../k8s/fieldpath.ts'
import { asString } from '../../k8s/shape.ts'
import { type Manifest, removeAt, setAt } from '../../manifest/manifest.ts'
import { asNumber, useFindings, useForm, useLens } from '../../ui/fields/context.ts'
import { Findings } from '../../ui/fields/field.tsx'
import { ObjectSelect } from '../../ui/fields/object-select.tsx'
import { useCreationEntry } from '../creation.ts'
import { services } from '../related.ts'
import type { World } from '../world.ts'
import { findPort, findService, servicesIn } from './backends.ts'
import { type Backend, portPath, portText } from './spec.ts'

interface BackendProps {
  readonly world: World
  readonly path: Path
  readonly backend: Backend | null
  readonly help?: ReactNode
  /** Without a Service there is no backend at all. */
  readonly optional?: boolean
}

export function BackendFields({ world, path, backend, help, optional = false }: BackendProps) {
  const { t } = useTranslation('ingress')
  const { edit } = useForm()
  const namespace = asString(useLens(['metadata', 'namespace']).value)
  const rest = useOtherFindings(path)
  const port = useLens([...path, 'service', 'port'])
  const { service = '', port: number } = backend ?? {}
  const chooseService = (name: string | undefined) =>
    edit((manifest) =>
      name === undefined && optional
        ? removeAt(manifest, path, { pruneEmptyParents: true })
        : withService(manifest, path, name ?? '', number, findService(namespace, name ?? '', world)),
    )
  const create = useCreationEntry(services, namespace, t('createService'), chooseService)
  if (backend?.isResource === true)
    return (
      <Typography variant="body2" color="textSecondary">
        {t('resourceBackendHelp')}
      </Typography>
    )
  const choosePort = (text: string | undefined) => {
    const value = asNumber(text ?? '')
    port.set(value === undefined ? {} : typeof value === 'number' ? { number: value } : { name: value })
  }
  return (
    <Box data-path={path.join('.')} sx={{ display: 'grid', gap: 0.5, containerType: 'inline-size' }}>
      <Box sx={twoColumns}>
        <ObjectSelect
          path={[...path, 'service', 'name']}
          label={t('service')}
          help={help ?? null}
          required={!optional}
          value={service}
          onChange={chooseService}
          placeholder={namespace === '' ? t('chooseNamespaceFirst') : t('chooseService')}
          availability={world.availability(services)}
          options={serviceOptions(servicesIn(namespace, world))}
          create={create}
        />
        {(!optional || backend !== null) && (
          <ObjectSelect
            path={portPath(path, typeof number === 'string')}
            help={null}
            label={t('servicePort')}
            required
            freeText
            value={portText(number)}
            onChange={choosePort}
            placeholder={t('choosePort')}
            availability={world.availability(services)}
            options={portOptions(findService(namespace, service, world), portText(number))}
          />
        )}
      </Box>
      <Findings findings={rest} />
    </Box>
  )
}

/** One below the other where the row they stand in is narrow. */
export const twoColumns = {
  display: 'grid',
  gap: 1.5,
  alignItems: 'start',
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@container (min-width: 360px)': { gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)' },
} as const

/** What is said of the backend and of what has no field of its own, mostly by the server. */
function useOtherFindings(path: Path) {
  const own = [[...path, 'service', 'name'], portPath(path, true), portPath(path, false)].map(String)
  return useFindings(path, true).filter((found) => !own.includes(String(found.path)))
}

/** Another Service; a port that it does not have gives way to its first one. */
function withService(
  manifest: Manifest,
  path: Path,
  name: string,
  port: unknown,
  service: Service | undefined,
): Manifest {
  const named = setAt(manifest, [...path, 'service', 'name'], name)
  const [first] = service?.spec?.ports ?? []
  if (service === undefined || first === undefined || findPort(service, port) !== undefined) return named
  return setAt(named, [...path, 'service', 'port'], { number: first.port })
}

function serviceOptions(list: readonly Service[]) {
  return list
    .map(({ metadata, spec }) => ({
      name: metadata.name,
      note: (spec?.ports ?? [])
        .map(({ port, name }) => (name === undefined ? port : `${port} ${name}`))
        .join(', '),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

/** Each port by its number, then each by its name. Of a Service that is not known there is what was typed. */
function portOptions(service: Service | undefined, typed: string) {
  if (service === undefined) return typed === '' ? [] : [{ name: typed }]
  const ports = service.spec?.ports ?? []
  return [
    ...ports.map(({ port, name }) => ({ name: String(port), note: name })),
    ...ports.flatMap(({ port, name }) => (name === undefined ? [] : [{ name, note: String(port) }])),
  ]
}
