/** What is known of a cluster as a whole, in words. */
import { Box, Tooltip } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { ClusterFacts } from '../../k8s/cluster/facts.ts'
import type { Presence } from '../../k8s/cluster/parts.ts'
import type { Family } from '../../k8s/cluster/stack.ts'
import { State, type Tone } from '../../ui/state.tsx'

export function useNetworkText(): (facts: ClusterFacts) => string {
  const { t } = useTranslation('places')
  return ({ cni: { found, isCertain } }) => {
    if (found.length === 0) return t(isCertain ? 'components.networkNone' : 'components.networkUnknown')
    return found.map(({ name }) => name).join(', ')
  }
}

export function useStackText(): (facts: ClusterFacts) => string {
  const { t } = useTranslation('places')
  return ({ stack: { families, isCertain } }) => {
    const [family] = families
    if (family === undefined) return t('components.stackUnknown')
    if (families.length > 1) return t('components.stackDual')
    return t(isCertain ? 'components.stackOne' : 'components.stackPerhaps', { family })
  }
}

/** With what told it on hover and on focus. */
export function StackText({ facts }: { facts: ClusterFacts }) {
  const { t } = useTranslation('places')
  const text = useStackText()(facts)
  const { pods, services, nodes, families } = facts.stack
  if (families.length === 0) return text
  const said = (each: readonly Family[]) => each.join(', ') || t('components.familyUnknown')
  return (
    <Tooltip
      title={t('components.stackHelp', { pods: said(pods), services: said(services), nodes: said(nodes) })}
    >
      <Box component="span" tabIndex={0}>
        {text}
      </Box>
    </Tooltip>
  )
}

const tones: Readonly<Record<Presence, Tone>> = {
  found: 'good',
  idle: 'warning',
  absent: 'unknown',
  unknown: 'unknown',
}

/** `isRead`: whether all has been asked; until then, what is not known may still be told. */
export function PresenceState({ presence, isRead }: { presence: Presence; isRead: boolean }) {
  const { t } = useTranslation('places')
  if (presence === 'unknown' && !isRead) return <State tone="waiting">{t('components.reading')}</State>
  if (presence === 'absent') return <span>{t('components.absent')}</span>
  return <State tone={tones[presence]}>{t(`components.${presence}`)}</State>
}
