/** What a load balancer is there for besides Ingresses: ports and rules of its own, or a Gateway. */

import { useTranslation } from 'react-i18next'
import { asFields, asString } from '../../../k8s/shape.ts'
import { readAt } from '../../../manifest/manifest.ts'
import { SelectInput, Toggle } from '../../../ui/fields/choice.tsx'
import { useForm, useLens } from '../../../ui/fields/context.ts'
import { FoldedSection, Row } from '../../../ui/fields/section.tsx'
import { TextInput } from '../../../ui/fields/text-input.tsx'
import { configAt } from '../../alb/spec.ts'
import { viewOf } from '../spec.ts'
import '../../alb/words.ts'

/** The definition spells it so; the documents otherwise, and the controller reads either. */
const spellings = ['enableALb', 'enableAlb'] as const

export function RoleSection() {
  const { t } = useTranslation('alb')
  const { manifest } = useForm()
  const { config } = viewOf(manifest.value)
  const spelling = spellings.find((each) => readAt(manifest, configAt(each)) !== undefined) ?? 'enableALb'
  const own = useLens(configAt(spelling))
  const mode = useLens(configAt('gateway', 'mode'))
  const set = [
    config.enableALb,
    config.enableAlb,
    config.loadbalancerName,
    ...Object.values(asFields(config.gateway)),
  ]
  return (
    <FoldedSection
      title={t('section.role')}
      count={set.filter((each) => each !== undefined).length}
      paths={[...spellings, 'gateway', 'loadbalancerName'].map((each) => configAt(each))}
    >
      <Toggle
        path={configAt(spelling)}
        label={t('enableALb')}
        help={t('enableALbHelp')}
        checked={own.value !== false}
        onChange={(on) => own.set(on ? undefined : false)}
      />
      <Row>
        <SelectInput
          path={configAt('gateway', 'mode')}
          label={t('gatewayMode')}
          help={t('gatewayModeHelp')}
          value={asString(mode.value)}
          onChange={(next) => mode.set(next === '' ? undefined : next)}
          placeholder={t('notSet')}
          options={[
            { value: '', label: t('notSet') },
            ...(['standalone', 'shared'] as const).map((value) => ({
              value,
              label: t(`gatewayModes.${value}`),
            })),
          ]}
        />
        <TextInput
          path={configAt('gateway', 'name')}
          label={t('gatewayName')}
          help={t('gatewayNameHelp')}
          mono
        />
      </Row>
      {config.loadbalancerName !== undefined && (
        <TextInput
          path={configAt('loadbalancerName')}
          label={t('legacyName')}
          help={t('legacyNameHelp')}
          mono
        />
      )}
    </FoldedSection>
  )
}
