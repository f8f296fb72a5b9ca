/** The addresses that an egress gateway's instances have outside: named ones, kept ones, or the next free. */
import { bitsOf, formatAddress, parseAddress } from '../../net/address.ts'
import { parseCidr } from '../../net/cidr.ts'
import { type AddressRange, holds, parseRange, sizeOf } from '../../net/range.ts'

export interface ExternalSubnet {
  readonly cidrBlock?: string
  readonly gateway?: string
  readonly excludeIps?: readonly string[]
}

export interface AddressWishes {
  readonly subnet: ExternalSubnet
  /** What the gateway's author asks for, by instance. */
  readonly named: readonly string[]
  /** What its instances have now, so that they keep it. */
  readonly kept: readonly string[]
  /** What others have of this subnet. */
  readonly taken: ReadonlySet<string>
}

/** One text for each of `count` instances, its addresses of both families joined by a comma. */
export function externalAddresses(count: number, wishes: AddressWishes): readonly string[] {
  const taken = new Set(wishes.taken)
  for (const text of [...wishes.named, ...wishes.kept]) for (const each of text.split(',')) taken.add(each)
  return Array.from({ length: count }, (_, at) => {
    const given = wishes.named[at] ?? wishes.kept[at] ?? ''
    return given === '' ? nextFree(wishes.subnet, taken) : given
  })
}

function nextFree(
  { cidrBlock = '', gateway = '', excludeIps = [] }: ExternalSubnet,
  taken: Set<string>,
): string {
  const reserved = [...gateway.split(','), ...excludeIps].map(parseRange).filter((range) => range !== null)
  return cidrBlock
    .split(',')
    .map((block) => freeIn(block, reserved, taken))
    .filter((address) => address !== '')
    .join(',')
}

/** The first free address of a block, which is then taken; `''` where none is left. */
function freeIn(block: string, reserved: readonly AddressRange[], taken: Set<string>): string {
  const range = parseRange(block)
  const cidr = parseCidr(block)
  if (range === null || cidr === null) return ''
  const { first, last } = range
  const isPointToPoint = bitsOf(first) - cidr.length <= 1
  const edge = isPointToPoint || sizeOf(range) < 3n ? 0n : 1n
  for (let value = first.value + edge; value <= last.value - edge; value += 1n) {
    const address = { ...first, value }
    const hit = reserved.find((each) => holds(each, address))
    if (hit !== undefined) {
      value = hit.last.value
      continue
    }
    const text = formatAddress(address)
    if (taken.has(text)) continue
    taken.add(text)
    return text
  }
  return ''
}

/** Whether every address of the text lies in the subnet, so that it may be kept. */
export function liesIn({ cidrBlock = '' }: ExternalSubnet, text: string): boolean {
  const ranges = cidrBlock.split(',').map(parseRange)
  return text.split(',').every((each) => {
    const address = parseAddress(each)
    return address !== null && ranges.some((range) => range !== null && holds(range, address))
  })
}
