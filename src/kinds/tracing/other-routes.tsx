/** Why every other rule does not answer. */
import { Box, Button, MenuItem, TextField, Typography } from '@mui/material'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConditionVerdict, OtherRoute, Trace, WhyNot } from '../../net/route/index.ts'
import { ObjectLink } from '../../ui/links.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { Wrapped } from '../../ui/table/wrapped.tsx'
import { MatchSentence, matchText } from '../rule/match/sentence.tsx'
import { doubtText } from './doubt-text.ts'
import { referenceOf } from './reference.ts'

/** So many at first, and so many more at a time. */
const atOnce = 50

const reasons = [
  'behind',
  'not-known',
  'not-matched',
  'not-in-use',
  'other-listener',
] as const satisfies readonly WhyNot['reason'][]

export function OtherRoutes({ trace }: { trace: Trace }) {
  const { t } = useTranslation('tracing')
  const [reason, setReason] = useState<WhyNot['reason'] | ''>('')
  const [text, setText] = useState('')
  const [count, setCount] = useState(atOnce)
  const wanted = useDeferredValue(text.trim().toLowerCase())
  const { others } = trace
  const rows = useMemo(
    () =>
      others.filter(
        ({ route, why }) =>
          (reason === '' || why.reason === reason) &&
          (wanted === '' || `${route.id} ${matchText(route.match)}`.toLowerCase().includes(wanted)),
      ),
    [others, reason, wanted],
  )
  if (others.length === 0) return null
  const title = t('others', { count: others.length })
  return (
    <Box component="section" aria-label={title} sx={{ display: 'grid', gap: 1.5, minWidth: 0 }}>
      <Typography variant="h3" sx={{ fontSize: 14, fontWeight: 600 }}>
        {title}
      </Typography>
      {others.length > 10 && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
          <TextField
            size="small"
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder={t('filter')}
            slotProps={{ htmlInput: { 'aria-label': `${title}: ${t('filter')}` } }}
          />
          <TextField
            select
            size="small"
            value={reason}
            onChange={(event) => setReason(event.target.value as WhyNot['reason'] | '')}
            slotProps={{ select: { displayEmpty: true, 'aria-label': t('column.whyNot') } }}
            sx={{ minWidth: 220 }}
          >
            <MenuItem value="">{t('anyReason')}</MenuItem>
            {reasons.map((each) => (
              <MenuItem key={each} value={each}>
                {t(`reason.${each}`)}
              </MenuItem>
            ))}
          </TextField>
        </Box>
      )}
      <PlainTable
        label={title}
        headers={[t('column.rule'), t('column.matches'), t('column.whyNot')]}
        empty={t('noOthers')}
        rows={rows.slice(0, count).map(({ route, why }) => ({
          key: `${route.source.kind} ${route.id} ${why.reason === 'other-listener' ? why.listener.id : ''}`,
          cells: [
            <RuleName key="rule" route={route} />,
            <Wrapped key="match">
              <MatchSentence match={route.match} />
            </Wrapped>,
            <Wrapped key="why">
              <Why why={why} />
            </Wrapped>,
          ],
        }))}
      />
      {rows.length > count && (
        <Button size="small" onClick={() => setCount(count + atOnce)} sx={{ justifySelf: 'start' }}>
          {t('showMore', { count: rows.length - count })}
        </Button>
      )}
    </Box>
  )
}

function RuleName({ route: { source, index } }: { route: OtherRoute['route'] }) {
  const { t } = useTranslation('tracing')
  if (source.name === '') return t('builtIn')
  return <ObjectLink reference={referenceOf(source)} title={[source.name, index].filter(Boolean).join(' ')} />
}

function Why({ why }: { why: WhyNot }) {
  const { t } = useTranslation('tracing')
  switch (why.reason) {
    case 'not-matched':
      return why.verdict.failed === null ? t('reason.not-matched') : <Failure verdict={why.verdict.failed} />
    case 'not-known':
      return [...new Set(why.verdict.doubts.map((each) => doubtText(each, t)))].join(' ')
    case 'behind':
      return t('why.behind', { first: why.first.source.name || why.first.id })
    case 'other-listener':
      return t('why.listener', { port: why.listener.port })
    case 'not-in-use':
      return t('why.unused')
  }
}

/** The condition that does not hold, and what the request has instead. */
function Failure({ verdict: { condition, subject } }: { verdict: ConditionVerdict }) {
  const { t } = useTranslation('tracing')
  return (
    <>
      <MatchSentence match={{ conditions: [condition] }} />
      {': '}
      {subject === null
        ? t('why.none')
        : subject === undefined
          ? t('why.unsaid')
          : t('why.other', { found: [subject].flat().join(', ') })}
    </>
  )
}
