/** What a certificate says of itself, and what is wrong with it. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { CertificateInfo, CertificateProblem } from '../../net/certificates/shapes.ts'
import { timeLeft } from '../../net/certificates/time.ts'
import { keyText, titleOf } from '../../net/certificates/titles.ts'
import { formatAge, useNow } from '../age.tsx'
import { Fact } from '../facts.tsx'
import { Mono } from '../mono.tsx'
import { State, type Tone } from '../state.tsx'
import { useText } from '../text.ts'
import { timeTones } from './certificate-tones.ts'

const severityTones: Record<CertificateProblem['severity'], Tone> = {
  error: 'danger',
  warning: 'warning',
  info: 'unknown',
}

const gravest: readonly CertificateProblem['severity'][] = ['error', 'warning', 'info']

/** What is gravest first; read out as they change. */
export function CertificateProblems({
  problems,
  id,
}: {
  problems: readonly CertificateProblem[]
  id: string
}) {
  const text = useText()
  const sorted = problems.toSorted((a, b) => gravest.indexOf(a.severity) - gravest.indexOf(b.severity))
  return (
    <Box id={id} role="status" sx={{ display: 'grid', gap: 0.5, '&:not(:empty)': { mt: 0.5 } }}>
      {sorted.map((problem, at) => (
        <Typography
          key={`${problem.id} ${at}`}
          variant="caption"
          component="div"
          data-problem={problem.id}
          sx={{ overflowWrap: 'anywhere' }}
        >
          <State tone={severityTones[problem.severity]}>{text(problem.text)}</State>
        </Typography>
      ))}
    </Box>
  )
}

/** `issuers` is how many other certificates lead on from this one. */
export function CertificateFacts({ of, issuers }: { of: CertificateInfo; issuers: number }) {
  const { t } = useTranslation('ui')
  const names = [...of.names, ...of.addresses]
  return (
    <Box
      component="dl"
      aria-label={t('certificate.says')}
      sx={{
        m: 0,
        px: 2,
        py: 1.5,
        display: 'grid',
        gap: 1,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
      }}
    >
      <Fact term={t('certificate.fact.subject')}>
        <Mono>{of.subject || titleOf(of)}</Mono>
      </Fact>
      <Fact term={t('certificate.fact.names')}>
        {names.length === 0 ? t('certificate.fact.noNames') : <Mono>{names.join(', ')}</Mono>}
      </Fact>
      <Fact term={t('certificate.fact.issuer')}>
        {of.isSelfSigned ? t('certificate.fact.selfSigned') : <Mono>{of.issuer}</Mono>}
        {issuers > 0 && (
          <Typography variant="caption" component="div" color="textSecondary">
            {t('certificate.fact.issuers', { count: issuers })}
          </Typography>
        )}
      </Fact>
      <Fact term={t('certificate.fact.key')}>
        {keyText(of.key)}, {of.signature}
      </Fact>
      <Fact term={t('certificate.fact.time')}>
        <TimeLeft of={of} />
      </Fact>
    </Box>
  )
}

/** When a certificate ends and how long that is from now; when it begins, while it has not. */
export function TimeLeft({ of }: { of: Pick<CertificateInfo, 'notBefore' | 'notAfter'> }) {
  const { t } = useTranslation('ui')
  const { state, milliseconds } = timeLeft(of, useNow())
  const values = { date: dayText(of.notAfter), age: formatAge(milliseconds) }
  return (
    <State tone={timeTones[state]}>
      {state === 'expired'
        ? t('certificate.time.expired', values)
        : state === 'notYet'
          ? t('certificate.time.notYet', values)
          : t('certificate.time.left', values)}
    </State>
  )
}

/** `2027-03-01`, of UTC as certificates have it. */
function dayText(time: number): string {
  return Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : '?'
}
