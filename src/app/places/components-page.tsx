/** What is installed in a cluster: found or not, by what that is known, in which version, and what depends on it. */
import { Box, Button, Link as MuiLink, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Evidence, isObjectSign, type PartFinding, tellingEvidence } from '../../k8s/cluster/parts.ts'
import type { Discovery } from '../../k8s/discovery.ts'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { Mono } from '../../ui/mono.tsx'
import { useFreshDiscovery, useSession } from '../api/queries.ts'
import { ClusterUnreachable } from '../pages/error-pages.tsx'
import { PageHead } from '../pages/kind-page.tsx'
import { useTitle } from '../pages/title.ts'
import { resourcesPath } from '../resources/page-address.ts'
import { useScope } from '../scope.ts'
import { ClusterWaiting } from './cluster-waiting.tsx'
import { PresenceState, StackText, useNetworkText } from './fact-words.tsx'
import { type KnownFacts, useClusterFacts } from './facts.ts'
import { GlobalMark } from './global-mark.tsx'
import { useHealth } from './health.ts'
import { HealthState } from './health-state.tsx'
import { clustersPath } from './page-addresses.ts'

export function ComponentsPage() {
  const { t } = useTranslation('places')
  const { cluster } = useScope()
  const { clusters } = useSession()
  const { data: discovery, error } = useFreshDiscovery(cluster)
  const known = useClusterFacts(cluster)
  useTitle(t('components.title'))
  if (discovery === undefined) {
    return error === null ? (
      <ClusterWaiting cluster={cluster} />
    ) : (
      <ClusterUnreachable cluster={cluster} error={error} />
    )
  }
  return (
    <>
      <PageHead
        title={t('components.title')}
        aside={
          <Box sx={{ color: 'text.secondary', fontSize: 13 }}>
            <Mono>{cluster}</Mono> <GlobalMark cluster={cluster} />
          </Box>
        }
        actions={
          clusters.length > 1 && (
            <Button variant="outlined" component={Link} to={clustersPath(cluster)}>
              {t('clusters.title')}
            </Button>
          )
        }
      />
      <Box sx={{ px: 3, pb: 3, overflow: 'auto', flex: 1, minHeight: 0 }}>
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <ClusterPanel cluster={cluster} known={known} />
          <Panel title={t('clusters.parts')}>
            <Box component="ul" aria-label={t('clusters.parts')} sx={{ m: -2, p: 0, listStyle: 'none' }}>
              {known.facts.parts.map((finding) => (
                <PartRow
                  key={finding.part.id}
                  finding={finding}
                  isRead={known.isRead}
                  discovery={discovery}
                />
              ))}
            </Box>
          </Panel>
        </Box>
      </Box>
    </>
  )
}

function ClusterPanel({ cluster, known }: { cluster: string; known: KnownFacts }) {
  const { t } = useTranslation('places')
  const health = useHealth(cluster)
  const user = useSession().clusters.find(({ name }) => name === cluster)?.user
  const networkText = useNetworkText()
  const waits = known.isRead ? '' : t('components.reading')
  const { cni, stack } = known.facts
  return (
    <Panel title={t('components.cluster')}>
      <Facts>
        <Fact term={t('components.answer')}>
          <HealthState health={health} />
        </Fact>
        <Fact term={t('components.version')}>
          <Mono>{health?.version ?? '–'}</Mono>
        </Fact>
        <Fact term={t('components.network')}>
          {cni.found.length === 0 && waits !== '' ? waits : networkText(known.facts)}
        </Fact>
        <Fact term={t('components.stack')}>
          {stack.families.length === 0 && waits !== '' ? waits : <StackText facts={known.facts} />}
        </Fact>
        <Fact term={t('components.user')}>{user}</Fact>
      </Facts>
    </Panel>
  )
}

