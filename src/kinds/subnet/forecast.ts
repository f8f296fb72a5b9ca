/** How long the addresses of a Subnet last, if as many are given out as lately. */

const day = 86_400_000

/** What is looked back on, at most. */
const lookBack = 7

export interface Forecast {
  /** So many whole days are looked back on. */
  readonly days: number
  /** Addresses that were given out in them and are used now. */
  readonly came: number
  /** Whole days until none is left, at the earliest. */
  readonly lasts: number
}

export interface ForecastInput {
  /** How many of those that are used came in each hour, by `hourOf`. */
  readonly arrivals: ReadonlyMap<string, number>
  /** How many addresses are left. */
  readonly left: bigint
  /** Since when there is the subnet, as its `creationTimestamp` says. */
  readonly since: string
  readonly now: number
}

/** `2026-03-20T11` of a time as objects have it, which is in UTC: later hours are later in the alphabet. */
export const hourOf = (time: string) => time.slice(0, 13)

/**
 * Records tell when addresses came that are used now; of those that were given back nothing is known. So no more than
 * these were added, the time is the shortest that there can be, and pods that were only made anew shorten it. Null
 * where that says nothing: where none came, nothing is left, or the subnet is younger than a day.
 */
export function forecastOf({ arrivals, left, since, now }: ForecastInput): Forecast | null {
  const age = Math.floor((now - Date.parse(since)) / day)
  const days = Math.min(lookBack, age)
  if (left <= 0n || !(days >= 1)) return null
  const begin = hourOf(new Date(now - days * day).toISOString())
  const came = [...arrivals].reduce((sum, [hour, count]) => (hour >= begin ? sum + count : sum), 0)
  if (came === 0) return null
  return { days, came, lasts: Number((left * BigInt(days)) / BigInt(came)) }
}
