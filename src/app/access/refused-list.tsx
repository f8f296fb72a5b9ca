/** Stands for a list that one may not read: what is needed, who one is, and where the same kind can be read. */
import { Box, Button, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ServedType } from '../../k8s/resource.ts'
import type { Kind } from '../../kinds/kind.ts'
import { Notice } from '../../ui/notice.tsx'
import { useKindWords } from '../kind-words.ts'
import { allNamespaces, listPath, type Scope, scopePath } from '../scope.ts'
import { useNamespaces, useReach } from '../shell/projects.ts'
import { useAnywhere } from './answers.ts'
import { lackText, wishOf } from './may.ts'
import { Refusal } from './refusal.tsx'
import { isUnlisted } from './unlisted.ts'

export interface RefusedListProps {
  readonly scope: Scope
  readonly kind: Kind
  readonly type: ServedType
  /** The server's own words. */
  readonly message: string | undefined
}

export function RefusedList({ scope, kind, type, message }: RefusedListProps) {
  const { t } = useTranslation()
  const { many } = useKindWords(kind)
  const { namespaces } = useReach(scope)
  const lacks = lackText(t, wishOf('list', type, null), type.namespaced ? (namespaces ?? []) : [])
  return (
    <Notice
      icon={<kind.Icon />}
      title={t('app:listRefused', { kinds: many })}
      actions={<OwnProjects scope={scope} kind={kind} type={type} />}
    >
      <Refusal cluster={scope.cluster} lacks={lacks} message={message} />
    </Notice>
  )
}

const shownAtMost = 6

/** No project is called so: the page there asks for namespaces. */
const unlistedPath = (cluster: string) =>
  scopePath({ view: 'project', cluster, project: allNamespaces, namespace: null })

/** The same kind where one may list it: in the projects one works in. */
export function OwnProjects({ scope, kind, type }: Omit<RefusedListProps, 'message'>) {
  const { t } = useTranslation('app')
  const { many } = useKindWords(kind)
  const { projects, state } = useNamespaces(scope.cluster)
  const isThere = kind.navigation.project !== undefined && type.namespaced
  const all = isThere && scope.view === 'admin' ? [...projects].slice(0, 4 * shownAtMost) : []
  const wish = wishOf('list', type, null)
  const allowed = useAnywhere(
    scope.cluster,
    all.map(([, namespaces]) => ({ wish, namespaces })),
  )
  const own = all.filter((_, index) => allowed[index] === true).map(([project]) => project)
  if (projects.size === 0 && isUnlisted(state)) {
    return (
      <Button variant="outlined" component={Link} to={unlistedPath(scope.cluster)}>
        {t('access.namespaces.title')}
      </Button>
    )
  }
  const more = own.length - shownAtMost
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'center', alignItems: 'center', gap: 1 }}>
      {own.slice(0, shownAtMost).map((project) => (
        <Button
          key={project}
          variant="outlined"
          component={Link}
          to={listPath({ view: 'project', cluster: scope.cluster, project, namespace: null }, kind)}
        >
          {t('access.inProject', { kinds: many, project })}
        </Button>
      ))}
      {more > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('access.moreProjects', { count: more })}
        </Typography>
      )}
    </Box>
  )
}
