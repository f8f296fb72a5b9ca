/** The Service form, in the order one explains a Service: what it is, how it is reached, what it is for. */
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { asFields, asList, asString, type Fields } from '../../k8s/shape.ts'
import { AddressList } from '../../ui/fields/address-list.tsx'
import { Choice, Toggle } from '../../ui/fields/choice.tsx'
import { useForm, useLens } from '../../ui/fields/context.ts'
import { FoldedSection, Section } from '../../ui/fields/section.tsx'
import { NumberInput, TextInput } from '../../ui/fields/text-input.tsx'
import { IdentityFields, MetadataSection } from '../identity.tsx'
import type { FormProps } from '../kind.ts'
import { LoadBalancerSection } from './load-balancer.tsx'
import { PortsSection } from './ports.tsx'
import { changeType, serviceTypes, withVirtualIp } from './spec-change.ts'
import { TargetSection } from './target-section.tsx'

export default function ServiceForm({ world }: FormProps) {
  const { t } = useTranslation('service')
  const spec = asFields(useLens(['spec']).value)
  const type = asString(spec.type) || 'ClusterIP'
  const external = type === 'ExternalName'
  return (
    <>
      <Section title={t('section.basics')}>
        <IdentityFields world={world} nameHelp={t('nameHelp')} />
      </Section>
      <AccessSection />
      {!external && <TargetSection world={world} />}
      {!external && <PortsSection world={world} />}
      {type === 'LoadBalancer' && <LoadBalancerSection world={world} />}
      {!external && <SessionAffinitySection />}
      {!external && <ExternalIpsSection />}
      <MetadataSection world={world} />
    </>
  )
}

function AccessSection() {
  const { t } = useTranslation('service')
  const { mode } = useForm()
  const { value, set } = useLens(['spec'])
  // What a change of type took away comes back when the user changes their mind.
  const stash = useRef<Fields>({})
  const spec = asFields(value)
  const type = asString(spec.type) || 'ClusterIP'
  // With ExternalName a leftover `None` says nothing; hiding the type for it would leave no way out.
  const headless = spec.clusterIP === 'None' && type !== 'ExternalName'

  const choose = (next: string) => {
    const change = changeType(spec, next, stash.current)
    stash.current = change.stash
    set(change.spec)
  }
  return (
    <Section title={t('section.access')}>
      {type !== 'ExternalName' && (
        <Toggle
          path={['spec', 'clusterIP']}
          label={t('virtualIp')}
          help={mode === 'edit' ? t('virtualIpFixed') : t('virtualIpHelp')}
          checked={!headless}
          disabled={mode === 'edit'}
          onChange={(on) => set(withVirtualIp(spec, on))}
        />
      )}
      {(!headless || type !== 'ClusterIP') && (
        <Choice
          path={['spec', 'type']}
          label={t('type')}
          value={type}
          onChange={choose}
          options={serviceTypes.map((each) => ({ value: each, label: each, help: t(`typeHelp.${each}`) }))}
        />
      )}
      {type === 'ExternalName' && (
        <TextInput
          path={['spec', 'externalName']}
          label={t('externalName')}
          help={t('externalNameHelp')}
          placeholder="api.foo.bar.example"
          required
          mono
        />
      )}
    </Section>
  )
}

const externalIps = ['spec', 'externalIPs']

function ExternalIpsSection() {
  const { t } = useTranslation('service')
  const { value } = useLens(externalIps)
  return (
    <FoldedSection title={t('externalIps')} count={asList(value).length} paths={[externalIps]}>
      <AddressList
        path={externalIps}
        label={t('externalIps')}
        hideLabel
        help={t('externalIpsHelp')}
        addLabel={t('addExternalIp')}
        form="address"
      />
    </FoldedSection>
  )
}

function SessionAffinitySection() {
  const { t } = useTranslation('service')
  const { value, set } = useLens(['spec'])
  const spec = asFields(value)
  const sticky = spec.sessionAffinity === 'ClientIP'
  const change = (on: boolean) => {
    const { sessionAffinity: _, sessionAffinityConfig: __, ...rest } = spec
    set(on ? { ...spec, sessionAffinity: 'ClientIP' } : rest)
  }
  return (
    <Section title={t('section.affinity')}>
      <Toggle
        path={['spec', 'sessionAffinity']}
        label={t('affinity')}
        help={t('affinityHelp')}
        checked={sticky}
        onChange={change}
      />
      {sticky && (
        <NumberInput
          path={['spec', 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds']}
          label={t('affinityTimeout')}
          help={t('affinityTimeoutHelp')}
          placeholder="10800"
        />
      )}
    </Section>
  )
}
