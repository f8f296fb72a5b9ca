/** A match, and why a request is not matched, in words. */
import type { TFunction } from 'i18next'
import { type ConditionVerdict, type Doubt, type Match, sentenceOf } from '../../net/route/index.ts'

type Words = TFunction<'tracing'>

/** `Host is shop.example.com and URL starts with /cart` */
export function matchText(match: Match, t: Words): string {
  return sentenceOf(match)
    .map((each) => {
      switch (each.part) {
        case 'subject':
          return t(`tracing:indicator.${each.indicator}`, { key: each.key })
        case 'test': {
          const [first, last] = each.values
          return t(`tracing:operator.${each.operator}`, { first, last, all: each.values.join(', ') })
        }
        default:
          return t(`tracing:match.${each.part}`)
      }
    })
    .join(' ')
}

/** The condition that does not hold, and what the request has instead. */
export function failureText({ condition, subject }: ConditionVerdict, t: Words): string {
  const wanted = matchText({ conditions: [condition] }, t)
  if (subject === null) return t('tracing:why.none', { wanted })
  if (subject === undefined) return t('tracing:why.unsaid', { wanted })
  return t('tracing:why.other', { wanted, found: [subject].flat().join(', ') })
}

export function doubtText({ kind, text }: Doubt, t: Words): string {
  return t(`tracing:doubt.${kind}`, { text })
}
