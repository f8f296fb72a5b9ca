/** The certificate that a rule brings for its domain, on ports that are served with TLS. */
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../../k8s/objects.ts'
import { asString } from '../../../k8s/shape.ts'
import { readMatch } from '../../../net/route/index.ts'
import { useForm, useLens } from '../../../ui/fields/context.ts'
import { ObjectSelect } from '../../../ui/fields/object-select.tsx'
import { Section } from '../../../ui/fields/section.tsx'
import { CertificateField } from '../../alb/certificate-field.tsx'
import { specOf } from '../../alb/spec.ts'
import type { FormProps } from '../../kind.ts'
import { named } from '../../lookups.ts'
import { albPorts } from '../../related.ts'
import { hostsIn } from '../ranking.ts'
import { domainPath, viewOf } from '../spec.ts'
import './words.ts'

export function CertificateSection({ world }: FormProps) {
  const { t } = useTranslation('action')
  const { namespace, frontend, spec } = viewOf(useForm().manifest.value)
  const domain = useLens(domainPath)
  const { protocol } = specOf(named<KubeObject>(world, albPorts, namespace, frontend))
  const isSet = asString(spec.certificate_name) !== '' || asString(spec.domain) !== ''
  if (!isSet && protocol !== 'https' && protocol !== 'grpc') return null
  const hosts = hostsIn(readMatch(spec.dslx))
  return (
    <Section title={t('section.certificate')}>
      <CertificateField world={world} help={t('certificateHelp')} />
      <ObjectSelect
        path={domainPath}
        label={t('domain')}
        help={t('domainHelp')}
        value={asString(domain.value)}
        onChange={domain.set}
        placeholder="shop.example.com"
        suggested
        availability="live"
        options={[...new Set(hosts)].map((name) => ({ name }))}
      />
    </Section>
  )
}
