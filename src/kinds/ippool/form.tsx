/** The form of an IPPool: the subnet it is cut from, its addresses, whose pods they are for. */
import { useTranslation } from 'react-i18next'
import { asString } from '../../k8s/shape.ts'
import { AddressList } from '../../ui/fields/address-list.tsx'
import { Toggle } from '../../ui/fields/choice.tsx'
import { useForm, useLens } from '../../ui/fields/context.ts'
import { NamesSelect } from '../../ui/fields/names-select.tsx'
import { ObjectSelect } from '../../ui/fields/object-select.tsx'
import { FoldedSection, Section } from '../../ui/fields/section.tsx'
import { useCreationEntry } from '../creation.ts'
import { DisplayNameField, MetadataSection, NameField, namespaceNames } from '../identity.tsx'
import type { FormProps } from '../kind.ts'
import { withItems } from '../list-change.ts'
import { subnets } from '../related.ts'
import { viewOf as subnetOf } from '../subnet/spec.ts'
import { addressSetPath, asStored, ipsPath, namespacesPath, subnetPath, viewOf } from './spec.ts'

export default function IpPoolForm({ world }: FormProps) {
  const { t } = useTranslation('ippool')
  const { manifest, edit } = useForm()
  return (
    <>
      <Section title={t('one')}>
        <NameField label={t('name')} help={t('nameHelp')} />
        <DisplayNameField world={world} />
        <SubnetField world={world} />
        <AddressList
          path={ipsPath}
          form="range"
          label={t('ips')}
          help={t('ipsHelp')}
          required
          addLabel={t('addIp')}
          placeholder="10.16.0.220..10.16.0.230"
          asWritten={asStored}
        />
        <NamesSelect
          path={namespacesPath}
          label={t('namespaces')}
          help={t('namespacesHelp')}
          placeholder={t('chooseNamespaces')}
          freeText
          value={viewOf(manifest.value).namespaces}
          onChange={(names) => edit((current) => withItems(current, namespacesPath, names))}
          options={namespaceNames(world).map((name) => ({ name }))}
        />
      </Section>
      <AdvancedSection />
      <MetadataSection world={world} />
    </>
  )
}

function SubnetField({ world }: FormProps) {
  const { t } = useTranslation('ippool')
  const { mode } = useForm()
  const { value, set } = useLens(subnetPath)
  const create = useCreationEntry(subnets, '', t('createSubnet'), set)
  return (
    <ObjectSelect
      path={subnetPath}
      label={t('column.subnet')}
      help={t(mode === 'edit' ? 'subnetFixed' : 'subnetHelp')}
      required
      value={asString(value)}
      onChange={(name = '') => set(name)}
      disabled={mode === 'edit'}
      placeholder={t('chooseSubnet')}
      availability={world.availability(subnets)}
      options={world
        .list(subnets)
        .map((each) => ({ name: each.metadata.name, note: subnetOf(each).parts.join(', ') }))}
      create={create}
    />
  )
}

function AdvancedSection() {
  const { t } = useTranslation('ippool')
  const { value, set } = useLens(addressSetPath)
  return (
    <FoldedSection title={t('advanced')} count={value === true ? 1 : 0} paths={[addressSetPath]}>
      <Toggle
        path={addressSetPath}
        label={t('addressSet')}
        help={t('addressSetHelp')}
        checked={value === true}
        onChange={(on) => set(on || undefined)}
      />
    </FoldedSection>
  )
}
