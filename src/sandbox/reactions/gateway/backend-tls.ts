/** BackendTLSPolicies: how proxies check the certificates of what they send to. */

import type { KubeObject } from '../../../k8s/objects.ts'
import { byAge } from '../age.ts'
import { configMaps, secrets } from '../collections.ts'
import {
  type Change,
  type Index,
  isIn,
  objectOf,
  type Place,
  placeOf,
  type Reaction,
  type World,
} from '../reaction.ts'
import { isBeyondStatus } from '../wanted.ts'
import { ancestorWrites } from './ancestors.ts'
import { backendKeysOf, routesByBackend } from './backends.ts'
import {
  condition,
  gatewayGroup,
  gateways,
  generationOf,
  type ObjectReference,
  type Route,
  routeKinds,
} from './objects.ts'
import { gatewayAncestors, type Policy, targetKey } from './targets.ts'

const policies = { group: gatewayGroup, plural: 'backendtlspolicies' }

interface BackendTlsPolicy extends Policy {
  readonly spec: Policy['spec'] & {
    readonly validation?: {
      readonly wellKnownCACertificates?: string
      readonly caCertificateRefs?: readonly ObjectReference[]
    }
  }
}

/** By each backend as `kind namespace/name`, and by each source of their authorities likewise. */
const byReference: Index<BackendTlsPolicy> = {
  of: policies,
  keys({ metadata, spec }) {
    const refs = [...(spec.targetRefs ?? []), ...(spec.validation?.caCertificateRefs ?? [])]
    return refs.map(({ kind, name }) => `${kind} ${metadata.namespace}/${name}`)
  },
}

export function backendTlsStatus(): Reaction {
  return {
    name: 'envoy-gateway-backendtlspolicies',
    watches: [policies, configMaps, secrets, gateways, ...routeKinds.map(({ of }) => of)],
    subjects,
    react(place, world) {
      const policy = world.get<BackendTlsPolicy>(policies, place)
      if (policy === null || policy.metadata.deletionTimestamp !== undefined) return []
      const keys = (policy.spec.targetRefs ?? []).map(
        ({ kind, name }) => `${kind} ${place.namespace}/${name}`,
      )
      const routes = [...routesByBackend.values()].flatMap((index) =>
        keys.flatMap((key) => world.by(index, key)),
      )
      const conditions = conditionsOf(policy, keys, world)
      const ancestors = routes.flatMap((route) => gatewayAncestors(route, world))
      return ancestorWrites(
        policy,
        ancestors.map((ancestor) => ({ ancestor, conditions })),
        world,
      )
    },
  }
}

function subjects(change: Change, world: World): readonly Place[] {
  const object = objectOf(change)
  if (object === null || !isBeyondStatus(change)) return []
  const { namespace, name } = placeOf(object)
  const of = (keys: readonly string[]) => keys.flatMap((key) => world.by(byReference, key)).map(placeOf)
  if (isIn(change, policies)) {
    const versions = [change.previous, change.current].filter((each) => each !== null) as BackendTlsPolicy[]
    return [placeOf(object), ...of(versions.flatMap(byReference.keys))]
  }
  if (isIn(change, configMaps)) return of([`ConfigMap ${namespace}/${name}`])
  if (isIn(change, secrets)) return of([`Secret ${namespace}/${name}`])
  if (isIn(change, gateways)) return world.list(policies).map(placeOf)
  const routes = [change.previous, change.current].filter((each) => each !== null) as Route[]
  return of(routes.flatMap(backendKeysOf))
}

function conditionsOf(policy: BackendTlsPolicy, keys: readonly string[], world: World) {
  const generation = generationOf(policy)
  const own = new Set((policy.spec.targetRefs ?? []).map(targetKey))
  const rival = keys
    .flatMap((key) => world.by(byReference, key))
    .filter((other) => other.metadata.uid !== policy.metadata.uid && byAge(other, policy) < 0)
    .find((other) => other.spec.targetRefs?.some((target) => own.has(targetKey(target))))
  if (rival !== undefined) {
    const { namespace, name } = rival.metadata
    const message = `Policy conflicts with BackendTLSPolicy ${namespace}/${name}.`
    return [condition('Accepted', false, 'Conflicted', message, generation)]
  }
  const fault = authorityFault(policy, world)
  if (fault !== '') {
    return [
      condition('Accepted', false, 'NoValidCACertificate', fault, generation),
      condition('ResolvedRefs', false, 'InvalidCACertificateRef', fault, generation),
    ]
  }
  return [
    condition('ResolvedRefs', true, 'ResolvedRefs', 'Resolved all the Object references.', generation),
    condition('Accepted', true, 'Accepted', 'Policy has been accepted.', generation),
  ]
}

interface Source extends KubeObject {
  readonly data?: Readonly<Record<string, string>>
}

function authorityFault({ metadata, spec }: BackendTlsPolicy, world: World): string {
  const { wellKnownCACertificates, caCertificateRefs = [] } = spec.validation ?? {}
  if (wellKnownCACertificates === 'System') return ''
  const namespace = metadata.namespace ?? ''
  for (const { kind, name } of caCertificateRefs) {
    if (kind !== 'ConfigMap' && kind !== 'Secret') continue
    const source = world.get<Source>(kind === 'ConfigMap' ? configMaps : secrets, { namespace, name })
    if (source === null)
      return `${kind === 'Secret' ? 'Secret' : 'Configmap'} ${name} not found in namespace ${namespace}.`
    if (Object.keys(source.data ?? {}).length === 0) return `No ca found in ${kind.toLowerCase()} ${name}.`
  }
  return ''
}
