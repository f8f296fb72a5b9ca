/** The rules of a port, in the order in which its load balancer asks them. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../../k8s/objects.ts'
import { albRouter, type Route, writeDsl } from '../../../net/route/index.ts'
import { ObjectLink } from '../../../ui/links.tsx'
import { Mono } from '../../../ui/mono.tsx'
import { State } from '../../../ui/state.tsx'
import { PlainTable } from '../../../ui/table/plain-table.tsx'
import { groupIn, memberText } from '../../alb/group.ts'
import { placeText, sourceOf, specOf } from '../../alb/spec.ts'
import type { ObjectProps } from '../../kind.ts'
import { albRules } from '../../related.ts'
import { rulesSeen } from '../removal.ts'
import { viewOf } from '../spec.ts'
import './words.ts'

export function RulesTable({ object, world }: ObjectProps) {
  const { t } = useTranslation('port')
  const ordered = inOrder(object, rulesSeen(object, world))
  const isRefused = world.availability(albRules) === 'refused'
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <PlainTable
        label={t('rules')}
        headers={[t('order'), t('rule'), t('priority'), t('handedTo'), t('source'), t('match')]}
        empty={t(isRefused ? 'rulesRefused' : 'rulesNone')}
        rows={ordered.map(({ rule, route }, index) => ({
          key: rule.metadata.name,
          cells: cellsOf(rule, route, index),
        }))}
      />
      {ordered.length > 1 && (
        <Typography variant="caption" color="textSecondary">
          {t('rulesOrder')}
        </Typography>
      )}
    </Box>
  )
}

interface Ordered {
  readonly rule: KubeObject
  readonly route: Route
}

/** As the load balancer orders them; of the port's own entries nothing is said here. */
function inOrder(port: KubeObject, rules: readonly KubeObject[]): readonly Ordered[] {
  const { namespace, balancer } = viewOf(port)
  const alb = { apiVersion: '', kind: 'ALB2', metadata: { namespace, name: balancer } } as KubeObject
  const [listener] = albRouter({ alb, frontends: [port], rules }).listeners
  const byName = new Map(rules.map((rule) => [rule.metadata.name, rule]))
  return (listener?.routes ?? []).flatMap((route) => {
    const rule = route.source.kind === port.kind ? undefined : byName.get(route.id)
    return rule === undefined ? [] : [{ rule, route }]
  })
}

function cellsOf(rule: KubeObject, route: Route, index: number) {
  const { priority, config } = specOf(rule)
  const source = sourceOf(rule)
  const isRedirect = route.action.type === 'redirect' && config !== undefined
  return [
    String(index + 1),
    <ObjectLink key="rule" reference={{ group: 'crd.alauda.io', kind: 'Rule', ...rule.metadata }} />,
    String(priority ?? 0),
    isRedirect ? (
      <Redirected key="group" />
    ) : (
      <Mono key="group">{groupIn(rule).members.map(memberText).join(', ') || '–'}</Mono>
    ),
    source === null ? (
      '–'
    ) : (
      <ObjectLink
        key="source"
        reference={{ group: 'networking.k8s.io', kind: 'Ingress', ...source }}
        title={placeText(source)}
      />
    ),
    // As long as it may be, it comes last.
    <MatchCell key="match" route={route} />,
  ]
}

function MatchCell({ route }: { route: Route }) {
  const { t } = useTranslation('port')
  if (route.fate !== 'used') return <State tone="warning">{t(`fate.${route.fate}`)}</State>
  const text = writeDsl(route.match)
  return text === '' ? t('everything') : <Mono>{text}</Mono>
}

function Redirected() {
  const { t } = useTranslation('port')
  return t('redirected')
}
