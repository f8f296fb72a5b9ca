/** Making another object from within a form, which then goes on with its name. */
import { createContext, useContext } from 'react'
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
