/** The listening port that a rule stands on: chosen once, then told. */
import { Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../../k8s/objects.ts'
import { asFields, asString } from '../../../k8s/shape.ts'
import { Fact, Facts } from '../../../ui/facts.tsx'
import { useForm } from '../../../ui/fields/context.ts'
import type { ObjectOption } from '../../../ui/fields/object-options.ts'
import { ObjectSelect } from '../../../ui/fields/object-select.tsx'
import { Section } from '../../../ui/fields/section.tsx'
import { TextInput } from '../../../ui/fields/text-input.tsx'
import { ObjectLink } from '../../../ui/links.tsx'
import { Mono } from '../../../ui/mono.tsx'
import { albLabel, frontendLabel, specOf } from '../../alb/spec.ts'
import { isOpenTo } from '../../alb2/spec.ts'
import { balancerNamed } from '../../frontend/lending.ts'
import type { FormProps } from '../../kind.ts'
import { named } from '../../lookups.ts'
import { albPorts, albs } from '../../related.ts'
import type { World } from '../../world.ts'
import { withPort } from '../placing.ts'
import { projectsOf, viewOf } from '../spec.ts'
import './words.ts'

export function PlaceSection({ world }: FormProps) {
  const { t } = useTranslation('action')
  const { manifest, mode } = useForm()
  const { namespace, frontend, alb } = viewOf(manifest.value)
  const port = named<KubeObject>(world, albPorts, namespace, frontend)
  const { port: number, protocol } = specOf(port)
  return (
    <Section title={t('section.place')}>
      {mode === 'create' && <PortSelect world={world} />}
      <Facts>
        <Fact term={t('loadBalancers')}>
          {alb === '' ? '–' : <ObjectLink reference={{ ...albs, namespace, name: alb }} />}
        </Fact>
        <Fact term={t('port')}>{typeof number === 'number' ? <Mono>{String(number)}</Mono> : '–'}</Fact>
        <Fact term={t('protocol')}>{asString(protocol).toUpperCase() || '–'}</Fact>
        <Fact term={t('name')}>
          <Mono>{viewOf(manifest.value).name || '–'}</Mono>
        </Fact>
      </Facts>
      <TextInput path={['spec', 'description']} label={t('description')} help={t('descriptionHelp')} />
    </Section>
  )
}

function PortSelect({ world }: FormProps) {
  const { t } = useTranslation('action')
  const { manifest, edit } = useForm()
  const { frontend } = viewOf(manifest.value)
  const ports = world.list<KubeObject>(albPorts).filter((port) => isOffered(port, world))
  const choose = (name: string | undefined) => {
    const port = ports.find(({ metadata }) => metadata.name === name)
    if (port === undefined) return
    const { namespace = '', uid = '', labels } = port.metadata
    const at = { namespace, name: port.metadata.name, uid, alb: labels?.[albLabel] ?? '' }
    edit((current) => withPort(current, at, world.project, world.labelDomain))
  }
  return (
    <>
      <ObjectSelect
        path={['metadata', 'labels', frontendLabel]}
        label={t('listeningPort')}
        help={t('listeningPortHelp')}
        required
        value={frontend}
        onChange={choose}
        placeholder={t('choosePort')}
        availability={world.availability(albPorts)}
        options={ports.map(optionOf).toSorted((a, b) => a.name.localeCompare(b.name))}
      />
      {world.availability(albPorts) === 'live' && ports.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('noPorts')}
        </Typography>
      )}
    </>
  )

  function optionOf(port: KubeObject): ObjectOption {
    const { port: number, protocol } = specOf(port)
    const words = asString(protocol).toUpperCase()
    const note = `${port.metadata.labels?.[albLabel] ?? ''} · ${words} ${String(number)}`
    const isStream = !['http', 'https', 'grpc'].includes(asString(protocol))
    return isStream
      ? { name: port.metadata.name, note: `${note} · ${t('streamsHaveNone')}`, disabled: true }
      : { name: port.metadata.name, note }
  }
}

/** In the view of a project: of the balancers that it may use and, where ports are handed out, of its own. */
function isOffered(port: KubeObject, world: World): boolean {
  const { project } = world
  if (project === null) return true
  const { namespace = '', labels } = port.metadata
  const alb = balancerNamed(namespace, labels?.[albLabel] ?? '', world)
  if (alb === undefined || !isOpenTo(alb, project)) return false
  const isByPorts = asFields(specOf(alb).config).enablePortProject === true
  return !isByPorts || projectsOf(port).some((each) => each === project || each === 'ALL_ALL')
}
