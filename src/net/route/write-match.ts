/** Matches as the `dslx` of a rule, and as the one line that lists search in. */
import type { Condition, Match } from './match.ts'

export interface Term {
  readonly type: string
  readonly key?: string
  readonly values: readonly (readonly string[])[]
}

export function writeMatch({ conditions }: Match): readonly Term[] {
  return conditions.map(({ indicator, key, tests }) => ({
    type: indicator,
    ...(key === '' ? {} : { key }),
    values: tests.map(({ operator, values }) => [operator, ...values]),
  }))
}

/** The nested lists that the controller hands to the data plane; `null` where there are none. */
export function internalOf({ conditions }: Match): readonly unknown[] | null {
  if (conditions.length === 0) return null
  const terms = conditions
    .filter(({ tests }) => tests.length > 0)
    .map((condition) => {
      const rows = rowsOf(condition)
      return rows.length > 1 ? ['OR', ...rows] : rows[0]
    })
  if (conditions.length > 1) return ['AND', ...terms]
  return terms.length === 0 ? null : terms
}

function rowsOf({ indicator, key, tests }: Condition): readonly (readonly string[])[] {
  return tests.map(({ operator, values }) => [operator, indicator, ...(key === '' ? [] : [key]), ...values])
}

/** `(AND (STARTS_WITH URL /a) (OR (EQ HOST a.com) (EQ HOST b.com)))` */
export function writeDsl(match: Match): string {
  const terms = match.conditions
    .filter(({ tests }) => tests.length > 0)
    .map((condition) => {
      const rows = rowsOf(condition).map((row) => `(${row.join(' ')})`)
      return rows.length > 1 ? `(OR ${rows.join(' ')})` : (rows[0] ?? '')
    })
  return terms.length > 1 ? `(AND ${terms.join(' ')})` : (terms[0] ?? '')
}
