/** Which cluster the first page leads to: the default one, unless it does not answer and another does. */
import { useEffect, useState } from 'react'
import type { Session } from '../../wire.ts'
import { type Health, useHealthOf } from './health.ts'

/** How long the default one may take to answer while another has answered. */
const patienceMilliseconds = 2_000

/** Undefined as long as it is not decided; `null` where there is no cluster. */
export function useHomeCluster({ clusters, defaultCluster }: Session): string | null | undefined {
  // Where one is signed in to some clusters only, the others have nothing to show.
  const own = clusters.filter(({ user }) => user !== '')
  const all = (own.length === 0 ? clusters : own).map(({ name }) => name)
  const names = all.toSorted((a, b) => Number(b === defaultCluster) - Number(a === defaultCluster))
  const health = useHealthOf(names, names.length > 1)
  const [isLate, setIsLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), patienceMilliseconds)
    return () => clearTimeout(timer)
  }, [])
  return homeCluster(names, health, isLate)
}

/** `names` has the default one first. */
export function homeCluster(
  names: readonly string[],
  health: readonly (Pick<Health, 'answers'> | undefined)[],
  isLate: boolean,
): string | null | undefined {
  const [first] = names
  if (first === undefined) return null
  if (names.length === 1 || health[0]?.answers === true) return first
  const answering = names.find((_, index) => health[index]?.answers === true)
  if (answering !== undefined && (isLate || health[0]?.answers === false)) return answering
  // Where none answers, the page of the default one says why.
  return health.every((each) => each?.answers === false) ? first : undefined
}
