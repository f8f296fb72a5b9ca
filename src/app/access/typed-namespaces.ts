/** The namespaces that somebody said they work in: names only, kept in this browser per cluster and user. */
import { useSyncExternalStore } from 'react'
import { isDns1123Label } from '../../k8s/names.ts'
import { asList, asString } from '../../k8s/shape.ts'

const most = 100
const known = new Map<string, readonly string[]>()
const listeners = new Set<() => void>()

const keyOf = (cluster: string, user: string) => `portolan.namespaces.${JSON.stringify([cluster, user])}`

/** Whatever was stored: a list of names, and nothing that no namespace can be called. */
export function readNames(stored: string | null): readonly string[] {
  try {
    const names = asList(JSON.parse(stored ?? '[]')).map(asString)
    return [...new Set(names.filter(isDns1123Label))].toSorted().slice(0, most)
  } catch {
    return []
  }
}

function namesOf(key: string): readonly string[] {
  const names = known.get(key) ?? readNames(stored(key))
  known.set(key, names)
  return names
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export interface TypedNamespaces {
  readonly names: readonly string[]
  readonly add: (name: string) => void
  readonly remove: (name: string) => void
}

export function useTypedNamespaces(cluster: string, user: string): TypedNamespaces {
  const key = keyOf(cluster, user)
  const names = useSyncExternalStore(subscribe, () => namesOf(key))
  const set = (next: readonly string[]) => {
    const text = JSON.stringify(next)
    known.set(key, readNames(text))
    try {
      localStorage.setItem(key, text)
    } catch {
      // A browser that forbids storage forgets them with the page.
    }
    for (const listener of listeners) listener()
  }
  return {
    names,
    add: (name) => set([...names, name]),
    remove: (name) => set(names.filter((each) => each !== name)),
  }
}

// Another tab may have added some.
if (typeof window !== 'undefined') {
  window.addEventListener('storage', ({ key }) => {
    if (key !== null && !known.has(key)) return
    known.clear()
    for (const listener of listeners) listener()
  })
}
