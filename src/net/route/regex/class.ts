/** Classes of characters in patterns: `[a-z]`, `[^/]`, `[[:alpha:]_]`. */
import { bothCases, type CharSet, charSet, inverse, namedSets, single, unite } from './charset.ts'
import { readEscape } from './escape.ts'
import { type Reader, Unfit } from './reader.ts'

/** From behind the opening bracket to behind the closing one. */
export function readClass(reader: Reader, ignoresCase: boolean): CharSet {
  const isNegated = reader.take('^')
  const all = charSet(() => false)
  let isFirst = true
  while (isFirst || reader.peek() !== ']') {
    if (reader.isAtEnd) throw new Unfit('invalid', '[')
    isFirst = false
    const item = readItem(reader)
    const isRange = reader.looksAt(/-[^\]]/y)
    if (!isRange) unite(all, item)
    else {
      reader.take('-')
      unite(all, rangeOf(item, readItem(reader)))
    }
  }
  reader.next()
  const set = ignoresCase ? bothCases(all) : all
  return isNegated ? inverse(set) : set
}

function readItem(reader: Reader): CharSet {
  if (reader.isAtEnd) throw new Unfit('invalid', '[')
  const named = reader.takeMatch(/\[:(\^?)([a-z]+):\]/y)
  if (named !== null) {
    const set = namedSets[named[2] ?? '']
    if (set === undefined) throw new Unfit('unsupported', named[0])
    return named[1] === '^' ? inverse(set) : set
  }
  if (reader.looksAt(/\[[.=]/y)) throw new Unfit('unsupported', '[[')
  const char = reader.next()
  if (char !== '\\') return single(char.charCodeAt(0))
  if (reader.isAtEnd) throw new Unfit('invalid', '[')
  const escaped = reader.next()
  return escaped === 'b' ? single(8) : readEscape(reader, escaped)
}

function rangeOf(from: CharSet, to: CharSet): CharSet {
  const [first, last] = [from.indexOf(1), to.indexOf(1)]
  const areSingle = [from, to].every((set) => set.indexOf(1) === set.lastIndexOf(1))
  if (!areSingle) throw new Unfit('unsupported', '[-]')
  if (last < first) throw new Unfit('invalid', '[-]')
  return charSet((code) => code >= first && code <= last)
}
