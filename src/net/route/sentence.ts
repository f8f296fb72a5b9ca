/** A match as the parts of a sentence; the words between them belong to whoever shows it. */
import { type Indicator, type Match, operandsOf, type TestOperator } from './match.ts'

export type SentencePart =
  /** Nothing is asked: every request is matched. */
  | { readonly part: 'everything' }
  | { readonly part: 'and' | 'or' }
  | { readonly part: 'subject'; readonly indicator: Indicator; readonly key: string }
  | { readonly part: 'test'; readonly operator: TestOperator; readonly values: readonly string[] }

/** `Path`, `starts with /a`, `or`, `starts with /b`, `and`, `Method`, `is POST`. */
export function sentenceOf({ conditions }: Match): readonly SentencePart[] {
  const parts: SentencePart[] = []
  for (const condition of conditions) {
    if (condition.tests.length === 0) continue
    if (parts.length > 0) parts.push({ part: 'and' })
    const [first] = condition.tests
    const key = (first === undefined ? null : operandsOf(condition, first)?.key) ?? condition.key
    parts.push({ part: 'subject', indicator: condition.indicator, key })
    for (const [at, test] of condition.tests.entries()) {
      if (at > 0) parts.push({ part: 'or' })
      parts.push({
        part: 'test',
        operator: test.operator,
        values: operandsOf(condition, test)?.values ?? test.values,
      })
    }
  }
  return parts.length === 0 ? [{ part: 'everything' }] : parts
}
