/** Chooses a cluster, with whether each answers beside its name. */
import { Box } from '@mui/material'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PickButton, type PickEntry } from '../../ui/pick-button.tsx'
import { State } from '../../ui/state.tsx'
import { Unseen } from '../../ui/unseen.tsx'
import { useSession } from '../api/queries.ts'
import { useHealthOf } from './health.ts'
import { HealthState } from './health-state.tsx'

export function ClusterPicker(props: { cluster: string; onPick: (cluster: string) => void }) {
  const { t } = useTranslation('places')
  const { clusters, globalCluster } = useSession()
  const names = useMemo(() => clusters.map(({ name }) => name), [clusters])
  const [open, setOpen] = useState(false)
  const health = useHealthOf(names, open)
  const isSilent = health[names.indexOf(props.cluster)]?.answers === false
  const titleOf = (name: string) => clusters.find((each) => each.name === name)?.title ?? name
  const options: readonly PickEntry[] = names.map((name, index) => ({
    value: name,
    label: titleOf(name),
    note: name === globalCluster ? t('cluster.global') : '',
    aside: <HealthState health={health[index]} isBrief />,
  }))
  return (
    <PickButton
      label={t('cluster.pick')}
      value={props.cluster}
      text={
        <>
          {titleOf(props.cluster)}
          {props.cluster === globalCluster && (
            <Box component="span" title={t('cluster.globalHelp')} sx={{ color: 'text.secondary', ml: 0.75 }}>
              {t('cluster.global')}
            </Box>
          )}
          {isSilent && (
            <Box component="span" sx={{ ml: 0.75 }}>
              <State tone="danger">
                <Unseen>{t('health.silent')}</Unseen>
              </State>
            </Box>
          )}
        </>
      }
      groups={[{ title: '', options }]}
      searchLabel={t('cluster.search')}
      emptyText={(text) => t('cluster.none', { text })}
      moreText={(count) => t('picks.more', { count })}
      open={open}
      onOpen={setOpen}
      onPick={props.onPick}
    />
  )
}
