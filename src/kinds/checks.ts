/**
 * All checks of a kind: those it is declared with, and those that know too much to come with the first page. Only
 * code that itself comes later may import this.
 */
import { pairCheck } from './certificate/check-pair.ts'
import { annotationChecks } from './ingress/annotations/checks.ts'
import type { Check, Kind } from './kind.ts'
import { checks as bridgeNetworkChecks } from './providernetwork/checks.ts'
import { checks as subnetChecks } from './subnet/checks.ts'

const later: Readonly<Record<string, readonly Check[]>> = {
  certificate: [pairCheck],
  ingress: annotationChecks,
  providernetwork: bridgeNetworkChecks,
  subnet: subnetChecks,
}

export function checksOf(kind: Kind): readonly Check[] {
  return [...kind.checks, ...(later[kind.id] ?? [])]
}
