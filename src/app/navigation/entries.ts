/** What stands in the navigation of a view, by what is declared, configured and switched on. */
import { useMemo } from 'react'
import { kinds } from '../../kinds/index.ts'
import type { Kind } from '../../kinds/kind.ts'
import type { Session } from '../../wire.ts'
import { useSession } from '../api/queries.ts'
import { gateOff } from '../resources/gates.ts'
import type { Scope } from '../scope.ts'
import { type Page, pages } from './pages.ts'

type View = Scope['view']
type Configured = Pick<Session, 'navigation' | 'gates'>

/** The kinds of a view in their order, those that are hidden or whose gate is off left out. */
export function kindsShown(
  declared: readonly Kind[],
  view: View,
  { navigation, gates }: Configured,
): readonly Kind[] {
  const placed = declared.flatMap((kind) => {
    const place = kind.navigation[view]
    return place === undefined || gateOff(kind, gates) !== null ? [] : [{ id: kind.id, kind, place }]
  })
  const inPlace = placed.sort((a, b) => a.place - b.place)
  return configured(inPlace, navigation).map(({ kind }) => kind)
}

export function pagesShown(
  declared: readonly Page[],
  view: View,
  { navigation, gates }: Configured,
): readonly Page[] {
  const shown = declared.filter(
    ({ views, gate }) => views.includes(view) && (gate === undefined || gates[gate]),
  )
  const called = shown.map((page) => ({ ...page, title: page.titleWith?.(gates) ?? page.title }))
  return configured(called, navigation)
}

/** The kind that a page stands before; undefined for one that stands behind all of them. */
export function nextKind({ place }: Page, shown: readonly Kind[], view: View): Kind | undefined {
  if (place === undefined) return undefined
  return shown.find(({ navigation }) => (navigation[view] ?? 0) > place)
}

/** Those that are named come first, in the order in which they are. */
function configured<T extends { readonly id: string }>(
  entries: readonly T[],
  { order, hidden }: Session['navigation'],
): readonly T[] {
  const place = ({ id }: T) => (order.includes(id) ? order.indexOf(id) : order.length)
  return entries.filter(({ id }) => !hidden.includes(id)).sort((a, b) => place(a) - place(b))
}

export interface Navigation {
  readonly kinds: readonly Kind[]
  readonly pages: readonly Page[]
}

export function useNavigation(view: View): Navigation {
  const session = useSession()
  return useMemo(
    () => ({ kinds: kindsShown(kinds, view, session), pages: pagesShown(pages, view, session) }),
    [view, session],
  )
}
