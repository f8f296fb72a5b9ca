/** Answers many questions from few reviews: which rules are needed, what they say, what is still to be asked. */
import { type AccessRules, allows, nowhere } from '../../k8s/access.ts'
import type { Wish } from './rights.ts'

/** The rules that are known of a namespace or `nowhere`: `null` where the cluster does not say them. */
export type KnownRules = ReadonlyMap<string, AccessRules | null>

export type Verdict = 'yes' | 'no' | 'unknown' | 'loading'

/** Of a wish: whether rules allow it that hold everywhere, or else those of its namespace. */
export function verdictOf(wish: Wish, known: KnownRules): Verdict {
  const everywhere = known.get(nowhere)
  if (everywhere != null && allows(everywhere, wish) === 'yes') return 'yes'
  const rules = known.get(wish.namespace ?? nowhere)
  if (rules === undefined) return 'loading'
  return rules === null ? 'unknown' : allows(rules, wish)
}

/**
 * Whose rules have to be read to judge the wishes, given those that are known. Those of one namespace say what
 * holds everywhere as well; for more than one, what holds everywhere is asked first, and often is enough.
 */
export function scopesNeeded(wishes: readonly Wish[], known: KnownRules): readonly string[] {
  const namespaces = [...new Set(wishes.flatMap(({ namespace }) => namespace ?? []))]
  const isOne = namespaces.length === 1 && wishes.every(({ namespace }) => namespace !== null)
  if (wishes.length === 0 || isOne) return namespaces
  if (!known.has(nowhere)) return [nowhere]
  const everywhere: KnownRules = new Map([[nowhere, known.get(nowhere) ?? null]])
  const open = wishes.filter((wish) => wish.namespace !== null && verdictOf(wish, everywhere) !== 'yes')
  return [nowhere, ...new Set(open.flatMap(({ namespace }) => namespace ?? []))]
}

/** More questions than these about objects of different names are asked without the names. */
const namedAtMost = 20

export function wishKey({
  verb,
  group,
  resource,
  subresource = '',
  name = '',
  namespace,
  labelSelector,
}: Wish): string {
  return JSON.stringify([verb, group, resource, subresource, name, namespace, labelSelector])
}

/** The questions to ask one by one, each under the keys of the wishes that it answers. */
export function questionsLeft(
  wishes: readonly Wish[],
  known: KnownRules,
): readonly { readonly wish: Wish; readonly keys: readonly string[] }[] {
  const open = wishes.filter((wish) => verdictOf(wish, known) === 'unknown')
  const isMany = new Set(open.map(wishKey)).size > namedAtMost
  const asked = new Map<string, { wish: Wish; keys: string[] }>()
  for (const wish of open) {
    const question = isMany ? { ...wish, name: undefined } : wish
    const key = wishKey(question)
    const entry = asked.get(key) ?? { wish: question, keys: [] }
    entry.keys.push(wishKey(wish))
    asked.set(key, entry)
  }
  return [...asked.values()]
}
