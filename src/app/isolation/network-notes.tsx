/** What of this cluster's network and of other policies one should know before one isolates projects. */
import { Alert } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { useSession } from '../api/queries.ts'
import { useClusterFacts } from '../places/facts.ts'

export function NetworkNotes({ cluster }: { cluster: string }) {
  const { t } = useTranslation('isolation')
  const { gates } = useSession()
  const { facts, isRead } = useClusterFacts(cluster)
  const ids = facts.cni.found.map(({ id }) => id)
  const networks = facts.cni.found.map(({ name }) => name).join(', ')
  const isUnsure = isRead && !ids.some((id) => id === 'kube-ovn' || id === 'calico')
  return (
    <>
      {isUnsure && ids.length > 0 && ids.every((id) => id === 'flannel') && (
        <Alert severity="warning" role="note">
          {t('note.flannel')}
        </Alert>
      )}
      {isUnsure && !ids.every((id) => id === 'flannel') && (
        <Alert severity="warning" role="note">
          {t('note.otherNetwork', { networks })}
        </Alert>
      )}
      {isUnsure && ids.length === 0 && (
        <Alert severity="warning" role="note">
          {t('note.unknownNetwork')}
        </Alert>
      )}
      {ids.includes('kube-ovn') && (
        <Alert severity="info" role="note">
          {t('note.alpha')}
        </Alert>
      )}
      {gates['cluster-network-policy-next'] && (
        <Alert severity="info" role="note">
          {t('note.precedence')}
        </Alert>
      )}
    </>
  )
}
