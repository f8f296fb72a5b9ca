/** Pods, by the records of what gave them their addresses or by what they say themselves. */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import { type AddressSource, heldAddresses, holderOf, listed } from '../held-range.ts'
import { ipAddresses, pods } from '../related.ts'

/** One for each network card; those without a namespace are the nodes' own in the join network. */
export const podRecords: AddressSource = {
  kind: ipAddresses,
  isBig: true,
  of: (object) => {
    const spec = asFields(asFields(object).spec)
    const own = [spec.v4IpAddress, spec.v6IpAddress].map(asString).filter(Boolean)
    return heldAddresses(
      'pod',
      cardHolder(object),
      own.length > 0 ? own : asString(spec.ipAddress).split(','),
    )
  },
}

function cardHolder(object: KubeObject) {
  const { podName, namespace, nodeName } = asFields(asFields(object).spec)
  const [name, place, node] = [podName, namespace, nodeName].map(asString)
  if (name && place) return { group: '', kind: 'Pod', namespace: place, name }
  // The card of a node is named by it.
  if (node && name?.endsWith(node)) return { group: '', kind: 'Node', name: node }
  return holderOf(object)
}

export const podAddresses: AddressSource = {
  kind: pods,
  isBig: true,
  unless: ipAddresses,
  of: (object) => {
    const { spec, status } = asFields(object)
    const { phase, podIP, podIPs } = asFields(status)
    // One on the network of its node has the address of that; one that is over has none any more.
    if (asFields(spec).hostNetwork === true || phase === 'Succeeded' || phase === 'Failed') return []
    const own = listed(podIPs, null).map((each) => asFields(each).ip)
    return heldAddresses('pod', holderOf(object), own.some(Boolean) ? own : [podIP])
  },
}
