/** A finding whose words are `subnet:check.<id>`. */
import type { Path } from '../../k8s/fieldpath.ts'
import type { Finding, Fix, FixEdit, Severity } from '../../manifest/finding.ts'
import type { World } from '../world.ts'
import type { SubnetView, Variant } from './spec.ts'

export interface Judged extends SubnetView {
  readonly variant: Variant
  /** The object of that name in the cluster: the same, or the one that would be changed. */
  readonly saved: SubnetView | undefined
}

export type Rule = (subnet: Judged, world: World) => readonly Finding[]

type Values = Readonly<Record<string, string | number>>

export function finding(severity: Severity, id: string, path: Path, values?: Values, fix?: Fix): Finding {
  return {
    id: `subnet/${id}`,
    severity,
    path,
    text: { key: `subnet:check.${id}`, ...(values !== undefined && { values }) },
    ...(fix !== undefined && { fix }),
  }
}

/** Something required that is not there yet. */
export function missing(id: string, path: Path): Finding {
  return { ...finding('error', id, path), missing: true }
}

/** Words are `subnet:fix.<id>`. */
export function fix(id: string, edits: readonly FixEdit[], values?: Values): Fix {
  return { label: { key: `subnet:fix.${id}`, ...(values !== undefined && { values }) }, edits }
}
