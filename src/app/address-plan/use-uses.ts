/** Single addresses, gone through a little at a time so that the page never stands still. */
import { useCallback, useMemo } from 'react'
import { type PlanRange, rangesOf } from '../../kinds/address-plan.ts'
import type { Address } from '../../net/address.ts'
import { Occupancy } from '../../net/occupancy.ts'
import { type AddressRange, holds, parseRanges } from '../../net/range.ts'
import { formatRanges, runAt } from '../../net/rangeset.ts'
import { useRecount } from '../../ui/recount.ts'
import { isUse, type Reading, type ReadSource } from './use-plan.ts'

export interface Uses {
  readonly whole: AddressRange
  readonly used: bigint
  /** How many of those are kept back all the same. */
  readonly usedKept: bigint
  /** Of each cell, from 0 to 1. */
  readonly shares: readonly number[]
  /** Who has the first of them; not more than are shown. */
  readonly holders: readonly PlanRange[]
}

export interface Users {
  readonly address: Address
  readonly users: readonly PlanRange[]
  /** Whether nobody else can have it. */
  readonly isComplete: boolean
}

export const usesCells = 512
const listed = 50
/** So many are gone through between two looks at the clock. */
const atOnce = 32

/** `null` until they are counted; what was counted last stays while they are counted anew. `kept` is a merged set. */
export function useUses(
  reading: Reading,
  whole: AddressRange | null,
  kept: readonly AddressRange[],
): Uses | null {
  const keptText = formatRanges(kept)
  const begin = useCallback(() => {
    const keptRuns = parseRanges(keptText) ?? []
    const occupancy = whole === null ? null : new Occupancy(whole, usesCells)
    const holders: PlanRange[] = []
    let usedKept = 0n
    const take = (each: PlanRange) => {
      const { first } = each.range
      if (whole === null || occupancy === null || !isUse(each) || !holds(whole, first)) return
      keepFirst(holders, each)
      if (occupancy.add(first) && runAt(keptRuns, first) !== null) usedKept += 1n
    }
    const add = ({ source, objects }: ReadSource) => {
      for (const object of objects) for (const each of rangesOf(source, object)) take(each)
    }
    const result = (): Uses | null =>
      whole === null || occupancy === null
        ? null
        : { whole, used: occupancy.used, usedKept, shares: occupancy.shares(), holders }
    return { add, result }
  }, [whole, keptText])
  const pieces = usePieces(reading)
  const { result } = useRecount(whole === null ? null : pieces, begin)
  return result?.whole === whole ? result : null
}

/** Who uses one address; `null` until all have been looked at. */
export function useUsers(reading: Reading, address: Address | null): Users | null {
  const { isComplete } = reading
  const begin = useCallback(() => {
    const users: PlanRange[] = []
    const add = ({ source, objects }: ReadSource) => {
      if (address === null) return
      for (const object of objects)
        for (const each of rangesOf(source, object))
          if (isUse(each) && holds(each.range, address)) users.push(each)
    }
    return { add, result: () => (address === null ? null : { address, users, isComplete }) }
  }, [address, isComplete])
  const pieces = usePieces(reading)
  const { result, isCurrent } = useRecount(address === null ? null : pieces, begin)
  return isCurrent ? result : null
}

/** `null` until all is there. */
function usePieces({ sources, isReady }: Reading): readonly ReadSource[] | null {
  return useMemo(() => (isReady ? sources.flatMap(inParts) : null), [sources, isReady])
}

function inParts({ source, objects }: ReadSource): readonly ReadSource[] {
  const starts = Array.from({ length: Math.ceil(objects.length / atOnce) }, (_, part) => part * atOnce)
  return starts.map((start) => ({ source, objects: objects.slice(start, start + atOnce) }))
}

/** In order of the addresses, as many as are listed. */
function keepFirst(holders: PlanRange[], one: PlanRange): void {
  const { value } = one.range.first
  const last = holders.at(-1)
  if (holders.length === listed && last !== undefined && last.range.first.value <= value) return
  const at = holders.findIndex(({ range }) => range.first.value > value)
  holders.splice(at < 0 ? holders.length : at, 0, one)
  if (holders.length > listed) holders.pop()
}
