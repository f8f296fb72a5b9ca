/** Which software serves an Ingress, as far as its class tells. */
import type { World } from '../../world.ts'
import { classNameOf, controllerOf, findClass } from '../classes.ts'
import type { IngressView } from '../spec.ts'

export type Software = 'nginx' | 'alb' | 'other'

/** `null` where the class, and so the software, is not known. */
export function softwareOf(ingress: IngressView, world: World): Software | null {
  const found = findClass(classNameOf(ingress, world), world)
  if (found === undefined) return null
  const controller = controllerOf(found)
  const isNginx =
    controller === 'k8s.io/ingress-nginx' || controller.startsWith(`ingress-nginx.${world.labelDomain}/`)
  if (isNginx) return 'nginx'
  const { annotations, labels } = found.metadata
  const managed = `alb.${world.labelDomain}/managed-by`
  const isAlb =
    controller === `${world.labelDomain}/alb2` || (annotations?.[managed] ?? labels?.[managed]) !== undefined
  return isAlb ? 'alb' : 'other'
}

/** The name of the software as its class gives it. */
export function controllerName(ingress: IngressView, world: World): string {
  const found = findClass(classNameOf(ingress, world), world)
  return found === undefined ? '' : controllerOf(found)
}
