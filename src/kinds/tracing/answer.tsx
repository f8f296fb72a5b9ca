/** What answers a request: in one sentence, and the facts behind it. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { HeaderChange, ObjectRef, Trace, TracedShare } from '../../net/route/index.ts'
import { Fact, Facts } from '../../ui/facts.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Copyable, Mono } from '../../ui/mono.tsx'
import { State, type Tone } from '../../ui/state.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { MatchSentence } from '../rule/match/sentence.tsx'
import { doubtText } from './doubt-text.ts'
import type { Entrance } from './entrances.ts'
import { referenceOf } from './reference.ts'

const tones: Readonly<Record<Trace['ending'], Tone>> = {
  forwarded: 'good',
  redirected: 'good',
  answered: 'good',
  'no-route': 'danger',
  'no-endpoint': 'danger',
  'no-listener': 'danger',
  'wrong-scheme': 'danger',
  'no-certificate': 'danger',
}

export function Answer({ trace, entrance }: { trace: Trace; entrance: Entrance }) {
  const { t } = useTranslation('tracing')
  const { listener, certificate, route } = trace
  return (
    <Box component="section" aria-label={t('answer')} sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      <Typography component="p" role="status" sx={{ fontWeight: 500 }}>
        <State tone={trace.isCertain ? tones[trace.ending] : 'warning'}>
          <Ending trace={trace} entrance={entrance} />
        </State>
      </Typography>
      {!trace.isCertain && (
        <Typography component="ul" variant="body2" sx={{ m: 0, pl: 3 }}>
          {[...new Set(trace.doubts.map((each) => doubtText(each, t)))].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </Typography>
      )}
      <Facts>
        <Fact term={t('fact.entrance')}>
          <ObjectLink reference={entrance.reference} />
        </Fact>
        {listener !== null && (
          <Fact term={t('fact.port')}>
            <Mono>{`${listener.port} ${listener.protocol.toUpperCase()}`}</Mono>
            {listener.hasConflict && <State tone="warning">{t('conflict')}</State>}
          </Fact>
        )}
        {certificate !== null && (
          <Fact term={t('fact.certificate')}>
            <Mono>{certificate}</Mono>
          </Fact>
        )}
        {route !== null && (
          <Fact term={t('fact.rule')}>
            <Source of={route.source} />
            <Typography variant="body2" component="div" color="textSecondary">
              <MatchSentence match={route.match} />
            </Typography>
          </Fact>
        )}
        {route?.origin && (
          <Fact term={t('fact.origin')}>
            <Source of={route.origin} />
          </Fact>
        )}
        {trace.location !== null && (
          <Fact term={t('fact.location')}>
            <Copyable text={trace.location} />
          </Fact>
        )}
        {trace.backendUrl !== null && (
          <Fact term={t('fact.backendUrl')}>
            <Copyable text={trace.backendUrl} />
          </Fact>
        )}
        {trace.upstreamHost !== '' && (
          <Fact term={t('fact.upstreamHost')}>
            <Mono>{trace.upstreamHost}</Mono>
          </Fact>
        )}
        <Headers term={t('fact.requestHeaders')} changes={trace.requestHeaders} />
        <Headers term={t('fact.responseHeaders')} changes={trace.responseHeaders} />
      </Facts>
      {trace.shares.length > 0 && <Shares shares={trace.shares} />}
    </Box>
  )
}

function Ending({ trace, entrance }: { trace: Trace; entrance: Entrance }) {
  const { t } = useTranslation('tracing')
  const { code, codeReason, listener, location, route, shares } = trace
  const reached = shares.filter(({ percent }) => percent > 0)
  const [first] = reached
  const values = {
    name: entrance.reference.name,
    port: listener?.port,
    code,
    reason: codeReason === '' ? '' : ` (${codeReason})`,
    location: location ?? '',
    rule: route === null ? '' : [route.source.name, route.index].filter(Boolean).join(' '),
    service: first === undefined ? '' : serviceText(first),
    count: reached.length,
  }
  if (trace.ending === 'redirected' && location === null) return t('ending.redirectedUnknown', values)
  if (trace.ending === 'wrong-scheme')
    return t(listener?.isTls === true ? 'ending.needsTls' : 'ending.needsPlain', values)
  return t(`ending.${trace.ending}`, values)
}

const serviceText = ({ service: { namespace, name, port } }: TracedShare) => `${namespace}/${name}:${port}`

function Source({ of }: { of: ObjectRef }) {
  const { t } = useTranslation('tracing')
  return of.name === '' ? (
    t('builtIn')
  ) : (
    <ObjectLink reference={referenceOf(of)} title={`${of.kind} ${of.namespace}/${of.name}`} />
  )
}

function Headers({ term, changes }: { term: string; changes: readonly HeaderChange[] }) {
  const { t } = useTranslation('tracing')
  if (changes.length === 0) return null
  return (
    <Fact term={term}>
      {changes.map(({ verb, name, value }) => (
        <Box key={`${verb} ${name}`}>{t(`header.${verb}`, { name, value })}</Box>
      ))}
    </Fact>
  )
}

function Shares({ shares }: { shares: readonly TracedShare[] }) {
  const { t, i18n } = useTranslation('tracing')
  const percent = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1, style: 'percent' })
  return (
    <PlainTable
      label={t('services')}
      headers={[t('column.service'), t('column.share'), t('column.why'), t('column.pods')]}
      empty=""
      rows={shares.map((share) => {
        const { namespace, name } = share.service
        return {
          key: `${serviceText(share)} ${share.reason} ${share.canary?.name ?? ''}`,
          cells: [
            <ObjectLink
              key="service"
              reference={{ group: '', kind: 'Service', namespace, name }}
              title={serviceText(share)}
            />,
            percent.format(share.percent / 100),
            t(`share.${share.reason}`),
            <Pods key="pods" share={share} />,
          ],
        }
      })}
    />
  )
}

/** More are counted. */
const shownPods = 8

function Pods({ share: { endpoints, service } }: { share: TracedShare }) {
  const { t } = useTranslation('tracing')
  if (endpoints === null) return <State tone="unknown">{t('podsUnknown')}</State>
  const ready = endpoints.filter(({ isReady }) => isReady)
  if (ready.length === 0) return <State tone="danger">{t('podsNone')}</State>
  return (
    <Box sx={{ display: 'grid' }}>
      {ready.slice(0, shownPods).map(({ address, port, pod }) => (
        <span key={`${address}:${port}`}>
          {pod !== '' && (
            <>
              <ObjectLink
                reference={{ group: '', kind: 'Pod', namespace: service.namespace, name: pod }}
              />{' '}
            </>
          )}
          <Mono quiet>{address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`}</Mono>
        </span>
      ))}
      {ready.length > shownPods && t('podsMore', { count: ready.length - shownPods })}
    </Box>
  )
}
