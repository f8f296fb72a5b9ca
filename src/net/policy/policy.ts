/** What the evaluation knows of a policy, whichever kind it was read from. */
import type { LabelSelector } from '../../k8s/selector.ts'
import type { AddressRange } from '../range.ts'
import type { PortSet, Protocol } from './ports.ts'

/** Which object it is. */
export interface PolicyRef {
  readonly apiVersion: string
  readonly kind: string
  /** Only of a NetworkPolicy. */
  readonly namespace?: string
  readonly name: string
}

/** In order of evaluation: AdminNetworkPolicy and the Admin tier, NetworkPolicy, the baseline. */
export type Tier = 'admin' | 'network' | 'baseline'
export type Action = 'allow' | 'deny' | 'pass'
export type Direction = 'egress' | 'ingress'

/** `same` compares labels with those of the subject's namespace, as early v1alpha1 did (`sameLabels`, `notSameLabels`). */
export type NamespaceChoice =
  | { readonly named: string }
  | { readonly selector: LabelSelector }
  | { readonly labels: readonly string[]; readonly same: boolean }

/** Pods of the pod network; those on the host network are never chosen by labels. */
export interface PodChoice {
  readonly namespaces: NamespaceChoice
  readonly pods: LabelSelector
}

export type Peer =
  | ({ readonly by: 'labels' } & PodChoice)
  | { readonly by: 'addresses'; readonly ranges: readonly AddressRange[] }
  | { readonly by: 'nodes'; readonly selector: LabelSelector }

/** A port by the name a container of the destination gives it; `null` takes it with any protocol. */
export interface NamedPort {
  readonly name: string
  readonly protocol: Protocol | null
}

export interface PortChoice {
  readonly fixed: PortSet
  readonly named: readonly NamedPort[]
}

export interface Rule {
  /** Where it stands in its object, as `spec.ingress[0]`. */
  readonly path: string
  readonly action: Action
  readonly peers: readonly Peer[] | 'everything'
  readonly ports: PortChoice
}

export interface Policy {
  readonly ref: PolicyRef
  readonly tier: Tier
  /** 0 to 1000, lower goes first; 0 for a NetworkPolicy, and past all others for a BaselineAdminNetworkPolicy. */
  readonly priority: number
  readonly subject: PodChoice
  /** Where the subject stands in its object. */
  readonly subjectPath: string
  /** `null` where the policy says nothing of that direction; an empty list of a NetworkPolicy still isolates. */
  readonly egress: readonly Rule[] | null
  readonly ingress: readonly Rule[] | null
}
