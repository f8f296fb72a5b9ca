/** On which load balancer, and on which port of it. */
import { useTranslation } from 'react-i18next'
import { asNumber, useForm } from '../../../ui/fields/context.ts'
import { ObjectSelect } from '../../../ui/fields/object-select.tsx'
import { Row, Section } from '../../../ui/fields/section.tsx'
import { TextInput } from '../../../ui/fields/text-input.tsx'
import { viewOf as albViewOf } from '../../alb2/spec.ts'
import { DisplayNameField, NameField } from '../../identity.tsx'
import type { FormProps } from '../../kind.ts'
import { nearAlbs } from '../../related.ts'
import type { World } from '../../world.ts'
import { withBalancer, withPort } from '../changes.ts'
import { balancerNamed, balancerOf, balancersFor, rangesFor } from '../lending.ts'
import { balancerPath, type PortView, portPath, viewOf } from '../spec.ts'
import './words.ts'

export function ListenSection({ world }: FormProps) {
  const { t } = useTranslation('port')
  const { manifest, mode, edit } = useForm()
  const view = viewOf(manifest.value)
  const isFixed = mode === 'edit'
  return (
    <Section title={t('section.listen')}>
      <Row>
        <BalancerSelect world={world} view={view} />
        <TextInput
          path={portPath}
          label={t('port')}
          help={isFixed ? t('portFixed') : <PortHelp view={view} world={world} />}
          required
          mono
          disabled={isFixed}
          onText={(text) => edit((current) => withPort(current, asNumber(text), world))}
        />
      </Row>
      <NameField label={t('name')} help={t('nameHelp')} />
      <DisplayNameField world={world} />
    </Section>
  )
}

function BalancerSelect({ world, view }: FormProps & { view: PortView }) {
  const { t } = useTranslation('port')
  const { mode, edit } = useForm()
  return (
    <ObjectSelect
      path={balancerPath}
      label={t('balancer')}
      help={t(mode === 'edit' ? 'balancerFixed' : 'balancerHelp')}
      required
      disabled={mode === 'edit'}
      value={view.balancer}
      onChange={(name = '') => {
        const offered = balancersFor(view.namespace, world)
        const chosen =
          balancerNamed(view.namespace, name, world) ?? offered.find(({ metadata }) => metadata.name === name)
        edit((current) => withBalancer(current, chosen, name, world))
      }}
      placeholder={t('chooseBalancer')}
      availability={world.availability(nearAlbs)}
      options={balancersFor(view.namespace, world).map((each) => ({
        name: each.metadata.name,
        note: rangesText(each, world),
      }))}
    />
  )
}

function rangesText(alb: unknown, { project }: World): string {
  const view = albViewOf(alb)
  return project === null ? '' : (rangesFor(view, project)?.join(', ') ?? '')
}

function PortHelp({ view, world }: { view: PortView; world: World }) {
  const { t } = useTranslation('port')
  const alb = balancerOf(view, world)
  const ranges = alb === undefined ? '' : rangesText(alb, world)
  return (
    <>
      {t('portHelp')}
      {ranges !== '' && ` ${t('portRanges', { ranges })}`}
    </>
  )
}
