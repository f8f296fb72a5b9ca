/** Assign Namespace: the namespaces whose pods get its addresses. */
import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/fields/section.tsx'
import type { FormProps } from '../kind.ts'
import { NamespacesField } from './assignment-fields.tsx'

export default function NamespaceForm({ world }: FormProps) {
  const { t } = useTranslation('subnet')
  return (
    <Section title={t('section.assignment')}>
      <NamespacesField world={world} />
    </Section>
  )
}
