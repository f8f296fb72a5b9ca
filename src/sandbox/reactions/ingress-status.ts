/** ingress-nginx's controller: Ingresses of its classes show where its Service can be reached. */
import type { KubeObject } from '../../k8s/objects.ts'
import { ingressClasses, ingresses, nodes, services } from './collections.ts'
import type { BalancedService } from './metallb/service.ts'
import { internalAddresses, isNodeReady, type Node } from './pods/pod.ts'
import {
  type Change,
  type Index,
  isIn,
  type Place,
  placeOf,
  type Reaction,
  type World,
  type Write,
} from './reaction.ts'
import { ensureStatus } from './wanted.ts'

interface Ingress extends KubeObject {
  readonly spec?: { readonly ingressClassName?: string }
  readonly status?: object
}

interface IngressClass extends KubeObject {
  readonly spec?: { readonly controller?: string }
}

const controller = 'k8s.io/ingress-nginx'
const controllerService = { namespace: 'ingress-nginx', name: 'ingress-nginx-controller' }

const ingressesByClass: Index<Ingress> = {
  of: ingresses,
  keys({ metadata, spec }) {
    const name = spec?.ingressClassName ?? metadata.annotations?.['kubernetes.io/ingress.class']
    return name === undefined ? [] : [name]
  },
}

export const ingressStatus: Reaction = {
  name: 'nginx-ingress-controller',
  watches: [ingresses, ingressClasses, services, nodes],
  subjects(change: Change, world: World): readonly Place[] {
    const object = change.current ?? change.previous
    if (object === null) return []
    if (isIn(change, ingresses)) return change.current === null ? [] : [placeOf(object)]
    const ofClass = (name: string) => world.by(ingressesByClass, name).map(placeOf)
    if (isIn(change, ingressClasses)) return ofClass(object.metadata.name)
    const { namespace, name } = placeOf(object)
    const isService = namespace === controllerService.namespace && name === controllerService.name
    const isIdle = isIn(change, nodes) ? offerOf(change.previous) === offerOf(change.current) : !isService
    if (isIdle) return []
    return world
      .list<IngressClass>(ingressClasses)
      .filter(isOurs)
      .flatMap(({ metadata }) => ofClass(metadata.name))
  },
  react(place: Place, world: World): readonly Write[] {
    const ingress = world.get<Ingress>(ingresses, place)
    if (ingress === null || ingress.metadata.deletionTimestamp !== undefined) return []
    const [name] = ingressesByClass.keys(ingress)
    const own = name === undefined ? null : world.get<IngressClass>(ingressClasses, { namespace: '', name })
    const service = world.get<BalancedService>(services, controllerService)
    if (own === null || !isOurs(own) || service === null) return []
    const reachedAt = addressesOf(service, world)
    const loadBalancer = reachedAt.length === 0 ? {} : { ingress: reachedAt }
    return ensureStatus(ingress, { ...ingress.status, loadBalancer })
  },
}

function isOurs({ spec }: IngressClass): boolean {
  return spec?.controller === controller
}

function offerOf(node: Node | null): string | null {
  return node === null ? null : JSON.stringify([isNodeReady(node), internalAddresses(node)])
}

/** Without a load balancer's address it is reached through its nodes. */
function addressesOf({ spec, status }: BalancedService, world: World): readonly object[] {
  const own = (status?.loadBalancer?.ingress ?? []).map(({ ip, hostname }) =>
    ip === undefined ? { hostname } : { ip },
  )
  if (own.length > 0 || spec?.type === 'LoadBalancer') return own
  const [node] = world.list<Node>(nodes).filter(isNodeReady)
  return node === undefined
    ? []
    : internalAddresses(node)
        .slice(0, 1)
        .map((ip) => ({ ip }))
}
