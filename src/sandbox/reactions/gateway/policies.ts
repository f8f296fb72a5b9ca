/** Envoy Gateway's policies: each is accepted where its target is there and no older one has it. */
import { byAge } from '../age.ts'
import {
  type Change,
  type Collection,
  type Index,
  isIn,
  objectOf,
  type Place,
  placeOf,
  type Reaction,
  type World,
} from '../reaction.ts'
import { isBeyondStatus } from '../wanted.ts'
import { ancestorWrites, type Verdict } from './ancestors.ts'
import {
  condition,
  envoyGroup,
  envoyProxies,
  gatewayClasses,
  gateways,
  generationOf,
  routeKinds,
} from './objects.ts'
import {
  namedTargets,
  type Policy,
  type ResolvedTarget,
  resolveTarget,
  type TargetReference,
  targetKey,
  targetsOf,
} from './targets.ts'

const kinds = [
  { kind: 'ClientTrafficPolicy', plural: 'clienttrafficpolicies' },
  { kind: 'BackendTrafficPolicy', plural: 'backendtrafficpolicies' },
  { kind: 'SecurityPolicy', plural: 'securitypolicies' },
  { kind: 'EnvoyExtensionPolicy', plural: 'envoyextensionpolicies' },
]

const targetKinds: readonly { readonly kind: string; readonly of: Collection }[] = [
  { kind: 'Gateway', of: gateways },
  ...routeKinds,
]

/** One reaction a kind of policy. */
export function policyStatuses(): readonly Reaction[] {
  return kinds.map(({ kind, plural }) => policyStatus(kind, { group: envoyGroup, plural }))
}

function policyStatus(kind: string, of: Collection): Reaction {
  /** By each target as `kind namespace/name`; those that select, by their namespace alone. */
  const byTarget: Index<Policy> = { of, keys: targetKeysOf }

  function subjects(change: Change, world: World): readonly Place[] {
    const object = objectOf(change)
    if (object === null || !isBeyondStatus(change)) return []
    const { namespace, name } = placeOf(object)
    if (isIn(change, of)) {
      const policies = [change.previous, change.current].filter((each) => each !== null) as Policy[]
      const rivals = policies.flatMap((policy) => rivalKeysOf(policy, targetsOf(policy, world)))
      return [object, ...rivals.flatMap((key) => world.by(byTarget, key))].map(placeOf)
    }
    if (isIn(change, gatewayClasses) || isIn(change, envoyProxies)) {
      return change.previous === null || change.current === null ? world.list(of).map(placeOf) : []
    }
    const target = targetKinds.find((each) => isIn(change, each.of))
    const keys = [`${target?.kind} ${namespace}/${name}`, `* ${namespace}`]
    return keys.flatMap((key) => world.by(byTarget, key)).map(placeOf)
  }

  return {
    name: `envoy-gateway-${of.plural}`,
    watches: [of, gatewayClasses, envoyProxies, ...targetKinds.map((each) => each.of)],
    subjects,
    react(place, world) {
      const policy = world.get<Policy>(of, place)
      if (policy === null || policy.metadata.deletionTimestamp !== undefined) return []
      const verdicts = targetsOf(policy, world).flatMap((target) => {
        const found = resolveTarget(target, place.namespace, world)
        if (found === null) return []
        const rivals = rivalKeysOf(policy, [target]).flatMap((key) => world.by(byTarget, key))
        return verdictsOn(policy, kind, target, found, isTaken(policy, target, rivals, world))
      })
      return ancestorWrites(policy, verdicts, world)
    },
  }
}

function targetKeysOf({ metadata, spec }: Policy): readonly string[] {
  const named = namedTargets(spec).map(({ kind, name }) => `${kind} ${metadata.namespace}/${name}`)
  const selects = (spec.targetSelectors ?? []).length > 0
  return selects ? [...named, `* ${metadata.namespace}`] : named
}

/** Where others that want the same targets are found: by the targets, and those that select. */
function rivalKeysOf({ metadata }: Policy, targets: readonly TargetReference[]): readonly string[] {
  const { namespace } = metadata
  return [`* ${namespace}`, ...targets.map(({ kind, name }) => `${kind} ${namespace}/${name}`)]
}

function isTaken(policy: Policy, target: TargetReference, rivals: readonly Policy[], world: World): boolean {
  const key = targetKey(target)
  return rivals.some(
    (rival) =>
      rival.metadata.uid !== policy.metadata.uid &&
      byAge(rival, policy) < 0 &&
      targetsOf(rival, world).some((each) => targetKey(each) === key),
  )
}

function verdictsOn(
  { metadata, ...policy }: Policy,
  kind: string,
  target: TargetReference,
  { ancestors, hasSection }: ResolvedTarget,
  taken: boolean,
): readonly Verdict[] {
  const generation = generationOf({ metadata, ...policy })
  const accepted = condition('Accepted', true, 'Accepted', 'Policy has been accepted.', generation)
  const refused = (reason: string, message: string) =>
    condition('Accepted', false, reason, message, generation)
  const place = `${target.kind} ${metadata.namespace}/${target.name}`
  const verdict = !hasSection
    ? refused('TargetNotFound', `No section name ${target.sectionName} found for ${place}`)
    : taken
      ? refused('Conflicted', `${conflictText(kind, target)}, another ${kind} has already attached to it`)
      : accepted
  return ancestors.map((ancestor) => ({ ancestor, conditions: [verdict] }))
}

function conflictText(policyKind: string, { kind, name, sectionName }: TargetReference): string {
  if (sectionName === undefined) return `Unable to target ${kind} ${name}`
  if (policyKind === 'ClientTrafficPolicy') return `Unable to target section of ${name}`
  return `Unable to target ${kind === 'Gateway' ? 'Listener' : 'RouteRule'} ${name}/${sectionName}`
}
