/** A finding whose words are `annotations:check.<id>`; they come with this code, after the first page. */
import type { Path } from '../../../k8s/fieldpath.ts'
import type { Finding, Fix, FixEdit, Severity } from '../../../manifest/finding.ts'
import type { World } from '../../world.ts'
import type { IngressView } from '../spec.ts'
import type { Software } from './software.ts'

export type AnnotationRule = (
  ingress: IngressView,
  world: World,
  /** What serves the Ingress; `null` where that is not known. */
  software: Software | null,
) => readonly Finding[]

export type Values = Readonly<Record<string, string | number>>

export function said(severity: Severity, id: string, path: Path, values?: Values, fix?: Fix): Finding {
  return {
    id: `ingress/${id}`,
    severity,
    path,
    text: { key: `annotations:check.${id}`, ...(values !== undefined && { values }) },
    ...(fix !== undefined && { fix }),
  }
}

/** Words are `annotations:fix.<id>`. */
export function mend(id: string, edits: readonly FixEdit[], values?: Values): Fix {
  return { label: { key: `annotations:fix.${id}`, ...(values !== undefined && { values }) }, edits }
}
