/** How a manifest is laid out, so that what is added to it looks like the rest. */

import { isMap, isPair, isScalar, isSeq, Scalar } from 'yaml'
import { isBlockCollection, rangeOf } from './layout.ts'
import { columnOf } from './lines.ts'
import type { Source } from './source.ts'
import { type BlockStyle, CONSOLE_STYLE } from './write.ts'

/** The indents of the first map and of the first list below a key; the console's own where there is none. */
export function styleOf({ text, document }: Source): BlockStyle {
  let step: number | undefined
  let indentSequences: boolean | undefined
  const open: unknown[] = [document.contents]
  while (open.length > 0 && (step === undefined || indentSequences === undefined)) {
    const node = open.shift()
    if (
      isPair(node) &&
      isScalar(node.key) &&
      (isMap(node.value) || isSeq(node.value)) &&
      isBlockCollection(node.value)
    ) {
      const indent = columnOf(text, rangeOf(node.value)[0]) - columnOf(text, rangeOf(node.key)[0])
      if (isSeq(node.value)) indentSequences ??= indent > 0
      else if (indent > 0) step ??= indent
    }
    if (isPair(node)) open.push(node.value)
    else if (isMap(node) || isSeq(node)) open.push(...node.items)
  }
  return {
    step: step ?? CONSOLE_STYLE.step,
    indentSequences: indentSequences ?? CONSOLE_STYLE.indentSequences,
  }
}

/** Whether the text is JSON, which what is added must stay. */
export function isJson({ document }: Source): boolean {
  const root = document.contents
  const key = isMap(root) && root.flow === true ? root.items[0]?.key : undefined
  return isScalar(key) && key.type === Scalar.QUOTE_DOUBLE
}
