/**
 * All checks of a kind: those it is declared with, and those that know too much to come with the first page. Only
 * code that itself comes later may import this.
 */
import { pairCheck } from './certificate/check-pair.ts'
import { annotationChecks } from './ingress/annotations/checks.ts'
import type { Check, Kind } from './kind.ts'
import { typesCheck } from './networkpolicy/check-types.ts'
import { checksFor } from './policy/checks.ts'
import { adminDialect, baselineDialect, clusterDialect, networkDialect } from './policy/dialects.ts'

const later: Readonly<Record<string, readonly Check[]>> = {
  adminnetworkpolicy: [checksFor(adminDialect)],
  baselineadminnetworkpolicy: [checksFor(baselineDialect)],
  certificate: [pairCheck],
  clusternetworkpolicy: [checksFor(clusterDialect)],
  ingress: annotationChecks,
  networkpolicy: [checksFor(networkDialect), typesCheck],
}

export function checksOf(kind: Kind): readonly Check[] {
  return [...kind.checks, ...(later[kind.id] ?? [])]
}
