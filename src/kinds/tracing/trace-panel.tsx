/** Describes a request and tells at once what answers it. */
import { Box, Typography } from '@mui/material'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ParsedRequest, parseRequest, type Trace, trace } from '../../net/route/index.ts'
import { State } from '../../ui/state.tsx'
import type { ObjectPanelProps } from '../panels.ts'
import type { World } from '../world.ts'
import { Answer } from './answer.tsx'
import { endpointsIn } from './endpoint-facts.ts'
import { EntranceChoice } from './entrance-choice.tsx'
import { type Entrance, entrancesFor } from './entrances.ts'
import { exampleUrl } from './example-url.ts'
import { OtherRoutes } from './other-routes.tsx'
import { routingKinds } from './related.ts'
import { RequestFields, type Typed } from './request-fields.tsx'
import './words.ts'

const nothing: Typed = { method: 'GET', url: '', headers: '', cookies: '', source: '' }

export default function TracePanel({ object, world, isPartial }: ObjectPanelProps) {
  const { t } = useTranslation('tracing')
  const isLoading = routingKinds.some((kind) => world.availability(kind) === 'loading')
  const read = useDeferredValue(world)
  const entrances = useMemo(() => entrancesFor(object, read), [object, read])
  const [typed, setTyped] = useState<Typed | null>(null)
  const example = useMemo(() => exampleUrl(object, entrances, read), [object, entrances, read])
  const shown = useMemo(() => typed ?? { ...nothing, url: example }, [typed, example])
  const parsed = useMemo(() => parseRequest(shown), [shown])
  if (isLoading)
    return (
      <Typography variant="body2" color="textSecondary" role="status" sx={{ minHeight: 320 }}>
        {t('reading')}
      </Typography>
    )
  if (entrances.length === 0) return <State tone="unknown">{t('noEntrance')}</State>
  return (
    <Box sx={{ display: 'grid', gap: 2.5, minWidth: 0 }}>
      <Unread world={world} isPartial={isPartial} />
      <RequestFields typed={shown} problems={parsed.problems} onTyped={setTyped} />
      <Answered entrances={entrances} parsed={parsed} world={read} />
    </Box>
  )
}

interface Found {
  readonly entrance: Entrance
  readonly trace: Trace
}

function Answered(props: { entrances: readonly Entrance[]; parsed: ParsedRequest; world: World }) {
  const { entrances, world } = props
  const { request } = useDeferredValue(props.parsed)
  const [chosen, setChosen] = useState('')
  const found = useMemo(
    () =>
      request === null
        ? []
        : entrances.map(
            (entrance): Found => ({ entrance, trace: trace(entrance.router, request, endpointsIn(world)) }),
          ),
    [entrances, request, world],
  )
  const best = found.find(({ trace: { route } }) => route !== null) ?? found[0]
  const one = found.find(({ entrance }) => entrance.id === chosen) ?? best
  if (one === undefined) return null
  return (
    <>
      {found.length > 1 && (
        <EntranceChoice
          options={found.map(({ entrance, trace: { route } }) => ({
            id: entrance.id,
            reference: entrance.reference,
            answers: route !== null,
          }))}
          value={one.entrance.id}
          onChoose={setChosen}
        />
      )}
      <Answer trace={one.trace} entrance={one.entrance} />
      <OtherRoutes trace={one.trace} />
    </>
  )
}

/** What could not be read may decide otherwise. */
function Unread({ world, isPartial }: { world: World; isPartial: boolean }) {
  const { t } = useTranslation('tracing')
  const refused = routingKinds
    .filter((kind) => world.availability(kind) === 'refused')
    .map(({ kind }) => kind)
  if (refused.length === 0 && !isPartial) return null
  return (
    <Typography variant="body2" component="div">
      <State tone="warning">
        {refused.length > 0 ? t('refused', { kinds: refused.join(', ') }) : t('partial')}
      </State>
    </Typography>
  )
}
