/** The overview of one Domain: whose it is, where it is used, and what leads its requests to the cluster. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Copyable, CopyableLines, Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { everyProject } from '../assignment.ts'
import type { ObjectProps } from '../kind.ts'
import { anyNamed } from '../lookups.ts'
import { allTlsSecrets, domains } from '../related.ts'
import { UsageTable } from '../usage-table.tsx'
import type { Availability, World } from '../world.ts'
import { ClusterCell, TypeCell } from './cells.tsx'
import { isSecretMissing } from './checks.ts'
import { sameDomain } from './others.ts'
import { type DomainView, viewOf } from './spec.ts'
import { usesOf, usingKinds } from './usage.ts'

export default function DomainOverview({ object, world }: ObjectProps) {
  const { t } = useTranslation('domain')
  const view = viewOf(object, world.labelDomain)
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Panel title={t('facts')}>
        <Facts>
          <Fact term={t('one')}>
            <Copyable text={view.domain} />
          </Fact>
          <Fact term={t('column.type')}>
            <TypeCell object={object} world={world} />
          </Fact>
          <Fact term={t('column.cluster')}>
            <ClusterCell object={object} world={world} />
          </Fact>
          <Fact term={t('column.project')}>
            <Project name={view.project} />
          </Fact>
          <Fact term={t('column.certificate')}>
            <Certificate view={view} world={world} />
          </Fact>
          <Fact term={t('elsewhere')}>
            <Elsewhere view={view} world={world} />
          </Fact>
          <Fact term={t('objectName')}>
            <CopyableLines items={[view.name]} />
          </Fact>
        </Facts>
      </Panel>
      <UsagePanel object={object} world={world} />
      <Panel title={t('dns')}>
        <Typography variant="body2" sx={{ maxWidth: '72ch' }}>
          {t(view.isWildcard ? 'dnsWildcard' : 'dnsOne', { domain: view.domain })}
        </Typography>
      </Panel>
    </Box>
  )
}

function Project({ name }: { name: string }) {
  const { t } = useTranslation('domain')
  if (name === '') return t('notAssigned')
  if (name === everyProject) return t('allProjects')
  return <ObjectLink reference={{ group: 'auth.alauda.io', kind: 'Project', name }} />
}

interface ViewProps {
  readonly view: DomainView
  readonly world: World
}

function Certificate({ view, world }: ViewProps) {
  const { t } = useTranslation('domain')
  const { secret: name } = view
  if (name === '') return t('noCertificate')
  const [found] = anyNamed(world, allTlsSecrets, name)
  if (found !== undefined) {
    const { namespace } = found.metadata
    return (
      <>
        <ObjectLink reference={{ group: '', kind: 'Secret', namespace, name }} />{' '}
        <Mono quiet>{namespace}</Mono>
      </>
    )
  }
  return isSecretMissing(view, world) ? (
    <State tone="warning">
      <Mono>{name}</Mono> {t('secretMissing')}
    </State>
  ) : (
    <Mono>{name}</Mono>
  )
}

/** One domain is assigned to several clusters by an object for each. */
function Elsewhere({ view, world }: ViewProps) {
  const { t } = useTranslation('domain')
  const others = sameDomain(view, world)
  if (others.length === 0) return '–'
  return others.map((each) => {
    const { cluster, project } = viewOf(each, world.labelDomain)
    const named = (name: string, every: string) =>
      name === everyProject ? every : name === '' ? t('notAssigned') : name
    return (
      <div key={each.metadata.name}>
        <ObjectLink
          reference={{ group: domains.group, kind: domains.kind, name: each.metadata.name }}
          title={named(cluster, t('allClusters'))}
        />{' '}
        <Mono quiet>{named(project, t('allProjects'))}</Mono>
      </div>
    )
  })
}

function UsagePanel({ object, world }: ObjectProps) {
  const { t } = useTranslation('domain')
  const uses = usesOf(object, world)
  const withState = (wanted: Availability) =>
    usingKinds.filter((kind) => world.availability(kind) === wanted).map(({ kind }) => kind)
  const refused = withState('refused')
  const isLoading = withState('loading').length > 0
  return (
    <Panel title={t('usage')}>
      <UsageTable
        label={t('usage')}
        empty={t(isLoading ? 'usageLoading' : refused.length > 0 ? 'usageUnread' : 'usageNone')}
        uses={uses}
        more={{ header: t('hosts'), cell: ({ hosts }) => <Mono key="hosts">{hosts.join(', ')}</Mono> }}
      />
      <Typography variant="caption" component="p" color="textSecondary" sx={{ pt: 2 }}>
        {t('usageHere')} {refused.length > 0 && t('usageRefused', { kinds: refused.join(', ') })}
      </Typography>
    </Panel>
  )
}
