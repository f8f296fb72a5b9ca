/** The ways of requests for a domain through the Ingresses that serve it, the broken ones first. */
import { Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/facts.tsx'
import { hostAndAbove } from '../hosts.ts'
import { type Route, routesOf } from '../ingress/route.ts'
import { RouteLines } from '../ingress/route-picture.tsx'
import { viewOf as ingressOf } from '../ingress/spec.ts'
import type { ObjectProps } from '../kind.ts'
import type { World } from '../world.ts'
import { viewOf } from './spec.ts'
import { usersOf } from './usage.ts'

/** More lines than this nobody reads; the Ingresses themselves are listed with where the domain is used. */
const shownAtMost = 20

export function DomainRoutes({ object, world }: ObjectProps) {
  const { t } = useTranslation('domain')
  const routes = routesTo(object, world)
  if (routes.length === 0) return null
  const more = routes.length - shownAtMost
  return (
    <Panel title={t('routes')}>
      <RouteLines routes={routes.slice(0, shownAtMost)} />
      {more > 0 && (
        <Typography variant="caption" color="textSecondary">
          {t('routesMore', { count: more })}
        </Typography>
      )}
    </Panel>
  )
}

const isBroken = ({ hops }: Route) => hops.some(({ tone }) => tone === 'danger')

export function routesTo(domain: unknown, world: World): readonly Route[] {
  const { host } = viewOf(domain, world.labelDomain)
  return usersOf(domain, world)
    .filter(({ kind }) => kind === 'Ingress')
    .flatMap((ingress) => {
      const { namespace, name } = ingress.metadata
      return routesOf(ingressOf(ingress), world)
        .filter((route) => hostAndAbove(route.host).includes(host))
        .map((route) => ({ ...route, key: `${namespace}/${name}/${route.key}` }))
    })
    .toSorted((a, b) => Number(isBroken(b)) - Number(isBroken(a)))
}
