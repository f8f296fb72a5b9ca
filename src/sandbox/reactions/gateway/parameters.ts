/** The EnvoyProxy that says how a Gateway's proxies run: the Gateway's own, else its class's. */
import type { KubeObject } from '../../../k8s/objects.ts'
import type { Index, World } from '../reaction.ts'
import {
  controllerName,
  envoyGroup,
  envoyProxies,
  type Gateway,
  type GatewayClass,
  gatewayClasses,
  gateways,
  type ObjectReference,
} from './objects.ts'

export interface ServiceSettings {
  readonly name?: string
  readonly type?: string
  readonly annotations?: Readonly<Record<string, string>>
  readonly labels?: Readonly<Record<string, string>>
  readonly externalTrafficPolicy?: string
  readonly loadBalancerClass?: string
  readonly loadBalancerIP?: string
  readonly loadBalancerSourceRanges?: readonly string[]
  readonly allocateLoadBalancerNodePorts?: boolean
  readonly patch?: { readonly value?: unknown }
}

export interface EnvoyProxy extends KubeObject {
  readonly spec?: {
    readonly ipFamily?: string
    readonly provider?: {
      readonly kubernetes?: {
        readonly envoyService?: ServiceSettings
        readonly envoyDeployment?: {
          readonly replicas?: number
          readonly container?: { readonly image?: string; readonly resources?: unknown }
          readonly pod?: { readonly nodeSelector?: Readonly<Record<string, string>> }
        }
      }
    }
  }
}

/** Gateways by the EnvoyProxy they name, as `namespace/name`. */
export const gatewaysByProxy: Index<Gateway> = {
  of: gateways,
  keys({ metadata, spec }) {
    const ref = spec.infrastructure?.parametersRef
    return ref === undefined ? [] : [`${metadata.namespace}/${ref.name}`]
  },
}

/** Classes by the EnvoyProxy they name, as `namespace/name`. */
export const classesByProxy: Index<GatewayClass> = {
  of: gatewayClasses,
  keys({ spec: { parametersRef: ref } }) {
    return ref === undefined ? [] : [`${ref.namespace ?? 'default'}/${ref.name}`]
  },
}

/** Why the class cannot be used; `''` where it can. */
export function classFault({ metadata, spec }: GatewayClass, world: World): string {
  const ref = spec.parametersRef
  if (ref === undefined) return ''
  if (!isProxy(ref)) {
    return `unsupported parametersRef(invalid group or kind) for gatewayclass ${metadata.name}`
  }
  const namespace = ref.namespace ?? 'default'
  if (world.get(envoyProxies, { namespace, name: ref.name }) !== null) return ''
  const cause = `EnvoyProxy.${envoyGroup} "${ref.name}" not found`
  return `failed to find envoyproxy ${namespace}/${ref.name} for GatewayClass ${metadata.name}: ${cause}`
}

/** Why the Gateway's own parameters cannot be used; `''` where they can. */
export function gatewayFault({ metadata, spec }: Gateway, world: World): string {
  const ref = spec.infrastructure?.parametersRef
  if (ref === undefined) return ''
  const namespace = metadata.namespace ?? ''
  if (!isProxy(ref)) return `unsupported parametersRef for gateway ${namespace}/${metadata.name}`
  if (world.get(envoyProxies, { namespace, name: ref.name }) !== null) return ''
  const cause = `EnvoyProxy.${envoyGroup} "${ref.name}" not found`
  return `failed to find envoyproxy ${namespace}/${ref.name} for Gateway ${metadata.name}: ${cause}`
}

/** Whether Envoy Gateway answers for the Gateway. */
export function isOurs(gateway: Gateway, world: World): boolean {
  const found = classOf(gateway, world)
  return found?.spec.controllerName === controllerName && classFault(found, world) === ''
}

export function proxyOf(gateway: Gateway, world: World): EnvoyProxy | null {
  const own = gateway.spec.infrastructure?.parametersRef
  const namespace = gateway.metadata.namespace ?? ''
  if (own !== undefined) return world.get<EnvoyProxy>(envoyProxies, { namespace, name: own.name })
  const shared = classOf(gateway, world)?.spec.parametersRef
  if (shared === undefined) return null
  return world.get<EnvoyProxy>(envoyProxies, {
    namespace: shared.namespace ?? 'default',
    name: shared.name,
  })
}

function classOf({ spec }: Gateway, world: World): GatewayClass | null {
  return world.get<GatewayClass>(gatewayClasses, { namespace: '', name: spec.gatewayClassName })
}

function isProxy({ group, kind }: ObjectReference): boolean {
  return group === envoyGroup && kind === 'EnvoyProxy'
}
