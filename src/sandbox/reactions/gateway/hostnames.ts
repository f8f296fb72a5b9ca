/** The names that a route and a listener have in common, by the rules of Gateway API. */
import type { Listener } from './objects.ts'

/**
 * The hosts that the listener serves for the route; `*` for all. A name that another listener on the port has
 * for itself is left to that one.
 */
export function hostsOf(
  hostnames: readonly string[],
  listener: Listener,
  siblings: readonly Listener[],
): readonly string[] {
  const own = listener.hostname ?? ''
  if (hostnames.length === 0) return [own === '' ? '*' : own]
  const common = new Set(hostnames.map((name) => intersection(own, name)).filter((name) => name !== null))
  for (const other of siblings) {
    if (other === listener || other.port !== listener.port || other.hostname === undefined) continue
    common.delete(other.hostname)
  }
  return [...common]
}

/** The narrower of two names where one holds the other; `null` where they have nothing in common. */
function intersection(listener: string, route: string): string | null {
  if (listener === '' || listener === route) return route
  if (covers(listener, route)) return route
  return covers(route, listener) ? listener : null
}

/** `*.example.com` covers `a.example.com`, `a.b.example.com` and `*.b.example.com`, but not `example.com`. */
function covers(wildcard: string, name: string): boolean {
  if (!wildcard.startsWith('*')) return false
  const suffix = wildcard.slice(1)
  const plain = name.startsWith('*') ? name.slice(1) : name
  return plain.endsWith(suffix) && plain.length > suffix.length
}
