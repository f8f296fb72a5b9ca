/** The ways in from outside that projects have: isolation closes them, which is to be known before. */
import { Alert, Typography } from '@mui/material'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import { useDiscovery } from '../api/queries.ts'
import { NameList } from '../bulk/name-list.tsx'
import { useViews } from '../live/hooks.ts'
import { targetsOfType } from '../live/targets.ts'
import type { Change } from './plan.ts'
import type { Isolation } from './use-isolation.ts'

const entries = [
  { group: '', kind: 'Service' },
  { group: 'networking.k8s.io', kind: 'Ingress' },
  { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' },
  { group: 'gateway.networking.k8s.io', kind: 'GRPCRoute' },
  { group: 'gateway.networking.k8s.io', kind: 'TCPRoute' },
  { group: 'crd.alauda.io', kind: 'Rule' },
] as const

const openTypes = ['LoadBalancer', 'NodePort']

/** Only Services that are open to the outside are a way in. */
function isEntry(kind: string, object: KubeObject): boolean {
  return kind !== 'Service' || openTypes.includes(asString(asFields(asFields(object).spec).type))
}

export function LostEntries({ isolation, changes }: { isolation: Isolation; changes: readonly Change[] }) {
  const { t } = useTranslation('isolation')
  const closed = useMemo(
    () => new Set(changes.filter(({ action }) => action === 'create').map(({ namespace }) => namespace)),
    [changes],
  )
  const { names, isPartial } = useEntries(isolation.cluster, closed)
  if (closed.size === 0) return null
  return (
    <Alert severity="warning" role="note">
      <Typography variant="body2">
        {t('consequence.text')} {t('consequence.others')}
      </Typography>
      {names.length > 0 && (
        <>
          <Typography variant="body2" sx={{ mt: 1 }}>
            {t('consequence.entries', { count: names.length })}
          </Typography>
          <NameList names={names} />
        </>
      )}
      {isPartial && (
        <Typography variant="body2" sx={{ mt: 1 }}>
          {t('consequence.partial')}
        </Typography>
      )}
    </Alert>
  )
}

/** `Kind namespace/name` of what lets traffic into these namespaces; partial where something may not be read. */
function useEntries(cluster: string, namespaces: ReadonlySet<string>) {
  const { data: discovery } = useDiscovery(cluster)
  const found = entries.flatMap(({ group, kind }) => {
    const type = discovery?.find(group, kind)
    const [target] = type ? targetsOfType(type, { cluster, namespaces: null }) : []
    return target === undefined ? [] : [{ kind, target }]
  })
  const views = useViews(found.map(({ target }) => target))
  const names = found.flatMap(({ kind }, index) =>
    (views[index]?.items ?? [])
      .filter((object) => namespaces.has(object.metadata.namespace ?? '') && isEntry(kind, object))
      .map(({ metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`),
  )
  return { names, isPartial: views.some(({ state }) => state.phase === 'stopped') }
}
