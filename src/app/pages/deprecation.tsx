/** Says once to each person that a kind is no longer meant to be begun with, and what is. */
import { Alert, Button } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Kind } from '../../kinds/kind.ts'
import type { ServedKind } from '../../kinds/world.ts'
import { useRemembered } from '../../ui/remembered.ts'
import { useDiscovery, useSession } from '../api/queries.ts'
import { kindWords } from '../kind-words.ts'
import { kindOfType } from '../resources/kind-at.ts'
import { listPath, type Scope } from '../scope.ts'

export function DeprecationNotice({ scope, kind }: { scope: Scope; kind: Kind }) {
  return kind.instead === undefined ? null : <OfKind scope={scope} kind={kind} instead={kind.instead} />
}

function OfKind({ scope, kind, instead }: { scope: Scope; kind: Kind; instead: readonly ServedKind[] }) {
  const { t } = useTranslation()
  const { clusters } = useSession()
  const user = clusters.find(({ name }) => name === scope.cluster)?.user ?? ''
  const [told, setTold] = useRemembered(`deprecation.${user}.${kind.id}`, ['no', 'yes'], 'no')
  const others = useKindsInstead(scope, instead)
  if (told === 'yes') return null
  return (
    <Alert
      severity="info"
      role="note"
      sx={{ mx: 3, mb: 1.5 }}
      closeText={t('app:deprecation.dismiss')}
      onClose={() => setTold('yes')}
    >
      {t(`${kind.id}:deprecated`)}{' '}
      {others.map((other) => (
        <Button
          key={other.id}
          size="small"
          color="inherit"
          component={Link}
          to={listPath(scope, other)}
          sx={{ minHeight: 24, py: 0, textDecoration: 'underline' }}
        >
          {t('app:deprecation.to', { kinds: kindWords(t, other).many })}
        </Button>
      ))}
    </Alert>
  )
}

/** Those of them that have a list in the view. */
function useKindsInstead(scope: Scope, instead: readonly ServedKind[]): readonly Kind[] {
  const { data: discovery } = useDiscovery(scope.cluster)
  return instead.flatMap(({ group, kind, versions }) => {
    const type = discovery?.find(group, kind, versions) ?? null
    if (type === null || !type.verbs.includes('list')) return []
    const found = kindOfType(scope.view, type)
    // Types without a folder have pages in the Administrator view alone.
    return scope.view === 'admin' || found.navigation.project !== undefined ? [found] : []
  })
}
