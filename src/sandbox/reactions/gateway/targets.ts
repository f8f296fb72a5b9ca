/** What Envoy Gateway's policies are attached to: Gateways and their listeners, routes and their rules. */
import type { KubeObject } from '../../../k8s/objects.ts'
import { type LabelSelector, matchesSelector } from '../../../k8s/selector.ts'
import type { World } from '../reaction.ts'
import { isToGateway } from './attachment.ts'
import {
  type Gateway,
  gatewayGroup,
  gateways,
  type ObjectReference,
  type ParentReference,
  type ParentStatus,
  type Route,
  routeKinds,
} from './objects.ts'
import { isOurs } from './parameters.ts'

export interface TargetReference extends ObjectReference {
  readonly kind: string
  readonly sectionName?: string
}

export interface Policy extends KubeObject {
  readonly spec: {
    readonly targetRef?: TargetReference
    readonly targetRefs?: readonly TargetReference[]
    readonly targetSelectors?: readonly (LabelSelector & { readonly group?: string; readonly kind: string })[]
  }
  readonly status?: { readonly ancestors?: readonly AncestorStatus[] }
}

export interface AncestorStatus extends Pick<ParentStatus, 'controllerName' | 'conditions'> {
  readonly ancestorRef: ParentReference
}

/** The references of a policy, those that its selectors find too; each once. */
export function targetsOf({ metadata, spec }: Policy, world: World): readonly TargetReference[] {
  const selected = (spec.targetSelectors ?? []).flatMap((selector) => {
    const { group = gatewayGroup, kind } = selector
    const of = kind === 'Gateway' ? gateways : routeKinds.find((each) => each.kind === kind)?.of
    if (of === undefined || group !== gatewayGroup) return []
    return world
      .list(of, metadata.namespace)
      .filter((object) => matchesSelector(selector, object.metadata.labels))
      .map((object): TargetReference => ({ group, kind, name: object.metadata.name }))
  })
  const found = new Map([...namedTargets(spec), ...selected].map((target) => [targetKey(target), target]))
  return [...found.values()]
}

/** The references that a policy writes out. */
export function namedTargets({ targetRef, targetRefs = [] }: Policy['spec']): readonly TargetReference[] {
  return targetRef === undefined ? targetRefs : [targetRef, ...targetRefs]
}

export function targetKey({ kind, name, sectionName = '' }: TargetReference): string {
  return `${kind} ${name} ${sectionName}`
}

export interface ResolvedTarget {
  /** The Gateways by whose leave the policy works; empty where none of them is ours. */
  readonly ancestors: readonly ParentReference[]
  /** Whether the listener or the rule that the reference names is there. */
  readonly hasSection: boolean
}

/** `null` where the target is not there: it may be another controller's, so nothing is said of it. */
export function resolveTarget(
  target: TargetReference,
  namespace: string,
  world: World,
): ResolvedTarget | null {
  const { kind, name, sectionName } = target
  if (kind === 'Gateway') {
    const gateway = world.get<Gateway>(gateways, { namespace, name })
    if (gateway === null || !isOurs(gateway, world)) return null
    const hasSection =
      sectionName === undefined || gateway.spec.listeners?.some((each) => each.name === sectionName) === true
    return { ancestors: [ancestorOf(namespace, name, sectionName)], hasSection }
  }
  const of = routeKinds.find((each) => each.kind === kind)?.of
  const route = of === undefined ? null : world.get<Route>(of, { namespace, name })
  if (route === null) return null
  const hasSection =
    sectionName === undefined || route.spec.rules?.some((rule) => rule.name === sectionName) === true
  return { ancestors: gatewayAncestors(route, world), hasSection }
}

/** The Gateways of ours that a route names, as the statuses of policies name them. */
export function gatewayAncestors(route: Route, world: World): readonly ParentReference[] {
  return (route.spec.parentRefs ?? []).flatMap((ref) => {
    const namespace = ref.namespace ?? route.metadata.namespace ?? ''
    const gateway = world.get<Gateway>(gateways, { namespace, name: ref.name })
    if (!isToGateway(ref) || gateway === null || !isOurs(gateway, world)) return []
    return [ancestorOf(namespace, ref.name, ref.sectionName)]
  })
}

function ancestorOf(namespace: string, name: string, sectionName: string | undefined): ParentReference {
  const plain = { group: gatewayGroup, kind: 'Gateway', namespace, name }
  return sectionName === undefined ? plain : { ...plain, sectionName }
}
