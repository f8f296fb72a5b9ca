import { useTranslation } from 'react-i18next'
import { asString } from '../../k8s/shape.ts'
import { readAt } from '../../manifest/manifest.ts'
import { CertificateInput } from '../../ui/fields/certificate-input.tsx'
import { useFindings, useForm } from '../../ui/fields/context.ts'
import { Section } from '../../ui/fields/section.tsx'
import { projectLabel, projectOf, projectPath } from '../assignment.ts'
import { viewOf } from '../domain/spec.ts'
import { IdentityFields, MetadataSection } from '../identity.tsx'
import type { FormProps } from '../kind.ts'
import { ProjectChoice } from '../project-choice.tsx'
import { withText } from '../with-text.ts'
import { withPair } from './change.ts'
import { certificateKey, heldValue, keyKey } from './spec.ts'
import { domainsNamed } from './usage.ts'

export default function CertificateForm({ world }: FormProps) {
  const { t } = useTranslation('certificate')
  const { manifest, edit, frozen } = useForm()
  const { value } = manifest
  const name = asString(readAt(manifest, ['metadata', 'name']))
  const isMissed = useFindings(['data'], true).some(({ missing }) => missing === true)
  const hosts = domainsNamed(name, world).map((each) => viewOf(each, world.labelDomain).host)
  return (
    <>
      <Section title={t('section.identity')}>
        <IdentityFields world={world} />
      </Section>
      <AssignmentSection world={world} />
      <Section title={t('one')}>
        <CertificateInput
          value={{ certificate: heldValue(value, certificateKey), key: heldValue(value, keyKey) }}
          onChange={(pair) => edit((current) => withPair(current, pair))}
          hosts={hosts}
          disabled={frozen}
          showMissing={isMissed}
        />
      </Section>
      <MetadataSection world={world} hiddenLabels={[projectLabel(world.labelDomain)]} />
    </>
  )
}

function AssignmentSection({ world }: FormProps) {
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
