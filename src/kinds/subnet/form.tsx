/** The Subnet form: what the cluster's network can do decides what is asked. */
import { useTranslation } from 'react-i18next'
import { Choice } from '../../ui/fields/choice.tsx'
import { useForm } from '../../ui/fields/context.ts'
import { Section } from '../../ui/fields/section.tsx'
import { DisplayNameField, MetadataSection, NameField } from '../identity.tsx'
import type { FormProps } from '../kind.ts'
import { AssignmentSection } from './assignment-fields.tsx'
import { BlockField } from './block-field.tsx'
import { CalicoFields } from './calico-fields.tsx'
import { withTransmitMode } from './changes.ts'
import { GatewaySection, NatField } from './gateway-fields.tsx'
import { ReservedField } from './reserved-field.tsx'
import { type Variant, variantOf, vlanPath } from './spec.ts'
import { UnderlayFields } from './underlay-fields.tsx'

export default function SubnetForm({ world }: FormProps) {
  const { t } = useTranslation('subnet')
  const { manifest } = useForm()
  const variant = variantOf(manifest.value, world)
  return (
    <>
      <Section title={t('section.basics')}>
        <NameField label={t('name')} />
        <DisplayNameField world={world} />
        {variant !== 'calico' && <TransmitMode variant={variant} />}
      </Section>
      <Section title={t('section.addresses')}>
        {variant === 'underlay' ? (
          <UnderlayFields world={world} />
        ) : (
          <BlockField variant={variant} label={t(variant === 'calico' ? 'cidr' : 'segment')} />
        )}
        {variant !== 'calico' && <ReservedField />}
      </Section>
      {variant === 'overlay' && <GatewaySection world={world} />}
      {variant === 'calico' && (
        <Section title={t('section.traffic')}>
          <CalicoFields />
          <NatField />
        </Section>
      )}
      <AssignmentSection world={world} />
      <MetadataSection world={world} />
    </>
  )
}

/** A subnet with a VLAN is one of the physical network. */
function TransmitMode({ variant }: { variant: Variant }) {
  const { t } = useTranslation('subnet')
  const { mode, edit } = useForm()
  return (
    <Choice
      path={vlanPath.slice(0, 1)}
      holds="map"
      label={t('transmitMode')}
      help={mode === 'edit' ? t('transmitFixed') : null}
      disabled={mode === 'edit'}
      value={variant}
      onChange={(next) => edit((current) => withTransmitMode(current, next))}
      options={(['overlay', 'underlay'] as const).map((value) => ({
        value,
        label: t(`mode.${value}`),
        help: t(`modeHelp.${value}`),
      }))}
    />
  )
}
