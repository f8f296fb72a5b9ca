/** Single addresses, gone through a little at a time so that the page never stands still. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { type PlanRange, rangesOf } from '../../kinds/address-plan.ts'
import type { Address } from '../../net/address.ts'
import { Occupancy } from '../../net/occupancy.ts'
import { type AddressRange, holds } from '../../net/range.ts'
import { runAt } from '../../net/rangeset.ts'
import { inPieces } from '../pages/pieces.ts'
import { isUse, type Reading } from './use-plan.ts'

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
/** Between two counts of what changes all the time. */
const restMilliseconds = 500

/** `null` until they are counted; what was counted last stays while they are counted anew. `kept` is a merged set. */
export function useUses(
  reading: Reading,
  whole: AddressRange | null,
  kept: readonly AddressRange[],
): Uses | null {
  const { all, isReady } = useObjects(reading)
  const [found, setFound] = useState<Uses | null>(null)
  useEffect(() => {
    if (whole === null || !isReady) return
    const occupancy = new Occupancy(whole, usesCells)
    const holders: PlanRange[] = []
    let usedKept = 0n
    const count = ({ source, object }: (typeof all)[number]) => {
      for (const each of rangesOf(source, object)) {
        if (!isUse(each) || !holds(whole, each.range.first)) continue
        keepFirst(holders, each)
        if (occupancy.add(each.range.first) && runAt(kept, each.range.first) !== null) usedKept += 1n
      }
    }
    const tell = () =>
      setFound({ whole, used: occupancy.used, usedKept, shares: occupancy.shares(), holders })
    return inPieces(() => all, count, tell, 'soon')
  }, [all, isReady, whole, kept])
  return found !== null && found.whole === whole ? found : null
}

/** Who uses one address; `null` until all have been looked at. */
export function useUsers(reading: Reading, address: Address | null): Users | null {
  const { all, isReady, isComplete } = useObjects(reading)
  const [found, setFound] = useState<Users | null>(null)
  useEffect(() => {
    if (address === null || !isReady) return
    const users: PlanRange[] = []
    const look = ({ source, object }: (typeof all)[number]) => {
      for (const each of rangesOf(source, object))
        if (isUse(each) && holds(each.range, address)) users.push(each)
    }
    return inPieces(
      () => all,
      look,
      () => setFound({ address, users, isComplete }),
      'soon',
    )
  }, [all, isReady, isComplete, address])
  return found !== null && found.address === address ? found : null
}

function useObjects(reading: Reading) {
  const { sources, isReady, isComplete } = useCalm(reading)
  const all = useMemo(
    () => sources.flatMap(({ source, objects }) => objects.map((object) => ({ source, object }))),
    [sources],
  )
  return { all, isReady, isComplete }
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

/** The value, as it was at most a moment ago. */
function useCalm<T>(value: T): T {
  const [calm, setCalm] = useState(value)
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  }, [value])
  useEffect(() => {
    const timer = setInterval(() => setCalm(latest.current), restMilliseconds)
    return () => clearInterval(timer)
  }, [])
  return calm
}
