/** What happens once the objects of a page are written: it is said, with the server's warnings, and its page is shown. */
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { titleOf } from '../../kinds/kind.ts'
import { useToast } from '../../ui/toast.tsx'
import type { Saved } from '../editor/object-editor.tsx'
import { useKindWords } from '../kind-words.ts'
import { objectPath } from '../scope.ts'
import type { KindPageProps } from './kind-page.tsx'

export function useSaved(
  { scope, kind }: KindPageProps,
  words: 'app:created' | 'app:saved',
): (saved: Saved) => void {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const toast = useToast()
  const { one } = useKindWords(kind)
  return ({ object, warnings }) => {
    toast({ severity: 'success', text: t(words, { kind: one, name: titleOf(kind, object) }) })
    for (const text of warnings) toast({ severity: 'warning', text })
    navigate(objectPath(scope, kind, object.metadata))
  }
}
