/** Says at once, and quietly, that somebody else changes or deletes what is being edited. */
import { Alert, Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { editablePart } from '../../k8s/editable.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import type { Kind } from '../../kinds/kind.ts'
import { isEqual } from '../../manifest/plain.ts'
import { useAge } from '../../ui/age.tsx'
import { fieldManager, getObject, type ObjectAddress } from '../api/objects.ts'
import { kindWords } from '../kind-words.ts'
import { useViews } from '../live/hooks.ts'
import { type Author, authorOf } from './meanwhile.ts'

/** The object as it is now, where it is not `origin` any more. */
type Meanwhile =
  | { readonly kind: 'same' | 'deleted' }
  | { readonly kind: 'other'; readonly newest: KubeObject }

/** Follows one object by watch, and reads it whole when it changes: watches do not carry who did it. */
export function useMeanwhile(address: ObjectAddress, origin: KubeObject): Meanwhile {
  const { cluster, type, namespace, name } = address
  const { group, version, plural } = type
  const [view] = useViews([
    {
      cluster,
      group,
      version,
      plural,
      fieldSelector: `metadata.name=${name}`,
      ...(namespace !== undefined && { namespace }),
    },
  ])
  const seen = view?.items[0]?.metadata.resourceVersion
  const differs = seen !== undefined && seen !== origin.metadata.resourceVersion
  const { data: newest } = useQuery({
    queryKey: ['meanwhile', cluster, type, namespace, name, seen],
    queryFn: async ({ signal }) => (await getObject(address, signal)).body,
    enabled: differs,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    // It may be gone again; the watch says so.
    retry: false,
  })
  if (view?.state.phase === 'live' && seen === undefined) return { kind: 'deleted' }
  // The watch may lag behind what was read.
  if (!differs || newest === undefined || isSameVersion(newest, origin)) return { kind: 'same' }
  return { kind: 'other', newest }
}

export interface MeanwhileNoticeProps {
  readonly address: ObjectAddress
  readonly origin: KubeObject
  /** The write is on its way, and would be told of as somebody's change. */
  readonly applying: boolean
  /** That it was changed has been said already. */
  readonly known: boolean
  readonly kind: Kind
  readonly onTakeOver: (() => void) | undefined
  readonly disabled: boolean
  /** The newest version differs in nothing one edits. */
  readonly onSame: (newest: KubeObject) => void
}

export function MeanwhileNotice(props: MeanwhileNoticeProps) {
  const { t } = useTranslation()
  const { address, origin, onTakeOver, onSame } = props
  const meanwhile = useMeanwhile(address, origin)
  const newest = meanwhile.kind === 'other' ? meanwhile.newest : null
  const isSame = newest !== null && isEqual(editablePart(newest), editablePart(origin))
  useEffect(() => {
    if (newest !== null && isSame) onSame(newest)
  }, [newest, isSame, onSame])
  if (meanwhile.kind === 'same' || isSame || props.applying) return null
  if (newest === null) {
    return (
      <Alert role="status" severity="warning" sx={{ borderRadius: 0 }}>
        {t('app:meanwhile.deleted', { kind: kindWords(t, props.kind).one })}
      </Alert>
    )
  }
  if (props.known) return null
  const author = authorOf(newest, origin)
  return (
    <Alert
      role="status"
      severity="info"
      sx={{ borderRadius: 0 }}
      action={
        onTakeOver && (
          <Button color="inherit" disabled={props.disabled} onClick={onTakeOver}>
            {t('app:meanwhile.takeOver')}
          </Button>
        )
      }
    >
      {author === null ? t('app:meanwhile.changed') : <Said author={author} />}
    </Alert>
  )
}

function Said({ author: { manager, time } }: { author: Author }) {
  const { t } = useTranslation('app')
  const age = useAge(time)
  if (manager === fieldManager) return t('meanwhile.changedHere', { age })
  return t('meanwhile.changedBy', { manager, age })
}

function isSameVersion(a: KubeObject, b: KubeObject): boolean {
  return a.metadata.uid === b.metadata.uid && a.metadata.resourceVersion === b.metadata.resourceVersion
}