function PartRow(props: { finding: PartFinding; isRead: boolean; discovery: Discovery }) {
  const { t } = useTranslation()
  const { finding, isRead, discovery } = props
  const { part, presence, version } = finding
  const types = discovery.listable().filter(({ group }) => part.groups.includes(group)).length
  return (
    <Box component="li" aria-label={part.name} sx={rowStyle}>
      <Box>
        <Typography component="h3" sx={{ fontWeight: presence === 'absent' ? 400 : 600 }}>
          {part.name}
        </Typography>
        {version !== null && <Mono quiet>{version}</Mono>}
      </Box>
      <Typography variant="body2" component="div">
        <PresenceState presence={presence} isRead={isRead} />
      </Typography>
      <Typography variant="body2" component="div" sx={{ minWidth: 0 }}>
        {t(`kinds:component.${part.id}`)}
        <Box component="ul" sx={{ m: 0, mt: 0.5, p: 0, listStyle: 'none', color: 'text.secondary' }}>
          {useEvidenceLines(tellingEvidence(finding), isRead).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </Box>
      </Typography>
      <Typography variant="body2" component="div" sx={{ justifySelf: { md: 'end' } }}>
        {types > 0 && <TypesLink groups={part.groups} count={types} />}
      </Typography>
    </Box>
  )
}

const rowStyle = {
  display: 'grid',
  gridTemplateColumns: { xs: '1fr auto', md: '150px 130px minmax(0, 1fr) 80px' },
  columnGap: 2,
  rowGap: 0.5,
  px: 2,
  py: 1.25,
  borderBottom: 1,
  borderColor: 'divider',
  '&:last-child': { borderBottom: 0 },
  '& > :nth-of-type(n + 3)': { gridColumn: { xs: '1 / -1', md: 'auto' } },
} as const

function TypesLink({ groups, count }: { groups: readonly string[]; count: number }) {
  const { t } = useTranslation('places')
  const { cluster } = useScope()
  const [group = ''] = groups
  const path = `${resourcesPath({ view: 'admin', cluster })}?${new URLSearchParams({ q: group })}`
  return (
    <MuiLink component={Link} to={path} color="inherit">
      {t('components.types', { count })}
    </MuiLink>
  )
}

/** As many objects of one sort are named. */
const namedAtMost = 3

/** One line for each API, and one for all the objects of a kind of which the same is known. */
function useEvidenceLines(evidence: readonly Evidence[], isRead: boolean): readonly string[] {
  const { t, i18n } = useTranslation('places')
  const either = new Intl.ListFormat(i18n.language, { type: 'disjunction' })
  const apis = { yes: 'components.apiServed', no: 'components.apiMissing', unknown: 'components.apiUnknown' }
  const lookedFor = new Map<string, { kind: string; answer: 'no' | 'unknown'; names: string[] }>()
  const lines: string[] = []
  for (const { sign, answer, places } of evidence) {
    if (!isObjectSign(sign)) {
      lines.push(t(apis[answer], { api: [sign.plural, sign.group].filter(Boolean).join('.') }))
    } else if (answer === 'yes') {
      const more = places.length - namedAtMost
      const rest = more > 0 ? ` ${t('components.moreObjects', { count: more })}` : ''
      const named = places.slice(0, namedAtMost).join(', ')
      lines.push(`${t('components.objectFound', { kind: sign.kind, places: named })}${rest}`)
    } else if (answer === 'no' || isRead) {
      // What has not been asked yet is no evidence of anything.
      const name = [sign.namespace, sign.name ?? t('components.anyOf')].filter(Boolean).join('/')
      const before = lookedFor.get(`${sign.kind} ${answer}`)
      if (before === undefined)
        lookedFor.set(`${sign.kind} ${answer}`, { kind: sign.kind, answer, names: [name] })
      else before.names.push(name)
    }
  }
  const missing = [...lookedFor.values()].map(({ kind, answer, names }) =>
    t(answer === 'no' ? 'components.objectMissing' : 'components.objectUnknown', {
      kind,
      name: either.format(names),
    }),
  )
  return [...lines, ...missing]
}
