/** Lets forms make other objects: a dialog with the editor of that kind, over the one that is open. */
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react'
import { useLocation } from 'react-router'
import { type Creation, CreationContext } from '../../kinds/creation.ts'
import { kindNamed } from '../../kinds/index.ts'
import type { Kind } from '../../kinds/kind.ts'
import { useDiscovery } from '../api/queries.ts'
import type { Scope } from '../scope.ts'

const CreationDialog = lazy(() => import('./creation-dialog.tsx'))

/** What a form asked for, and whom to tell. */
interface Wish {
  readonly kind: Kind
  readonly namespaced: boolean
  readonly namespace: string
  /** The page whose form asks. */
  readonly page: string
  readonly done: (name: string | null) => void
}

export function CreationProvider({ scope, children }: { scope: Scope; children: ReactNode }) {
  const { data: discovery } = useDiscovery(scope.cluster)
  // The form in a dialog may ask for yet another object.
  const [wishes, setWishes] = useState<readonly Wish[]>([])
  const { pathname: page } = useLocation()
  // Whoever leaves the page takes no answer any more; what was typed is kept as a draft.
  if (wishes.some((wish) => wish.page !== page)) setWishes(wishes.filter((wish) => wish.page === page))
  const creation: Creation = useCallback(
    ({ group, kind: name, fieldSelector }) => {
      const kind = kindNamed(group, name, fieldSelector)
      const type = kind && discovery?.find(kind.group, kind.kind, kind.versions)
      if (kind === undefined || !type) return null
      return ({ namespace }) =>
        new Promise((resolve) => {
          const wish: Wish = {
            kind,
            namespaced: type.namespaced,
            namespace,
            page,
            done: (made) => {
              setWishes((all) => all.filter((each) => each !== wish))
              resolve(made)
            },
          }
          setWishes((all) => [...all, wish])
        })
    },
    [discovery, page],
  )
  return (
    <CreationContext value={creation}>
      {children}
      {wishes.map((wish, depth) => (
        <Suspense key={depth} fallback={null}>
          <CreationDialog scope={scope} {...wish} />
        </Suspense>
      ))}
    </CreationContext>
  )
}
