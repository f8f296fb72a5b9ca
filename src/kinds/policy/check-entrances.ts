/** Pods behind an Ingress or a route that its controller could no longer reach. */
import type { Service } from '../../k8s/core.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { matchesMap } from '../../k8s/selector.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import type { Finding } from '../../manifest/finding.ts'
import { countingPods, type PodFacts } from '../../net/policy/index.ts'
import { backendsOf, viewOf } from '../ingress/spec.ts'
import { inNamespace, named } from '../lookups.ts'
import { allIngresses, allServices, gatewayRoutes, ingressClasses } from '../related.ts'
import type { RelatedKind, World } from '../world.ts'
import { numberOf } from './check-names.ts'
import { lossFinding } from './loss-finding.ts'
import { cutOff, type Port, type Scene } from './scene.ts'

export const allRoutes: readonly RelatedKind[] = gatewayRoutes.map((kind) => ({ ...kind, everywhere: true }))

type Family = 'nginx' | 'alb' | 'envoy'

/** Who a pod lets in, by what it is labelled with. */
function familyOf({ labels, workload }: PodFacts): Family | null {
  if (labels['app.kubernetes.io/name'] === 'ingress-nginx' || workload.name === 'ingress-nginx-controller')
    return 'nginx'
  if (labels.service_name?.startsWith('alb2-') === true) return 'alb'
  return labels['gateway.envoyproxy.io/owning-gateway-name'] === undefined ? null : 'envoy'
}

export const isController = (pod: PodFacts) => familyOf(pod) !== null

/** A port of a Service, and who sends requests there. */
interface Entrance {
  readonly service: Service
  readonly port: unknown
  readonly families: readonly Family[]
}

export function entranceFindings(scene: Scene, world: World): readonly Finding[] {
  const needed = [allServices, allIngresses, ingressClasses, ...allRoutes]
  const isKnown = (kind: RelatedKind) => ['live', 'absent'].includes(world.availability(kind))
  if (!scene.subject.judges.ingress || !needed.every(isKnown)) return []
  const controllers = countingPods(scene.cluster).flatMap((pod) => {
    const family = familyOf(pod)
    return family === null ? [] : [{ pod, family }]
  })
  if (controllers.length === 0) return []
  const groups = new Map<string, { families: readonly Family[]; ports: Map<PodFacts, Port[]> }>()
  for (const { service, port, families } of entrancesOf(scene, world)) {
    const group = groups.get(families.join()) ?? { families, ports: new Map() }
    groups.set(families.join(), group)
    for (const pod of behind(service, scene)) {
      const known = group.ports.get(pod) ?? []
      known.push(...portsAt(service, port, pod))
      group.ports.set(pod, known)
    }
  }
  const losses = [...groups.values()].flatMap(({ families, ports }) =>
    cutOff(
      scene,
      ports,
      controllers.flatMap(({ pod, family }) => (families.includes(family) ? [pod] : [])),
    ),
  )
  const once = new Map(losses.map((loss) => [JSON.stringify(loss.workload), loss]))
  return lossFinding('warning', 'entrance', 'ingress', [...once.values()], {})
}

/** Of the namespaces that the policy is about. */
function entrancesOf({ subject }: Scene, world: World): readonly Entrance[] {
  const namespaces = [...new Set(subject.pods.map(({ namespace }) => namespace))]
  const ofIngresses = namespaces.flatMap((namespace) =>
    inNamespace<KubeObject>(world, allIngresses, namespace).flatMap((ingress) => {
      const view = viewOf(ingress)
      const families = familiesOf(view.className, world)
      return backendsOf(view).flatMap(({ service: name, port }) =>
        entrance(world, namespace, name, port, families),
      )
    }),
  )
  const ofRoutes = allRoutes
    .flatMap((kind) => world.list<KubeObject>(kind))
    .flatMap((route) =>
      backendRefsOf(route).flatMap(({ namespace, name, port }) =>
        namespaces.includes(namespace) ? entrance(world, namespace, name, port, ['alb', 'envoy']) : [],
      ),
    )
  return [...ofIngresses, ...ofRoutes]
}

function entrance(
  world: World,
  namespace: string,
  name: string,
  port: unknown,
  families: readonly Family[],
): readonly Entrance[] {
  const service = named<Service>(world, allServices, namespace, name)
  return service === undefined ? [] : [{ service, port, families }]
}

/** By the controller of the class; any controller where that says nothing. */
function familiesOf(className: string, world: World): readonly Family[] {
  const found = className === '' ? undefined : named<KubeObject>(world, ingressClasses, '', className)
  const controller = asString(asFields(asFields(found).spec).controller)
  if (/nginx/.test(controller)) return ['nginx']
  return /alb/.test(controller) ? ['alb'] : ['nginx', 'alb']
}

function backendRefsOf(route: KubeObject) {
  const { spec } = asFields(route)
  return asList(asFields(spec).rules)
    .flatMap((rule) => asList(asFields(rule).backendRefs))
    .map(asFields)
    .filter(({ kind = 'Service' }) => kind === 'Service')
    .map(({ name, namespace, port }) => ({
      name: asString(name),
      namespace: asString(namespace) || (route.metadata.namespace ?? ''),
      port,
    }))
}

function behind({ metadata, spec }: Service, { subject }: Scene): readonly PodFacts[] {
  const selector = { ...spec?.selector }
  if (Object.keys(selector).length === 0) return []
  return subject.pods.filter(
    ({ namespace, labels }) => namespace === metadata.namespace && matchesMap(selector, labels),
  )
}

function portsAt({ spec }: Service, port: unknown, pod: PodFacts): readonly Port[] {
  return (spec?.ports ?? [])
    .filter((each) => port === undefined || each.port === port || each.name === port)
    .flatMap(({ port: own, targetPort = own, protocol: given }) => {
      const protocol = given === 'UDP' || given === 'SCTP' ? given : 'TCP'
      const number = typeof targetPort === 'number' ? targetPort : numberOf(pod, targetPort, protocol)
      return number === undefined ? [] : [{ protocol, port: number }]
    })
}
