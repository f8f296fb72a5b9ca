/** The rules that decide, in order, for the side that sends and the side that receives. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { parseApiVersion } from '../../k8s/resource.ts'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { mono } from '../../ui/theme.ts'
import { usePlaceText } from './place-name.tsx'
import type { Answer, Course, PairAnswer, ShownSide, ShownStep } from './protocol.ts'

const tones = { yes: 'good', no: 'danger', unknown: 'unknown' } as const satisfies Record<Answer, string>

export function AnswerWord({ answer }: { answer: Answer }) {
  const { t } = useTranslation('connectivity')
  return <State tone={tones[answer]}>{t(`ask.${answer}`)}</State>
}

export function Courses({ pair }: { pair: PairAnswer }) {
  const { t } = useTranslation('connectivity')
  const { courses, courseCount } = pair
  if (courses.length === 0) return null
  return (
    <section aria-label={t('why.title')}>
      <Typography variant="h2" component="h3" sx={{ mb: 0.75 }}>
        {t('why.title')}
      </Typography>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        {courses.map((course, at) => (
          <CourseView key={at} course={course} />
        ))}
      </Box>
      {courseCount > courses.length && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {t('why.more', { count: courseCount - courses.length })}
        </Typography>
      )}
    </section>
  )
}

function CourseView({ course }: { course: Course }) {
  const { t } = useTranslation('connectivity')
  const text = usePlaceText()
  const { answer, pairs, port, from, to, sides, reason } = course
  return (
    <Box component="article" sx={courseStyle}>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', fontWeight: 600 }}>
        <AnswerWord answer={answer} />
        <Box component="span" sx={{ fontWeight: 400, color: 'text.secondary' }}>
          {t('why.pairs', { count: pairs })}
        </Box>
      </Box>
      <Box sx={{ color: 'text.secondary', fontSize: 12, overflowWrap: 'anywhere' }}>
        {t('why.example', { from: text(from), to: text(to), ...port })}
      </Box>
      {sides === null ? (
        <div>{reason !== 'policies' && t(`fixed.${reason}`)}</div>
      ) : (
        <>
          <Side side={sides.egress} title="egress" place={from} />
          <Side side={sides.ingress} title="ingress" place={to} />
        </>
      )}
    </Box>
  )
}

function Side(props: { side: ShownSide; title: 'egress' | 'ingress'; place: Course['from'] }) {
  const { t } = useTranslation('connectivity')
  const { side, title, place } = props
  const text = usePlaceText()
  const name = t(`why.${title}`, { place: text(place, true) })
  const isFinal = side.reason !== 'rule'
  return (
    <Box role="group" aria-label={name}>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'baseline' }}>
        <Box component="h4" sx={{ m: 0, fontSize: 13, fontWeight: 600 }}>
          {name}
        </Box>
        <Box component="span" sx={{ fontSize: 12 }}>
          <State tone={side.inDoubt ? 'unknown' : side.allowed ? 'good' : 'danger'}>
            {t(side.allowed ? 'why.open' : 'why.shut')}
          </State>
        </Box>
      </Box>
      <Box component="ol" sx={{ m: 0, pl: 2.5 }}>
        {side.steps.map((step) => (
          <StepView key={`${step.policy.kind}/${step.policy.name}/${step.path}/${step.effect}`} step={step} />
        ))}
        {isFinal && <li>{t(`reason.${side.reason}`)}</li>}
      </Box>
      {side.ambiguous && <State tone="warning">{t('why.ambiguous')}</State>}
      {side.inDoubt && <Box sx={{ color: 'text.secondary' }}>{t('why.inDoubt')}</Box>}
    </Box>
  )
}

function StepView({ step }: { step: ShownStep }) {
  const { t } = useTranslation('connectivity')
  const { policy, effect, path, line, text } = step
  const { kind, namespace, name, apiVersion } = policy
  const reference = { group: parseApiVersion(apiVersion).group, kind, namespace, name }
  return (
    <Box component="li" sx={{ mb: 0.75, overflowWrap: 'anywhere' }}>
      {kind} <ObjectLink reference={reference} /> {t(`step.${effect}`)}
      <Box sx={{ color: 'text.secondary', fontSize: 12 }}>
        <Mono>{path}</Mono>
        {line > 0 ? `, ${t('why.line', { line })}` : ` · ${t('why.gone')}`}
      </Box>
      {text !== '' && (
        <Box component="pre" sx={textStyle}>
          {text}
        </Box>
      )}
    </Box>
  )
}

const courseStyle = {
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
  p: 1.5,
  display: 'grid',
  gap: 1,
  gridTemplateColumns: 'minmax(0, 1fr)',
  fontSize: 13,
  lineHeight: '18px',
} as const

const textStyle = {
  m: 0,
  mt: 0.25,
  px: 1,
  py: 0.5,
  bgcolor: 'background.default',
  border: 1,
  borderColor: 'divider',
  borderRadius: 0.5,
  fontFamily: mono,
  fontSize: 12,
  lineHeight: '17px',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
} as const
