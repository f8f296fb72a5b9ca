/** Where DNS leads a name, as far as the console may ask. The pages give it; where they do not, nobody asks. */
import { createContext, useContext } from 'react'
import type { DnsAnswer } from '../net/dns.ts'

/** - `off`: the console is not to ask. */
export type DnsState =
  | { readonly state: 'off' | 'asking' }
  | { readonly state: 'failed'; readonly message: string; readonly again: () => void }
  | { readonly state: 'answered'; readonly answer: DnsAnswer; readonly again: () => void }

/** A hook. */
export type UseDns = (name: string) => DnsState

export const DnsContext = createContext<UseDns>(() => ({ state: 'off' }))

export function useDns(name: string): DnsState {
  return useContext(DnsContext)(name)
}
