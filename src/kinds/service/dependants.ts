/** What sends traffic to a Service, and would fail without it. */
import type { Service } from '../../k8s/core.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import type { Index } from '../../k8s/objectset.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { type Dependant, dependantOf } from '../kind.ts'
import { albBackends, gatewayRoutes, ingresses } from '../related.ts'
import type { World } from '../world.ts'

/** By namespace and name of the Services that an object leads to. */
const byBackend = (backendsOf: (object: KubeObject) => readonly BackendRef[]): Index => ({
  keysOf: (object) => backendsOf(object).map(({ namespace, name }) => `${namespace}/${name}`),
})
const ingressesByBackend = byBackend(ingressBackends)
const routesByBackend = byBackend(routeBackends)
const rulesByBackend = byBackend(albServices)

export function dependantsOf(service: Service, world: World): readonly Dependant[] {
  const key = `${service.metadata.namespace ?? ''}/${service.metadata.name}`
  const users = [
    ...world.lookup(ingresses, ingressesByBackend, key),
    ...gatewayRoutes.flatMap((kind) => world.lookup(kind, routesByBackend, key)),
    ...albBackends.flatMap((kind) => world.lookup(kind, rulesByBackend, key)),
  ]
  return users.map(dependantOf)
}

interface BackendRef {
  readonly namespace: string
  readonly name: string
}

function ingressBackends(ingress: KubeObject): readonly BackendRef[] {
  const spec = asFields(asFields(ingress).spec)
  const paths = asList(spec.rules).flatMap((rule) => asList(asFields(asFields(rule).http).paths))
  const backends = [spec.defaultBackend, ...paths.map((path) => asFields(path).backend)]
  return backends.map((backend) => ({
    namespace: ingress.metadata.namespace ?? '',
    name: asString(asFields(asFields(backend).service).name),
  }))
}

/** Backends of the rules and of their mirror filters; a reference without kind is a Service. */
function routeBackends(route: KubeObject): readonly BackendRef[] {
  const rules = asList(asFields(asFields(route).spec).rules).map(asFields)
  const mirrors = rules.flatMap((rule) =>
    asList(rule.filters).map((filter) => asFields(asFields(filter).requestMirror).backendRef),
  )
  const references = [...rules.flatMap((rule) => asList(rule.backendRefs)), ...mirrors].map(asFields)
  return references
    .filter(({ kind = 'Service', group = '' }) => kind === 'Service' && group === '')
    .map((reference) => ({
      namespace: asString(reference.namespace) || (route.metadata.namespace ?? ''),
      name: asString(reference.name),
    }))
}

function albServices(rule: KubeObject): readonly BackendRef[] {
  const { serviceGroup } = asFields(asFields(rule).spec)
  return asList(asFields(serviceGroup).services)
    .map(asFields)
    .map((service) => ({
      namespace: asString(service.namespace) || (rule.metadata.namespace ?? ''),
      name: asString(service.name),
    }))
}
