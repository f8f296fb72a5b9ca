/** The VLAN form: its number, and the bridge network that carries it. */
import { useTranslation } from 'react-i18next'
import { asString } from '../../k8s/shape.ts'
import { useForm, useLens } from '../../ui/fields/context.ts'
import { ObjectSelect } from '../../ui/fields/object-select.tsx'
import { Section } from '../../ui/fields/section.tsx'
import { NumberInput } from '../../ui/fields/text-input.tsx'
import { useCreationEntry } from '../creation.ts'
import { DisplayNameField, MetadataSection, NameField } from '../identity.tsx'
import type { FormProps } from '../kind.ts'
import { interfaceNote } from '../providernetwork/spec.ts'
import { providerNetworks } from '../related.ts'
import { idPath, providerPath } from './spec.ts'

export default function VlanForm({ world }: FormProps) {
  const { t } = useTranslation('vlan')
  const { mode } = useForm()
  const { value, set } = useLens(providerPath)
  const create = useCreationEntry(providerNetworks, '', t('createProvider'), set)
  return (
    <>
      <Section title={t('one')}>
        <NameField label={t('name')} />
        <DisplayNameField world={world} />
        <NumberInput
          path={idPath}
          label={t('id')}
          help={t(mode === 'edit' ? 'fixed' : 'idHelp')}
          required
          disabled={mode === 'edit'}
        />
        <ObjectSelect
          path={providerPath}
          label={t('provider')}
          help={t(mode === 'edit' ? 'fixed' : 'providerHelp')}
          required
          value={asString(value)}
          onChange={(name = '') => set(name)}
          disabled={mode === 'edit'}
          placeholder={t('chooseProvider')}
          availability={world.availability(providerNetworks)}
          options={world
            .list(providerNetworks)
            .map((each) => ({ name: each.metadata.name, note: interfaceNote(each) }))}
          create={create}
        />
      </Section>
      <MetadataSection world={world} />
    </>
  )
}
