/** Values that have a size: numbers, ages, moments. */

const unitMilliseconds: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
}

/** `90s`, `2d`, `1d12h` in milliseconds; `null` for anything else, a number without its unit among it. */
export function parseDuration(text: string): number | null {
  if (!/^(?:\d+(?:\.\d+)?[smhdwy])+$/i.test(text)) return null
  let total = 0
  for (const [, count, unit] of text.matchAll(/([\d.]+)([smhdwy])/gi))
    total += Number(count) * (unitMilliseconds[unit?.toLowerCase() ?? ''] ?? 0)
  return total
}

export function parseNumber(text: string): number | null {
  return /^[-+]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : null
}

/** The time since an RFC 3339 moment; `null` where the text is none. */
export function ageOf(text: string, now: number): number | null {
  if (!/^\d{4}-\d\d-\d\dT/.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : now - at
}

/** The numbers that stand in a text: `80:30080/TCP, 443` has three. */
export function numbersIn(text: string): readonly number[] {
  return [...text.matchAll(/(?<![\w.])\d+(?:\.\d+)?(?![\w.])/g)].map(([number]) => Number(number))
}

export type SizeOperator = '<' | '<=' | '>' | '>='

export function holds(order: number, operator: SizeOperator): boolean {
  if (operator === '<') return order < 0
  if (operator === '<=') return order <= 0
  return operator === '>' ? order > 0 : order >= 0
}
