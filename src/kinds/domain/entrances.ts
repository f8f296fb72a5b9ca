/** The addresses at which what uses a domain can be reached, as the cluster says. */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { loadBalancerAddresses } from '../ingress/spec.ts'
import type { World } from '../world.ts'
import { usersOf } from './usage.ts'

/** Each once: those in the status of Ingresses and Gateways. Host names of cloud load balancers are among them. */
export function entrancesOf(domain: unknown, world: World): readonly string[] {
  const addresses = usersOf(domain, world).flatMap((object) => [
    ...loadBalancerAddresses(object),
    ...gatewayAddresses(object),
  ])
  return [...new Set(addresses)]
}

function gatewayAddresses({ status }: KubeObject & { status?: unknown }): readonly string[] {
  return asList(asFields(status).addresses).flatMap((each) => asString(asFields(each).value) || [])
}
