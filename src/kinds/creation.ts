/** Making another object from within a form, which then goes on with its name. */
import { createContext, useContext } from 'react'
import { useRights } from './rights.ts'
import type { RelatedKind } from './world.ts'

/** Resolves to the new object's name, or to `null` where none was made, or not in the namespace asked for. */
export type Create = (context: { readonly namespace: string }) => Promise<string | null>

/** How to make an object of a kind; `null` for kinds that the console does not know or the cluster does not serve. */
export type Creation = (kind: RelatedKind) => Create | null

/** The pages give it; where they do not, nothing can be made in place. */
export const CreationContext = createContext<Creation>(() => null)

export function useCreation(kind: RelatedKind): Create | null {
  return useContext(CreationContext)(kind)
}

/** The entry of a field that makes an object in a namespace and then chooses it; none where that cannot be. */
export function useCreationEntry(
  kind: RelatedKind,
  namespace: string,
  label: string,
  choose: (name: string) => void,
) {
  const make = useCreation(kind)
  const lackAt = useRights().useLacks('create', kind, namespace === '' ? [] : [namespace])
  if (make === null) return undefined
  return {
    label,
    lack: lackAt(namespace),
    onCreate: () => void make({ namespace }).then((name) => name !== null && choose(name)),
  }
}
