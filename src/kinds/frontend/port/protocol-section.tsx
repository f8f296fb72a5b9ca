/** What is spoken on the port, with which certificate, and what is spoken to the pods. */
import { useTranslation } from 'react-i18next'
import { Choice } from '../../../ui/fields/choice.tsx'
import { useForm } from '../../../ui/fields/context.ts'
import { Section } from '../../../ui/fields/section.tsx'
import { BackendProtocolField } from '../../alb/backend-protocol-field.tsx'
import { CertificateField } from '../../alb/certificate-field.tsx'
import type { FormProps } from '../../kind.ts'
import { withProtocol } from '../changes.ts'
import { type Protocol, protocolPath, protocols, viewOf } from '../spec.ts'
import './words.ts'

export function ProtocolSection({ world }: FormProps) {
  const { t } = useTranslation('port')
  const { manifest, mode, edit } = useForm()
  const { protocol, spoken, isStream } = viewOf(manifest.value)
  return (
    <Section title={t('section.protocol')}>
      <Choice
        path={protocolPath}
        label={t('protocol')}
        help={mode === 'edit' ? t('protocolFixed') : null}
        required
        disabled={mode === 'edit'}
        value={protocol}
        onChange={(next) => edit((current) => withProtocol(current, next as Protocol))}
        options={protocols.map((value) => ({
          value,
          label: t(`protocols.${value}`),
          help: t(`protocolsHelp.${value}`),
        }))}
      />
      {(spoken === 'https' || spoken === 'grpc') && (
        <CertificateField
          world={world}
          required={spoken === 'https'}
          keepEmpty
          help={t(spoken === 'https' ? 'certificateHttps' : 'certificateGrpc')}
        />
      )}
      {!isStream && <BackendProtocolField isGrpc={spoken === 'grpc'} />}
    </Section>
  )
}
