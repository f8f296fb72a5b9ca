/**
 * All that is checked of an object: what its kind is declared with, what knows too much to come with the first page,
 * and what is known of types without pages of their own. Only code that itself comes later may import this.
 */
import { parseApiVersion } from '../k8s/resource.ts'
import { asFields, asString } from '../k8s/shape.ts'
import { albChecks } from './alb2/alb/checks.ts'
import { pairCheck } from './certificate/check-pair.ts'
import { frontendChecks } from './frontend/port/checks.ts'
import { classChecks } from './gateway/class-checks.ts'
import { gatewayChecks } from './gateway/gateway-checks.ts'
import { routeChecks } from './gateway/route-checks.ts'
import { kindOf } from './index.ts'
import { annotationChecks } from './ingress/annotations/checks.ts'
import { certificateChecks } from './ingress/check-certificates.ts'
import { checks as ipPoolChecks } from './ippool/checks.ts'
import type { Check, Kind } from './kind.ts'
import { advertisementChecks } from './metallb/check-advertisement.ts'
import { bfdChecks } from './metallb/check-bfd.ts'
import { communityChecks } from './metallb/check-community.ts'
import { localCheck } from './metallb/check-local.ts'
import { peerChecks } from './metallb/check-peer.ts'
import { poolChecks } from './metallb/check-pool.ts'
import { serviceCheck } from './metallb/check-service.ts'
import { typesCheck } from './networkpolicy/check-types.ts'
import { checksFor } from './policy/checks.ts'
import { adminDialect, baselineDialect, clusterDialect, networkDialect } from './policy/dialects.ts'
import { evaluatedCheck, evaluatedKinds } from './policy/evaluated-checks.ts'
import { checks as bridgeNetworkChecks } from './providernetwork/checks.ts'
import {
  addressPools,
  advertisements,
  allGateways,
  allWorkloads,
  bgpPeers,
  communities,
  nodes,
  referenceGrants,
} from './related.ts'
import { ruleChecks } from './rule/checks.ts'
import { checks as subnetChecks } from './subnet/checks.ts'
import type { RelatedKind } from './world.ts'

const later: Readonly<Record<string, readonly Check[]>> = {
  adminnetworkpolicy: [checksFor(adminDialect)],
  alb2: albChecks,
  baselineadminnetworkpolicy: [checksFor(baselineDialect)],
  bfdprofile: bfdChecks,
  bgppeer: peerChecks,
  certificate: [pairCheck],
  clusternetworkpolicy: [checksFor(clusterDialect)],
  community: communityChecks,
  frontend: frontendChecks,
  ingress: [...annotationChecks, ...certificateChecks],
  ipaddresspool: poolChecks,
  ippool: ipPoolChecks,
  networkpolicy: [checksFor(networkDialect), typesCheck],
  providernetwork: bridgeNetworkChecks,
  rule: ruleChecks,
  service: [serviceCheck, localCheck],
  subnet: subnetChecks,
}

export function checksOf(kind: Kind): readonly Check[] {
  return [...kind.checks, ...(later[kind.id] ?? [])]
}

interface Judged {
  readonly checks: readonly Check[]
  /** What they look at. */
  readonly related: readonly RelatedKind[]
}

const advertisement: Judged = {
  checks: advertisementChecks,
  related: [addressPools, ...advertisements, bgpPeers, communities, nodes],
}

const others: Readonly<Record<string, Judged>> = {
  'gateway.networking.k8s.io/Gateway': { checks: gatewayChecks, related: [referenceGrants] },
  'gateway.networking.k8s.io/HTTPRoute': { checks: routeChecks, related: [allGateways] },
  'metallb.io/BGPAdvertisement': advertisement,
  'metallb.io/L2Advertisement': advertisement,
  'networking.k8s.io/IngressClass': { checks: classChecks, related: allWorkloads },
}

const nothing: Judged = { checks: [], related: [] }

/** What it takes the whole cluster to say of an object: asked while it is edited, and not of every object of a list. */
const consequences: Judged = { checks: [evaluatedCheck], related: evaluatedKinds }
const whileEdited: Readonly<Record<string, Judged>> = {
  adminnetworkpolicy: consequences,
  baselineadminnetworkpolicy: consequences,
  clusternetworkpolicy: consequences,
  networkpolicy: consequences,
}

/** How objects of a kind are judged while they are edited. */
export function judgementOf(kind: Kind): Judged {
  const { checks, related } = whileEdited[kind.id] ?? nothing
  return { checks: [...checksOf(kind), ...checks], related: [...kind.related.form, ...related] }
}

/** How an object of any shape is judged while it is edited. */
export function judgedAs(object: unknown): Judged {
  const kind = kindOf(object)
  if (kind !== undefined) return judgementOf(kind)
  const { apiVersion, kind: name } = asFields(object)
  return others[`${parseApiVersion(asString(apiVersion)).group}/${asString(name)}`] ?? nothing
}
