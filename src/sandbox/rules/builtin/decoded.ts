/**
 * A map that `decodeBuiltin` has been over has the types that its schema says, so it may be seen as the
 * interface that a kind declares for it. Every field stays optional: decoding checks types, not presence.
 */
export function decoded<T extends object>(value: unknown): T {
  return (typeof value === 'object' && value !== null ? value : {}) as T
}
