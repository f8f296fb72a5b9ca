/** The form of a listening port: where it listens, what it speaks, and who answers where no rule does. */
import { useTranslation } from 'react-i18next'
import { useForm } from '../../ui/fields/context.ts'
import { AuthSection, FirewallSection, TimeoutSection } from '../alb/protection-fields.tsx'
import { RedirectSection } from '../alb/redirect-fields.tsx'
import { albLabel } from '../alb/spec.ts'
import { TelemetrySection } from '../alb/telemetry-fields.tsx'
import { projectLabel } from '../assignment.ts'
import { MetadataSection } from '../identity.tsx'
import type { FormProps } from '../kind.ts'
import { GroupSection } from './port/group-section.tsx'
import { KeepaliveSection } from './port/keepalive-section.tsx'
import { ListenSection } from './port/listen-section.tsx'
import { ProtocolSection } from './port/protocol-section.tsx'
import { viewOf } from './spec.ts'
import './port/words.ts'

export default function ListeningPortForm({ world }: FormProps) {
  const { t } = useTranslation('port')
  const { manifest } = useForm()
  const { isStream } = viewOf(manifest.value)
  const hidden = [albLabel, ...(world.project === null ? [] : [projectLabel(world.labelDomain)])]
  return (
    <>
      <ListenSection world={world} />
      <ProtocolSection world={world} />
      <GroupSection world={world} />
      {!isStream && <RedirectSection help={t('redirectHelp')} />}
      <TimeoutSection />
      <KeepaliveSection isStream={isStream} />
      {!isStream && <TelemetrySection />}
      {!isStream && <AuthSection />}
      {!isStream && <FirewallSection />}
      <MetadataSection world={world} hiddenLabels={hidden} />
    </>
  )
}
