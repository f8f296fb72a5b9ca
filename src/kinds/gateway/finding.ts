/** A finding whose words are `gateway:check.<id>`. */
import type { Path } from '../../k8s/fieldpath.ts'
import type { Finding, Fix, FixEdit, Severity } from '../../manifest/finding.ts'
import './words.ts'

type Values = Readonly<Record<string, string>>

export function finding(severity: Severity, id: string, path: Path, values?: Values, fix?: Fix): Finding {
  return {
    id: `gateway/${id}`,
    severity,
    path,
    text: { key: `gateway:check.${id}`, ...(values !== undefined && { values }) },
    ...(fix !== undefined && { fix }),
  }
}

/** Words are `gateway:fix.<id>`. */
export function fix(id: string, edits: readonly FixEdit[], values?: Values): Fix {
  return { label: { key: `gateway:fix.${id}`, ...(values !== undefined && { values }) }, edits }
}
