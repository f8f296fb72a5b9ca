/** The certificate of a domain: one of the platform's TLS Secrets, or one that is made here. */
import { useTranslation } from 'react-i18next'
import { useForm } from '../../ui/fields/context.ts'
import { ObjectSelect } from '../../ui/fields/object-select.tsx'
import { Section } from '../../ui/fields/section.tsx'
import { platformNamespace } from '../assignment.ts'
import { useCreationEntry } from '../creation.ts'
import type { FormProps } from '../kind.ts'
import { allTlsSecrets, tlsSecrets } from '../related.ts'
import { tlsSecretNames } from '../tls-secrets.ts'
import { withText } from '../with-text.ts'
import { secretPath, viewOf } from './spec.ts'

export function CertificateSection({ world }: FormProps) {
  const { t } = useTranslation('domain')
  const { manifest, edit } = useForm()
  const { labelDomain } = world
  const { secret } = viewOf(manifest.value, labelDomain)
  const choose = (name = '') => edit((current) => withText(current, secretPath(labelDomain), name))
  const create = useCreationEntry(tlsSecrets, platformNamespace, t('createCertificate'), choose)
  return (
    <Section title={t('section.https')}>
      <ObjectSelect
        path={secretPath(labelDomain)}
        label={t('column.certificate')}
        help={t('certificateHelp')}
        value={secret}
        onChange={choose}
        placeholder={t('noCertificate')}
        availability={world.availability(allTlsSecrets)}
        options={tlsSecretNames(world, allTlsSecrets, platformNamespace).map((name) => ({ name }))}
        create={create}
      />
    </Section>
  )
}
