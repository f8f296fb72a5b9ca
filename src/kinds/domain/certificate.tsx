/** The certificate of a domain: one of the platform's TLS Secrets, or one that is made here. */
import { useTranslation } from 'react-i18next'
import { useForm } from '../../ui/fields/context.ts'
import { ObjectSelect } from '../../ui/fields/object-select.tsx'
import { Section } from '../../ui/fields/section.tsx'
import { platformNamespace } from '../assignment.ts'
import { useCreation } from '../creation.ts'
import type { FormProps } from '../kind.ts'
import { allTlsSecrets, tlsSecrets } from '../related.ts'
import { useRights } from '../rights.ts'
import type { World } from '../world.ts'
import { withCertificate } from './certificate-change.ts'
import { secretPath, viewOf } from './spec.ts'

export function CertificateSection({ world }: FormProps) {
  const { t } = useTranslation('domain')
  const { manifest, edit } = useForm()
  const { labelDomain } = world
  const { secret } = viewOf(manifest.value, labelDomain)
  const make = useCreation(tlsSecrets)
  const lackAt = useRights().useLacks('create', tlsSecrets, [platformNamespace])
  const choose = (name = '') => edit((current) => withCertificate(current, name, labelDomain))
  const create = make !== null && {
    label: t('createCertificate'),
    lack: lackAt(platformNamespace),
    onCreate: () => void make({ namespace: platformNamespace }).then((name) => name !== null && choose(name)),
  }
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
        options={platformSecrets(world).map((name) => ({ name }))}
        create={create || undefined}
      />
    </Section>
  )
}

function platformSecrets(world: World): readonly string[] {
  return world
    .list(allTlsSecrets)
    .filter(({ metadata }) => metadata.namespace === platformNamespace)
    .map(({ metadata }) => metadata.name)
    .toSorted((a, b) => a.localeCompare(b))
}
