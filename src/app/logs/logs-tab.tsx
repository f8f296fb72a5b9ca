/** The logs of an object's pods: which Pod, which container, and what it writes. */
import './words.ts'
import TerminalIcon from '@mui/icons-material/TerminalOutlined'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import type { PodSelection } from '../../kinds/kind.ts'
import { Marked } from '../../ui/marked.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useMay } from '../access/may.ts'
import { useViews } from '../live/hooks.ts'
import { availabilityOf } from '../live/world.ts'
import { ContainerLog } from './container-log.tsx'

export default function LogsTab({ cluster, pods }: { cluster: string; pods: PodSelection }) {
  const { t } = useTranslation('logs')
  const { namespace, labelSelector, fieldSelector } = pods
  const [view] = useViews([
    {
      cluster,
      group: '',
      version: 'v1',
      plural: 'pods',
      namespace,
      ...(labelSelector !== undefined && { labelSelector }),
      ...(fieldSelector !== undefined && { fieldSelector }),
    },
  ])
  const may = useMay(cluster, { verb: 'get', group: '', resource: 'pods', subresource: 'log', namespace })
  const [chosen, setChosen] = useState('')
  const items = (view?.items ?? []).toSorted((a, b) => a.metadata.name.localeCompare(b.metadata.name))
  const first = items[0]?.metadata.name ?? ''
  // What one reads stays, also where its Pod goes and others come.
  useEffect(() => {
    if (chosen === '' && first !== '') setChosen(first)
  }, [chosen, first])
  const known = useRef<KubeObject | null>(null)
  const current = items.find(({ metadata }) => metadata.name === (chosen || first))
  if (current !== undefined) known.current = current

  if (may.allowed === false) {
    return (
      <Notice icon={<TerminalIcon />} title={t('lacks')}>
        <Marked text={may.reason} />
      </Notice>
    )
  }
  if (view === undefined || view.state.phase === 'loading') return null
  if (availabilityOf([view.state]) === 'refused') {
    return (
      <Notice icon={<TerminalIcon />} title={t('podsRefused')}>
        {view.state.reason?.message}
      </Notice>
    )
  }
  if (known.current === null || (current === undefined && known.current.metadata.name !== chosen)) {
    return (
      <Notice icon={<TerminalIcon />} title={t('noPods')}>
        {t('noPodsText')}
      </Notice>
    )
  }
  return (
    <ContainerLog
      cluster={cluster}
      namespace={namespace}
      pods={items}
      pod={known.current}
      isGone={current === undefined}
      onPod={setChosen}
    />
  )
}
