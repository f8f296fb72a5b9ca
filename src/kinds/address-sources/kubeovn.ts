/** Kube-OVN: what is kept for some, and addresses that belong to no pod. */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { type AddressSource, held, heldAddresses, holderOf, type Role } from '../held-range.ts'

const kubeOvn = { group: 'kubeovn.io', versions: ['v1'] }

/** Addresses of a subnet that only some workloads get. */
export const fixedAddresses: AddressSource = {
  kind: { ...kubeOvn, kind: 'IPPool' },
  of: (object) => held('fixed', holderOf(object), asList(asFields(asFields(object).spec).ips)),
}

export const virtualAddresses: AddressSource = {
  kind: { ...kubeOvn, kind: 'Vip' },
  of: (object) => givenOrAsked(object, 'vip', ['v4ip', 'v6ip']),
}

export const elasticAddresses: readonly AddressSource[] = [
  {
    kind: { ...kubeOvn, kind: 'OvnEip' },
    of: (object) => givenOrAsked(object, 'egress', ['v4Ip', 'v6Ip']),
  },
  {
    kind: { ...kubeOvn, kind: 'IptablesEIP' },
    of: (object) => givenOrAsked(object, 'egress', ['v4ip', 'v6ip', 'ip']),
  },
]

export const egressGateways: AddressSource = {
  kind: { ...kubeOvn, kind: 'VpcEgressGateway' },
  of: (object) => {
    const { spec, status } = asFields(object)
    const ofBoth = (field: string) => [spec, status].flatMap((each) => asList(asFields(each)[field]))
    // Instances have an address within and one without, of each family.
    const texts = [...ofBoth('externalIPs'), ...ofBoth('internalIPs')].flatMap((each) =>
      asString(each).split(','),
    )
    return heldAddresses('egress', holderOf(object), [...new Set(texts)])
  },
}

/** What was given says more than what was asked for. */
function givenOrAsked(object: KubeObject, role: Role, fields: readonly string[]) {
  const { spec, status } = asFields(object)
  const of = (part: unknown) => fields.map((field) => asFields(part)[field])
  return heldAddresses(role, holderOf(object), [...new Set([...of(spec), ...of(status)])])
}
