/** The overview of one rule: what it is for, when it is asked, who answers, and what is changed on the way. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { Service } from '../../k8s/core.ts'
import { asString } from '../../k8s/shape.ts'
import { type Condition, type Route, readMatch } from '../../net/route/index.ts'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { groupIn, percentText } from '../alb/group.ts'
import { certificateIn, specOf } from '../alb/spec.ts'
import type { ObjectProps } from '../kind.ts'
import { inNamespace, named } from '../lookups.ts'
import { albPorts, albs, projectServices } from '../related.ts'
import type { World } from '../world.ts'
import { ActionFacts } from './action/action-facts.tsx'
import { portText, RouteLink, SourceCell, StandingText } from './cells.tsx'
import { MatchSentence } from './match/sentence.tsx'
import { draftOn, standingOf } from './ranking.ts'
import { redirects, viewOf } from './spec.ts'
import './action/words.ts'

export default function RuleOverview(props: ObjectProps) {
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <FactsPanel {...props} />
      <MatchPanel {...props} />
      <OrderPanel {...props} />
      <GroupPanel {...props} />
      <ActionFacts {...props} />
    </Box>
  )
}

function FactsPanel(props: ObjectProps) {
  const { t } = useTranslation('action')
  const { object, world } = props
  const { namespace, frontend, alb, spec } = viewOf(object)
  const certificate = certificateIn(asString(spec.certificate_name))
  return (
    <Panel title={t('section.place')}>
      <Facts>
        <Fact term={t('loadBalancers')}>
          {alb === '' ? '–' : <ObjectLink reference={{ ...albs, namespace, name: alb }} />}
        </Fact>
        <Fact term={t('listeningPort')}>
          {frontend === '' ? (
            '–'
          ) : (
            <ObjectLink
              reference={{ ...albPorts, namespace, name: frontend }}
              title={portText(object, world)}
            />
          )}
        </Fact>
        <Fact term={t('column.source')}>
          <SourceCell {...props} />
        </Fact>
        <Fact term={t('description')}>{asString(spec.description) || '–'}</Fact>
        <Fact term={t('domain')}>{spec.domain ? <Mono>{asString(spec.domain)}</Mono> : '–'}</Fact>
        <Fact term={t('certificate')}>
          {certificate === null ? (
            <Mono>{asString(spec.certificate_name) || '–'}</Mono>
          ) : (
            <ObjectLink reference={{ group: '', kind: 'Secret', ...certificate }} />
          )}
        </Fact>
      </Facts>
    </Panel>
  )
}

function MatchPanel({ object }: ObjectProps) {
  const { t } = useTranslation(['action', 'match'])
  const { match, fate } = readMatch(specOf(object).dslx)
  return (
    <Panel title={t('action:section.match')}>
      {fate === 'used' ? (
        <Typography component="p">
          {t('match:meaning')} <MatchSentence match={match} />
        </Typography>
      ) : (
        <State tone="danger">{t(`match:fate.${fate}`)}</State>
      )}
    </Panel>
  )
}

/** More are counted. */
const mostListed = 20

function OrderPanel({ object, world }: ObjectProps) {
  const { t } = useTranslation('action')
  const standing = standingOf(object, world)
  const draft = draftOn(object, world)
  if (standing === null || draft === null) {
    const isKnown = world.availability(albPorts) === 'live'
    return <Panel title={t('section.order')}>{t(isKnown ? 'order.none' : 'order.unread')}</Panel>
  }
  const { before } = draft
  const { place, of, route } = standing
  return (
    <Panel title={t('section.order')}>
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Facts>
          <Fact term={t('column.order')}>{t('order.place', { place, of })}</Fact>
          <Fact term={t('priority')}>
            {route.order?.priority ?? '–'}
            {specOf(object).priority === undefined && ` · ${t('priorityUnset')}`}
          </Fact>
          <Fact term={t('column.standing')}>
            <StandingText standing={standing} />
          </Fact>
        </Facts>
        {draft.cover !== null && draft.cover.because !== null && (
          <Typography variant="body2">
            {t(`order.because.${draft.cover.because}`, { name: draft.cover.route.source.name })}
          </Typography>
        )}
        <PlainTable
          label={t('order.before')}
          headers={[t('order.rule'), t('priority'), t('column.match')]}
          empty={t('order.nobody')}
          rows={before.slice(0, mostListed).map(rowOf)}
        />
        {before.length > mostListed && (
          <Typography variant="caption" color="textSecondary">
            {t('order.more', { count: before.length - mostListed })}
          </Typography>
        )}
      </Box>
    </Panel>
  )
}

const rowOf = (route: Route) => ({
  key: route.id,
  cells: [
    <RouteLink key="rule" route={route} />,
    String(route.order?.priority ?? '–'),
    <Short key="match" conditions={route.match.conditions} />,
  ],
})

function Short({ conditions }: { conditions: readonly Condition[] }) {
  return <MatchSentence match={{ conditions }} />
}

function GroupPanel({ object, world }: ObjectProps) {
  const { t } = useTranslation('action')
  const { members, affinity, attribute } = groupIn(object)
  const view = viewOf(object)
  return (
    <Panel title={t('section.group')}>
      <Box sx={{ display: 'grid', gap: 2 }}>
        <PlainTable
          label={t('section.group')}
          headers={[t('service'), t('namespace'), t('port'), t('weight'), t('share')]}
          empty={t(redirects(view) ? 'redirected' : 'nobodyAnswers')}
          rows={members.map(({ namespace, name, port, weight, percent }, index) => ({
            key: String(index),
            cells: [
              <ServiceName key="name" namespace={namespace} name={name} world={world} />,
              <Mono key="namespace">{namespace}</Mono>,
              <Mono key="port">{String(port ?? '–')}</Mono>,
              String(weight ?? '–'),
              percentText(percent),
            ],
          }))}
        />
        <Facts>
          <Fact term={t('affinity')}>
            {affinity || t('none')} {attribute !== '' && <Mono>{attribute}</Mono>}
          </Fact>
          <Fact term={t('backendProtocol')}>
            {(asString(view.spec.backendProtocol) || 'http').toUpperCase()}
          </Fact>
        </Facts>
      </Box>
    </Panel>
  )
}

/** Whether it is there is said only where its namespace is among those that were read. */
function ServiceName({ namespace, name, world }: { namespace: string; name: string; world: World }) {
  const { t } = useTranslation('action')
  const isThere = named<Service>(world, projectServices, namespace, name) !== undefined
  const isRead = inNamespace(world, projectServices, namespace).length > 0
  if (!isThere && isRead && world.availability(projectServices) === 'live')
    return <State tone="danger">{t('serviceGone', { name })}</State>
  return <ObjectLink reference={{ group: '', kind: 'Service', namespace, name }} />
}
