/** What happens once an object is written: it is said, with the server's warnings, and its page is shown. */
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { KubeObject } from '../../k8s/objects.ts'
import { useToast } from '../../ui/toast.tsx'
import type { Answer } from '../api/request.ts'
import { useKindWords } from '../kind-words.ts'
import { objectPath } from '../scope.ts'
import type { KindPageProps } from './kind-page.tsx'

export function useSaved(
  { scope, kind }: KindPageProps,
  words: 'app:created' | 'app:saved',
): (answer: Answer<KubeObject>) => void {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const toast = useToast()
  const { one } = useKindWords(kind)
  return ({ body, warnings }) => {
    toast({ severity: 'success', text: t(words, { kind: one, name: body.metadata.name }) })
    for (const text of warnings) toast({ severity: 'warning', text })
    navigate(objectPath(scope, kind, body.metadata))
  }
}
