/** Classes of Gateways: accepted where Envoy Gateway is their controller. */
import { withTimes } from '../conditions.ts'
import { isIn, objectOf, placeOf, type Reaction } from '../reaction.ts'
import { ensureStatus } from '../wanted.ts'
import {
  condition,
  controllerName,
  envoyProxies,
  type GatewayClass,
  gatewayClasses,
  generationOf,
} from './objects.ts'
import { classesByProxy, classFault } from './parameters.ts'

export function gatewayClassStatus(): Reaction {
  return {
    name: 'envoy-gateway-classes',
    watches: [gatewayClasses, envoyProxies],
    subjects(change, world) {
      const object = objectOf(change)
      if (object === null) return []
      if (isIn(change, gatewayClasses)) return [placeOf(object)]
      const { namespace, name } = placeOf(object)
      return world.by(classesByProxy, `${namespace}/${name}`).map(placeOf)
    },
    react(place, world) {
      const found = world.get<GatewayClass>(gatewayClasses, place)
      if (found === null || found.spec.controllerName !== controllerName) return []
      const fault = classFault(found, world)
      const generation = generationOf(found)
      const wanted =
        fault === ''
          ? condition('Accepted', true, 'Accepted', 'Valid GatewayClass', generation)
          : condition('Accepted', false, 'InvalidParameters', `Invalid parametersRef: ${fault}`, generation)
      const conditions = withTimes([wanted], found.status?.conditions, world.now)
      return ensureStatus(found, { ...found.status, conditions })
    },
  }
}
