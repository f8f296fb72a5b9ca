/** What is to be known of a type beside the title of its list: which version one sees, what its API cannot do. */
import { Tooltip, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { apiVersionOf, type ServedType } from '../../k8s/resource.ts'
import type { Kind } from '../../kinds/kind.ts'
import { Mono } from '../../ui/mono.tsx'
import { useKindWords } from '../kind-words.ts'
import { isOnlyRead } from '../resources/lending.ts'
import type { Scope } from '../scope.ts'

const writes = ['create', 'update', 'delete'] as const

export function TypeNotes({ scope, kind, type }: { scope: Scope; kind: Kind; type: ServedType }) {
  return (
    <>
      {kind.words !== undefined && <Mono quiet>{apiVersionOf(type)}</Mono>}
      <MissingVerbs scope={scope} kind={kind} type={type} />
    </>
  )
}

/** Stands where one looks for buttons that are not there. */
function MissingVerbs({ scope, kind, type }: { scope: Scope; kind: Kind; type: ServedType }) {
  const { t, i18n } = useTranslation('app')
  const { many } = useKindWords(kind)
  const missing = writes.filter((verb) => !type.verbs.includes(verb))
  if (missing.length === 0) return null
  const words = missing.map((verb) => t(`resources.verb.${verb}`))
  const list = new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(words)
  return (
    <Tooltip
      title={
        isOnlyRead(kind, scope)
          ? t('resources.lentHelp', { kinds: many })
          : t('resources.cannotHelp', { verbs: list, kinds: many })
      }
    >
      <Typography variant="body2" color="textSecondary" tabIndex={0} sx={noteStyle}>
        {missing.length === writes.length ? t('resources.readOnly') : t('resources.cannot', { verbs: list })}
      </Typography>
    </Tooltip>
  )
}

const noteStyle = { px: 1, border: 1, borderColor: 'divider', borderRadius: 1 } as const
