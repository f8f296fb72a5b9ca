/** Which IngressClass an Ingress is of, and which ones it can be of. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Index } from '../../k8s/objectset.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import { everyProject } from '../assignment.ts'
import { named } from '../lookups.ts'
import { ingressClasses, namespaces } from '../related.ts'
import type { World } from '../world.ts'
import { classAnnotation, type IngressView } from './spec.ts'

const defaultAnnotation = 'ingressclass.kubernetes.io/is-default-class'

const byDefault: Index = { keysOf: ({ metadata }) => metadata.annotations?.[defaultAnnotation] ?? [] }

/** The class that a new Ingress without one gets; of several default classes the newest, as the API server has it. */
export function defaultClass(world: World): string | undefined {
  const created = ({ metadata }: KubeObject) => metadata.creationTimestamp ?? ''
  return world
    .lookup(ingressClasses, byDefault, 'true')
    .toSorted(
      (a, b) => created(b).localeCompare(created(a)) || a.metadata.name.localeCompare(b.metadata.name),
    )[0]?.metadata.name
}

/** The class in the field, else in the annotation of old, else the default; `''` where there is none. */
export function classNameOf({ className, annotations }: IngressView, world: World): string {
  return className || annotations[classAnnotation] || (defaultClass(world) ?? '')
}

export function findClass(name: string, world: World): KubeObject | undefined {
  return named(world, ingressClasses, '', name)
}

/** The name of the software that serves the class. */
export function controllerOf(ingressClass: KubeObject): string {
  return asString(asFields(asFields(ingressClass).spec).controller)
}

/** The project of a namespace: `''` where it has none, `null` where that is not known. */
export function projectOf(namespace: string, world: World): string | null {
  const found = named(world, namespaces, '', namespace)
  return found === undefined ? null : (found.metadata.labels?.[world.projectLabel] ?? '')
}

/** Whether a class takes Ingresses of the namespace: that of a load balancer says for which projects it is. */
export function isForNamespace(ingressClass: KubeObject, namespace: string, world: World): boolean {
  const served = ingressClass.metadata.annotations?.[`alb.${world.labelDomain}/project`]
  const project = projectOf(namespace, world)
  if (served === undefined || project === null) return true
  const projects = served.split(',').map((each) => each.trim())
  return projects.includes(everyProject) || (project !== '' && projects.includes(project))
}
