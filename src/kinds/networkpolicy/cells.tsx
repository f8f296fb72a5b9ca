/** The cells of the list of NetworkPolicies. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { asFields } from '../../k8s/shape.ts'
import { State } from '../../ui/state.tsx'
import { isolatedProject } from '../isolation.ts'
import type { ObjectProps } from '../kind.ts'
import { Subject, subjectText } from '../policy/cells.tsx'
import { type Direction, networkDialect } from '../policy/dialects.ts'
import { selectedPods } from '../policy/selected.ts'
import { policyOf } from '../policy/view.ts'
import type { World } from '../world.ts'
import { restrictionOf } from './restriction.ts'

/** With a word on policies that the isolation of projects wrote: they are no work of the namespace's people. */
export function SubjectCell({ object, world }: ObjectProps) {
  const { t } = useTranslation('networkpolicy')
  return (
    <>
      <Subject object={object} dialect={networkDialect} />
      {isolatedProject(object, world.labelDomain) !== null && (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {` · ${t('isolation')}`}
        </Box>
      )}
    </>
  )
}

export function subjectOf(object: unknown, { labelDomain }: World): string {
  const text = subjectText(object, networkDialect)
  return isolatedProject(object, labelDomain) === null ? text : `${text} · project isolation`
}

/** How many pods it selects now; `null` where that cannot be known. */
export function podCount(object: unknown, world: World): number | null {
  const { subject, namespace } = policyOf(object, networkDialect)
  return (subject && selectedPods(subject, namespace, world)?.length) ?? null
}

export function PodCountCell({ object, world }: ObjectProps) {
  const { t } = useTranslation('networkpolicy')
  const count = podCount(object, world)
  if (count === null) return '–'
  return count === 0 ? (
    <span title={t('selectsNothing')}>
      <State tone="warning">0</State>
    </span>
  ) : (
    count
  )
}

const rulesOf = (object: unknown, direction: Direction) => policyOf(object, networkDialect).rules[direction]

export function restrictionText(object: unknown, direction: Direction): string {
  const { length } = rulesOf(object, direction)
  switch (restrictionOf(asFields(object).spec, direction)) {
    case 'open':
      return 'not restricted'
    case 'blocked':
      return 'blocks all'
    case 'ignored':
      return 'without effect'
    case 'rules':
      return `${length} ${length === 1 ? 'rule' : 'rules'}`
  }
}

const cellOf = (direction: Direction) =>
  function RestrictionCell({ object }: ObjectProps) {
    const { t } = useTranslation('networkpolicy')
    const restriction = restrictionOf(asFields(object).spec, direction)
    const count = rulesOf(object, direction).length
    if (restriction === 'rules') return t('ruleCount', { count })
    return restriction === 'ignored' ? (
      <State tone="warning">{t('restriction.ignored')}</State>
    ) : (
      t(`restriction.${restriction}`)
    )
  }

export const IngressCell = cellOf('ingress')
export const EgressCell = cellOf('egress')
