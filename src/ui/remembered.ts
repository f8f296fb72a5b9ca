/** Small preferences of the interface, kept per browser. Never data of a cluster, never a credential. */
import { useState } from 'react'

function read<T extends string>(key: string, allowed: readonly T[], fallback: T): T {
  try {
    const stored = localStorage.getItem(`portolan.${key}`)
    return allowed.find((value) => value === stored) ?? fallback
  } catch {
    return fallback
  }
}

export function useRemembered<T extends string>(
  key: string,
  allowed: readonly T[],
  fallback: T,
): [T, (value: T) => void] {
  const [value, setValue] = useState(() => read(key, allowed, fallback))
  return [
    value,
    (next) => {
      setValue(next)
      try {
        localStorage.setItem(`portolan.${key}`, next)
      } catch {
        // A browser that forbids storage only forgets the preference.
      }
    },
  ]
}
