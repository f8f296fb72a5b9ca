/** What the load balancer makes of a match, where that is not what it seems to say. */
import { asFields, asList } from '../../../k8s/shape.ts'
import type { Finding, Fix, FixEdit, Severity } from '../../../manifest/finding.ts'
import { type Fate, type MatchProblem, readMatch } from '../../../net/route/index.ts'
import { findingsOf } from '../../findings.ts'
import { dslxPath, type RuleView } from '../spec.ts'
import './words.ts'

const { finding, fix } = findingsOf(
  'rule',
  (id) => `match:check.${id}`,
  (id) => `match:fix.${id}`,
)

export function matchFindings({ spec }: RuleView): readonly Finding[] {
  const { dslx } = spec
  return [
    ...readMatch(dslx).problems.map((problem) => problemFinding(problem, dslx)),
    ...asList(dslx).flatMap((term, at) => [...plainPrefixes(term, at), ...spoofable(term, at)]),
  ]
}

const severities: Readonly<Record<Fate, Severity>> = {
  used: 'warning',
  never: 'error',
  skipped: 'error',
  breaks: 'error',
}

/** Only to be known; it may well be what is wanted. */
const mild: ReadonlySet<string> = new Set(['key-dash', 'regex-unsupported'])

function problemFinding(problem: MatchProblem, dslx: unknown): Finding {
  const { fault, at, text, fate } = problem
  const path = [...dslxPath, ...at]
  const severity = mild.has(fault) ? 'info' : severities[fate]
  // A fault that leaves the rule in use says what it means; one that does not says what becomes of the rule.
  const id = fault === 'value-count' && at.at(-1) === 'values' ? 'value-count-all' : fault
  return finding(severity, `match-${id}`, path, { text }, mendOf(problem, dslx))
}

function mendOf({ fault, at, text }: MatchProblem, dslx: unknown): Fix | undefined {
  const path = [...dslxPath, ...at]
  const [term, , row] = at
  const values = asList(asFields(asList(dslx)[Number(term)]).values)
  const operands = asList(values[Number(row)])
  switch (fault) {
    case 'missing':
    case 'empty':
      return fix('match-all', [{ path: dslxPath, value: [{ type: 'URL', values: [['STARTS_WITH', '/']] }] }])
    case 'suffix-without-star': {
      const value = `*${text.startsWith('.') ? '' : '.'}${text}`
      return text === '' ? undefined : fix('match-value', [{ path, value }], { value })
    }
    case 'host-upper-case':
      return fix('match-value', [{ path, value: text.toLowerCase() }], { value: text.toLowerCase() })
    case 'key-unneeded':
      return fix('match-key', [{ path }], { key: text })
    case 'values-empty':
      return fix('match-remove', [{ path: [...dslxPath, ...at.slice(0, 1)] }])
    case 'row-empty':
      return fix('match-remove-row', [{ path }])
    case 'row-short':
      return text === 'EXIST'
        ? fix('match-alone', [{ path: [...dslxPath, Number(term), 'values'], value: [['EXIST']] }])
        : undefined
    case 'value-count':
      return operands[0] === 'EQ' && operands.length > 2
        ? fix('match-operator', [{ path: [...path, 0], value: 'IN' }], { operator: 'IN' })
        : undefined
    default:
      return undefined
  }
}

/** `/app` is the beginning of `/apple`, too. */
function plainPrefixes(term: unknown, at: number): readonly Finding[] {
  const { type, values } = asFields(term)
  if (type !== 'URL') return []
  const rows = asList(values)
  return rows.flatMap((row, index) => {
    const [operator, value, ...more] = asList(row)
    if (operator !== 'STARTS_WITH' || typeof value !== 'string' || more.length > 0) return []
    if (value === '' || value.endsWith('/')) return []
    const path = [...dslxPath, at, 'values', index, 1]
    const exact = rows.length
    const rest: readonly FixEdit[] = [
      { path, value: `${value}/` },
      { path: [...dslxPath, at, 'values', exact], value: ['EQ', value] },
    ]
    return [finding('info', 'match-plain-prefix', path, { value }, fix('match-elements', rest, { value }))]
  })
}

function spoofable(term: unknown, at: number): readonly Finding[] {
  return asFields(term).type === 'SRC_IP' ? [finding('info', 'match-source', [...dslxPath, at, 'type'])] : []
}
