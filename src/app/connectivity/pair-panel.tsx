/** Why a cell of the matrix is as it is: ports, the workloads behind it, and the rules that decide. */
import CloseIcon from '@mui/icons-material/Close'
import { Box, Button, ButtonBase, IconButton, Typography } from '@mui/material'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { allPorts, formatPorts, isEqual, isNone, type PortSet } from '../../net/policy/index.ts'
import { Mono } from '../../ui/mono.tsx'
import { Shape, ShapeAndText, useCellText } from './cell-look.tsx'
import { shownOf } from './cell-state.ts'
import { Courses } from './courses-view.tsx'
import type { PageState } from './page-state.ts'
import { formatPlace, type Place } from './place.ts'
import { PlaceName, usePlaceText } from './place-name.tsx'
import type { Answers, PairAnswer } from './protocol.ts'
import type { ChangeState } from './use-page-state.ts'

export function PairPanel(props: {
  state: PageState
  change: ChangeState
  answers: Answers | null
  /** Takes the focus whenever it is another number. */
  asked: number
  onOpen: (from: string, to: string) => void
  onClose: () => void
}) {
  const { t } = useTranslation('connectivity')
  const { state, change, answers, asked, onOpen, onClose } = props
  const { from, to } = state
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (asked > 0) heading.current?.focus()
  }, [asked])
  const pair = answers?.pair ?? null
  const isOfThis =
    pair !== null &&
    from !== null &&
    to !== null &&
    formatPlace(pair.from) === formatPlace(from) &&
    formatPlace(pair.to) === formatPlace(to)
  if (from === null || to === null) return null
  const back = namespacesOf(from, to)
  const canGoBack = state.inside === null && back !== null && from.type !== 'ns' && to.type !== 'ns'
  return (
    <Box
      component="aside"
      aria-label={t('panel.label')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
      sx={panelStyle}
    >
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1 }}>
        <Typography variant="h2" ref={heading} tabIndex={-1} sx={{ outline: 0, flex: 1, minWidth: 0 }}>
          <PlaceName place={from} /> → <PlaceName place={to} />
        </Typography>
        <IconButton size="small" onClick={onClose} aria-label={t('panel.close')} sx={{ mt: -0.5, mr: -0.5 }}>
          <CloseIcon fontSize="small" />
        </IconButton>
      </Box>
      {canGoBack && (
        <Button
          sx={{ justifySelf: 'start' }}
          onClick={() =>
            change({ from: { type: 'ns', namespace: back.from }, to: { type: 'ns', namespace: back.to } })
          }
        >
          {t('panel.back', back)}
        </Button>
      )}
      {isOfThis ? (
        <PairContent pair={pair} state={state} change={change} onOpen={onOpen} />
      ) : (
        <Box sx={{ color: 'text.secondary' }}>{t('computing')}</Box>
      )}
    </Box>
  )
}

function namespacesOf(from: Place, to: Place) {
  return 'namespace' in from && 'namespace' in to ? { from: from.namespace, to: to.namespace } : null
}

function PairContent(props: {
  pair: PairAnswer
  state: PageState
  change: ChangeState
  onOpen: (from: string, to: string) => void
}) {
  const { t } = useTranslation('connectivity')
  const { pair, state, change, onOpen } = props
  const { from, to } = pair
  const text = usePlaceText()
  if (pair.missing !== null) return <div>{t('panel.missing', { place: text(pair[pair.missing]) })}</div>
  const isAnyPort = state.port === null
  const withOutside = from.type === 'outside' || to.type === 'outside'
  return (
    <>
      <Box>
        <ShapeAndText cell={pair.cell} isAnyPort={isAnyPort} />
      </Box>
      {!withOutside && pair.cell.pairs > 0 && <Ports every={pair.every} some={pair.some} />}
      {pair.outside.length > 0 && <Outside pair={pair} />}
      {pair.members.length > 0 && (
        <section aria-label={t('panel.members')}>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', mb: 0.5 }}>
            <Typography variant="h2" component="h3">
              {t('panel.members')}
            </Typography>
            {from.type === 'ns' && to.type === 'ns' && (
              <Button onClick={() => onOpen(from.namespace, to.namespace)}>{t('showWorkloads')}</Button>
            )}
          </Box>
          <Members pair={pair} isAnyPort={isAnyPort} change={change} />
        </section>
      )}
      <Courses pair={pair} />
      {!withOutside && (
        <Button variant="outlined" sx={{ justifySelf: 'start' }} onClick={() => change({ tab: 'ask' })}>
          {t('panel.ask')}
        </Button>
      )}
    </>
  )
}

