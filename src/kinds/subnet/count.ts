/** Numbers of addresses as a status has them. */

/** Status counts are JSON numbers, which are rounded where they are large; null where there is none. */
export function statusCount(value: unknown): bigint | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? BigInt(Math.round(value)) : null
}
