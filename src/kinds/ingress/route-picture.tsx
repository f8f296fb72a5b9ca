/** The routes of an Ingress, drawn as a line of hops each; the same words in the same order for who listens. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/facts.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { Unseen } from '../../ui/unseen.tsx'
import type { World } from '../world.ts'
import { type Hop, type Route, routesOf } from './route.ts'
import type { IngressView } from './spec.ts'

export function RoutesPanel({ view, world }: { view: IngressView; world: World }) {
  const { t } = useTranslation('ingress')
  const routes = routesOf(view, world)
  return (
    <Panel title={t('section.routes')}>
      {routes.length === 0 ? t('noRules') : <RouteLines routes={routes} />}
    </Panel>
  )
}

export function RouteLines({ routes }: { routes: readonly Route[] }) {
  return routes.map((route) => <RouteLine key={route.key} route={route} />)
}

const lineStyle = {
  listStyle: 'none',
  m: 0,
  p: 0,
  py: 1,
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'stretch',
  rowGap: 1,
  '& + &': { borderTop: 1, borderColor: 'divider' },
  '& > li': { display: 'flex', alignItems: 'center', minWidth: 0 },
  '& > li + li::before': { content: '"→"', color: 'text.secondary', px: 1 },
} as const

function RouteLine({ route }: { route: Route }) {
  const { t } = useTranslation('ingress')
  return (
    <Box component="ol" aria-label={t('route.of', { address: route.address })} sx={lineStyle}>
      {route.hops.map((hop) => (
        <li key={hop.id}>
          <HopBox hop={hop} />
        </li>
      ))}
    </Box>
  )
}

const broken = ['danger', 'warning']

function HopBox({ hop }: { hop: Hop }) {
  const { t } = useTranslation('ingress')
  const { tone, reference, reason } = hop
  const isBroken = tone !== null && broken.includes(tone)
  return (
    <Box
      sx={{
        border: 1,
        borderColor: isBroken ? `${tone === 'danger' ? 'error' : 'warning'}.main` : 'divider',
        borderRadius: 1,
        px: 1.25,
        py: 0.5,
        minWidth: 0,
        overflowWrap: 'anywhere',
      }}
    >
      <Box sx={{ fontSize: 12, lineHeight: '16px', color: 'text.secondary', display: 'flex', gap: 0.75 }}>
        {t(`route.hop.${hop.id}`)}
        {tone === 'good' && (
          <State tone="good">
            <Unseen>{t('route.good')}</Unseen>
          </State>
        )}
      </Box>
      <Box sx={{ fontSize: 13, lineHeight: '18px' }}>
        {reference === undefined ? <Mono>{hop.text}</Mono> : <ObjectLink reference={reference} />}
        {reason !== undefined && !isBroken && (
          <Box component="span" sx={{ ml: 1, color: 'text.secondary' }}>
            {t(reason.key, reason.values)}
          </Box>
        )}
      </Box>
      {isBroken && (
        <Box sx={{ fontSize: 13, lineHeight: '18px' }}>
          <State tone={tone}>{reason === undefined ? '' : t(reason.key, reason.values)}</State>
        </Box>
      )}
    </Box>
  )
}
