/** What a policy takes from workloads, as a finding that names them. */
import { parseFieldPath } from '../../k8s/fieldpath.ts'
import type { Finding, Fix, Severity } from '../../manifest/finding.ts'
import type { Direction } from './dialects.ts'
import { finding } from './finding.ts'
import type { Loss } from './scene.ts'

/** More are counted. */
const namedAtMost = 3

/** At the rule that takes it, or at all of the direction where no rule gives it. */
export function lossFinding(
  severity: Severity,
  id: string,
  direction: Direction,
  losses: readonly Loss[],
  values: Readonly<Record<string, string | number>>,
  fix?: Fix,
): readonly Finding[] {
  const [first] = losses
  if (first === undefined) return []
  const names = losses.map(({ workload: { namespace, name } }) => `${namespace}/${name}`).toSorted()
  const rest = names.length - namedAtMost
  const at = first.path === '' ? ['spec', direction] : parseFieldPath(first.path)
  const said = {
    ...values,
    workloads: names.slice(0, namedAtMost).join(', '),
    ...(rest > 0 && { count: rest }),
  }
  return [finding(severity, rest > 0 ? `${id}-many` : id, at, said, fix)]
}
