/** The overview of one Domain: whose it is, where it is used, and what leads its requests to the cluster. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { ObjectActionLink, ObjectLink } from '../../ui/links.tsx'
import { Copyable, CopyableLines, Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { everyProject } from '../assignment.ts'
import { HeldCertificate } from '../certificate/held.tsx'
import type { ObjectProps } from '../kind.ts'
import { anyNamed } from '../lookups.ts'
import { useOtherClusters } from '../other-clusters.ts'
import { allTlsSecrets, domains, tlsSecrets } from '../related.ts'
import { UsageTable } from '../usage-table.tsx'
import type { Availability, World } from '../world.ts'
import { ClusterCell, TypeCell } from './cells.tsx'
import { isSecretMissing } from './checks.ts'
import { DnsPanel } from './dns-panel.tsx'
import { sameDomain } from './others.ts'
import { DomainRoutes } from './routes.tsx'
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
      <DomainRoutes object={object} world={world} />
      <UsagePanel object={object} world={world} />
      <DnsPanel object={object} world={world} />
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
        <ObjectLink reference={{ ...tlsSecrets, namespace, name }} /> <Mono quiet>{namespace}</Mono>
        <div>
          <HeldCertificate secret={found} />
        </div>
        <ObjectActionLink reference={{ ...tlsSecrets, namespace, name, action: 'update-content' }}>
          {t('updateCertificate')}
        </ObjectActionLink>{' '}
        <ObjectActionLink reference={{ ...tlsSecrets, namespace, name, action: 'update-project' }}>
          {t('updateCertificateProject')}
        </ObjectActionLink>
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
  const OtherClusters = useOtherClusters()
  return (
    <Panel title={t('usage')}>
      <Usage object={object} world={world} />
      <OtherClusters kinds={usingKinds}>
        {(cluster, there) => <Usage key={cluster} object={object} world={there} cluster={cluster} />}
      </OtherClusters>
    </Panel>
  )
}

/** In the cluster of the page, or in another one that is named. */
function Usage({ object, world, cluster }: ObjectProps & { cluster?: string }) {
  const { t } = useTranslation('domain')
  const uses = usesOf(object, world)
  const withState = (wanted: Availability) =>
    usingKinds.filter((kind) => world.availability(kind) === wanted).map(({ kind }) => kind)
  const refused = withState('refused')
  const empty =
    withState('loading').length > 0
      ? 'usageLoading'
      : withState('stale').length > 0
        ? 'usageSilent'
        : refused.length > 0
          ? 'usageUnread'
          : 'usageNone'
  if (cluster !== undefined && uses.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary" sx={{ pt: 1 }}>
        <Mono>{cluster}</Mono>: {t(empty)}
      </Typography>
    )
  }
  return (
    <Box sx={{ pt: cluster === undefined ? 0 : 2 }}>
      {cluster !== undefined && <Mono>{cluster}</Mono>}
      <UsageTable
        {...(cluster !== undefined && { cluster })}
        label={cluster === undefined ? t('usage') : t('usageOf', { cluster })}
        empty={t(empty)}
        uses={uses}
        more={{ header: t('hosts'), cell: ({ hosts }) => <Mono key="hosts">{hosts.join(', ')}</Mono> }}
      />
      {refused.length > 0 && (
        <Typography variant="caption" component="p" color="textSecondary" sx={{ pt: 1 }}>
          {t('usageRefused', { kinds: refused.join(', ') })}
        </Typography>
      )}
    </Box>
  )
}
