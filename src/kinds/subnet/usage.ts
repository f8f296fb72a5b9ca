/** What a Subnet carries: pods that lose their network with it, and what a change of it disturbs. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Text } from '../../manifest/finding.ts'
import type { Dependant } from '../kind.ts'
import type { World } from '../world.ts'
import { cardsOf } from './space.ts'
import { joinName, projectsOf, type SubnetView, viewOf } from './spec.ts'

export function podsOf(subnet: KubeObject, world: World): readonly Dependant[] {
  const pods = cardsOf(viewOf(subnet).name, world).filter(
    ({ pod, namespace }) => pod !== '' && namespace !== '',
  )
  const places = new Map(pods.map(({ pod, namespace }) => [`${namespace}/${pod}`, { namespace, name: pod }]))
  return [...places.values()].map((place) => ({ group: '', kind: 'Pod', ...place }))
}

/** The default subnet is where pods without one go, and without the join network no node reaches its pods. */
export function keptBecause(object: KubeObject): Text | null {
  const { name, isDefault } = viewOf(object)
  if (isDefault) return { key: 'subnet:keptDefault' }
  return name === joinName ? { key: 'subnet:keptJoin' } : null
}

export function interruptionsOf(before: unknown, after: unknown, world: World): readonly Text[] {
  // Nothing runs in a subnet that is not there yet; but the namespaces that are given to it have gateways already.
  const [was, is] = [viewOf(before), viewOf(after)]
  const changed = [
    ...difference(was.namespaces, is.namespaces),
    ...difference(projectsOf(before, world.projectLabel), projectsOf(after, world.projectLabel)),
  ]
  const rebuilt = changed.length > 0 && before !== null
  return [
    ...(rebuilt ? [{ key: 'subnet:interrupts.assignment', values: { names: changed.join(', ') } }] : []),
    ...(before !== null && hasOtherGateway(was, is) ? [{ key: 'subnet:interrupts.gateway' }] : []),
    ...(before !== null && was.spec.u2oInterconnection !== true && is.spec.u2oInterconnection === true
      ? [{ key: 'subnet:interrupts.interconnection' }]
      : []),
  ]
}

function hasOtherGateway(was: SubnetView, is: SubnetView): boolean {
  const of = ({ gatewayType, gatewayNodes, gatewayParts, spec }: SubnetView) =>
    JSON.stringify([
      gatewayType,
      gatewayNodes,
      gatewayParts,
      spec.natOutgoing === true,
      spec.enableEcmp === true,
    ])
  return of(was) !== of(is)
}

/** What is in one of them alone. */
function difference(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...a.filter((each) => !b.includes(each)), ...b.filter((each) => !a.includes(each))]
}
