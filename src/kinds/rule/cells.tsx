/** The cells of the list of rules, and the same on the page of one. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import { type Route, readMatch } from '../../net/route/index.ts'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State, type Tone } from '../../ui/state.tsx'
import { groupIn, memberText, percentText } from '../alb/group.ts'
import { placeText as placedText, specOf } from '../alb/spec.ts'
import type { ObjectProps } from '../kind.ts'
import { named } from '../lookups.ts'
import { albPorts, ingresses } from '../related.ts'
import type { World } from '../world.ts'
import { matchText } from './match/sentence.tsx'
import { type Standing, standingOf } from './ranking.ts'
import { redirects, viewOf } from './spec.ts'
import './action/words.ts'

export function portText(object: KubeObject, world: World): string {
  const { namespace, frontend, alb } = viewOf(object)
  const { port, protocol } = specOf(named<KubeObject>(world, albPorts, namespace, frontend))
  if (typeof port !== 'number') return frontend
  return `${alb}:${port} ${asString(protocol).toUpperCase()}`
}

const padded = (number: number) => String(number).padStart(6, '0')

/** By balancer and port. */
export function portOrder(object: KubeObject, world: World): string {
  const { namespace, frontend, alb } = viewOf(object)
  const { port } = specOf(named<KubeObject>(world, albPorts, namespace, frontend))
  return `${alb} ${padded(typeof port === 'number' ? port : 0)} ${frontend}`
}

/** As they are asked; those that are not come last. */
export function placeOrder(object: KubeObject, world: World): string {
  return `${portOrder(object, world)} ${padded(standingOf(object, world)?.place ?? 999_999)}`
}

/** `edge:443 1/6` */
export function placeText(object: KubeObject, world: World): string {
  const standing = standingOf(object, world)
  const [port = ''] = portText(object, world).split(' ')
  return standing === null ? port : `${port} ${standing.place}/${standing.of}`
}

export function PlaceCell({ object, world }: ObjectProps) {
  const { t } = useTranslation('action')
  const { namespace, frontend } = viewOf(object)
  const [port = ''] = portText(object, world).split(' ')
  const standing = standingOf(object, world)
  if (frontend === '') return '–'
  return (
    <span title={portText(object, world)}>
      <ObjectLink reference={{ ...albPorts, namespace, name: frontend }} title={port} />{' '}
      <Box component="span" sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>
        {standing !== null && t('order.place', { place: standing.place, of: standing.of })}
      </Box>
    </span>
  )
}

export const matchTextOf = (object: KubeObject) => matchText(readMatch(specOf(object).dslx).match)

export function MatchCell({ object }: ObjectProps) {
  const { t } = useTranslation('action')
  const { match, fate } = readMatch(specOf(object).dslx)
  if (fate !== 'used') return <State tone="danger">{t(`match:fate.${fate}`)}</State>
  const text = matchText(match) || '*'
  return (
    <span title={text}>
      <Mono>{text}</Mono>
    </span>
  )
}

/** In words that can be asked for: `!unreachable`. */
export function standingStates(object: KubeObject, world: World): readonly string[] {
  const standing = standingOf(object, world)
  if (standing === null) return []
  return [standing.state, ...(standing.twin === null ? [] : ['duplicate'])]
}

export const standingText = (object: KubeObject, world: World) =>
  [
    ...standingStates(object, world),
    ...(standingOf(object, world)?.by ?? []).map(({ source }) => source.name),
  ].join(' ')

const tones: Readonly<Record<Standing['state'], Tone>> = {
  reachable: 'good',
  overlapped: 'good',
  unreachable: 'warning',
  unused: 'danger',
}

export function StandingCell({ object, world }: ObjectProps) {
  const standing = standingOf(object, world)
  return standing === null ? '–' : <StandingText standing={standing} />
}

export function StandingText({ standing }: { standing: Standing }) {
  const { t } = useTranslation('action')
  const { state, by, twin, otherPriorities } = standing
  const [first] = by
  return (
    <Box component="span">
      <State tone={tones[state]}>
        {twin !== null ? t('standing.duplicate') : t(`action:standing.${state}`)}
        {state !== 'reachable' && (twin ?? first) !== undefined && ' '}
      </State>
      {twin !== null ? (
        <RouteLink route={twin} />
      ) : (
        by.map((route, at) => (
          <span key={route.id}>
            {at > 0 && ', '}
            <RouteLink route={route} />
          </span>
        ))
      )}
      {state !== 'unreachable' && otherPriorities.length > 0 && (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {' '}
          {t('standing.otherPriorities', { priorities: otherPriorities.join(', ') })}
        </Box>
      )}
    </Box>
  )
}

export function RouteLink({ route: { source } }: { route: Route }) {
  return <ObjectLink reference={{ group: 'crd.alauda.io', ...source }} />
}

export function answerText(object: KubeObject): string {
  const view = viewOf(object)
  const redirect = asFields(asFields(view.spec.config).redirect)
  if (redirects(view))
    return ['→', asString(view.spec.redirectURL), ...Object.values(redirect).map(String)]
      .filter(Boolean)
      .join(' ')
  const { members } = groupIn(object)
  return members
    .map((member) => `${memberText(member)}${members.length > 1 ? ` ${percentText(member.percent)}` : ''}`)
    .join(', ')
}

export function AnswerCell({ object }: ObjectProps) {
  const text = answerText(object)
  return (
    <span title={text}>
      <Mono>{text || '–'}</Mono>
    </span>
  )
}

export function sourceText(object: KubeObject): string {
  const { source } = viewOf(object)
  return source === null ? '' : placedText(source)
}

export function SourceCell({ object }: ObjectProps) {
  const { t } = useTranslation('action')
  const { source } = viewOf(object)
  if (source === null) return t('byHand')
  return (
    <>
      {t('ingress')} <ObjectLink reference={{ ...ingresses, ...source }} title={placedText(source)} />
    </>
  )
}

export const priorityOf = (object: KubeObject) => Number(specOf(object).priority) || 0

export const PriorityCell = ({ object }: ObjectProps) => String(priorityOf(object))
