/** What takes requests in a cluster, each as a router: load balancers, and the classes of ingress-nginx. */
import type { KubeObject } from '../../k8s/objects.ts'
import { parseApiVersion } from '../../k8s/resource.ts'
import { albRouter, nginxRouter, type Router } from '../../net/route/index.ts'
import type { ObjectReference } from '../../ui/links.tsx'
import { classNameOf, controllerOf, findClass } from '../ingress/classes.ts'
import { viewOf } from '../ingress/spec.ts'
import { albs, allAlbPorts, allAlbRules, allIngresses, ingressClasses } from '../related.ts'
import type { World } from '../world.ts'

export interface Entrance {
  readonly id: string
  readonly reference: ObjectReference
  readonly router: Router
}

/** Those that may serve the object: itself, what serves its class, or all there are. */
export function entrancesFor(object: KubeObject, world: World): readonly Entrance[] {
  const { group } = parseApiVersion(object.apiVersion)
  if (group === albs.group && object.kind === albs.kind) return [ofBalancer(object, world)]
  if (object.kind === allIngresses.kind) return ofClass(classNameOf(viewOf(object), world), world)
  return [
    ...world.list(albs).map((each) => ofBalancer(each, world)),
    ...world.list(ingressClasses).flatMap((each) => ofNginx(each, world)),
  ]
}

function ofClass(name: string, world: World): readonly Entrance[] {
  const found = findClass(name, world)
  if (found === undefined) return []
  if (!controllerOf(found).endsWith('/alb2')) return ofNginx(found, world)
  return world.list(albs).flatMap((each) => (each.metadata.name === name ? [ofBalancer(each, world)] : []))
}

function ofBalancer(alb: KubeObject, world: World): Entrance {
  const { namespace, name } = alb.metadata
  return {
    id: `alb/${namespace}/${name}`,
    reference: { group: albs.group, kind: albs.kind, namespace, name },
    router: albRouter({ alb, frontends: world.list(allAlbPorts), rules: world.list(allAlbRules) }),
  }
}

/** Nothing for classes of other software: how it decides is not known here. */
function ofNginx(ingressClass: KubeObject, world: World): readonly Entrance[] {
  if (!isNginx(controllerOf(ingressClass), world)) return []
  const { name } = ingressClass.metadata
  const own = world.list(allIngresses).filter((each) => classNameOf(viewOf(each), world) === name)
  return [
    {
      id: `class/${name}`,
      reference: { group: ingressClasses.group, kind: ingressClasses.kind, name },
      router: nginxRouter({ ingresses: own }),
    },
  ]
}

/** The platform's own installations have a controller each. */
function isNginx(controller: string, { labelDomain }: World): boolean {
  return controller === 'k8s.io/ingress-nginx' || controller.startsWith(`ingress-nginx.${labelDomain}/`)
}
