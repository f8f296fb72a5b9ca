/** The rules that hold `clusterIP`, `clusterIPs`, `ipFamilies` and `ipFamilyPolicy` of a Service together. */
import { parseAddress } from '../../../net/address.ts'
import { addressErrors } from '../builtin/addresses.ts'
import { duplicate, type FieldError, invalid, notSupported, required } from '../schema/messages.ts'
import { isHeadless, type ServiceSpec } from './fields.ts'

const families = ['IPv4', 'IPv6']
const policies = ['PreferDualStack', 'RequireDualStack', 'SingleStack']

export function clusterIPErrors(spec: ServiceSpec, old: ServiceSpec | null): readonly FieldError[] {
  if (spec.type === 'ExternalName') return []
  const ips = spec.clusterIPs ?? []
  const errors: FieldError[] = [...pairErrors(spec.clusterIP ?? '', ips), ...familyErrors(spec)]
  let misplaced = false
  for (const [at, ip] of ips.entries()) {
    if (at === 0 && ip === 'None') {
      if (ips.length === 1) continue
      misplaced = true
      errors.push(invalid('spec.clusterIPs', ips, "'None' must be the first and only value"))
      continue
    }
    const wrong = addressErrors(`spec.clusterIPs[${at}]`, ip, old?.clusterIPs)
    misplaced ||= wrong.length > 0
    errors.push(...wrong)
  }
  if (ips.length > 2) errors.push(invalid('spec.clusterIPs', ips, 'may only hold up to 2 values'))
  // Positions and families of wrong addresses would only say more wrong things.
  if (misplaced) return errors
  const found = ips.map((ip) => parseAddress(ip)?.family)
  if (ips.length > 1 && new Set(found).size < ips.length) {
    errors.push(invalid('spec.clusterIPs', ips, 'may specify no more than one IP for each IP family'))
  }
  if (!isHeadless(spec)) errors.push(...mismatches(ips, spec.ipFamilies ?? []))
  return errors
}

function pairErrors(clusterIP: string, ips: readonly string[]): readonly FieldError[] {
  const field = 'spec.clusterIPs'
  if (clusterIP === '') {
    return ips.length === 0 ? [] : [invalid(field, ips, 'must be empty when `clusterIP` is not specified')]
  }
  if (ips.length === 0) return [required(field)]
  return ips[0] === clusterIP ? [] : [invalid(field, ips, 'first value must match `clusterIP`')]
}

function familyErrors(spec: ServiceSpec): readonly FieldError[] {
  const list = spec.ipFamilies ?? []
  const errors = list.flatMap((family, at) => {
    const field = `spec.ipFamilies[${at}]`
    return [
      ...(families.includes(family) ? [] : [notSupported(field, family, families)]),
      ...(list.slice(0, at).includes(family) ? [duplicate(field, family)] : []),
    ]
  })
  const policy = spec.ipFamilyPolicy
  if (policy !== undefined && !policies.includes(policy)) {
    errors.push(notSupported('spec.ipFamilyPolicy', policy, policies))
  }
  return errors
}

function mismatches(ips: readonly string[], list: readonly string[]): readonly FieldError[] {
  return ips.flatMap((ip, at) => {
    const family = list[at]
    if (family === undefined || parseAddress(ip)?.family === family) return []
    const detail = `expected an ${family} value as indicated by \`ipFamilies[${at}]\``
    return families.includes(family) ? [invalid(`spec.clusterIPs[${at}]`, ip, detail)] : []
  })
}

/** The first address and family never change while a Service has one; the second may come and go. */
export function clusterIPChangeErrors(spec: ServiceSpec, old: ServiceSpec): readonly FieldError[] {
  if (spec.type === 'ExternalName' || old.type === 'ExternalName') return []
  if (isHeadless(spec) && isHeadless(old)) return []
  const ips = changeErrors(spec.clusterIPs ?? [], old.clusterIPs ?? [], 'spec.clusterIPs', true)
  const kept = isHeadless(spec) !== isHeadless(old) ? [] : familyChangeErrors(spec, old)
  return [...ips, ...kept, ...releaseErrors(spec, old)]
}

function changeErrors(
  now: readonly string[],
  before: readonly string[],
  field: string,
  named: boolean,
): readonly FieldError[] {
  const detail = 'may not change once set'
  if (now.length === before.length) {
    return before.flatMap((ip, at) =>
      ip === now[at] ? [] : [invalid(`${field}[${named ? at : 0}]`, now, detail)],
    )
  }
  if (now.length === 0) return [invalid(`${field}[0]`, now, 'primary clusterIP can not be unset')]
  return before.length > 0 && now[0] !== before[0] ? [invalid(`${field}[0]`, now, detail)] : []
}

function familyChangeErrors(spec: ServiceSpec, old: ServiceSpec): readonly FieldError[] {
  return changeErrors(spec.ipFamilies ?? [], old.ipFamilies ?? [], 'spec.ipFamilies', false)
}

function releaseErrors(spec: ServiceSpec, old: ServiceSpec): readonly FieldError[] {
  const field = 'spec.ipFamilyPolicy'
  const policy = spec.ipFamilyPolicy ?? null
  if (policy === 'SingleStack') return []
  const released = (now: readonly string[] = [], before: readonly string[] = []) =>
    before.length === 2 && now.length === 1
  return [
    ...(released(spec.clusterIPs, old.clusterIPs)
      ? [invalid(field, policy, "must be set to 'SingleStack' when releasing the secondary clusterIP")]
      : []),
    ...(released(spec.ipFamilies, old.ipFamilies)
      ? [invalid(field, policy, "must be set to 'SingleStack' when releasing the secondary ipFamily")]
      : []),
  ]
}
