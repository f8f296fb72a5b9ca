import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { parseApiVersion, type ResourceType } from '../../k8s/resource.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import { StatusError } from '../../k8s/status.ts'
import { writeYaml } from '../../manifest/write.ts'
import { createObject } from '../api/objects.ts'
import type { Send } from '../editor/editing.ts'
import { ObjectEditor } from '../editor/object-editor.tsx'
import { listPath, type Scope } from '../scope.ts'
import { useReach } from '../shell/projects.ts'
import { type KindPageProps, PageHead, withKind } from './kind-page.tsx'
import { useSaved } from './saved.ts'
import { useTitle } from './title.ts'

export const CreatePage = withKind(function CreateOfKind(props: KindPageProps) {
  const { scope, kind, type } = props
  const { t } = useTranslation()
  const navigate = useNavigate()
  const title = t('app:createKind', { kind: t(`${kind.id}:one`) })
  useTitle(title)
  const saved = useSaved(props, 'app:created')
  const namespace = useOnlyNamespace(scope)
  const initial = useMemo(() => writeYaml(kind.template({ namespace })), [kind, namespace])
  return (
    <>
      <PageHead title={title} />
      <ObjectEditor
        scope={scope}
        kind={kind}
        type={type}
        existing={null}
        initial={initial}
        action={title}
        send={creating(scope, type)}
        onSaved={saved}
        onCancel={() => navigate(listPath(scope, kind))}
      />
    </>
  )
})

/** Sends new objects of a type. */
export function creating(scope: Scope, type: ResourceType): Send {
  return async (object, _, options) => {
    requireKind(object, type)
    return createObject(scope.cluster, type, object, options)
  }
}

/** The namespace of the scope where it has just one. */
function useOnlyNamespace(scope: Scope): string {
  const { namespaces } = useReach(scope)
  return namespaces?.length === 1 ? (namespaces[0] ?? '') : ''
}

/** The YAML can say anything; this page makes objects of its own kind only. */
function requireKind(object: unknown, type: ResourceType): void {
  const { apiVersion, kind } = asFields(object)
  const { group } = parseApiVersion(asString(apiVersion))
  if (kind === type.kind && group === type.group) return
  throw new StatusError({
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    reason: 'Invalid',
    message: `This page creates objects of kind ${type.kind}, but the YAML says ${asString(kind) || 'nothing'}.`,
    details: { causes: [{ field: 'kind', message: `Must be ${type.kind} on this page.` }] },
  })
}
