/** The certificate and its key, for the domains it belongs to; an action of its own on the pages of those. */
import { useTranslation } from 'react-i18next'
import { asString } from '../../k8s/shape.ts'
import { readAt } from '../../manifest/manifest.ts'
import { CertificateInput } from '../../ui/fields/certificate-input.tsx'
import { useFindings, useForm } from '../../ui/fields/context.ts'
import { Section } from '../../ui/fields/section.tsx'
import { viewOf } from '../domain/spec.ts'
import type { FormProps } from '../kind.ts'
import { withPair } from './change.ts'
import { certificateKey, heldValue, keyKey } from './spec.ts'
import { domainsNamed } from './usage.ts'

export default function ContentSection({ world }: FormProps) {
  const { t } = useTranslation('certificate')
  const { manifest, edit, frozen } = useForm()
  const { value } = manifest
  const isMissed = useFindings(['data'], true).some(({ missing }) => missing === true)
  const domains = domainsNamed(asString(readAt(manifest, ['metadata', 'name'])), world)
  return (
    <Section title={t('one')}>
      <CertificateInput
        value={{ certificate: heldValue(value, certificateKey), key: heldValue(value, keyKey) }}
        onChange={(pair) => edit((current) => withPair(current, pair))}
        hosts={domains.map((each) => viewOf(each, world.labelDomain).host)}
        disabled={frozen}
        showMissing={isMissed}
      />
    </Section>
  )
}
