/** What is said of the changes of a plan, wherever they are listed. */
import { Alert } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { Change, Plan } from './plan.ts'
import type { Isolation } from './use-isolation.ts'

export function keyOfChange({ namespace, before, after }: Change): string {
  return `${namespace}/${(after ?? before)?.metadata.name}`
}

/** Why a change is needed; a namespace that is younger than what was written last has only just come. */
export function useReasonText({ namespaces, standing }: Isolation): (change: Change) => string {
  const { t } = useTranslation('isolation')
  const made = new Map(namespaces.map(({ metadata }) => [metadata.name, metadata.creationTimestamp ?? '']))
  return ({ reason, namespace, before }) => {
    const isNew = standing.at === '' || Date.parse(made.get(namespace) ?? '') > Date.parse(standing.at)
    if (reason === 'missing' && !isNew) return t('reason.gone')
    return t(`reason.${reason}`, { name: before?.metadata.name ?? '' })
  }
}

/** Namespaces that cannot be isolated, because a policy of somebody else's has the name. */
export function Blocked({ plan }: { plan: Plan }) {
  const { t } = useTranslation('isolation')
  const names = plan.blocked.map(({ namespace }) => namespace)
  if (names.length === 0) return null
  return (
    <Alert severity="warning" role="note">
      {t('blocked', { count: names.length, namespaces: names.slice(0, 10).join(', ') })}
      {names.length > 10 && ` ${t('more', { count: names.length - 10 })}`}
    </Alert>
  )
}
