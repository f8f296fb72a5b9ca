/** The rules of one listening port in the order in which they are asked, with a way to one more. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import { ObjectActionLink, ObjectLink } from '../../ui/links.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { frontendLabel } from '../alb/spec.ts'
import { everyProject } from '../assignment.ts'
import type { ObjectProps } from '../kind.ts'
import { labelled } from '../lookups.ts'
import { albRules } from '../related.ts'
import { useRights } from '../rights.ts'
import type { World } from '../world.ts'
import { AnswerCell, MatchCell, PriorityCell, SourceCell, StandingCell } from './cells.tsx'
import { standingOf } from './ranking.ts'
import { projectsOf } from './spec.ts'
import './action/words.ts'

/** More are in the list of all rules. */
const mostListed = 200

/** `object` is the port. */
export function RulesOfPort({ object, world }: ObjectProps) {
  const { t } = useTranslation('action')
  const rules = rulesIn(object, world)
  const shown = rules.slice(0, mostListed)
  return (
    <Box sx={{ display: 'grid', gap: 1.5, justifyItems: 'start' }}>
      <Box sx={{ width: '100%' }}>
        <PlainTable
          label={t('rulesOfPort')}
          headers={[
            t('column.order'),
            t('order.rule'),
            ...(['priority', 'match', 'standing', 'answer', 'source'] as const).map((id) =>
              t(`column.${id}`),
            ),
          ]}
          empty={t(world.availability(albRules) === 'refused' ? 'rulesRefused' : 'rulesNone')}
          rows={shown.map((rule) => rowOf(rule, world))}
        />
      </Box>
      {rules.length > shown.length && (
        <Typography variant="caption" color="textSecondary">
          {t('order.more', { count: rules.length - shown.length })}
        </Typography>
      )}
      <AddRule object={object} world={world} />
    </Box>
  )
}

/** In the view of a project only its own. */
function rulesIn({ metadata: { namespace = '', name } }: KubeObject, world: World): readonly KubeObject[] {
  const { project } = world
  const placeOf = (rule: KubeObject) => standingOf(rule, world)?.place ?? Number.POSITIVE_INFINITY
  const isOurs = (rule: KubeObject) =>
    project === null || projectsOf(rule).some((each) => each === project || each === everyProject)
  return labelled<KubeObject>(world, albRules, namespace, { [frontendLabel]: name })
    .filter(isOurs)
    .toSorted((a, b) => placeOf(a) - placeOf(b))
}

function rowOf(rule: KubeObject, world: World) {
  const own = { object: rule, world }
  const standing = standingOf(rule, world)
  return {
    key: rule.metadata.name,
    cells: [
      standing === null ? '–' : String(standing.place),
      <ObjectLink key="name" reference={{ ...albRules, ...rule.metadata }} />,
      <PriorityCell key="priority" {...own} />,
      <MatchCell key="match" {...own} />,
      <StandingCell key="standing" {...own} />,
      <AnswerCell key="answer" {...own} />,
      <SourceCell key="source" {...own} />,
    ],
  }
}

/** Leads to a rule that begins on this port. */
function AddRule({ object, world }: ObjectProps) {
  const { t } = useTranslation('action')
  const { namespace = '', name, uid = '' } = object.metadata
  const lack = useRights().useLacks('create', albRules, [namespace])(namespace)
  const given = { port: name, uid, project: world.project ?? '', labelDomain: world.labelDomain }
  return (
    <ObjectActionLink reference={{ ...albRules, namespace, name: '', given }} lack={lack}>
      {t('addRule')}
    </ObjectActionLink>
  )
}
