/** Through which nodes the traffic of an overlay subnet leaves the cluster, and under whose address. */
import { useTranslation } from 'react-i18next'
import { Choice, Toggle } from '../../ui/fields/choice.tsx'
import { useForm, useLens } from '../../ui/fields/context.ts'
import { NamesSelect } from '../../ui/fields/names-select.tsx'
import { Section } from '../../ui/fields/section.tsx'
import { useGate } from '../gates.ts'
import type { FormProps } from '../kind.ts'
import { nodes } from '../related.ts'
import { withGatewayNodes, withGatewayType } from './changes.ts'
import { gatewayNodePath, gatewayTypePath, viewOf } from './spec.ts'

export function GatewaySection({ world }: FormProps) {
  const { t } = useTranslation('subnet')
  const { manifest, edit } = useForm()
  const { gatewayType, gatewayNodes } = viewOf(manifest.value)
  return (
    <Section title={t('section.gateway')}>
      <Choice
        path={gatewayTypePath}
        label={t('gatewayTypeLabel')}
        help={null}
        value={gatewayType}
        onChange={(next) => edit((current) => withGatewayType(current, next))}
        options={(['distributed', 'centralized'] as const).map((value) => ({
          value,
          label: t(`gatewayType.${value}`),
          help: t(`gatewayTypeHelp.${value}`),
        }))}
      />
      {gatewayType === 'centralized' && (
        <>
          <NamesSelect
            path={gatewayNodePath}
            holds="text"
            label={t('gatewayNodes')}
            help={t('gatewayNodesHelp')}
            required
            value={gatewayNodes}
            onChange={(names) => edit((current) => withGatewayNodes(current, names))}
            freeText
            placeholder={t('chooseNodes')}
            options={world.list(nodes).map(({ metadata: { name } }) => ({ name }))}
          />
          <EcmpField />
        </>
      )}
      <NatField />
    </Section>
  )
}

/** Where the platform has it switched off, it is shown only if it is set all the same. */
function EcmpField() {
  const { t } = useTranslation('subnet')
  const { value, set } = useLens(['spec', 'enableEcmp'])
  const gate = useGate('ecmp')
  if (!gate && value !== true) return null
  return (
    <Toggle
      path={['spec', 'enableEcmp']}
      label={t('ecmp')}
      help={t('ecmpHelp')}
      checked={value === true}
      onChange={(on) => set(on)}
    />
  )
}

export function NatField() {
  const { t } = useTranslation('subnet')
  const { value, set } = useLens(['spec', 'natOutgoing'])
  return (
    <Toggle
      path={['spec', 'natOutgoing']}
      label={t('nat')}
      help={t('natHelp')}
      checked={value === true}
      onChange={(on) => set(on)}
    />
  )
}
