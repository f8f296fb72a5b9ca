/** A finding whose words are `domain:check.<id>`. */
import type { Path } from '../../k8s/fieldpath.ts'
import type { Finding, Fix, FixEdit, Severity } from '../../manifest/finding.ts'
import type { World } from '../world.ts'
import type { DomainView } from './spec.ts'

export type Rule = (domain: DomainView, world: World) => readonly Finding[]

type Values = Readonly<Record<string, string>>

export function finding(severity: Severity, id: string, path: Path, values?: Values, fix?: Fix): Finding {
  return {
    id: `domain/${id}`,
    severity,
    path,
    text: { key: `domain:check.${id}`, ...(values !== undefined && { values }) },
    ...(fix !== undefined && { fix }),
  }
}

/** Something required that is not there yet. */
export function missing(id: string, path: Path): Finding {
  return { ...finding('error', id, path), missing: true }
}

/** Words are `domain:fix.<id>`. */
export function fix(id: string, edits: readonly FixEdit[], values?: Values): Fix {
  return { label: { key: `domain:fix.${id}`, ...(values !== undefined && { values }) }, edits }
}
