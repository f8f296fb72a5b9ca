/** Label selectors: the map form of Services and the `matchLabels`/`matchExpressions` form. */

export type Labels = Readonly<Record<string, string>>

export interface LabelSelectorRequirement {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
  readonly values?: readonly string[]
}

export interface LabelSelector {
  readonly matchLabels?: Labels
  readonly matchExpressions?: readonly LabelSelectorRequirement[]
}

/**
 * Whether labels carry every pair of a map selector. An empty map matches everything here; a Service
 * with an empty selector selects nothing, which is for its kind to say.
 */
export function matchesMap(selector: Labels, labels: Labels | undefined): boolean {
  return Object.entries(selector).every(([key, value]) => labels?.[key] === value)
}

/** Kubernetes' own semantics: `NotIn` and `DoesNotExist` also match labels that lack the key. */
export function matchesSelector(selector: LabelSelector, labels: Labels = {}): boolean {
  const expressions = selector.matchExpressions ?? []
  return (
    matchesMap(selector.matchLabels ?? {}, labels) &&
    expressions.every((each) => matchesRequirement(each, labels))
  )
}

function matchesRequirement(
  { key, operator, values = [] }: LabelSelectorRequirement,
  labels: Labels,
): boolean {
  const value = labels[key]
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
  }
}

/** `a=b,c=d`, the text form that the API's `labelSelector` parameter and kubectl take. */
export function formatMap(selector: Labels): string {
  return Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',')
}

/** The text form of a whole selector; `''` selects everything. */
export function formatSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const labels = formatMap(matchLabels)
  return [...(labels === '' ? [] : [labels]), ...matchExpressions.map(formatRequirement)].join(',')
}

function formatRequirement({ key, operator, values = [] }: LabelSelectorRequirement): string {
  switch (operator) {
    case 'In':
      return `${key} in (${values.join(',')})`
    case 'NotIn':
      return `${key} notin (${values.join(',')})`
    case 'Exists':
      return key
    case 'DoesNotExist':
      return `!${key}`
  }
}
