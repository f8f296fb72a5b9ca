/** To which projects a certificate is given; an action of its own too. */
import { useTranslation } from 'react-i18next'
import { useForm } from '../../ui/fields/context.ts'
import { Section } from '../../ui/fields/section.tsx'
import { projectOf, projectPath } from '../assignment.ts'
import type { FormProps } from '../kind.ts'
import { ProjectChoice } from '../project-choice.tsx'
import { withText } from '../with-text.ts'

export default function AssignmentSection({ world }: FormProps) {
  const { t } = useTranslation('certificate')
  const { manifest, edit } = useForm()
  const { labelDomain } = world
  return (
    <Section title={t('section.assignment')}>
      <ProjectChoice
        world={world}
        path={projectPath(labelDomain)}
        value={projectOf(manifest.value, labelDomain)}
        onChange={(name) => edit((current) => withText(current, projectPath(labelDomain), name))}
        mayBeNone
      />
    </Section>
  )
}
