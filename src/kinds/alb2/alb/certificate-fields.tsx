/** What Ingresses get that bring no certificate of their own, and which ports Ingresses have. */

import { useTranslation } from 'react-i18next'
import { SelectInput, Toggle } from '../../../ui/fields/choice.tsx'
import { useForm, useLens } from '../../../ui/fields/context.ts'
import { ObjectSelect } from '../../../ui/fields/object-select.tsx'
import { FoldedSection, Row, Section } from '../../../ui/fields/section.tsx'
import { NumberInput } from '../../../ui/fields/text-input.tsx'
import { configAt } from '../../alb/spec.ts'
import type { FormProps } from '../../kind.ts'
import { allTlsSecrets } from '../../related.ts'
import { certificatePath, strategyPath, viewOf } from '../spec.ts'
import '../../alb/words.ts'

export function CertificateSection({ world }: FormProps) {
  const { t } = useTranslation('alb')
  const { manifest } = useForm()
  const strategyLens = useLens(strategyPath)
  const certificateLens = useLens(certificatePath)
  const { strategy, certificate } = viewOf(manifest.value)
  return (
    <Section title={t('section.certificate')}>
      <SelectInput
        path={strategyPath}
        label={t('strategy')}
        help={t('strategyHelp')}
        value={strategy}
        onChange={(next) => strategyLens.set(next === 'Never' ? undefined : next)}
        options={(['Never', 'Always', 'Request', 'Both'] as const).map((value) => ({
          value,
          label: value,
          help: t(`strategies.${value}`),
        }))}
      />
      {(strategy !== 'Never' || certificate !== '') && (
        <ObjectSelect
          path={certificatePath}
          label={t('certificate')}
          help={t('certificateHelp')}
          required={strategy !== 'Never'}
          value={certificate}
          onChange={(name) => certificateLens.set(name)}
          placeholder={t('chooseCertificate')}
          freeText
          availability={world.availability(allTlsSecrets)}
          options={world
            .list(allTlsSecrets)
            .map(({ metadata: { namespace = '', name } }) => ({ name: `${namespace}/${name}` }))
            .toSorted((a, b) => a.name.localeCompare(b.name))}
        />
      )}
    </Section>
  )
}

const ingressKeys = [
  ...['enableIngress', 'defaultIngressClass', 'ingressHTTPPort', 'ingressHTTPSPort', 'ingressSSLRedirect'],
] as const

export function IngressSection() {
  const { t } = useTranslation('alb')
  const { manifest } = useForm()
  const { config } = viewOf(manifest.value)
  const count = ingressKeys.filter((key) => config[key] !== undefined).length
  return (
    <FoldedSection
      title={t('section.ingresses')}
      count={count}
      paths={ingressKeys.map((key) => configAt(key))}
    >
      <TextToggle field="enableIngress" />
      <Flag field="defaultIngressClass" />
      <Row>
        <NumberInput
          path={configAt('ingressHTTPPort')}
          label={t('ingressHTTPPort')}
          help={t('ingressPortHelp')}
          placeholder="80"
        />
        <NumberInput
          path={configAt('ingressHTTPSPort')}
          label={t('ingressHTTPSPort')}
          help={t('ingressPortHelp')}
          placeholder="443"
        />
      </Row>
      <Flag field="ingressSSLRedirect" />
    </FoldedSection>
  )
}

/** On where it is not set; the object keeps the words true and false as texts. */
export function TextToggle({ field }: { field: 'enableIngress' | 'enableIPV6' }) {
  const { t } = useTranslation('alb')
  const path = configAt(field)
  const { value, set } = useLens(path)
  return (
    <Toggle
      path={path}
      label={t(field)}
      help={t(`${field}Help`)}
      checked={value !== 'false'}
      onChange={(on) => set(on ? undefined : 'false')}
    />
  )
}

function Flag({ field }: { field: 'defaultIngressClass' | 'ingressSSLRedirect' }) {
  const { t } = useTranslation('alb')
  const path = configAt(field)
  const { value, set } = useLens(path)
  return (
    <Toggle
      path={path}
      label={t(field)}
      help={t(`${field}Help`)}
      checked={value === true}
      onChange={(on) => set(on ? true : undefined)}
    />
  )
}
