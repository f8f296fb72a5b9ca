/** What the pages of a kind have in common: they know their kind, its served type, and where they are. */
import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useLocation, useParams } from 'react-router'
import type { Discovery } from '../../k8s/discovery.ts'
import type { ServedType } from '../../k8s/resource.ts'
import type { Kind } from '../../kinds/kind.ts'
import { Notice } from '../../ui/notice.tsx'
import { useDiscovery, useFreshDiscovery, useSession } from '../api/queries.ts'
import { useKindWords } from '../kind-words.ts'
import { ClusterWaiting } from '../places/cluster-waiting.tsx'
import { globalClusterOf } from '../places/global-cluster.ts'
import { useLacking } from '../places/lacking.ts'
import { BroughtBy, PartsMissing, ToComponents } from '../places/parts-missing.tsx'
import { gateOff, kindBehindGate } from '../resources/gates.ts'
import { parseSegment } from '../resources/generic-kind.ts'
import { kindAt } from '../resources/kind-at.ts'
import { typeInView } from '../resources/lending.ts'
import { type Scope, useScope } from '../scope.ts'
import { ClusterUnreachable, UnknownPage } from './error-pages.tsx'
import { GateOff } from './gate-off.tsx'
import { TypeMissing } from './type-missing.tsx'

export interface KindPageProps {
  readonly scope: Scope
  readonly kind: Kind
  readonly type: ServedType
  readonly discovery: Discovery
}

/** Resolves kind and type, and explains instead where there is none, or its API cannot do what the page is for. */
export function withKind(
  Page: (props: KindPageProps) => ReactNode,
  verb: 'list' | 'create' | 'update' = 'list',
): () => ReactNode {
  return function KindPage() {
    const { segment = '', namespace = '', name = '' } = useParams()
    const scope = useScope()
    const { pathname, search } = useLocation()
    const { data: discovery, error } = useDiscovery(scope.cluster)
    const named = parseSegment(segment)
    const session = useSession()
    const { gates } = session
    const kind = kindBehindGate(kindAt(segment, scope.view, discovery), named, gates, discovery)
    const lacking = useLacking(scope.cluster, kind)
    const at = globalClusterOf(session, scope.cluster)
    if (kind?.isGlobal === true && scope.view === 'admin' && at !== scope.cluster)
      return (
        <Navigate replace to={`${pathname.split('/').with(2, encodeURIComponent(at)).join('/')}${search}`} />
      )
    if (kind === null && (named === null || scope.view !== 'admin')) return <UnknownPage />
    if (discovery === undefined) {
      return error === null ? (
        <ClusterWaiting cluster={scope.cluster} />
      ) : (
        <ClusterUnreachable cluster={scope.cluster} error={error} />
      )
    }
    if (kind === null) return <TypeMissing cluster={scope.cluster} segment={segment} />
    const gate = gateOff(kind, gates)
    if (gate !== null) return <GateOff scope={scope} kind={kind} gate={gate} discovery={discovery} />
    if (kind.segment !== segment) {
      // Only `/admin/<cluster>/` has segments of served types.
      return <Navigate replace to={`${pathname.split('/').with(3, kind.segment).join('/')}${search}`} />
    }
    const served =
      named === null
        ? discovery.find(kind.group, kind.kind, kind.versions)
        : discovery.findPlural(named.group, named.plural)
    const type = served === null ? null : typeInView(kind, scope, served, session.labelDomain)
    if (type === null) return <NotServed cluster={scope.cluster} kind={kind} />
    if (lacking !== null) return <PartsMissing cluster={scope.cluster} kind={kind} parts={lacking} />
    if (!type.verbs.includes(verb)) return <CannotDo kind={kind} verb={verb} />
    return (
      <Page
        key={[scope.cluster, kind.id, namespace, name].join('/')}
        scope={scope}
        kind={kind}
        type={type}
        discovery={discovery}
      />
    )
  }
}

function NotServed({ cluster, kind }: { cluster: string; kind: Kind }) {
  const { t } = useTranslation('app')
  const { many } = useKindWords(kind)
  // It may be installed at any moment.
  useFreshDiscovery(cluster)
  return (
    <Notice
      icon={<kind.Icon />}
      title={t('notServed.title', { kinds: many })}
      actions={<ToComponents cluster={cluster} />}
    >
      {t('notServed.text', { kind: kind.kind, group: kind.group })} <BroughtBy group={kind.group} />
    </Notice>
  )
}

function CannotDo({ kind, verb }: { kind: Kind; verb: 'list' | 'create' | 'update' }) {
  const { t } = useTranslation('app')
  const { many } = useKindWords(kind)
  return (
    <Notice icon={<kind.Icon />} title={t('resources.cannot', { verbs: t(`resources.verb.${verb}`) })}>
      {t('resources.cannotHelp', { verbs: t(`resources.verb.${verb}`), kinds: many })}
    </Notice>
  )
}

/** The title line of a page: title, what qualifies it, and the page's actions. */
export function PageHead(props: { title: ReactNode; aside?: ReactNode; actions?: ReactNode }) {
  return (
    <Box sx={{ px: 3, pt: 2, pb: 1.5, display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
      <Typography variant="h1" sx={{ overflowWrap: 'anywhere' }}>
        {props.title}
      </Typography>
      {props.aside}
      <Box sx={{ ml: 'auto', display: 'flex', flexWrap: 'wrap', gap: 1 }}>{props.actions}</Box>
    </Box>
  )
}
