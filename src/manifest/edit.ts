/** Edits of a text as data: applied, inverted, and made as small as they can be. */

/** Replace `length` UTF-16 code units at `offset` by `text`. */
export interface TextEdit {
  readonly offset: number
  readonly length: number
  readonly text: string
}

/**
 * The text after all edits. Offsets refer to the text before any of them. Edits may come in any order;
 * insertions at one offset keep the order given and stand before what an edit replaces there.
 * Throws a `RangeError` where two edits overlap or one leaves the text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = ''
  let position = 0
  for (const edit of inTextOrder(edits)) {
    const end = edit.offset + edit.length
    if (edit.offset < position || edit.length < 0 || end > text.length) {
      throw new RangeError(`The edit at ${edit.offset} overlaps another one or leaves the text`)
    }
    result += text.slice(position, edit.offset) + edit.text
    position = end
  }
  return result + text.slice(position)
}

/** The edits that lead from the edited text back to `text`, byte for byte. */
export function invertEdits(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  let shift = 0
  return inTextOrder(edits).map((edit) => {
    const inverse = {
      offset: edit.offset + shift,
      length: edit.text.length,
      text: text.slice(edit.offset, edit.offset + edit.length),
    }
    shift += edit.text.length - edit.length
    return inverse
  })
}

/** The smallest single replaced span that turns `before` into `after`; null where they are equal. */
export function diffSpan(before: string, after: string): TextEdit | null {
  if (before === after) return null
  const span = trimmed(before, after)
  return {
    offset: span.start,
    length: span.endBefore - span.start,
    text: after.slice(span.start, span.endAfter),
  }
}

/** The same edits without the characters they would replace by themselves; edits that change nothing go. */
export function smallest(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.flatMap((edit) => {
    const span = diffSpan(text.slice(edit.offset, edit.offset + edit.length), edit.text)
    return span === null ? [] : [{ ...span, offset: span.offset + edit.offset }]
  })
}

function inTextOrder(edits: readonly TextEdit[]): TextEdit[] {
  return edits.toSorted((a, b) => a.offset - b.offset || Number(a.length > 0) - Number(b.length > 0))
}

function trimmed(before: string, after: string): { start: number; endBefore: number; endAfter: number } {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  if (splitsCharacter(before, start) || splitsCharacter(after, start)) start -= 1
  let tail = 0
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  if (splitsCharacter(before, before.length - tail) || splitsCharacter(after, after.length - tail)) tail -= 1
  return { start, endBefore: before.length - tail, endAfter: after.length - tail }
}

/** Editors count a surrogate pair and a CRLF as one character: a span must not begin or end inside. */
function splitsCharacter(text: string, offset: number): boolean {
  return /^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)$/.test(text.slice(Math.max(0, offset - 1), offset + 1))
}
