/** How long a certificate still holds, in words and as a state. */
import { useTranslation } from 'react-i18next'
import { type CertificateInfo, type TimeState, timeLeft } from '../../net/certificates/index.ts'
import { formatAge, useNow } from '../../ui/age.tsx'
import { State, type Tone } from '../../ui/state.tsx'

const tones: Readonly<Record<TimeState, Tone>> = {
  notYet: 'warning',
  fine: 'good',
  soon: 'warning',
  days: 'danger',
  expired: 'danger',
}

/** What a filter can ask for: `is:expired`, `is:expiring`. */
export function expiryState(certificate: CertificateInfo, now: number): readonly string[] {
  const { state } = timeLeft(certificate, now)
  if (state === 'expired') return ['expired']
  return state === 'soon' || state === 'days'
    ? ['expiring']
    : state === 'notYet'
      ? ['not yet valid']
      : ['valid']
}

export function Expiry({ of }: { of: CertificateInfo }) {
  const { t, i18n } = useTranslation('certificate')
  const { state, milliseconds } = timeLeft(of, useNow())
  return (
    <time
      dateTime={new Date(of.notAfter).toISOString()}
      title={new Date(state === 'notYet' ? of.notBefore : of.notAfter).toLocaleString(i18n.language)}
    >
      <State tone={tones[state]}>{t(`time.${state}`, { time: formatAge(milliseconds) })}</State>
    </time>
  )
}
