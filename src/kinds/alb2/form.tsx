/** The form of a load balancer: how it is reached, how large it is, and who may use it. */
import { useTranslation } from 'react-i18next'
import { useForm } from '../../ui/fields/context.ts'
import { Section } from '../../ui/fields/section.tsx'
import { AuthSection, FirewallSection, TimeoutSection } from '../alb/protection-fields.tsx'
import { TelemetrySection } from '../alb/telemetry-fields.tsx'
import { DisplayNameField, MetadataSection, NameField } from '../identity.tsx'
import type { FormProps } from '../kind.ts'
import { CertificateSection, IngressSection } from './alb/certificate-fields.tsx'
import { NetworkSection } from './alb/network-fields.tsx'
import { PlacementSection } from './alb/placement-fields.tsx'
import { ProjectsSection } from './alb/projects-fields.tsx'
import { ResourceSection } from './alb/resource-fields.tsx'
import { RoleSection } from './alb/role-fields.tsx'
import { tolerationKey, viewOf } from './spec.ts'
import '../alb/words.ts'

export default function LoadBalancerForm({ world }: FormProps) {
  const { t } = useTranslation('alb')
  const { manifest } = useForm()
  const { namespace } = viewOf(manifest.value)
  return (
    <>
      <Section title={t('section.basics')}>
        <NameField label={t('name')} help={t('nameHelp', { namespace })} />
        <DisplayNameField world={world} />
      </Section>
      <NetworkSection world={world} />
      <ResourceSection world={world} />
      <ProjectsSection world={world} />
      <CertificateSection world={world} />
      <PlacementSection world={world} />
      <IngressSection />
      <RoleSection />
      <TelemetrySection />
      <AuthSection />
      <FirewallSection />
      <TimeoutSection />
      <MetadataSection world={world} hidden={[tolerationKey(world.labelDomain)]} />
    </>
  )
}
