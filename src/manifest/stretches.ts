/** A text that need not be YAML yet, cut into what a YAML reader would take for quoted, block text, and comments. */

import { CST, Lexer } from 'yaml'

export interface Stretch {
  readonly kind: 'quoted' | 'block' | 'comment'
  /** From the first to behind the last character, in UTF-16 code units. */
  readonly start: number
  readonly end: number
}

/** The quoted scalars, the contents of literal and folded blocks, and the comments, in the order of the text. */
export function stretchesOf(text: string): readonly Stretch[] {
  const stretches: Stretch[] = []
  let offset = 0
  let block = false
  let scalar = false
  for (const token of new Lexer().lex(text)) {
    // Control characters that the lexer puts between the pieces of the text.
    if (
      (token === CST.DOCUMENT || token === CST.FLOW_END || token === CST.SCALAR) &&
      text[offset] !== token
    ) {
      scalar = token === CST.SCALAR
      continue
    }
    const kind = scalar ? (block ? 'block' : null) : kindOf(token)
    if (kind !== null) stretches.push({ kind, start: offset, end: offset + token.length })
    const type = scalar ? 'scalar' : CST.tokenType(token)
    if (type === 'block-scalar-header') block = true
    else if (type !== 'space' && type !== 'comment' && type !== 'newline') block = false
    scalar = false
    offset += token.length
  }
  return stretches
}

/** A search for the stretch at an offset, to be asked with growing offsets. */
export function stretchFinder(text: string): (offset: number) => Stretch['kind'] | null {
  const stretches = stretchesOf(text)
  let index = 0
  return (offset) => {
    while ((stretches[index]?.end ?? Number.POSITIVE_INFINITY) <= offset) index += 1
    const stretch = stretches[index]
    return stretch !== undefined && stretch.start <= offset ? stretch.kind : null
  }
}

function kindOf(token: string): Stretch['kind'] | null {
  if (token.startsWith('"') || token.startsWith("'")) return 'quoted'
  return token.startsWith('#') ? 'comment' : null
}
