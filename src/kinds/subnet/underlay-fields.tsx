/** Where a subnet of the physical network lies: its VLAN, its block, the router that stands in it. */
import { useTranslation } from 'react-i18next'
import { asString } from '../../k8s/shape.ts'
import { Toggle } from '../../ui/fields/choice.tsx'
import { useForm, useLens } from '../../ui/fields/context.ts'
import { ObjectSelect } from '../../ui/fields/object-select.tsx'
import { TextInput } from '../../ui/fields/text-input.tsx'
import { useCreationEntry } from '../creation.ts'
import type { FormProps } from '../kind.ts'
import { vlans } from '../related.ts'
import { tagOf } from '../vlan/spec.ts'
import { BlockField } from './block-field.tsx'
import { gatewayPath, vlanPath } from './spec.ts'

export function UnderlayFields({ world }: FormProps) {
  const { t } = useTranslation('subnet')
  const { mode } = useForm()
  const { value, set } = useLens(vlanPath)
  const interconnection = useLens(['spec', 'u2oInterconnection'])
  const create = useCreationEntry(vlans, '', t('createVlan'), set)
  return (
    <>
      <ObjectSelect
        path={vlanPath}
        label={t('column.vlan')}
        help={t('vlanHelp')}
        required
        value={asString(value)}
        onChange={(name = '') => set(name)}
        disabled={mode === 'edit'}
        placeholder={t('chooseVlan')}
        availability={world.availability(vlans)}
        options={world.list(vlans).map((each) => ({ name: each.metadata.name, note: tagOf(each) }))}
        create={create}
      />
      <BlockField variant="underlay" label={t('one')} />
      <TextInput
        path={gatewayPath}
        label={t('gateway')}
        help={t('gatewayHelp')}
        required
        mono
        placeholder="10.1.0.1"
      />
      <Toggle
        path={['spec', 'u2oInterconnection']}
        label={t('interconnection')}
        help={t('interconnectionHelp')}
        checked={interconnection.value === true}
        onChange={(on) => interconnection.set(on || undefined)}
      />
    </>
  )
}
