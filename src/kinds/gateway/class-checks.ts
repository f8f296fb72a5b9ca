/** What is wrong with an IngressClass of ingress-nginx: which controllers of the cluster serve it. */

import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import type { Check } from '../kind.ts'
import { allWorkloads } from '../related.ts'
import type { World } from '../world.ts'
import { finding } from './finding.ts'

const usual = 'k8s.io/ingress-nginx'
const flag = '--controller-class='

/** The class that a workload serves, where it is the controller of ingress-nginx. */
function classServed(workload: KubeObject): string | null {
  const template = asFields(asFields(asFields(workload).spec).template)
  const containers = asList(asFields(template.spec).containers).map(asFields)
  for (const { image, args, command } of containers) {
    const given = [...asList(command), ...asList(args)].map(asString)
    const named = given.find((each) => each.startsWith(flag))
    if (named !== undefined) return named.slice(flag.length)
    if (/ingress-nginx\/controller\b/.test(asString(image))) return usual
  }
  return null
}

function controllersOf(world: World): readonly (readonly [string, string])[] {
  return allWorkloads.flatMap((kind) =>
    world.list(kind).flatMap((workload) => {
      const served = classServed(workload)
      const { namespace, name } = workload.metadata
      return served === null ? [] : [[`${namespace}/${name}`, served] as const]
    }),
  )
}

export const classChecks: readonly Check[] = [
  (object, world) => {
    const controller = asString(asFields(asFields(object).spec).controller)
    // How other software is told which class it serves is not known here.
    if (!controller.includes('ingress-nginx')) return []
    if (allWorkloads.some((kind) => world.availability(kind) !== 'live')) return []
    const path = ['spec', 'controller']
    const serving = controllersOf(world).filter(([, served]) => served === controller)
    const names = serving.map(([name]) => name)
    if (names.length === 0) return [finding('error', 'class-unserved', path, { controller })]
    if (names.length === 1) return []
    return [finding('error', 'class-contested', path, { controller, names: names.join(', ') })]
  },
]
