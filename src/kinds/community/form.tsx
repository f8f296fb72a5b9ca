/** The form of a Community: names, and the numbers that they stand for. */
import { useTranslation } from 'react-i18next'
import { useForm } from '../../ui/fields/context.ts'
import { RowTable } from '../../ui/fields/row-table.tsx'
import { Row, Section } from '../../ui/fields/section.tsx'
import { TextInput } from '../../ui/fields/text-input.tsx'
import { DisplayNameField, MetadataSection, NameField } from '../identity.tsx'
import type { FormProps } from '../kind.ts'
import { aliasesPath } from '../metallb/community.ts'
import { NamespaceFindings } from '../metallb/namespace-findings.tsx'
import { poolOf } from '../metallb/pool.ts'
import '../metallb/words.ts'

export default function CommunityForm({ world }: FormProps) {
  const { t } = useTranslation('metallb')
  const { manifest } = useForm()
  const { namespace } = poolOf(manifest.value)
  return (
    <>
      <Section title={t('community:one')}>
        <NameField label={t('name')} help={t('namespaceNote', { namespace })} />
        <NamespaceFindings />
        <DisplayNameField world={world} />
        <RowTable
          path={aliasesPath}
          label={t('communities')}
          help={t('community.help')}
          required
          addLabel={t('addCommunity')}
          rowLabel={(index) => t('community.number', { number: index + 1 })}
          newRow={() => ({ name: '', value: '' })}
        >
          {({ path }) => (
            <Row>
              <TextInput
                path={[...path, 'name']}
                label={t('community.alias')}
                help={null}
                required
                mono
                keepEmpty
                placeholder="rack-routers"
              />
              <TextInput
                path={[...path, 'value']}
                label={t('community.value')}
                help={null}
                required
                mono
                keepEmpty
                placeholder="64512:100"
              />
            </Row>
          )}
        </RowTable>
      </Section>
      <MetadataSection world={world} />
    </>
  )
}
