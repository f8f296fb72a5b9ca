/** The form of a BFD profile: how often is asked, and after how many lost answers a router counts as gone. */
import { Alert } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Toggle } from '../../ui/fields/choice.tsx'
import { useForm, useLens } from '../../ui/fields/context.ts'
import { FoldedSection, Row, Section } from '../../ui/fields/section.tsx'
import { NumberInput } from '../../ui/fields/text-input.tsx'
import { DisplayNameField, MetadataSection, NameField } from '../identity.tsx'
import type { FormProps } from '../kind.ts'
import { type BfdNumber, bfdDefaults, bfdLimits, bfdOf, detectionTime } from '../metallb/bfd.ts'
import { NamespaceFindings } from '../metallb/namespace-findings.tsx'
import '../metallb/words.ts'

const advancedFields = ['passiveMode', 'echoMode', 'echoInterval', 'minimumTtl']

export default function BfdForm({ world }: FormProps) {
  const { t } = useTranslation('metallb')
  const { manifest } = useForm()
  const view = bfdOf(manifest.value)
  return (
    <>
      <Section title={t('bfdprofile:one')}>
        <NameField label={t('name')} help={t('namespaceNote', { namespace: view.namespace })} />
        <NamespaceFindings />
        <DisplayNameField world={world} />
      </Section>
      <Section title={t('bfd.times')}>
        <Row>
          <NumberField field="receiveInterval" />
          <NumberField field="transmitInterval" />
        </Row>
        <NumberField field="detectMultiplier" />
        <Alert severity="info" role="status">
          {t('bfd.detected', { time: detectionTime(view) })}
        </Alert>
      </Section>
      <FoldedSection
        title={t('advanced')}
        count={advancedFields.filter((field) => view.spec[field] !== undefined).length}
        paths={advancedFields.map((field) => ['spec', field])}
      >
        <ToggleField field="passiveMode" />
        <ToggleField field="echoMode" />
        <Row>
          <NumberField field="echoInterval" />
          <NumberField field="minimumTtl" />
        </Row>
      </FoldedSection>
      <MetadataSection world={world} />
    </>
  )
}

function NumberField({ field }: { field: BfdNumber }) {
  const { t } = useTranslation('metallb')
  const [min, max] = bfdLimits[field]
  return (
    <NumberInput
      path={['spec', field]}
      label={t(`bfd.${field}`)}
      help={t(`bfd.${field}Help`, { min, max })}
      placeholder={String(bfdDefaults[field])}
    />
  )
}

function ToggleField({ field }: { field: 'passiveMode' | 'echoMode' }) {
  const { t } = useTranslation('metallb')
  const { value, set } = useLens(['spec', field])
  return (
    <Toggle
      path={['spec', field]}
      label={t(`bfd.${field}`)}
      help={t(`bfd.${field}Help`)}
      checked={value === true}
      onChange={(on) => set(on || undefined)}
    />
  )
}
