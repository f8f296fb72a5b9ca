/** What is answered to pages of other origins, and which host the pods are asked for. */
import { useTranslation } from 'react-i18next'
import { Toggle } from '../../../ui/fields/choice.tsx'
import { useLens } from '../../../ui/fields/context.ts'
import { FoldedSection, Section } from '../../../ui/fields/section.tsx'
import { TextInput } from '../../../ui/fields/text-input.tsx'
import './words.ts'

const cors = ['enableCORS', 'corsAllowOrigin', 'corsAllowHeaders'].map((field) => ['spec', field])

export function CorsSection() {
  const { t } = useTranslation('action')
  const isOn = useLens(['spec', 'enableCORS'])
  const values = [
    isOn.value,
    useLens(['spec', 'corsAllowOrigin']).value,
    useLens(['spec', 'corsAllowHeaders']).value,
  ]
  const count = values.filter((each) => each !== undefined && each !== '' && each !== false).length
  return (
    <FoldedSection title={t('section.cors')} count={count} paths={cors}>
      <Toggle
        path={['spec', 'enableCORS']}
        label={t('cors')}
        help={t('corsHelp')}
        checked={isOn.value === true}
        onChange={(on) => isOn.set(on ? true : undefined)}
      />
      <TextInput
        path={['spec', 'corsAllowOrigin']}
        label={t('corsOrigin')}
        help={t('corsOriginHelp')}
        mono
        placeholder="https://shop.example.com"
      />
      <TextInput
        path={['spec', 'corsAllowHeaders']}
        label={t('corsHeaders')}
        help={t('corsHeadersHelp')}
        mono
        placeholder="x-token,x-request-id"
      />
    </FoldedSection>
  )
}

export function HostSection() {
  const { t } = useTranslation('action')
  return (
    <Section title={t('section.host')}>
      <TextInput
        path={['spec', 'vhost']}
        label={t('vhost')}
        help={t('vhostHelp')}
        mono
        placeholder="internal.example.com"
      />
    </Section>
  )
}
