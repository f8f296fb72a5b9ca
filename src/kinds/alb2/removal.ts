/** What goes along with a load balancer: its ports, and all rules behind them. */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields } from '../../k8s/shape.ts'
import { albLabel } from '../alb/spec.ts'
import { type Dependant, dependantOf } from '../kind.ts'
import { labelled } from '../lookups.ts'
import { albPorts, albRules } from '../related.ts'
import type { World } from '../world.ts'

type Named = Pick<KubeObject, 'metadata'>

export function portsUnder({ metadata: { namespace = '', name } }: Named, world: World) {
  return labelled<KubeObject>(world, albPorts, namespace, { [albLabel]: name }).toSorted(byPort)
}

export function rulesUnder({ metadata: { namespace = '', name } }: Named, world: World) {
  return labelled<KubeObject>(world, albRules, namespace, { [albLabel]: name })
}

export const portOf = (frontend: unknown) => Number(asFields(asFields(frontend).spec).port) || 0

const byPort = (a: KubeObject, b: KubeObject) => portOf(a) - portOf(b)

export function removalOf(alb: KubeObject, world: World): readonly Dependant[] {
  return [...portsUnder(alb, world), ...rulesUnder(alb, world)].map(dependantOf)
}
