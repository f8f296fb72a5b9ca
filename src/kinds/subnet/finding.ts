/** What is said of Subnets. */
import type { Path } from '../../k8s/fieldpath.ts'
import type { Finding, Fix } from '../../manifest/finding.ts'
import { findingsOf } from '../findings.ts'
import type { World } from '../world.ts'
import type { SubnetView, Variant } from './spec.ts'

export interface Judged extends SubnetView {
  readonly variant: Variant
  /** The object of that name in the cluster: the same, or the one that would be changed. */
  readonly saved: SubnetView | undefined
}

export type Rule = (subnet: Judged, world: World) => readonly Finding[]

export const { finding, missing, refusal, fix } = findingsOf(
  'subnet',
  (id) => `subnet:check.${id}`,
  (id) => `subnet:fix.${id}`,
)

/** Must not become so by a change of these fields; what is so already is said, and stops nothing else. */
export function barred(
  { saved, spec }: Judged,
  fields: readonly string[],
  id: string,
  path: Path,
  values?: Readonly<Record<string, string>>,
  mend?: Fix,
): Finding {
  const isChanged = fields.some((field) => JSON.stringify(spec[field]) !== JSON.stringify(saved?.spec[field]))
  return isChanged ? refusal(id, path, values, mend) : finding('error', id, path, values, mend)
}
