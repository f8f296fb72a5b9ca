/** What only a load balancer has: traffic policy, who provides it, its addresses and annotations. */
import { Alert } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asString, asStringMap } from '../../k8s/shape.ts'
import { AddressList } from '../../ui/fields/address-list.tsx'
import { Choice, SelectInput } from '../../ui/fields/choice.tsx'
import { useLens } from '../../ui/fields/context.ts'
import { ObjectSelect } from '../../ui/fields/object-select.tsx'
import { Row, Section } from '../../ui/fields/section.tsx'
import { TextInput } from '../../ui/fields/text-input.tsx'
import { addressPools, nodes } from '../related.ts'
import type { World } from '../world.ts'
import {
  detectProvider,
  exposureOf,
  metallbAddressKeys,
  metallbPoolKeys,
  type Provider,
  providers,
  withExposure,
} from './providers.ts'

const annotationsPath = ['metadata', 'annotations']

export function LoadBalancerSection({ world }: { world: World }) {
  const { t } = useTranslation('service')
  const policy = useLens(['spec', 'externalTrafficPolicy'])
  const annotations = asStringMap(useLens(annotationsPath).value)
  const nodeProviders = world.list(nodes).map((node) => asString(asFields(asFields(node).spec).providerID))
  const detected = detectProvider(annotations, nodeProviders)
  const metallb = world.availability(addressPools) === 'absent' ? undefined : providers[0]
  const [chosen, setChosen] = useState<string | null>(null)
  const provider =
    providers.find(({ id }) => id === chosen) ?? (chosen === null ? (detected ?? metallb) : undefined)
  return (
    <Section title={t('section.loadBalancer')}>
      <Choice
        path={['spec', 'externalTrafficPolicy']}
        label={t('trafficPolicy')}
        value={asString(policy.value) || 'Cluster'}
        onChange={policy.set}
        options={[
          { value: 'Cluster', label: 'Cluster', help: t('trafficPolicyHelp.Cluster') },
          { value: 'Local', label: 'Local', help: t('trafficPolicyHelp.Local') },
        ]}
      />
      <AddressList
        path={['spec', 'loadBalancerSourceRanges']}
        label={t('sourceRanges')}
        help={t('sourceRangesHelp')}
        addLabel={t('addSourceRange')}
        form="cidr"
      />
      <SelectInput
        path={[...annotationsPath, 'provider']}
        label={t('provider.label')}
        help={t('provider.help')}
        value={provider?.id ?? 'other'}
        onChange={setChosen}
        options={[
          ...providers.map(({ id, name }) => ({ value: id, label: name })),
          { value: 'other', label: t('provider.other') },
        ]}
      />
      {provider?.exposure !== undefined && <ExposureChoice provider={provider} />}
      {provider?.id === 'metallb' && <MetallbFields world={world} annotations={annotations} />}
      {provider?.annotations.map((preset) => {
        const label = t(`provider.${preset.text}`)
        const help = t(`provider.${preset.text}Help`)
        const path = [...annotationsPath, preset.key]
        return preset.values === undefined ? (
          <TextInput key={preset.key} path={path} label={label} help={help} mono />
        ) : (
          <AnnotationSelect
            key={preset.key}
            annotation={preset.key}
            label={label}
            help={help}
            values={preset.values}
          />
        )
      })}
    </Section>
  )
}

function ExposureChoice({ provider }: { provider: Provider }) {
  const { t } = useTranslation('service')
  const { value, set } = useLens(annotationsPath)
  const annotations = asStringMap(value)
  return (
    <Choice
      path={[...annotationsPath, 'exposure']}
      label={t('exposure')}
      help={t('exposureHelp')}
      value={exposureOf(provider, annotations) ?? ''}
      onChange={(choice) =>
        set(withExposure(provider, annotations, choice === 'private' ? 'private' : 'public'))
      }
      options={[
        { value: 'private', label: t('exposurePrivate') },
        { value: 'public', label: t('exposurePublic') },
      ]}
    />
  )
}

function AnnotationSelect(props: {
  annotation: string
  label: string
  help: string
  values: readonly string[]
}) {
  const { t } = useTranslation('service')
  const path = [...annotationsPath, props.annotation]
  const { value, set } = useLens(path)
  return (
    <SelectInput
      path={path}
      label={props.label}
      help={props.help}
      value={asString(value)}
      onChange={(next) => set(next === '' ? undefined : next)}
      options={[
        { value: '', label: t('provider.default') },
        ...props.values.map((each) => ({ value: each, label: each })),
      ]}
    />
  )
}

/** The documented annotation names; an object that has the newer ones keeps them. */
function MetallbFields({
  world,
  annotations,
}: {
  world: World
  annotations: Readonly<Record<string, string>>
}) {
  const { t } = useTranslation('service')
  const used = (keys: readonly [string, string]) => keys.find((key) => key in annotations) ?? keys[0]
  const poolPath = [...annotationsPath, used(metallbPoolKeys)]
  const pool = useLens(poolPath)
  const pools = world.list(addressPools)
  if (world.availability(addressPools) === 'absent')
    return (
      <Alert severity="info" role="note">
        {t('metallbAbsent')}
      </Alert>
    )
  return (
    <Row>
      <ObjectSelect
        path={poolPath}
        label={t('pool')}
        help={t('poolHelp')}
        value={asString(pool.value)}
        onChange={pool.set}
        placeholder={t('anyPool')}
        availability={world.availability(addressPools)}
        options={pools.map((each) => poolOption(each, t('poolByName')))}
      />
      <TextInput
        path={[...annotationsPath, used(metallbAddressKeys)]}
        label={t('addresses')}
        help={t('addressesHelp')}
        placeholder="192.0.2.10, 2001:db8::10"
        mono
      />
    </Row>
  )
}

function poolOption(pool: KubeObject, byNameOnly: string) {
  const { name } = pool.metadata
  const spec = asFields(asFields(pool).spec)
  const ranges = Array.isArray(spec.addresses) ? spec.addresses.join(', ') : ''
  return { name, note: spec.autoAssign === false ? `${ranges} · ${byNameOnly}` : ranges }
}
