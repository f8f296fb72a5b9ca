/** The quota controller: how much of what a ResourceQuota limits is used in its namespace. */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asList, asString, asStringMap } from '../../k8s/shape.ts'
import { pods, services } from './collections.ts'
import {
  type Change,
  type Collection,
  isIn,
  objectOf,
  type Place,
  placeOf,
  type Reaction,
  type World,
} from './reaction.ts'
import { ensureStatus } from './wanted.ts'

const quotas: Collection = { group: '', plural: 'resourcequotas' }

/** Of the resources that the console's own content limits; others are left uncounted, as a cluster leaves unknown ones. */
const counts: Readonly<Record<string, (namespace: string, world: World) => string>> = {
  pods: (namespace, world) => String(livePods(namespace, world).length),
  services: (namespace, world) => String(world.list(services, namespace).length),
  'services.loadbalancers': (namespace, world) => String(servicesOfType('LoadBalancer', namespace, world)),
  'services.nodeports': (namespace, world) => String(nodePorts(namespace, world)),
}

export const quotaStatus: Reaction = {
  name: 'resourcequota-controller',
  watches: [quotas, pods, services],
  subjects(change: Change, world: World): readonly Place[] {
    const object = objectOf(change)
    if (isIn(change, quotas)) return object === null ? [] : [placeOf(object)]
    const { namespace } = (change.current ?? change.previous)?.metadata ?? {}
    return world.list(quotas, namespace).map(placeOf)
  },
  react(place, world) {
    const quota = world.get(quotas, place)
    if (quota === null) return []
    const hard = asStringMap(asFields(asFields(quota).spec).hard)
    const used = Object.fromEntries(
      Object.keys(hard).flatMap((resource) => {
        const count = counts[resource]
        return count === undefined ? [] : [[resource, count(place.namespace, world)]]
      }),
    )
    return ensureStatus(quota, { hard, used })
  },
}

/** What has ended uses nothing. */
function livePods(namespace: string, world: World): readonly KubeObject[] {
  const ended = ['Succeeded', 'Failed']
  return world
    .list(pods, namespace)
    .filter((pod) => !ended.includes(asString(asFields(asFields(pod).status).phase)))
}

const typeOf = (service: KubeObject) => asString(asFields(asFields(service).spec).type)

function servicesOfType(type: string, namespace: string, world: World): number {
  return world.list(services, namespace).filter((service) => typeOf(service) === type).length
}

/** Each port of what is published on nodes takes one of theirs. */
function nodePorts(namespace: string, world: World): number {
  return world
    .list(services, namespace)
    .flatMap((service) => asList(asFields(asFields(service).spec).ports))
    .filter((port) => typeof asFields(port).nodePort === 'number').length
}
