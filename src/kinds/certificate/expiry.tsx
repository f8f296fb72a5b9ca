/** How long a certificate still holds, in words and as a state. */
import { useTranslation } from 'react-i18next'
import { type CertificateInfo, timeLeft } from '../../net/certificates/index.ts'
import { formatAge, useNow } from '../../ui/age.tsx'
import { timeTones } from '../../ui/fields/certificate-tones.ts'
import { State } from '../../ui/state.tsx'

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
      <State tone={timeTones[state]}>{t(`time.${state}`, { time: formatAge(milliseconds) })}</State>
    </time>
  )
}
