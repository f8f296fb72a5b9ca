/** The cells of the list of listening ports, and the same on the page of one. */
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { groupIn, memberText } from '../alb/group.ts'
import { everyProject } from '../assignment.ts'
import type { ObjectProps } from '../kind.ts'
import type { World } from '../world.ts'
import { projectsOf } from './lending.ts'
import { rulesSeen } from './removal.ts'
import { portNumber, viewOf } from './spec.ts'

export const portText = (object: unknown) => {
  const { port } = viewOf(object)
  return typeof port === 'number' || typeof port === 'string' ? String(port) : ''
}

export const portValue = (object: unknown) => portNumber(viewOf(object).port)

export function PortCell({ object }: ObjectProps) {
  return <Mono>{portText(object) || '–'}</Mono>
}

const names = { http: 'HTTP', https: 'HTTPS', grpc: 'gRPC', tcp: 'TCP', udp: 'UDP' } as const

export function protocolText(object: unknown): string {
  const { protocol, spoken } = viewOf(object)
  return protocol === spoken ? names[spoken] : protocol
}

export function ProtocolCell({ object }: ObjectProps) {
  const { t } = useTranslation('frontend')
  const { protocol, spoken } = viewOf(object)
  if (protocol === spoken || protocol === '') return protocolText(object) || '–'
  return <State tone="warning">{t('protocolAsTcp', { protocol })}</State>
}

export const balancerText = (object: unknown) => viewOf(object).balancer

export function BalancerCell({ object }: ObjectProps) {
  const { balancer, namespace } = viewOf(object)
  if (balancer === '') return '–'
  return <ObjectLink reference={{ group: 'crd.alauda.io', kind: 'ALB2', namespace, name: balancer }} />
}

export const groupText = (object: unknown) => groupIn(object).members.map(memberText).join(', ')

export function GroupCell({ object }: ObjectProps) {
  const text = groupText(object)
  return (
    <span title={text}>
      <Mono>{text || '–'}</Mono>
    </span>
  )
}

export const rulesText = (object: KubeObject, world: World) => String(rulesSeen(object, world).length)
export const rulesValue = (object: KubeObject, world: World) => rulesSeen(object, world).length

export function RulesCell({ object, world }: ObjectProps) {
  return rulesText(object, world)
}

export const projectsText = (object: unknown, world: World) => projectsOf(viewOf(object), world).join(', ')

export function ProjectsCell({ object, world }: ObjectProps) {
  const { t } = useTranslation('frontend')
  const projects = projectsOf(viewOf(object), world)
  if (projects.includes(everyProject)) return t('allProjects')
  return projects.length === 0 ? t('noProject') : <Mono>{projects.join(', ')}</Mono>
}

export function stateText(object: unknown): string {
  const { conflicts, listens } = viewOf(object)
  if (conflicts.length > 0) return `conflict ${conflicts.join(' ')}`
  return listens ? 'listens' : ''
}

export function StateCell({ object }: ObjectProps) {
  const { t } = useTranslation('frontend')
  const { conflicts, listens } = viewOf(object)
  if (conflicts.length > 0)
    return <State tone="warning">{t('conflict', { names: conflicts.join(', ') })}</State>
  return listens ? <State tone="good">{t('listens')}</State> : '–'
}
