/** Assign Project: the projects whose pods get its addresses. */
import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/fields/section.tsx'
import type { FormProps } from '../kind.ts'
import { ProjectsField } from './assignment-fields.tsx'

export default function ProjectForm({ world }: FormProps) {
  const { t } = useTranslation('subnet')
  return (
    <Section title={t('section.assignment')}>
      <ProjectsField world={world} />
    </Section>
  )
}