function usePortsText(): (ports: PortSet) => string {
  const { t } = useTranslation('connectivity')
  return (ports) =>
    isNone(ports) ? t('panel.noPorts') : isEqual(ports, allPorts()) ? t('panel.allPorts') : formatPorts(ports)
}

function Ports({ every, some }: { every: PortSet; some: PortSet }) {
  const { t } = useTranslation('connectivity')
  const text = usePortsText()
  const isOne = isEqual(every, some)
  return (
    <Box component="dl" sx={factsStyle}>
      <dt>{t(isOne ? 'panel.ports' : 'panel.every')}</dt>
      <dd>{text(every)}</dd>
      {!isOne && (
        <>
          <dt>{t('panel.some')}</dt>
          <dd>{text(some)}</dd>
        </>
      )}
    </Box>
  )
}

const blocksAtMost = 4

function Outside({ pair }: { pair: PairAnswer }) {
  const { t } = useTranslation('connectivity')
  const text = usePortsText()
  return (
    <section aria-label={t('panel.outside')}>
      <Typography variant="h2" component="h3" sx={{ mb: 0.5 }}>
        {t('panel.outside')}
      </Typography>
      <Box component="dl" sx={factsStyle}>
        {pair.outside.map(({ blocks, ports }) => (
          <Box key={blocks.join()} sx={{ display: 'contents' }}>
            <dt>
              <Mono>{blocks.slice(0, blocksAtMost).join(', ')}</Mono>{' '}
              {blocks.length > blocksAtMost && t('panel.blocksMore', { count: blocks.length - blocksAtMost })}
            </dt>
            <dd>{text(ports)}</dd>
          </Box>
        ))}
      </Box>
    </section>
  )
}

function Members(props: { pair: PairAnswer; isAnyPort: boolean; change: ChangeState }) {
  const { t } = useTranslation('connectivity')
  const { members, memberCount, outside } = props.pair
  const placeText = usePlaceText()
  const portsText = usePortsText()
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {members.map(({ from, to, cell, some }) => (
        <Box
          component="li"
          key={`${formatPlace(from)} ${formatPlace(to)}`}
          sx={{ borderTop: 1, borderColor: 'divider' }}
        >
          <ButtonBase onClick={() => props.change({ from, to })} sx={memberStyle}>
            <Box component="span" sx={{ mt: '3px' }}>
              <Shape shown={shownOf(cell)} size={12} />
            </Box>
            <span>
              <Mono>{placeText(from, true)}</Mono> → <Mono>{placeText(to, true)}</Mono>
              <Box component="span" sx={{ display: 'block', color: 'text.secondary', fontSize: 12 }}>
                {outside.length > 0 || cell.unknown > 0 || isNone(some) ? (
                  <CellWords cell={cell} isAnyPort={props.isAnyPort} />
                ) : (
                  `${t('panel.ports')}: ${portsText(some)}`
                )}
              </Box>
            </span>
          </ButtonBase>
        </Box>
      ))}
      {memberCount > members.length && (
        <Box component="li" sx={{ color: 'text.secondary', fontSize: 13, pt: 1 }}>
          {t('panel.membersMore', { count: memberCount - members.length })}
        </Box>
      )}
    </Box>
  )
}

function CellWords({ cell, isAnyPort }: { cell: PairAnswer['cell']; isAnyPort: boolean }) {
  return useCellText()(cell, isAnyPort)
}

const panelStyle = {
  width: { xs: '100%', md: 440 },
  boxSizing: 'border-box',
  flexShrink: 0,
  borderLeft: { md: 1 },
  borderColor: { md: 'divider' },
  bgcolor: 'background.paper',
  overflow: 'auto',
  p: 2,
  display: 'grid',
  alignContent: 'start',
  gap: 1.5,
  gridTemplateColumns: 'minmax(0, 1fr)',
} as const

const factsStyle = {
  m: 0,
  display: 'grid',
  gridTemplateColumns: 'minmax(110px, max-content) minmax(0, 1fr)',
  columnGap: 1.5,
  rowGap: 0.5,
  fontSize: 13,
  lineHeight: '18px',
  '& dt': { color: 'text.secondary', maxWidth: 200 },
  '& dd': { m: 0, fontVariantNumeric: 'tabular-nums' },
} as const

const memberStyle = {
  width: '100%',
  display: 'flex',
  justifyContent: 'flex-start',
  fontFamily: 'inherit',
  alignItems: 'flex-start',
  gap: 1,
  textAlign: 'left',
  fontSize: 13,
  lineHeight: '18px',
  py: 0.75,
  '&:hover': { bgcolor: 'action.hover' },
} as const
