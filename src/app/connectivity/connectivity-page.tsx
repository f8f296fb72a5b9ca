/** Who reaches whom by the network policies of a cluster, as a matrix, and why, as an answer to a question. */
import './words.ts'
import { Box, Tab, Tabs } from '@mui/material'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/notice.tsx'
import { useDiscovery } from '../api/queries.ts'
import { ClusterUnreachable } from '../pages/error-pages.tsx'
import { PageHead } from '../pages/kind-page.tsx'
import { useTitle } from '../pages/title.ts'
import { ClusterWaiting } from '../places/cluster-waiting.tsx'
import { useScope } from '../scope.ts'
import { useReach } from '../shell/projects.ts'
import { AskPanel } from './ask-panel.tsx'
import type { ClientState } from './engine-client.ts'
import { MatrixPanel } from './matrix-panel.tsx'
import { Notices } from './notices.tsx'
import type { PageState } from './page-state.ts'
import type { Wants } from './protocol.ts'
import type { ReadState } from './readings.ts'
import { Feed, useEngine, useEngineState, useWants } from './use-engine.ts'
import { usePageState } from './use-page-state.ts'
import { useUnsaved, WhatIf } from './what-if.tsx'

export function ConnectivityPage() {
  const { t } = useTranslation('app')
  const scope = useScope()
  const { data: discovery, error } = useDiscovery(scope.cluster)
  useTitle(t('app:connectivity'))
  if (discovery === undefined) {
    return error === null ? (
      <ClusterWaiting cluster={scope.cluster} />
    ) : (
      <ClusterUnreachable cluster={scope.cluster} error={error} />
    )
  }
  // Another scope is another engine: what the last one knows is nobody's business here.
  return <Connectivity key={JSON.stringify(scope)} />
}

const none: readonly never[] = []

function Connectivity() {
  const { t } = useTranslation('connectivity')
  const scope = useScope()
  const reach = useReach(scope)
  const client = useEngine()
  const engine = useEngineState(client)
  const [read, setRead] = useState<ReadState | null>(null)
  const [state, change] = usePageState()
  const [names, setNames] = useState<readonly string[]>([])
  useWants(client, useWanted(state, names))
  const onState = useCallback((next: ReadState) => setRead(next), [])
  const unsaved = useUnsaved(scope.cluster)
  const [whatIf, setWhatIf] = useState('')
  const chosen = unsaved.find(({ id }) => id === whatIf)
  return (
    <>
      {client !== null && (
        <Feed client={client} reach={reach} unsaved={chosen?.policies ?? none} onState={onState} />
      )}
      <PageHead title={t('app:connectivity')} aside={<Progress engine={engine} read={read} />} />
      <Notices scope={scope} read={read} failure={engine.failure} />
      <WhatIf all={unsaved} chosen={chosen?.id ?? ''} onChoose={setWhatIf} />
      {read?.noPods === true ? (
        <Notice title={t('noPods.title')}>{t('noPods.text')}</Notice>
      ) : (
        <>
          <Tabs
            value={state.tab}
            onChange={(_, tab: PageState['tab']) => change({ tab })}
            aria-label={t('tabs')}
            sx={{ px: 2, borderBottom: 1, borderColor: 'divider', flexShrink: 0 }}
          >
            <Tab value="matrix" label={t('tab.matrix')} />
            <Tab value="ask" label={t('tab.ask')} />
          </Tabs>
          {state.tab === 'matrix' ? (
            <MatrixPanel state={state} change={change} answers={engine.answers} />
          ) : (
            <AskPanel state={state} change={change} answers={engine.answers} onNames={setNames} />
          )}
        </>
      )}
    </>
  )
}

function useWanted({ tab, port, inside, from, to }: PageState, names: readonly string[]): Wants {
  return useMemo(() => {
    const pair = from === null || to === null ? null : { from, to }
    return tab === 'matrix'
      ? { port, matrix: inside ?? 'namespaces', pair, names: null }
      : { port, matrix: null, pair: port === null ? null : pair, names }
  }, [tab, port, inside, from, to, names])
}

function Progress({ engine, read }: { engine: ClientState; read: ReadState | null }) {
  const { t } = useTranslation('connectivity')
  const { answers } = engine
  const isReading = read === null || read.isLoading
  return (
    <Box
      role="status"
      sx={{ color: 'text.secondary', fontSize: 13, display: 'flex', gap: 1.5, minHeight: 20 }}
    >
      {answers !== null && (
        <span data-milliseconds={Math.round(answers.milliseconds)} data-version={answers.version}>
          {t('facts', { pods: answers.pods, policies: answers.policies })}
        </span>
      )}
      {isReading ? t('reading') : engine.isComputing && t('computing')}
    </Box>
  )
}
