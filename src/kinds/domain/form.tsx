/** The Domain form: which names, who may use them, and what the platform calls them. */
import { useTranslation } from 'react-i18next'
import { Choice } from '../../ui/fields/choice.tsx'
import { useForm } from '../../ui/fields/context.ts'
import { Section } from '../../ui/fields/section.tsx'
import { TextInput } from '../../ui/fields/text-input.tsx'
import { clusterLabel, projectLabel, secretKey } from '../assignment.ts'
import { DisplayNameField, MetadataSection, NameField } from '../identity.tsx'
import type { FormProps } from '../kind.ts'
import { AssignmentSection } from './assignment.tsx'
import { CertificateSection } from './certificate.tsx'
import { namePath, typePath, types, viewOf, wildcard } from './spec.ts'
import { withName, withType } from './type-change.ts'

export default function DomainForm({ world }: FormProps) {
  const { t } = useTranslation('domain')
  const { manifest, edit } = useForm()
  const { type, isWildcard } = viewOf(manifest.value, world.labelDomain)
  return (
    <>
      <Section title={t('section.domain')}>
        <Choice
          path={typePath}
          label={t('column.type')}
          help={null}
          required
          value={type}
          onChange={(next) => edit((current) => withType(current, next))}
          options={types.map((value) => ({ value, label: t(`type.${value}`), help: t(`typeHelp.${value}`) }))}
        />
        <TextInput
          path={namePath}
          label={t('one')}
          help={t(isWildcard ? 'suffixHelp' : 'nameHelp')}
          required
          mono
          prefix={isWildcard ? wildcard : undefined}
          placeholder={isWildcard ? 'apps.example.com' : 'shop.example.com'}
          onText={(text) => edit((current) => withName(current, text, isWildcard))}
        />
      </Section>
      <AssignmentSection world={world} />
      <CertificateSection world={world} />
      <ObjectSection world={world} />
      <MetadataSection
        world={world}
        hidden={[secretKey(world.labelDomain)]}
        hiddenLabels={[clusterLabel(world.labelDomain), projectLabel(world.labelDomain)]}
      />
    </>
  )
}

function ObjectSection({ world }: FormProps) {
  const { t } = useTranslation('domain')
  return (
    <Section title={t('section.object')}>
      <NameField label={t('objectName')} help={t('objectNameHelp')} />
      <DisplayNameField world={world} />
    </Section>
  )
}
