/** Whether a cluster answers, as a colour, an icon and words. */
import { useTranslation } from 'react-i18next'
import { State } from '../../ui/state.tsx'
import type { Health } from './health.ts'

export function HealthState({ health, isBrief = false }: { health: Health | undefined; isBrief?: boolean }) {
  const { t, i18n } = useTranslation('places')
  if (health === undefined) return <State tone="waiting">{t('health.asking')}</State>
  if (!health.answers) {
    const time = new Date(health.since).toLocaleTimeString(i18n.language, { timeStyle: 'short' })
    return <State tone="danger">{t('health.silentSince', { time })}</State>
  }
  const { milliseconds } = health
  return (
    <State tone="good">
      {isBrief || milliseconds === null ? t('health.answers') : t('health.answersIn', { milliseconds })}
    </State>
  )
}
