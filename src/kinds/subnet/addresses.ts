/** What a Subnet says of the cluster's addresses. */

import { asFields } from '../../k8s/shape.ts'
import { rangeOf } from '../../net/range.ts'
import { type AddressSource, type HeldRange, holderOf } from '../held-range.ts'
import { subnets } from '../related.ts'
import { overlapRules } from './check-overlap.ts'
import { statusCount } from './count.ts'
import { keptBack } from './space.ts'
import { joinName, variantOf, viewOf } from './spec.ts'

export const subnetAddresses: AddressSource = {
  kind: subnets,
  of: (object) => {
    const view = viewOf(object)
    const holder = holderOf(object)
    const role = view.name === joinName ? 'join' : 'subnet'
    const { status } = asFields(object)
    return view.blocks.flatMap((block): readonly HeldRange[] => {
      const used = statusCount(
        asFields(status)[block.address.family === 'IPv4' ? 'v4usingIPs' : 'v6usingIPs'],
      )
      return [
        { range: rangeOf(block), role, holder, ...(used !== null && { used }) },
        ...keptBack(view, block).map((range): HeldRange => ({ range, role: 'reserved', holder })),
      ]
    })
  },
  meets: (object, world) => {
    const view = viewOf(object)
    const judged = { ...view, variant: variantOf(object, world), saved: view }
    return overlapRules.flatMap((rule) => rule(judged, world))
  },
}
