import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import type { Kind, TemplateContext } from '../../kinds/kind.ts'
import { newText } from '../editor/beginning.ts'
import { ObjectEditor } from '../editor/object-editor.tsx'
import { useKindWords } from '../kind-words.ts'
import { listPath, rangeParameter, type Scope } from '../scope.ts'
import { useReach } from '../shell/projects.ts'
import { DeprecationNotice } from './deprecation.tsx'
import { type KindPageProps, PageHead, withKind } from './kind-page.tsx'
import { useSaved } from './saved.ts'
import { useTitle } from './title.ts'

export const CreatePage = withKind(function CreateOfKind(props: KindPageProps) {
  const { scope, kind } = props
  const { t } = useTranslation()
  const navigate = useNavigate()
  const title = t('app:createKind', { kind: useKindWords(kind).one })
  useTitle(title)
  const saved = useSaved(props, 'app:created')
  const namespace = useOnlyNamespace(scope)
  const [params] = useSearchParams()
  const initial = useMemo(
    () => newText(kind, kind.home ?? namespace, begunIn(kind, params)),
    [kind, namespace, params],
  )
  return (
    <>
      <PageHead title={title} />
      <DeprecationNotice scope={scope} kind={kind} />
      <ObjectEditor
        scope={scope}
        kind={kind}
        existing={null}
        initial={initial}
        action={title}
        onSaved={saved}
        onCancel={() => navigate(listPath(scope, kind))}
      />
    </>
  )
}, 'create')

/** What whoever leads here knows of the new object. */
function begunIn(
  { startsFrom = [], takesRange }: Kind,
  params: URLSearchParams,
): Omit<TemplateContext, 'namespace'> {
  const given = Object.fromEntries(startsFrom.map((key) => [key, params.get(key) ?? '']))
  const range = takesRange === true ? (params.get(rangeParameter) ?? '') : ''
  return { given, ...(range !== '' && { range }) }
}

/** The namespace of the scope where it has just one. */
function useOnlyNamespace(scope: Scope): string {
  const { namespaces } = useReach(scope)
  return namespaces?.length === 1 ? (namespaces[0] ?? '') : ''
}
