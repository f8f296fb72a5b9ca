import SearchOffIcon from '@mui/icons-material/SearchOffOutlined'
import { Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { editablePart } from '../../k8s/editable.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { resourcePath } from '../../k8s/resource.ts'
import { StatusError } from '../../k8s/status.ts'
import { titleOf } from '../../kinds/kind.ts'
import { Mono } from '../../ui/mono.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RefusedObject } from '../access/refused-object.tsx'
import { getObject, listObjects, type ObjectAddress } from '../api/objects.ts'
import { textOfAll } from '../editor/beginning.ts'
import { ObjectEditor } from '../editor/object-editor.tsx'
import { useKindWords } from '../kind-words.ts'
import { actionParameter, listPath, objectPath } from '../scope.ts'
import { type KindPageProps, PageHead, withKind } from './kind-page.tsx'
import { useFixed } from './object-actions.tsx'
import { useSaved } from './saved.ts'
import { useTitle } from './title.ts'

export const EditPage = withKind(function EditOfKind(props: KindPageProps) {
  const { t } = useTranslation()
  const { namespace, name = '' } = useParams()
  const { scope, kind, type } = props
  const { one, many } = useKindWords(kind)
  useTitle(t('app:editTitle', { name }))
  const address: ObjectAddress = { cluster: scope.cluster, type, namespace, name }
  // Read once: what is edited must not change under the user. The server refuses a stale write.
  const { data: base, error } = useQuery({
    queryKey: ['edit', scope.cluster, type.group, type.version, type.plural, namespace, name],
    queryFn: async ({ signal }) => {
      const { body: object } = await getObject(address, signal)
      return { object, companions: await companionsOf(props, object, signal) }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    meta: { readOnce: true },
  })
  const fixed = useFixed(kind)
  const reason = base === undefined ? '' : fixed(base.object)
  if (reason !== '') {
    return (
      <Notice
        icon={<kind.Icon />}
        title={t('app:objectFixed', { kind: one, name })}
        actions={
          <Button variant="outlined" component={Link} to={objectPath(scope, kind, { namespace, name })}>
            {t('app:toObject', { kind: one })}
          </Button>
        }
      >
        {reason}
      </Notice>
    )
  }
  if (base !== undefined)
    return <Editor {...props} address={address} base={base.object} companions={base.companions} />
  if (error === null) return null
  if (error instanceof StatusError && error.code === 403) {
    return (
      <RefusedObject
        scope={scope}
        kind={kind}
        type={type}
        verb="get"
        namespace={namespace}
        name={name}
        message={error.message}
      />
    )
  }
  return (
    <Notice
      icon={<SearchOffIcon />}
      title={t('app:objectUnread', { kind: one, name })}
      actions={
        <Button variant="outlined" component={Link} to={listPath(scope, kind)}>
          {t('app:toList', { kinds: many })}
        </Button>
      }
    >
      {error.message}
    </Notice>
  )
}, 'update')

/** What the cluster does not serve, or may not be read, is not edited along. */
async function companionsOf(
  { scope, kind, discovery }: KindPageProps,
  object: KubeObject,
  signal: AbortSignal,
): Promise<readonly KubeObject[]> {
  const { namespace } = object.metadata
  const read = (kind.companions?.kinds ?? []).map(async ({ group, kind: name, versions }) => {
    const type = discovery.find(group, name, versions)
    if (!type) return []
    return listObjects(scope.cluster, resourcePath(type, { namespace }), {}, signal).catch(
      (error: unknown) => {
        if (error instanceof StatusError && (error.code === 403 || error.code === 404)) return []
        throw error
      },
    )
  })
  return kind.companions?.of(object, (await Promise.all(read)).flat()) ?? []
}

function Editor(
  props: KindPageProps & { address: ObjectAddress; base: KubeObject; companions: readonly KubeObject[] },
) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const saved = useSaved(props, 'app:saved')
  const { scope, kind, address, base, companions } = props
  const { one } = useKindWords(kind)
  const page = objectPath(scope, kind, base.metadata)
  const [params] = useSearchParams()
  const action = kind.actions?.find(({ id }) => id === params.get(actionParameter))
  // The form of a part is about the object alone.
  const beside = useMemo(() => (action === undefined ? companions : []), [action, companions])
  const initial = useMemo(() => textOfAll([base, ...beside].map(editablePart)), [base, beside])
  return (
    <>
      <PageHead
        title={
          <>
            {action === undefined ? t('app:editKind', { kind: one }) : t(`${kind.id}:action.${action.id}`)}{' '}
            <Mono>{titleOf(kind, base)}</Mono>
          </>
        }
        aside={<Mono quiet>{base.metadata.namespace}</Mono>}
      />
      <ObjectEditor
        scope={scope}
        kind={kind}
        existing={{ address, object: base, companions: beside }}
        {...(action !== undefined && { part: action.Form })}
        initial={initial}
        action={t('app:save')}
        onSaved={saved}
        onCancel={() => navigate(page)}
      />
    </>
  )
}
