/** Nodes: their own addresses, and the ranges that they give pods addresses of. */
import { asFields, asList } from '../../k8s/shape.ts'
import { type AddressSource, held, heldAddresses, holderOf, listed } from '../held-range.ts'
import { nodes } from '../related.ts'

export const nodeAddresses: AddressSource = {
  kind: nodes,
  of: (object) => {
    const { spec, status } = asFields(object)
    const { podCIDR, podCIDRs } = asFields(spec)
    const own = asList(asFields(status).addresses)
      .map(asFields)
      .filter(({ type }) => type === 'InternalIP' || type === 'ExternalIP')
    return [
      ...heldAddresses(
        'node',
        holderOf(object),
        own.map(({ address }) => address),
      ),
      ...held('nodePods', holderOf(object), listed(podCIDRs, podCIDR)),
    ]
  },
}
