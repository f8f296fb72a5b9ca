/** Calico: pools, and the blocks that nodes take of them. */
import { asFields, asString } from '../../k8s/shape.ts'
import { type AddressSource, held, holderOf } from '../held-range.ts'

const calico = { group: 'crd.projectcalico.org', versions: ['v1'] }

export const calicoPools: AddressSource = {
  kind: { ...calico, kind: 'IPPool' },
  of: (object) => held('cluster', holderOf(object), [asFields(asFields(object).spec).cidr]),
}

export const calicoBlocks: AddressSource = {
  kind: { ...calico, kind: 'IPAMBlock' },
  of: (object) => {
    const { cidr, affinity, deleted } = asFields(asFields(object).spec)
    if (deleted === true) return []
    // `host:worker-1`: whose pods get these addresses.
    const node = asString(affinity).startsWith('host:') ? asString(affinity).slice('host:'.length) : ''
    const holder = node === '' ? holderOf(object) : { group: '', kind: 'Node', name: node }
    return held('block', holder, [cidr])
  },
}
