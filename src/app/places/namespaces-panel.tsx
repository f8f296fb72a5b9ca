/** The namespaces of a project, and how much of each kind is in them. */
import { Link as MuiLink } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { KubeObject } from '../../k8s/objects.ts'
import { Age } from '../../ui/age.tsx'
import { Panel } from '../../ui/facts.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { kindWords } from '../kind-words.ts'
import type { Reach } from '../live/targets.ts'
import { listPath, scopePath } from '../scope.ts'
import { useNamespaces } from '../shell/projects.ts'
import type { KindObjects } from './project-objects.ts'
import type { ProjectScope } from './project-page.tsx'

export function NamespacesPanel(props: {
  scope: ProjectScope
  reach: Reach
  objects: readonly KindObjects[]
}) {
  const { t } = useTranslation()
  const { scope, objects } = props
  const { all } = useNamespaces(scope.cluster)
  const names = props.reach.namespaces ?? []
  return (
    <Panel title={t('places:namespaces.title')}>
      <PlainTable
        label={t('places:namespaces.title')}
        headers={[
          t('places:namespaces.name'),
          t('places:namespaces.state'),
          ...objects.map(({ kind }) => kindWords(t, kind).many),
          t('places:namespaces.created'),
        ]}
        rows={names.map((name) => {
          const namespace = all.find(({ metadata }) => metadata.name === name)
          return {
            key: name,
            cells: [
              <MuiLink
                key="name"
                component={Link}
                to={scopePath({ ...scope, namespace: name })}
                color="inherit"
                underline="hover"
              >
                <Mono>{name}</Mono>
              </MuiLink>,
              <NamespaceState key="state" namespace={namespace} />,
              ...objects.map((of) => <CountLink key={of.kind.id} scope={scope} namespace={name} of={of} />),
              <Age key="age" since={namespace?.metadata.creationTimestamp} />,
            ],
          }
        })}
        empty={t('places:namespaces.none')}
      />
    </Panel>
  )
}

function NamespaceState({ namespace }: { namespace: KubeObject | undefined }) {
  const { t } = useTranslation('places')
  if (namespace === undefined) return '–'
  const isGoing = namespace.metadata.deletionTimestamp !== undefined
  return (
    <State tone={isGoing ? 'warning' : 'good'}>
      {t(isGoing ? 'namespaces.terminating' : 'namespaces.active')}
    </State>
  )
}

/** Leads to the list of them; a dash where they may not be read. */
function CountLink(props: { scope: ProjectScope; namespace: string; of: KindObjects }) {
  const { t } = useTranslation()
  const { namespace, of } = props
  if (of.availability === 'loading') return <>…</>
  const count = of.items.filter(({ metadata }) => metadata.namespace === namespace).length
  if (of.availability === 'refused') return <>–</>
  const { many } = kindWords(t, of.kind)
  return (
    <MuiLink
      component={Link}
      to={listPath({ ...props.scope, namespace }, of.kind)}
      aria-label={`${many}, ${namespace}: ${count}`}
      color="inherit"
      underline="hover"
      sx={{ fontVariantNumeric: 'tabular-nums' }}
    >
      {count}
    </MuiLink>
  )
}
