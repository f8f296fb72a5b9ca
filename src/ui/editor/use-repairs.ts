/** What a text could do with after it came from somewhere else, looked for once the typing pauses. */
import { useEffect, useRef, useState } from 'react'
import { diffSpan } from '../../manifest/edit.ts'
import { findRepairs, type Repair, type RepairId } from '../../manifest/repair.ts'

const pause = 500
/** Characters; above this the search would be felt. */
const longest = 1_000_000
/** What only pasted text has by mistake: whoever types such a field means it. */
const onlyPasted: readonly RepairId[] = ['server-fields', 'server-assigned']

type Counts = ReadonlyMap<RepairId, number>

export interface Repairs {
  readonly repairs: readonly Repair[]
  /** Asks no more for these, until there are more of them. */
  readonly leave: () => void
}

/** `isOwn`: the text that the page opened with is an object of the cluster, whose fields all belong there. */
export function useRepairs(text: string, isOwn: boolean): Repairs {
  const [found, setFound] = useState<readonly Repair[]>([])
  const [left, setLeft] = useState<Counts>(new Map())
  const opened = useRef(text)
  const before = useRef(text)
  const isPasted = useRef(false)

  useEffect(() => {
    // Two lines at once are not typed.
    if (/\S.*\n.*\S/.test(diffSpan(before.current, text)?.text ?? '')) isPasted.current = true
    before.current = text
    const look = () => {
      const repairs = text.length > longest ? [] : findRepairs(text)
      setFound((last) => (last.length === 0 && repairs.length === 0 ? last : repairs))
      if (isOwn && text === opened.current)
        setLeft(countsOf(repairs.filter(({ id }) => onlyPasted.includes(id))))
    }
    const timer = setTimeout(look, pause)
    return () => clearTimeout(timer)
  }, [text, isOwn])

  const repairs = found.filter(
    ({ id, count }) => count > (left.get(id) ?? 0) && (isPasted.current || !onlyPasted.includes(id)),
  )
  return { repairs, leave: () => setLeft(new Map([...left, ...countsOf(found)])) }
}

function countsOf(repairs: readonly Repair[]): Counts {
  return new Map(repairs.map(({ id, count }) => [id, count]))
}
