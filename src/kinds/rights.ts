/** What the user may not do, as forms need to know it. The pages give it; where they do not, nothing is refused. */
import { createContext, useContext } from 'react'
import type { ServedKind } from './world.ts'

export interface Rights {
  /** A hook: what is missing in each of the namespaces, code in backticks; `''` where nothing is, or nobody knows. */
  readonly useLacks: (
    verb: 'create' | 'list',
    kind: ServedKind,
    namespaces: readonly string[],
  ) => (namespace: string) => string
  /** A hook: the namespaces that are known although the user may not list them; empty where one may. */
  readonly useUnlistedNamespaces: () => readonly string[]
}

const none: readonly string[] = []

export const RightsContext = createContext<Rights>({
  useLacks: () => () => '',
  useUnlistedNamespaces: () => none,
})

export const useRights = (): Rights => useContext(RightsContext)
