/** Texts as keys that stand in natural order when they are compared by their characters. */

/** Longer runs of digits are padded to this; what is longer still has no order that anybody would read. */
const widest = 24

/** Without case and accents, numbers by size: `web-9` before `web-10`, `10.0.0.9` before `10.0.0.10`. */
export function naturalKey(text: string): string {
  const folded = isAscii(text) ? text : text.normalize('NFKD').replace(/\p{M}/gu, '')
  return folded.toLowerCase().replace(/\d+/g, (digits) => {
    const number = digits.replace(/^0+(?=\d)/, '')
    // A number with more digits is the larger one.
    return number.length < 9 ? `${number.length}${number}` : `9${number.padStart(widest, '0')}`
  })
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false
  return true
}
