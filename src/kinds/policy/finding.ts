/** A finding whose words are `policy:check.<id>`. */
import type { Path } from '../../k8s/fieldpath.ts'
import type { Finding, Fix, FixEdit, Severity } from '../../manifest/finding.ts'
import type { World } from '../world.ts'
import type { Policy } from './view.ts'

export type Rule = (policy: Policy, world: World, object: unknown) => readonly Finding[]

type Values = Readonly<Record<string, string | number>>

export function finding(severity: Severity, id: string, path: Path, values?: Values, fix?: Fix): Finding {
  return {
    id: `policy/${id}`,
    severity,
    path,
    text: { key: `policy:check.${id}`, ...(values !== undefined && { values }) },
    ...(fix !== undefined && { fix }),
  }
}

/** Something required that is not there yet. */
export function missing(id: string, path: Path): Finding {
  return { ...finding('error', id, path), missing: true }
}

/** Words are `policy:fix.<id>`. */
export function fix(id: string, edits: readonly FixEdit[], values?: Values): Fix {
  return { label: { key: `policy:fix.${id}`, ...(values !== undefined && { values }) }, edits }
}

export const everyRule = ({ rules }: Policy) => [...rules.ingress, ...rules.egress]
