/** Update Reserved IP: the addresses that no pod gets, by themselves. */
import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/fields/section.tsx'
import { ReservedField } from './reserved-field.tsx'

export default function ReservedForm() {
  const { t } = useTranslation('subnet')
  return (
    <Section title={t('section.addresses')}>
      <ReservedField />
    </Section>
  )
}
