/** Rules that decide nothing, because other rules have decided before them. */
import { parseFieldPath } from '../../k8s/fieldpath.ts'
import { asFields } from '../../k8s/shape.ts'
import type { Finding } from '../../manifest/finding.ts'
import { compileIsolation, type PolicyRef, shadowedRules } from '../../net/policy/index.ts'
import { identityOf } from './cluster-world.ts'
import { baselineDialect, networkDialect } from './dialects.ts'
import { finding } from './finding.ts'
import type { Scene } from './scene.ts'

const idOf = ({ apiVersion, kind, namespace, name }: PolicyRef) =>
  identityOf({ apiVersion, kind, metadata: { namespace, name } })

export function shadowedFindings({ cluster, object }: Scene): readonly Finding[] {
  const own = identityOf(object)
  // Network policies come behind the rules of a priority; only a baseline is behind them.
  const asked = isBehindAll(object)
    ? cluster.policies
    : cluster.policies.filter(({ kind }) => kind !== networkDialect.kind.kind)
  const compiled = compileIsolation({ ...cluster, policies: asked })
  return shadowedRules(compiled, (ref) => idOf(ref) === own).map(({ path, action, by }) => {
    const at = parseFieldPath(path)
    const [first] = by
    if (first === undefined) return finding('info', 'shadowed-by-network-policies', at)
    const differs = by.some((each) => each.action !== action)
    const values = { path: first.path, policy: first.policy.name }
    const id = idOf(first.policy) === own ? 'shadowed-by-own' : 'shadowed-by-other'
    return finding(differs ? 'warning' : 'info', id, at, values)
  })
}

function isBehindAll(object: unknown): boolean {
  const { kind, spec } = asFields(object)
  return kind === baselineDialect.kind.kind || asFields(spec).tier === 'Baseline'
}
