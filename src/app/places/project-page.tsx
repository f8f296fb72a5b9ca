/** A project: its namespaces, what limits it, what is allocated to it, and what the checks find in it. */
import { Box, Chip, Tooltip } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Mono } from '../../ui/mono.tsx'
import { useDiscovery, useSession } from '../api/queries.ts'
import { useNavigation } from '../navigation/entries.ts'
import { ClusterUnreachable } from '../pages/error-pages.tsx'
import { PageHead } from '../pages/kind-page.tsx'
import { useTitle } from '../pages/title.ts'
import { type Scope, useScope } from '../scope.ts'
import { useNamespaces, useReach } from '../shell/projects.ts'
import { AllocationPanel } from './allocation-panel.tsx'
import { ClusterWaiting } from './cluster-waiting.tsx'
import { FindingsPanel } from './findings-panel.tsx'
import { NamespacesPanel } from './namespaces-panel.tsx'
import { useKindObjects } from './project-objects.ts'
import { useProjectRecords } from './project-records.ts'
import { QuotaPanel } from './quota-panel.tsx'

export type ProjectScope = Extract<Scope, { view: 'project' }>

export function ProjectPage() {
  const scope = useScope()
  const { data: discovery, error } = useDiscovery(scope.cluster)
  if (scope.view !== 'project') return null
  if (discovery === undefined) {
    return error === null ? (
      <ClusterWaiting cluster={scope.cluster} />
    ) : (
      <ClusterUnreachable cluster={scope.cluster} error={error} />
    )
  }
  return <ProjectOverview key={`${scope.cluster}/${scope.project}`} scope={scope} />
}

function ProjectOverview({ scope }: { scope: ProjectScope }) {
  const reach = useReach(scope)
  const { kinds } = useNavigation('project')
  const objects = useKindObjects(kinds, reach)
  return (
    <>
      <ProjectHead scope={scope} />
      <Box sx={{ px: 3, pb: 3, overflow: 'auto', flex: 1, minHeight: 0 }}>
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
            alignItems: 'start',
          }}
        >
          <Box sx={columnStyle}>
            <NamespacesPanel scope={scope} reach={reach} objects={objects} />
            <FindingsPanel project={scope.project} reach={reach} objects={objects} />
          </Box>
          <Box sx={columnStyle}>
            <AllocationPanel scope={scope} />
            <QuotaPanel reach={reach} />
          </Box>
        </Box>
      </Box>
    </>
  )
}

const columnStyle = { display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' } as const

function ProjectHead({ scope }: { scope: ProjectScope }) {
  const { t } = useTranslation('places')
  const { areImplicit } = useNamespaces(scope.cluster)
  const { projectLabel: label } = useSession()
  const record = useProjectRecords(scope.cluster).get(scope.project)
  const displayName = record?.displayName ?? ''
  useTitle(displayName || scope.project)
  return (
    <PageHead
      title={displayName || <Mono>{scope.project}</Mono>}
      aside={
        <Box sx={{ color: 'text.secondary', fontSize: 13, display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          {displayName !== '' && <Mono>{scope.project}</Mono>}
          {scope.namespace !== null && scope.namespace !== scope.project && <Mono>{scope.namespace}</Mono>}
          {areImplicit && (
            <Tooltip title={t('project.implicitHelp', { label })}>
              <Chip
                label={t('project.implicit')}
                size="small"
                variant="outlined"
                tabIndex={0}
                sx={{ height: 20 }}
              />
            </Tooltip>
          )}
          {record?.description}
        </Box>
      }
    />
  )
}
