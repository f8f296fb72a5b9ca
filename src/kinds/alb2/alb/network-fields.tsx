/** How a load balancer is reached: on the addresses of nodes, or through a Service. */
import { Alert } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { asString } from '../../../k8s/shape.ts'
import { Choice, Toggle } from '../../../ui/fields/choice.tsx'
import { useForm } from '../../../ui/fields/context.ts'
import { MapInput } from '../../../ui/fields/map-input.tsx'
import { Section } from '../../../ui/fields/section.tsx'
import { Rows, RowText } from '../../alb/rows.tsx'
import type { FormProps } from '../../kind.ts'
import { named } from '../../lookups.ts'
import { albs } from '../../related.ts'
import { withAddresses, withMode, withService } from '../changes.ts'
import { addressPath, modePath, serviceAnnotationsPath, servicePath, viewOf } from '../spec.ts'
import '../../alb/words.ts'

export function NetworkSection({ world }: FormProps) {
  const { t } = useTranslation('alb')
  const { manifest, edit, mode: action } = useForm()
  const { mode, hasService, name, namespace } = viewOf(manifest.value)
  const saved = action === 'edit' ? named(world, albs, namespace, name) : undefined
  const staysOn = saved !== undefined && viewOf(saved).hasService
  return (
    <Section title={t('section.network')}>
      <Choice
        path={modePath}
        label={t('networkMode')}
        help={null}
        value={mode}
        onChange={(next) => edit((current) => withMode(current, next))}
        options={(['host', 'container'] as const).map((value) => ({
          value,
          label: t(`alb2:mode.${value}`),
          help: t(`modeHelp.${value}`),
        }))}
      />
      <Toggle
        path={servicePath}
        label={t('service')}
        help={t(mode === 'container' ? 'serviceAlways' : staysOn ? 'serviceStays' : 'serviceHelp')}
        checked={hasService}
        disabled={mode === 'container' || (staysOn && hasService)}
        onChange={(on) => edit((current) => withService(current, on))}
      />
      {hasService && (
        <MapInput
          path={serviceAnnotationsPath}
          label={t('annotations')}
          help={t('annotationsHelp')}
          addLabel={t('addAnnotation')}
          keyPlaceholder="metallb.universe.tf/address-pool"
          keepDepth={3}
        />
      )}
      <AddressField />
    </Section>
  )
}

/** Where a Service gives the address, others only add to it. */
function AddressField() {
  const { t } = useTranslation('alb')
  const { manifest, edit } = useForm()
  const { addresses, hasService } = viewOf(manifest.value)
  return (
    <>
      <Rows<string>
        path={addressPath}
        label={t('address')}
        help={t(hasService ? 'addressMore' : 'addressHelp')}
        required={!hasService}
        addLabel={t('addAddress')}
        rowLabel={(index) => t('addressNumber', { number: index + 1 })}
        newRow={() => ''}
        rows={addresses}
        onChange={(next) => edit((current) => withAddresses(current, next.map(asString)))}
      >
        {(text, change, index) => (
          <RowText
            path={addressPath}
            label={t('addressNumber', { number: index + 1 })}
            value={text}
            placeholder="192.0.2.10"
            onText={change}
          />
        )}
      </Rows>
      {!hasService && (
        <Alert severity="info" role="note">
          {t('vip')}
        </Alert>
      )}
    </>
  )
}
