/** A question in words, may this reach that, and its answer with the rules that decide. */
import { Alert, Box, Typography } from '@mui/material'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/facts.tsx'
import { State, type Tone } from '../../ui/state.tsx'
import { type AskVerdict, verdictOf } from './ask-verdict.ts'
import { useCellText } from './cell-look.tsx'
import { Courses } from './courses-view.tsx'
import type { PageState } from './page-state.ts'
import { formatPlace, type Place } from './place.ts'
import { PlaceInput } from './place-input.tsx'
import { usePlaceText } from './place-name.tsx'
import { PortFilter } from './port-filter.tsx'
import type { Answers, PairAnswer } from './protocol.ts'
import type { ChangeState } from './use-page-state.ts'

export function AskPanel(props: {
  state: PageState
  change: ChangeState
  answers: Answers | null
  /** Of which namespaces names are wanted to choose from. */
  onNames: (namespaces: readonly string[]) => void
}) {
  const { t } = useTranslation('connectivity')
  const { state, change, answers, onNames } = props
  const [namespaces, setNamespaces] = useState({ from: namespaceOf(state.from), to: namespaceOf(state.to) })
  const wanted = [...new Set([namespaces.from, namespaces.to])].filter((name) => name !== '').join()
  useEffect(() => onNames(wanted === '' ? [] : wanted.split(',')), [wanted, onNames])
  const pair = answers?.pair ?? null
  const isAsked = state.from !== null && state.to !== null && state.port !== null
  const isOfThis =
    pair !== null &&
    state.from !== null &&
    state.to !== null &&
    formatPlace(pair.from) === formatPlace(state.from) &&
    formatPlace(pair.to) === formatPlace(state.to)
  return (
    <Box sx={{ p: 3, overflow: 'auto', flex: 1, minHeight: 0 }}>
      <Box sx={{ display: 'grid', gap: 2, maxWidth: 920, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Panel title={t('ask.title')}>
          <Box sx={{ display: 'grid', gap: 2 }}>
            <PlaceInput
              label={t('ask.from')}
              place={state.from}
              names={answers?.names ?? null}
              onPlace={(from) => change({ from })}
              onNamespace={(from) => setNamespaces((last) => ({ ...last, from }))}
            />
            <PlaceInput
              label={t('ask.to')}
              place={state.to}
              names={answers?.names ?? null}
              onPlace={(to) => change({ to })}
              onNamespace={(to) => setNamespaces((last) => ({ ...last, to }))}
            >
              <PortFilter port={state.port} onPort={(port) => change({ port })} />
            </PlaceInput>
          </Box>
        </Panel>
        {!isAsked ? (
          <Typography color="textSecondary">{t('ask.incomplete')}</Typography>
        ) : isOfThis ? (
          <Answered pair={pair} />
        ) : (
          <Typography color="textSecondary">{t('computing')}</Typography>
        )}
      </Box>
    </Box>
  )
}

const namespaceOf = (place: Place | null) => (place !== null && 'namespace' in place ? place.namespace : '')

function Answered({ pair }: { pair: PairAnswer }) {
  const { t } = useTranslation('connectivity')
  const text = usePlaceText()
  const cellText = useCellText()
  const { cell, courses, resolved } = pair
  if (pair.missing !== null)
    return (
      <Panel title={t('ask.answer')}>
        <State tone="unknown">{t('panel.missing', { place: text(pair[pair.missing]) })}</State>
      </Panel>
    )
  const verdict = verdictOf(pair)
  const said = cellText({ ...cell, unknown: 0 }, false)
  return (
    <Panel title={t('ask.answer')}>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        {(['from', 'to'] as const).map((end) => {
          const [asked, pod] = [pair[end], resolved[end]]
          return (
            pod !== null &&
            asked.type === 'ip' && (
              <Alert key={end} severity="info" role="note">
                {t('ask.resolved', { ip: asked.ip, pod: text(pod) })}
              </Alert>
            )
          )
        })}
        <Box role="status" sx={{ fontSize: 16, fontWeight: 600 }}>
          <State tone={tones[verdict]}>{t(`ask.${verdict}`)}</State>
        </Box>
        {cell.pairs > 0 && (
          <Box sx={{ '&::first-letter': { textTransform: 'uppercase' } }}>
            {verdict === 'unknown' ? t('ask.doubt', { said }) : cellText(cell, false)}
          </Box>
        )}
        {courses.length > 0 && <Courses pair={pair} />}
      </Box>
    </Panel>
  )
}

const tones: Readonly<Record<AskVerdict, Tone>> = {
  yes: 'good',
  no: 'danger',
  some: 'warning',
  unknown: 'unknown',
}
