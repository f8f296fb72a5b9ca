/** Keeps what is typed in an editor page as a draft, and offers the one of the last time. */
import { Alert } from '@mui/material'
import { type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import type { Kind } from '../../kinds/kind.ts'
import { useSession } from '../api/queries.ts'
import { type Scope, scopePath } from '../scope.ts'
import { DraftNotice } from './draft-notice.tsx'
import { draftsOf } from './draft-place.ts'
import { holdsSecret, isSecretIn } from './draft-secrecy.ts'
import { drafts, type KeptDraft } from './drafts.ts'
import type { Editing } from './editing.ts'
import type { Standing } from './steps.ts'
import { WithinEditor } from './unsaved-guard.tsx'

export interface DraftOfPage {
  readonly notice: ReactNode
  /** Writes down what is there now. Whether a draft of it is kept. */
  readonly keep: () => boolean
  /** Ends the draft: what it held is saved. */
  readonly saved: () => void
}

const pause = 500

export interface DraftOptions {
  readonly scope: Scope
  readonly kind: Kind | null
  readonly editing: Editing
  /** The object of the page, as it was read first; null where the page makes new ones. */
  readonly original: KubeObject | null
  /** Merges its newest version into the text. */
  readonly takeOver: (() => Promise<void>) | undefined
}

export function useDraft({ scope, kind, editing, original, takeOver }: DraftOptions): DraftOfPage {
  const { t } = useTranslation('app')
  const { text } = editing.whole
  const standings = editing.standings.filter((standing) => standing !== null)
  const place = usePlace(scope, kind, original)
  const id = useRef('')
  if (id.current === '') id.current = newId()
  const isSaved = useRef(false)
  const [offer, setOffer] = useState(() => drafts.newest(place))
  const [continued, setContinued] = useState<'merge' | 'unreadable' | null>(null)
  const opened = useRef(text)
  const keep = (): boolean => {
    if (isSaved.current) return false
    const isTouched = editing.isTouched && text !== opened.current
    // Also where somebody just takes a Secret out of a text, as the draft carries what it began with.
    const beganSecret =
      kind?.kind === 'Secret' || standings.some(({ origin, base }) => isSecretIn([origin, base], true))
    if (isTouched && !beganSecret && !holdsSecret(editing.whole)) {
      return drafts.keep(place, id.current, { text, standings: standings.map(withoutManagers) })
    }
    drafts.remove(place, id.current)
    return false
  }
  const latest = useRef({ keep, takeOver, text })
  latest.current = { keep, takeOver, text }

  useEffect(() => {
    const timer = setTimeout(() => text === latest.current.text && latest.current.keep(), pause)
    return () => clearTimeout(timer)
  }, [text])
  useEffect(() => {
    const onLeave = () => void latest.current.keep()
    addEventListener('pagehide', onLeave)
    document.addEventListener('visibilitychange', onLeave)
    return () => {
      removeEventListener('pagehide', onLeave)
      document.removeEventListener('visibilitychange', onLeave)
      onLeave()
    }
  }, [])

  // The draft has to stand in the text before the newest version can be merged into it.
  useEffect(() => {
    if (continued === 'merge') void latest.current.takeOver?.()
  }, [continued])

  const goOn = (draft: KeptDraft) => {
    // What was typed here before stays a draft of its own; the older one goes on under a new name.
    keep()
    id.current = newId()
    if (drafts.keep(place, id.current, draft)) drafts.remove(place, draft.id)
    const versionIn = (all: readonly Standing[]) =>
      all.find(({ isOfPage }) => isOfPage)?.origin.metadata.resourceVersion
    const isOld = draft.standings.length > 0 && versionIn(draft.standings) !== versionIn(standings)
    // Of the same version, the one that was read says more: a draft does not keep who owns what.
    const others = draft.standings.filter(({ isOfPage }) => isOld || !isOfPage)
    const ofPage = isOld ? [] : standings.filter(({ isOfPage }) => isOfPage)
    const restored = editing.restore(draft.text, [...ofPage, ...others])
    if (isOld) setContinued(restored.problems.length > 0 ? 'unreadable' : 'merge')
    setOffer(null)
  }
  const discard = (draft: KeptDraft) => {
    drafts.remove(place, draft.id)
    const next = drafts.newest(place)
    setOffer(next?.id === id.current ? null : next)
  }
  return {
    keep,
    saved: () => {
      isSaved.current = true
      drafts.remove(place, id.current)
    },
    notice: (
      <>
        {offer !== null && (
          <DraftNotice
            key={offer.id}
            savedAt={offer.savedAt}
            onContinue={() => goOn(offer)}
            onDiscard={() => discard(offer)}
          />
        )}
        {continued === 'unreadable' && <Alert severity="warning">{t('draft.unreadable')}</Alert>}
      </>
    ),
  }
}

/** Where a draft belongs: what somebody makes or changes, as whom and in which cluster. */
function usePlace(scope: Scope, kind: Kind | null, original: KubeObject | null): string {
  const session = useSession()
  // What is typed over a form of the same kind is not what is typed in that form.
  const isWithin = useContext(WithinEditor)
  const what =
    original === null
      ? [isWithin ? 'create-within' : 'create', scopePath(scope)]
      : ['edit', original.metadata.namespace ?? '', original.metadata.name]
  const of = [kind?.group ?? '', kind?.kind ?? '', ...what].map(encodeURIComponent)
  return [draftsOf(session, scope.cluster), ...of].join('/')
}

/** Nobody needs to know who wrote which field to merge what they wrote. */
function withoutManagers(standing: Standing): Standing {
  const { managedFields: _, ...metadata } = { managedFields: undefined, ...standing.origin.metadata }
  return { ...standing, origin: { ...standing.origin, metadata } }
}

/** Not a `randomUUID`, which browsers have only where the connection is secure. */
function newId(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`
}
