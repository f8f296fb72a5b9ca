/** What is wrong with the addresses that a Subnet keeps back. */
import type { Finding } from '../../manifest/finding.ts'
import { formatAddress } from '../../net/address.ts'
import { formatCidr, networkCidr } from '../../net/cidr.ts'
import { type AddressRange, formatRange, holds, overlap, parseRange, rangeOf } from '../../net/range.ts'
import { covers, merged } from '../../net/rangeset.ts'
import { addressProblem } from '../../ui/fields/address-problem.ts'
import { finding, fix, type Judged, missing, type Rule, refusal } from './finding.ts'
import { gatewayIn, keptBack } from './space.ts'
import { reservedPath } from './spec.ts'

const rows: Rule = (subnet) =>
  subnet.reserved.flatMap((text, index): readonly Finding[] => {
    const path = [...reservedPath, index]
    if (text.trim() === '') return [missing('reserved-missing', path)]
    const range = parseRange(text)
    const problem = addressProblem(text, 'range')
    if (range === null || problem !== null)
      return [
        {
          ...finding('error', 'reserved-invalid', path),
          text: problem ?? { key: 'subnet:check.reserved-invalid' },
        },
      ]
    return [...notation(text, range, path), ...outside(subnet, range, path)]
  })

/** Any notation can be typed; Kube-OVN knows one. */
function notation(text: string, range: AddressRange, path: readonly (string | number)[]): readonly Finding[] {
  const value = formatRange(range, '..')
  const known = text.split('..')
  if (
    known.length <= 2 &&
    known.every((end) => addressProblem(end, 'address') === null && end.trim() === end)
  )
    return []
  return [finding('error', 'reserved-notation', path, { value }, fix('write', [{ path, value }], { value }))]
}

function outside({ blocks, parts }: Judged, range: AddressRange, path: readonly (string | number)[]) {
  if (blocks.length === 0 || blocks.length !== parts.length) return []
  const cidr = parts.join(', ')
  if (!blocks.some((block) => overlap(rangeOf(block), range)))
    return [finding('warning', 'reserved-outside', path, { cidr })]
  return covers(merged(blocks.map(rangeOf)), [range])
    ? []
    : [finding('warning', 'reserved-partly', path, { cidr })]
}

/** Kube-OVN keeps the gateway back by itself; who takes it out on purpose is told that it stays. */
const gateway: Rule = ({ variant, blocks, saved, ...subnet }) => {
  if (variant === 'calico') return []
  const reserved = subnet.reserved.flatMap((text) => parseRange(text) ?? [])
  const before = saved?.reserved.flatMap((text) => parseRange(text) ?? []) ?? []
  return blocks.flatMap((block) => {
    const address = gatewayIn({ ...subnet, blocks }, block)
    if (address === null || reserved.some((each) => holds(each, address))) return []
    const value = formatAddress(address)
    const wasThere = before.some((each) => holds(each, address))
    const index = subnet.reserved.length
    const mend = fix(
      'reserve',
      [{ path: index === 0 ? reservedPath : [...reservedPath, index], value: index === 0 ? [value] : value }],
      { value },
    )
    return wasThere
      ? [refusal('gateway-removed', reservedPath, { gateway: value }, mend)]
      : [finding('info', 'gateway-unreserved', reservedPath, { gateway: value })]
  })
}

const full: Rule = (subnet) =>
  subnet.blocks
    .filter(() => subnet.reserved.length > 0)
    .filter((block) => covers(keptBack(subnet, block), [rangeOf(block)]))
    .map((block) =>
      finding('warning', 'reserved-all', reservedPath, { block: formatCidr(networkCidr(block)) }),
    )

export const reservedRules: readonly Rule[] = [rows, gateway, full]
