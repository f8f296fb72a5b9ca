/** The frame around every page: top bar, navigation, and the page's own place. */
import { Box } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, useNavigate } from 'react-router'
import { DnsContext } from '../../kinds/dns.ts'
import { GatesContext } from '../../kinds/gates.ts'
import { OtherClustersContext } from '../../kinds/other-clusters.ts'
import { RightsContext } from '../../kinds/rights.ts'
import { ObjectAddress, type ObjectReference } from '../../ui/links.tsx'
import { useRemembered } from '../../ui/remembered.ts'
import { useShortcut } from '../../ui/shortcuts.tsx'
import type { WatchState } from '../../wire.ts'
import { formRights } from '../access/form-rights.ts'
import { NamespaceQuestion } from '../access/namespace-question.tsx'
import { useRightsNews } from '../access/news.ts'
import { isUnlisted } from '../access/unlisted.ts'
import { useDnsOfServer } from '../api/dns.ts'
import { discoveryQuery, useDiscovery, useSession } from '../api/queries.ts'
import { JobsPlace } from '../bulk/jobs-place.tsx'
import { kindWords } from '../kind-words.ts'
import { useNarrow } from '../narrow.ts'
import { useNavigation } from '../navigation/entries.ts'
import { pagePath } from '../navigation/pages.ts'
import { CreationProvider } from '../pages/creation.tsx'
import { UnknownCluster, UnknownNamespace, UnknownProject } from '../pages/error-pages.tsx'
import { OtherClusters } from '../places/other-clusters.tsx'
import { addressOfObject } from '../resources/kind-at.ts'
import { listPath, type Scope, useScope } from '../scope.ts'
import { CommandPalette } from './command-palette.tsx'
import { useNamespaces } from './projects.ts'
import { ShortcutHelp } from './shortcut-help.tsx'
import { SideNav } from './side-nav.tsx'
import { useTabMark } from './tab-mark.ts'
import { TopBar } from './top-bar.tsx'

// Few screens are narrow.
const NarrowNavigation = lazy(() => import('./narrow-navigation.tsx'))

export function Shell() {
  const { t } = useTranslation()
  const { clusters, gates } = useSession()
  const scope = useScope()
  const { kinds, pages } = useNavigation(scope.view)
  const narrow = useNarrow()
  useTabMark()
  useRightsNews()
  const [width, setWidth] = useRemembered('navigation', ['wide', 'icons'], 'wide')
  const [drawer, setDrawer] = useState(false)
  const [palette, setPalette] = useState(false)
  const { data: discovery } = useDiscovery(scope.cluster)
  const queries = useQueryClient()
  const addressOf = useCallback(
    (reference: ObjectReference) => {
      const { cluster = scope.cluster } = reference
      if (cluster === scope.cluster) return addressOfObject(scope, discovery, reference)
      // Whoever refers to an object of another cluster has asked what is served there.
      const there = queries.getQueryData(discoveryQuery(cluster).queryKey)
      return addressOfObject({ view: 'admin', cluster }, there, reference)
    },
    [scope, discovery, queries],
  )
  const known = clusters.some(({ name }) => name === scope.cluster)
  const navigation = (
    <SideNav scope={scope} icons={!narrow && width === 'icons'} onNavigate={() => setDrawer(false)} />
  )
  return (
    <GatesContext value={gates}>
      <ObjectAddress value={addressOf}>
        {kinds
          .filter(({ goKey }) => goKey !== '')
          .map((kind) => (
            <GoShortcut
              key={kind.id}
              goKey={kind.goKey}
              page={kindWords(t, kind).many}
              path={listPath(scope, kind)}
            />
          ))}
        {pages
          .filter(({ goKey }) => goKey !== '')
          .map(({ id, goKey, title, segment }) => (
            <GoShortcut key={id} goKey={goKey} page={t(title)} path={pagePath(scope, segment)} />
          ))}
        <ShortcutHelp />
        <JobsPlace />
        <CommandPalette scope={scope} open={palette} onOpen={setPalette} />
        <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
          <Box component="a" href="#content" sx={skipLink}>
            {t('app:skipToContent')}
          </Box>
          <TopBar
            scope={scope}
            narrow={narrow}
            onMenu={() => (narrow ? setDrawer(true) : setWidth(width === 'wide' ? 'icons' : 'wide'))}
            onSearch={() => setPalette(true)}
          />
          <Box sx={{ display: 'flex', flex: 1, minHeight: 0 }}>
            {narrow ? (
              <Suspense fallback={null}>
                <NarrowNavigation scope={scope} open={drawer} onClose={() => setDrawer(false)}>
                  {navigation}
                </NarrowNavigation>
              </Suspense>
            ) : (
              <Box
                sx={{
                  width: width === 'icons' ? 56 : 248,
                  flexShrink: 0,
                  borderRight: 1,
                  borderColor: 'divider',
                  overflow: 'auto',
                }}
              >
                {navigation}
              </Box>
            )}
            <Box
              component="main"
              id="content"
              tabIndex={-1}
              sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column', outline: 0 }}
            >
              {known ? (
                <KnownScope scope={scope}>
                  <RightsContext value={formRights}>
                    <OtherClustersContext value={OtherClusters}>
                      <DnsContext value={useDnsOfServer}>
                        <CreationProvider scope={scope}>
                          <Suspense>
                            <Outlet />
                          </Suspense>
                        </CreationProvider>
                      </DnsContext>
                    </OtherClustersContext>
                  </RightsContext>
                </KnownScope>
              ) : (
                <UnknownCluster name={scope.cluster} />
              )}
            </Box>
          </Box>
        </Box>
      </ObjectAddress>
    </GatesContext>
  )
}

/** A project and namespace that the cluster does not have, or hides, are explained instead of shown empty. */
function KnownScope({ scope, children }: { scope: Scope; children: ReactNode }) {
  const { state, projects } = useNamespaces(scope.cluster)
  if (scope.view === 'admin' || state.phase === 'loading') return children
  const namespaces = projects.get(scope.project)
  const isFound = scope.namespace === null || namespaces?.includes(scope.namespace)
  if ((namespaces === undefined || !isFound) && isUnlisted(state)) {
    return <NamespaceQuestion cluster={scope.cluster} />
  }
  // What does not answer has told nothing of its projects.
  if (namespaces === undefined && isUnreachable(state)) return children
  if (namespaces === undefined) return <UnknownProject name={scope.project} reason={state.reason?.message} />
  if (scope.namespace !== null && !namespaces.includes(scope.namespace)) {
    return <UnknownNamespace name={scope.namespace} project={scope.project} />
  }
  return children
}

function isUnreachable({ phase, reason }: WatchState): boolean {
  const code = reason?.code ?? 0
  return phase !== 'live' && (code === 0 || code >= 500)
}

const skipLink = {
  position: 'absolute',
  left: -9999,
  '&:focus': { left: 8, top: 8, zIndex: 2000, bgcolor: 'background.paper', color: 'primary.main', p: 1 },
} as const

/** `g` and the letter of a page lead to it. */
function GoShortcut({ goKey, page, path }: { goKey: string; page: string; path: string }) {
  const { t } = useTranslation('app')
  const navigate = useNavigate()
  useShortcut(`g ${goKey}`, t('goTo', { page }), () => navigate(path))
  return null
}
