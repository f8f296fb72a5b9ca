/** The nodes of an advertisement or a peer as the form chooses them: names and labels in one selector. */
import { asFields, asList, asString, asStringMap } from '../../k8s/shape.ts'

export const hostnameLabel = 'kubernetes.io/hostname'

export interface NodeChoice {
  /** Values of the hostname label. */
  readonly names: readonly string[]
  /** Of the expression that names them; where there is none yet, of the one to come. */
  readonly at: number
  /** How many selectors and expressions besides there are that fields of names and labels do not show. */
  readonly others: number
}

export function nodeChoiceOf(selectors: unknown): NodeChoice {
  const [first, ...more] = asList(selectors)
  const expressions = asList(asFields(first).matchExpressions).map(asFields)
  const found = expressions.findIndex(({ key, operator }) => key === hostnameLabel && operator === 'In')
  const values = asList(expressions[found]?.values).map(asString).filter(Boolean)
  return {
    names: values,
    at: found < 0 ? expressions.length : found,
    others: more.length + expressions.length - (found < 0 ? 0 : 1),
  }
}

/** The selectors with these nodes named in the first one; `undefined` where nothing is left to select by. */
export function withNodeNames(selectors: unknown, names: readonly string[]): readonly unknown[] | undefined {
  const [first, ...more] = asList(selectors)
  const { matchExpressions, ...rest } = { matchExpressions: undefined, ...asFields(first) }
  const { at } = nodeChoiceOf(selectors)
  const row = { key: hostnameLabel, operator: 'In', values: names }
  const expressions = asList(matchExpressions).toSpliced(at, 1, ...(names.length === 0 ? [] : [row]))
  const next = { ...rest, ...(expressions.length > 0 && { matchExpressions: expressions }) }
  return tidy([next, ...more])
}

/** Without selectors that ask for nothing, as they would choose all nodes. */
export function tidy(selectors: readonly unknown[]): readonly unknown[] | undefined {
  const asking = selectors.filter((each) => {
    const { matchLabels, matchExpressions } = asFields(each)
    return Object.keys(asStringMap(matchLabels)).length + asList(matchExpressions).length > 0
  })
  return asking.length === 0 ? undefined : asking
}
