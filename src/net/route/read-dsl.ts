/**
 * The older texts for matches: `(AND (STARTS_WITH URL /a) (OR (EQ HOST a.com) (EQ HOST b.com)))`, and the same as
 * nested JSON lists. Rules keep such a text in `spec.dsl` to be searched; what counts is `spec.dslx`.
 */
import { parseJson } from '../../k8s/shape.ts'
import { indicators, needsKey } from './match.ts'
import { type Reading, readMatch } from './read-match.ts'
import type { Term } from './write-match.ts'

export type DslFault = 'brackets' | 'json' | 'empty' | 'nested' | 'mixed'

type Tree = string | readonly Tree[]

/** Two levels at most, as the old parser: `AND` of tests and of `OR`, where an `OR` is about one thing. */
export function readDsl(text: string): Reading | { readonly fault: DslFault } {
  const trimmed = text.trim()
  if (trimmed === '') return { fault: 'empty' }
  const tree = trimmed.startsWith('[') ? fromJson(trimmed) : fromBrackets(trimmed)
  if (tree === null) return { fault: trimmed.startsWith('[') ? 'json' : 'brackets' }
  const [head, ...rest] = tree
  // A single test is kept as a list of one.
  if (typeof head === 'object' && rest.length === 0) return readTerms([head])
  return head === 'AND' ? readTerms(rest) : readTerms([tree])
}

function readTerms(trees: readonly Tree[]): Reading | { readonly fault: DslFault } {
  const terms: Term[] = []
  for (const tree of trees) {
    if (typeof tree === 'string') return { fault: 'nested' }
    const rows = tree[0] === 'OR' ? tree.slice(1) : [tree]
    const read = rows.map(rowOf)
    const [first] = read
    if (first === undefined || first === null || read.includes(null)) return { fault: 'nested' }
    if (read.some((row) => row?.type !== first.type || row.key !== first.key)) return { fault: 'mixed' }
    const key = first.key === '' ? {} : { key: first.key }
    terms.push({
      type: first.type,
      ...key,
      values: read.flatMap((row) => (row === null ? [] : [row.values])),
    })
  }
  return readMatch(terms)
}

function rowOf(tree: Tree): { type: string; key: string; values: readonly string[] } | null {
  if (typeof tree === 'string') return null
  const words = tree.filter((each) => typeof each === 'string')
  const [operator = '', type = '', ...operands] = words
  if (words.length < tree.length || operator === 'AND' || operator === 'OR' || type === '') return null
  const indicator = indicators.find((each) => each === type)
  const [key = '', ...values] = operands
  return indicator !== undefined && needsKey(indicator)
    ? { type, key, values: [operator, ...values] }
    : { type, key: '', values: [operator, ...operands] }
}

function fromJson(text: string): readonly Tree[] | null {
  const value = parseJson(text)
  const isTree = (each: unknown): each is Tree =>
    typeof each === 'string' || (Array.isArray(each) && each.every(isTree))
  return Array.isArray(value) && isTree(value) ? (value as readonly Tree[]) : null
}

/** `null` where brackets do not pair, or more than one expression is there. */
function fromBrackets(text: string): readonly Tree[] | null {
  const open: Tree[][] = [[]]
  for (const word of text.match(/[()]|[^\s()]+/g) ?? []) {
    if (word === '(') open.push([])
    else if (word !== ')') open.at(-1)?.push(word)
    else {
      const closed = open.pop()
      if (closed === undefined || open.length === 0) return null
      open.at(-1)?.push(closed)
    }
  }
  const [[only, ...more] = []] = open
  return open.length !== 1 || more.length > 0 || typeof only !== 'object' ? null : only
}
