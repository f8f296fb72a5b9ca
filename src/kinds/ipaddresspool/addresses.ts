/** What a pool of external addresses says of the cluster's addresses. */
import { asFields } from '../../k8s/shape.ts'
import { merged } from '../../net/rangeset.ts'
import { type AddressSource, holderOf } from '../held-range.ts'
import { overlapFindings } from '../metallb/check-overlap.ts'
import { poolOf } from '../metallb/pool.ts'
import '../metallb/words.ts'
import { addressPools } from '../related.ts'

export const poolAddresses: AddressSource = {
  kind: addressPools,
  of: (object) => {
    const { status } = asFields(object)
    const ranges = merged(poolOf(object).ranges)
    return ranges.map((range) => {
      const { family } = range.first
      const assigned = asFields(status)[`assigned${family}`]
      const isOnly = ranges.filter(({ first }) => first.family === family).length === 1
      const used = isOnly && typeof assigned === 'number' ? { used: BigInt(Math.trunc(assigned)) } : {}
      return { range, role: 'pool' as const, holder: holderOf(object), ...used }
    })
  },
  meets: (object, world) => overlapFindings(poolOf(object), world),
}
