/** Whether one may do what one wishes, in React: from as few reviews as will do. */
import { useQueries } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { AccessRules } from '../../k8s/access.ts'
import { type KnownRules, questionsLeft, scopesNeeded, verdictOf, wishKey } from './judging.ts'
import { answerQuery, rulesQuery, type Wish } from './rights.ts'

export interface Answers {
  /** `null` as long as it is not known, and where the cluster does not say. */
  readonly of: (wish: Wish) => boolean | null
  readonly isLoading: boolean
}

interface Read<T> {
  readonly data: T | undefined
  readonly error: Error | null
}

const valuesOf = <T>(results: readonly Read<T>[]): readonly (T | null | undefined)[] =>
  results.map(({ data, error }) => data ?? (error === null ? undefined : null))
const rulesIn = (results: readonly Read<AccessRules>[]) => valuesOf(results)
const answersIn = (results: readonly Read<boolean>[]) => valuesOf(results)

/** `wishes` are compared by what they say. */
export function useAnswers(cluster: string, wishes: readonly Wish[]): Answers {
  const said = JSON.stringify(wishes)
  const asked = useMemo(() => JSON.parse(said) as readonly Wish[], [said])
  const known = useRules(cluster, asked)
  const left = useMemo(() => questionsLeft(asked, known), [asked, known])
  const reviewed = useQueries({
    queries: left.map(({ wish }) => answerQuery(cluster, wish)),
    combine: answersIn,
  })
  return useMemo(() => {
    const singly = new Map(
      left.flatMap(({ keys }, index) => keys.map((key) => [key, reviewed[index]] as const)),
    )
    const of = (wish: Wish) => {
      const verdict = verdictOf(wish, known)
      if (verdict === 'yes' || verdict === 'no') return verdict === 'yes'
      return singly.get(wishKey(wish)) ?? null
    }
    const isOpen = (wish: Wish) => {
      const verdict = verdictOf(wish, known)
      return verdict === 'loading' || (verdict === 'unknown' && singly.get(wishKey(wish)) === undefined)
    }
    return { of, isLoading: asked.some(isOpen) }
  }, [asked, known, left, reviewed])
}

/** The rules that the wishes need; what holds everywhere is waited for before namespaces are asked one by one. */
function useRules(cluster: string, wishes: readonly Wish[]): KnownRules {
  const first = useMemo(() => scopesNeeded(wishes, new Map()), [wishes])
  const firstRules = useKnown(cluster, first)
  const scopes = useMemo(
    () => (first.every((scope) => firstRules.has(scope)) ? scopesNeeded(wishes, firstRules) : first),
    [wishes, first, firstRules],
  )
  return useKnown(cluster, scopes)
}

function useKnown(cluster: string, scopes: readonly string[]): KnownRules {
  const rules = useQueries({ queries: scopes.map((scope) => rulesQuery(cluster, scope)), combine: rulesIn })
  return useMemo(
    () =>
      new Map(
        scopes.flatMap((scope, index) => {
          const found = rules[index]
          return found === undefined ? [] : [[scope, found] as const]
        }),
      ),
    [scopes, rules],
  )
}

const firstAsked = 4
/** Who is refused in as many namespaces may still be allowed in another; nobody waits to know. */
const askedAtMost = 200

/** A wish for any of some namespaces. */
export interface AnyWish {
  readonly wish: Omit<Wish, 'namespace'>
  readonly namespaces: readonly string[]
}

/**
 * Whether one may do each of them in any of its namespaces: `false` only where each of these says no. They are
 * asked a few at a time, because mostly the first one says yes.
 */
export function useAnywhere(cluster: string, anyWishes: readonly AnyWish[]): readonly (boolean | null)[] {
  const [count, setCount] = useState(firstAsked)
  const asked = anyWishes.map(({ wish, namespaces }) =>
    namespaces.slice(0, Math.min(count, askedAtMost)).map((namespace) => ({ ...wish, namespace })),
  )
  const answers = useAnswers(cluster, asked.flat())
  const found = asked.map((wishes) => {
    const all = wishes.map(answers.of)
    if (all.includes(true)) return true
    return all.length > 0 && all.every((each) => each === false) ? false : null
  })
  const isOpen = (index: number) => (asked[index]?.length ?? 0) < (anyWishes[index]?.namespaces.length ?? 0)
  if (count < askedAtMost && found.some((each, index) => each === false && isOpen(index))) setCount(count * 4)
  return found.map((each, index) => (each === false && isOpen(index) ? null : each))
}
