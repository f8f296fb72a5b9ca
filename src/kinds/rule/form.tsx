/** The form of a rule: where it stands, for which requests it is, who answers them, and what is changed on the way. */
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import { useForm } from '../../ui/fields/context.ts'
import { Section } from '../../ui/fields/section.tsx'
import { AffinityFields } from '../alb/affinity-fields.tsx'
import { BackendProtocolField } from '../alb/backend-protocol-field.tsx'
import { GroupFields } from '../alb/group-fields.tsx'
import { AuthSection, FirewallSection, TimeoutSection } from '../alb/protection-fields.tsx'
import { RedirectSection } from '../alb/redirect-fields.tsx'
import { albLabel, frontendLabel, specOf } from '../alb/spec.ts'
import { TelemetrySection } from '../alb/telemetry-fields.tsx'
import { projectLabel } from '../assignment.ts'
import { MetadataSection } from '../identity.tsx'
import type { FormProps } from '../kind.ts'
import { named } from '../lookups.ts'
import { albPorts } from '../related.ts'
import { CorsSection, HostSection } from './action/answer-fields.tsx'
import { CertificateSection } from './action/certificate-fields.tsx'
import { HeaderSection } from './action/header-fields.tsx'
import { requestKey, responseKey } from './action/headers.ts'
import { PlaceSection } from './action/place-fields.tsx'
import { PriorityField } from './action/priority-field.tsx'
import { RewriteSection } from './action/rewrite-fields.tsx'
import { MatchField } from './match/match-field.tsx'
import { redirects, viewOf } from './spec.ts'

export default function RuleForm({ world }: FormProps) {
  const { t } = useTranslation('action')
  const view = viewOf(useForm().manifest.value)
  const port = named<KubeObject>(world, albPorts, view.namespace, view.frontend)
  const isGrpc = specOf(port).protocol === 'grpc'
  return (
    <>
      <PlaceSection world={world} />
      <Section title={t('section.match')}>
        <MatchField />
        <PriorityField />
      </Section>
      <Section title={t('section.group')}>
        <GroupFields world={world} help={t('groupHelp')} required={!redirects(view)} />
        {!isGrpc && <AffinityFields />}
        <BackendProtocolField isGrpc={isGrpc} />
      </Section>
      <CertificateSection world={world} />
      <RewriteSection />
      <RedirectSection help={t('redirectHelp')} />
      <HeaderSection />
      <CorsSection />
      <HostSection />
      <TimeoutSection />
      <FirewallSection />
      <TelemetrySection />
      <AuthSection />
      <MetadataSection
        world={world}
        hidden={[requestKey, responseKey]}
        hiddenLabels={[albLabel, frontendLabel, projectLabel(world.labelDomain)]}
      />
    </>
  )
}
