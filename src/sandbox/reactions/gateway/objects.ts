/** The objects of Gateway API and of Envoy Gateway, with the fields that its controller reads. */
import type { Condition, KubeObject } from '../../../k8s/objects.ts'
import type { LabelSelector } from '../../../k8s/selector.ts'
import type { WantedCondition } from '../conditions.ts'
import type { Collection, Index } from '../reaction.ts'

export const gatewayGroup = 'gateway.networking.k8s.io'
export const envoyGroup = 'gateway.envoyproxy.io'
export const controllerName = 'gateway.envoyproxy.io/gatewayclass-controller'

export const gatewayClasses = { group: gatewayGroup, plural: 'gatewayclasses' }
export const gateways = { group: gatewayGroup, plural: 'gateways' }
export const referenceGrants = { group: gatewayGroup, plural: 'referencegrants' }
export const envoyProxies = { group: envoyGroup, plural: 'envoyproxies' }
export const backends = { group: envoyGroup, plural: 'backends' }

export interface RouteKind {
  readonly kind: string
  readonly of: Collection
}

export const routeKinds: readonly RouteKind[] = [
  { kind: 'HTTPRoute', of: { group: gatewayGroup, plural: 'httproutes' } },
  { kind: 'GRPCRoute', of: { group: gatewayGroup, plural: 'grpcroutes' } },
  { kind: 'TLSRoute', of: { group: gatewayGroup, plural: 'tlsroutes' } },
  { kind: 'TCPRoute', of: { group: gatewayGroup, plural: 'tcproutes' } },
  { kind: 'UDPRoute', of: { group: gatewayGroup, plural: 'udproutes' } },
]

export interface GatewayClass extends KubeObject {
  readonly spec: {
    readonly controllerName: string
    readonly parametersRef?: ObjectReference
  }
  readonly status?: { readonly conditions?: readonly Condition[] }
}

/** A reference with its defaults left out: what they are depends on the field. */
export interface ObjectReference {
  readonly group?: string
  readonly kind?: string
  readonly name: string
  readonly namespace?: string
}

export interface Listener {
  readonly name: string
  readonly port: number
  readonly protocol: string
  readonly hostname?: string
  readonly tls?: { readonly mode?: string; readonly certificateRefs?: readonly ObjectReference[] }
  readonly allowedRoutes?: {
    readonly kinds?: readonly RouteGroupKind[]
    readonly namespaces?: { readonly from?: string; readonly selector?: LabelSelector }
  }
}

export interface RouteGroupKind {
  readonly group?: string
  readonly kind: string
}

export interface ListenerStatus {
  readonly name: string
  readonly conditions?: readonly Condition[]
}

export interface Gateway extends KubeObject {
  readonly spec: {
    readonly gatewayClassName: string
    readonly listeners?: readonly Listener[]
    readonly addresses?: readonly { readonly type?: string; readonly value?: string }[]
    readonly infrastructure?: {
      readonly labels?: Readonly<Record<string, string>>
      readonly annotations?: Readonly<Record<string, string>>
      readonly parametersRef?: ObjectReference
    }
  }
  readonly status?: {
    readonly conditions?: readonly Condition[]
    readonly listeners?: readonly ListenerStatus[]
  }
}

export interface ParentReference extends ObjectReference {
  readonly sectionName?: string
  readonly port?: number
}

export interface BackendReference extends ObjectReference {
  readonly port?: number
}

export interface ParentStatus {
  readonly parentRef: ParentReference
  readonly controllerName: string
  readonly conditions?: readonly Condition[]
}

export interface Rule {
  readonly name?: string
  readonly backendRefs?: readonly BackendReference[]
  readonly filters?: readonly { readonly requestMirror?: { readonly backendRef: BackendReference } }[]
}

export interface Route extends KubeObject {
  readonly spec: {
    readonly parentRefs?: readonly ParentReference[]
    readonly hostnames?: readonly string[]
    readonly rules?: readonly Rule[]
  }
  readonly status?: { readonly parents?: readonly ParentStatus[] }
}

export interface ReferenceGrant extends KubeObject {
  readonly spec: {
    readonly from?: readonly { readonly group: string; readonly kind: string; readonly namespace: string }[]
    readonly to?: readonly { readonly group: string; readonly kind: string; readonly name?: string }[]
  }
}

/** A condition of the objects that this controller answers for. */
export function condition(
  type: string,
  isTrue: boolean,
  reason: string,
  message: string,
  observedGeneration: number,
): WantedCondition {
  return { type, status: isTrue ? 'True' : 'False', reason, message, observedGeneration }
}

export function generationOf({ metadata }: KubeObject): number {
  return metadata.generation ?? 1
}

export const gatewaysByClass: Index<Gateway> = {
  of: gateways,
  keys: ({ spec }) => [spec.gatewayClassName],
}
