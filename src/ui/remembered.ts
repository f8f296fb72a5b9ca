/** Small preferences of the interface, kept per browser. Never data of a cluster, never a credential. */
import { useCallback, useState } from 'react'

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
  const change = useCallback(
    (next: T) => {
      setValue(next)
      try {
        localStorage.setItem(`portolan.${key}`, next)
      } catch {
        // A browser that forbids storage only forgets the preference.
      }
    },
    [key],
  )
  return [value, change]
}

/** The same for what is more than one of a few words; `parse` takes whatever was stored by any version. */
export function useRememberedValue<T>(
  key: string,
  parse: (stored: unknown) => T,
): [T, (change: (value: T) => T) => void] {
  const [value, setValue] = useState(() => parse(readJson(key)))
  const change = useCallback(
    (next: (value: T) => T) =>
      setValue((before) => {
        const after = next(before)
        try {
          localStorage.setItem(`portolan.${key}`, JSON.stringify(after))
        } catch {
          // As above.
        }
        return after
      }),
    [key],
  )
  return [value, change]
}

function readJson(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(`portolan.${key}`) ?? 'null')
  } catch {
    return null
  }
}
