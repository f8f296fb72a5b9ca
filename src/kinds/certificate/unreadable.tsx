/** A Secret in which no certificate can be read. */
import { useTranslation } from 'react-i18next'
import { State } from '../../ui/state.tsx'

export function Unreadable() {
  const { t } = useTranslation('certificate')
  return <State tone="danger">{t('unreadable')}</State>
}
