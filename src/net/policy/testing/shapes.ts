/** The YAML of pods and policies as far as tests write it. */
import type { KubeObject } from '../../../k8s/objects.ts'

export interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>
  readonly matchExpressions?: readonly {
    readonly key: string
    readonly operator: string
    readonly values?: readonly string[]
  }[]
}

export interface NetworkPeer {
  readonly podSelector?: Selector
  readonly namespaceSelector?: Selector
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] }
}

export interface NetworkPort {
  readonly protocol?: string
  readonly port?: number | string
  readonly endPort?: number
}

export interface NetworkRule {
  readonly from?: readonly NetworkPeer[]
  readonly to?: readonly NetworkPeer[]
  readonly ports?: readonly NetworkPort[]
}

export interface NetworkSpec {
  readonly podSelector?: Selector
  readonly policyTypes?: readonly string[]
  readonly ingress?: readonly NetworkRule[]
  readonly egress?: readonly NetworkRule[]
}

export interface EarlyNamespaces {
  readonly namespaceSelector?: Selector
  readonly sameLabels?: readonly string[]
  readonly notSameLabels?: readonly string[]
}

export interface AdminPods {
  readonly namespaceSelector?: Selector
  readonly podSelector?: Selector
  readonly namespaces?: EarlyNamespaces
}

export interface AdminPeer {
  readonly namespaces?: Selector | EarlyNamespaces
  readonly pods?: AdminPods
  readonly nodes?: Selector
  readonly networks?: readonly string[]
}

export interface AdminPort {
  readonly portNumber?: { readonly port: number; readonly protocol?: string }
  readonly portRange?: { readonly start: number; readonly end: number; readonly protocol?: string }
  readonly namedPort?: string
}

export interface DestinationPort {
  readonly destinationPort?: {
    readonly number?: number
    readonly range?: { readonly start: number; readonly end: number }
  }
}

export interface ProtocolMatch {
  readonly tcp?: DestinationPort
  readonly udp?: DestinationPort
  readonly sctp?: DestinationPort
  readonly destinationNamedPort?: string
}

export interface AdminRule {
  readonly action: string
  readonly from?: readonly AdminPeer[]
  readonly to?: readonly AdminPeer[]
  readonly ports?: readonly AdminPort[]
  readonly protocols?: readonly ProtocolMatch[]
}

export interface AdminSpec {
  readonly tier?: string
  readonly priority?: number
  readonly subject: { readonly namespaces?: Selector; readonly pods?: AdminPods }
  readonly ingress?: readonly AdminRule[]
  readonly egress?: readonly AdminRule[]
}

export interface NetworkObject extends KubeObject {
  readonly kind: 'NetworkPolicy'
  readonly spec: NetworkSpec
}

export interface AdminObject extends KubeObject {
  readonly kind: 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy' | 'ClusterNetworkPolicy'
  readonly spec: AdminSpec
}

export type PolicyObject = NetworkObject | AdminObject

export interface TestPort {
  readonly name?: string
  readonly containerPort: number
  readonly protocol?: string
}

export interface TestPod extends KubeObject {
  readonly spec: {
    readonly nodeName?: string
    readonly hostNetwork?: boolean
    readonly containers: readonly { readonly name: string; readonly ports?: readonly TestPort[] }[]
    readonly initContainers?: readonly {
      readonly name: string
      readonly restartPolicy?: string
      readonly ports?: readonly TestPort[]
    }[]
  }
  readonly status: { readonly phase: string; readonly podIPs?: readonly { readonly ip: string }[] }
}

export interface TestNode extends KubeObject {
  readonly status: { readonly addresses: readonly { readonly type: string; readonly address: string }[] }
}

export interface TestCluster {
  readonly namespaces: readonly KubeObject[]
  readonly pods: readonly TestPod[]
  readonly nodes: readonly TestNode[]
  readonly policies: readonly PolicyObject[]
}
