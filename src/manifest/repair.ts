/** What may be wrong with a pasted text, each with the edits that mend it. Nothing is mended by itself. */

import { applyEdits, type TextEdit } from './edit.ts'
import { lineEnd, lineStart } from './lines.ts'
import { serverAssigned, serverFields } from './repairfields.ts'
import {
  codeFence,
  commonIndent,
  type Mending,
  rulers,
  smartQuotes,
  tabs,
  unicodeSpaces,
} from './repairtext.ts'

/** In the order in which they are best applied: what stands in the way of reading the text comes first. */
const REPAIRS = {
  'code-fence': codeFence,
  'unicode-spaces': unicodeSpaces,
  'common-indent': commonIndent,
  rulers,
  tabs,
  'smart-quotes': smartQuotes,
  'server-fields': serverFields,
  'server-assigned': serverAssigned,
} as const satisfies Record<string, (text: string) => Mending>

export type RepairId = keyof typeof REPAIRS

export interface Repair {
  readonly id: RepairId
  readonly edits: readonly TextEdit[]
  /** Places that are mended: characters, quoted texts, lines or fields. */
  readonly count: number
  /** The first line that changes, as it stands. */
  readonly example: string
}

/**
 * The repairs that a text of any number of documents could do with, in the order in which to apply them.
 * Each can be applied alone; its edits hold for this text only, so that the next one is looked for in the
 * result. Never throws.
 */
export function findRepairs(text: string): readonly Repair[] {
  return repairIds().flatMap((id) => repairOf(text, id) ?? [])
}

/** The text with one repair that was found in it. */
export function applyRepair(text: string, repair: Repair): string {
  return applyEdits(text, repair.edits)
}

/** The text with all of these repairs, one after the other; those that are not needed do nothing. */
export function applyRepairs(text: string, ids: readonly RepairId[]): string {
  return repairIds()
    .filter((id) => ids.includes(id))
    .reduce((mended, id) => {
      const repair = repairOf(mended, id)
      return repair === null ? mended : applyRepair(mended, repair)
    }, text)
}

function repairOf(text: string, id: RepairId): Repair | null {
  const { edits, count } = REPAIRS[id](text)
  const first = edits.reduce((least, { offset }) => Math.min(least, offset), text.length)
  if (edits.length === 0) return null
  return { id, edits, count, example: text.slice(lineStart(text, first), lineEnd(text, first)).trim() }
}

function repairIds(): readonly RepairId[] {
  return Object.keys(REPAIRS) as RepairId[]
}
