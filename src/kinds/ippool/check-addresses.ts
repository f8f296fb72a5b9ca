/** What is wrong with the addresses of an IPPool: by themselves, in their subnet, beside other pools. */
import type { Path } from '../../k8s/fieldpath.ts'
import type { Finding } from '../../manifest/finding.ts'
import { formatAddress, parseAddress } from '../../net/address.ts'
import { formatRange, holds, overlap, parseRange, rangeOf, rangeSeparator } from '../../net/range.ts'
import { covers, merged, without } from '../../net/rangeset.ts'
import { addressProblem } from '../../ui/fields/address-problem.ts'
import { ipPools } from '../related.ts'
import { gatewayIn, keptBack } from '../subnet/space.ts'
import type { SubnetView } from '../subnet/spec.ts'
import { finding, fix, type Judged, missing, type Rule, refusal } from './finding.ts'
import { asStored, ipsPath, viewOf } from './spec.ts'

const isRead = ({ blocks, parts }: SubnetView) => blocks.length > 0 && blocks.length === parts.length

const rows: Rule = ({ texts, isOdd }) => {
  if (isOdd) return []
  if (texts.length === 0) return [missing('ips-missing', ipsPath)]
  return texts.flatMap((text, index) => ofText(text, [...ipsPath, index]))
}

function ofText(text: string, path: Path): readonly Finding[] {
  if (text.trim() === '') return [missing('ip-missing', path)]
  const problem = addressProblem(text, 'range')
  if (problem !== null)
    return [backwards(text, path) ?? { ...finding('error', 'ip-invalid', path), text: problem }]
  // Any notation can be typed; Kube-OVN knows one for ranges, and takes no spaces.
  const value = text.includes('/') ? text.trim() : asStored(text.trim())
  if (value === text || text.split('..').every((end) => parseAddress(end) !== null && end.trim() === end))
    return []
  return [finding('error', 'notation', path, { value }, fix('write', [{ path, value }], { value }))]
}

function backwards(text: string, path: Path): Finding | null {
  const [from, to, more] = text.split(rangeSeparator).map((end) => parseAddress(end.trim()))
  if (!from || !to || more !== undefined || from.family !== to.family) return null
  const value = formatRange({ first: to, last: from }, '..')
  return finding('error', 'backwards', path, {}, fix('write', [{ path, value }], { value }))
}

/** Kube-OVN counts such addresses once. */
const ownOverlap: Rule = ({ texts }) => {
  const read = texts.map(parseRange)
  return read.flatMap((range, index) => {
    if (range === null) return []
    const before = read.slice(0, index).findIndex((each) => each !== null && overlap(each, range))
    if (before < 0) return []
    return [finding('warning', 'overlap-own', [...ipsPath, index], { other: texts[before] ?? '' })]
  })
}

/** The ranges that can be read, each with its row. */
const written = ({ texts }: Judged) =>
  texts.flatMap((text, index) => {
    const range = parseRange(text)
    return range === null ? [] : [{ text, range, path: [...ipsPath, index] }]
  })

/** Of one subnet no address is in two pools. */
const otherPools: Rule = (pool, world) => {
  if (pool.subnet === '') return []
  const others = world
    .list(ipPools)
    .map(viewOf)
    .filter(({ name, subnet }) => name !== pool.name && subnet === pool.subnet)
  return written(pool).flatMap(({ text, range, path }) => {
    const met = others.flatMap(({ name, texts }) =>
      texts.flatMap((other) => {
        const taken = parseRange(other)
        return taken !== null && overlap(taken, range) ? [{ name, other }] : []
      }),
    )
    const [first] = met
    if (first === undefined) return []
    // What overlaps already stops no other change.
    const isOld = pool.saved !== undefined && viewOf(pool.saved).texts.includes(text)
    const values = { text, ...first }
    return [isOld ? finding('error', 'overlap-pool', path, values) : refusal('overlap-pool', path, values)]
  })
}

/** What is outside may be named, and is never given away. */
const outside: Rule = (pool) => {
  const { of } = pool
  if (of === undefined || !isRead(of)) return []
  const all = merged(of.blocks.map(rangeOf))
  const values = { subnet: of.name, cidr: of.parts.join(', ') }
  return written(pool).flatMap(({ range, path }) => {
    if (covers(all, [range])) return []
    const isPart = all.some((each) => overlap(each, range))
    return [finding('warning', isPart ? 'partly-outside' : 'outside', path, values)]
  })
}

/** The gateway and the reserved addresses of the subnet are those of its pools, too. */
const kept: Rule = (pool) => {
  const { of } = pool
  if (of === undefined || !isRead(of)) return []
  return written(pool).flatMap(({ range, path }) => {
    const gateway = of.blocks.flatMap((block) => gatewayIn(of, block) ?? []).find((at) => holds(range, at))
    if (gateway !== undefined)
      return [finding('warning', 'holds-gateway', path, { gateway: formatAddress(gateway) })]
    const reserved = of.reserved.find((text) => {
      const back = parseRange(text)
      return back !== null && overlap(back, range)
    })
    return reserved === undefined ? [] : [finding('warning', 'holds-reserved', path, { reserved })]
  })
}

/** Where all that it names is outside, or kept back. */
const nothingLeft: Rule = ({ of, ranges, texts }) => {
  if (of === undefined || !isRead(of) || ranges.length === 0 || ranges.length < texts.length) return []
  const usable = of.blocks.flatMap((block) => without([rangeOf(block)], keptBack(of, block)))
  return usable.some((each) => ranges.some((range) => overlap(each, range)))
    ? []
    : [finding('warning', 'nothing-left', ipsPath)]
}

/** A pod of a dual-stack subnet needs an address of each family. */
const families: Rule = ({ of, ranges, texts }) => {
  if (of === undefined || !isRead(of) || ranges.length === 0 || ranges.length < texts.length) return []
  const lacking = of.blocks
    .map(({ address }) => address.family)
    .find((family) => !ranges.some(({ first }) => first.family === family))
  return lacking === undefined
    ? []
    : [finding('warning', 'one-family', ipsPath, { family: lacking, subnet: of.name })]
}

export const addressRules: readonly Rule[] = [
  ...[rows, ownOverlap, otherPools, outside, kept],
  ...[nothingLeft, families],
]
