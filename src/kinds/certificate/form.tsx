import { useTranslation } from 'react-i18next'
import { asString } from '../../k8s/shape.ts'
import { readAt } from '../../manifest/manifest.ts'
import { useForm } from '../../ui/fields/context.ts'
import { Section } from '../../ui/fields/section.tsx'
import { projectLabel } from '../assignment.ts'
import { IdentityFields, MetadataSection } from '../identity.tsx'
import type { FormProps } from '../kind.ts'
import AssignmentSection from './assignment.tsx'
import { BoundDomains } from './bound-domains.tsx'
import ContentSection from './content.tsx'
import { domainsNamed } from './usage.ts'

export default function CertificateForm({ world }: FormProps) {
  const { t } = useTranslation('certificate')
  const { manifest, mode } = useForm()
  const bound = mode === 'edit' ? domainsNamed(asString(readAt(manifest, ['metadata', 'name'])), world) : []
  return (
    <>
      <Section title={t('section.identity')}>
        <IdentityFields world={world} />
      </Section>
      {bound.length === 0 ? (
        <>
          <AssignmentSection world={world} />
          <ContentSection world={world} />
        </>
      ) : (
        <Section title={t('one')}>
          <BoundDomains domains={bound} />
        </Section>
      )}
      <MetadataSection world={world} hiddenLabels={[projectLabel(world.labelDomain)]} />
    </>
  )
}
