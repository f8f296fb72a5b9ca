/** Addresses that no pod gets by itself. */
import { useTranslation } from 'react-i18next'
import { AddressList } from '../../ui/fields/address-list.tsx'
import { reservedPath } from './spec.ts'

export function ReservedField() {
  const { t } = useTranslation('subnet')
  return (
    <AddressList
      path={reservedPath}
      form="range"
      label={t('reserved')}
      help={t('reservedHelp')}
      addLabel={t('addReserved')}
      placeholder="10.1.0.10..10.1.0.20"
    />
  )
}
