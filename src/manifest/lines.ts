/** Lines of a text by offset. A line ends with `\n`; a `\r` before it belongs to the line ending. */

/** Where the line that holds `offset` begins; a byte order mark is no part of the first line. */
export function lineStart(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
  return start === 0 && text.charCodeAt(0) === 0xfeff ? Math.min(1, offset) : start
}

/** Where the line that holds `offset` ends, before its line ending. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset)
  if (newline < 0) return text.length
  return newline > offset && text[newline - 1] === '\r' ? newline - 1 : newline
}

/** Where the line after `offset` begins, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset)
  return newline < 0 ? text.length : newline + 1
}

/** Characters between the begin of the line and `offset`. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}

/** Whether only white space stands before `offset` on its line. */
export function opensLine(text: string, offset: number): boolean {
  return /^[ \t]*$/.test(text.slice(lineStart(text, offset), offset))
}

/** The first offset from `offset` on that holds neither white space nor a line ending. */
export function skipBlank(text: string, offset: number): number {
  let position = offset
  while (position < text.length && ' \t\r\n'.includes(text.charAt(position))) position += 1
  return position
}

/** The first line from the line at `start` on that is not blank. */
export function skipBlankLines(text: string, start: number): number {
  const content = skipBlank(text, start)
  return content === text.length ? content : Math.max(start, lineStart(text, content))
}

/** The indent of a comment line that begins at `start`; null where the line is something else. */
export function commentIndent(text: string, start: number): number | null {
  const match = /^[ \t]*(?=#)/.exec(text.slice(start, lineEnd(text, start)))
  return match === null ? null : match[0].length
}

/** The line ending that the text uses first. */
export function lineEnding(text: string): '\n' | '\r\n' {
  const newline = text.indexOf('\n')
  return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n'
}
