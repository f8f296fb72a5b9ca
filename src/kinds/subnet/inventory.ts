/** How full the blocks of a Subnet are, counted card by card: there may be as many cards as addresses. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Address } from '../../net/address.ts'
import { type Cidr, formatCidr, parseCidr } from '../../net/cidr.ts'
import { Occupancy } from '../../net/occupancy.ts'
import { AddressOrder } from '../../net/order.ts'
import { type AddressRange, parseRanges, rangeOf, sizeOf } from '../../net/range.ts'
import { countOf, formatRanges, runAt } from '../../net/rangeset.ts'
import { sharesOf } from '../../net/shares.ts'
import type { Counting } from '../../ui/recount.ts'
import { hourOf } from './forecast.ts'
import { type Card, cardOf, keptBack } from './space.ts'
import type { SubnetView } from './spec.ts'

/** Of one block: how many of its addresses are what, and the share of each cell of a drawing that is. */
export interface Tally {
  readonly block: Cidr
  readonly used: bigint
  readonly reserved: bigint
  readonly free: bigint
  readonly usedShares: readonly number[]
  readonly reservedShares: readonly number[]
  /** How many of those that are used came in each hour: `2026-03-20T11`, in UTC. */
  readonly arrivals: ReadonlyMap<string, number>
}

export interface Inventory {
  /** By address. */
  readonly cards: readonly Card[]
  readonly tallies: readonly Tally[]
}

/** What of a Subnet says how it is counted, as text: what says the same is counted alike. */
export function countedOf(view: SubnetView): string {
  return view.blocks.map((block) => `${formatCidr(block)} ${formatRanges(keptBack(view, block))}`).join('\n')
}

/** `counted` is the text of `countedOf`. */
export function beginInventory(counted: string, cells: number): Counting<KubeObject, Inventory> {
  const cards = new AddressOrder<Card>()
  const blocks = counted.split('\n').flatMap((line) => {
    const [block = '', kept = ''] = line.split(' ')
    const cidr = parseCidr(block)
    return cidr === null ? [] : [new BlockCount(cidr, parseRanges(kept) ?? [], cells)]
  })
  return {
    add: (object) => {
      const card = cardOf(object)
      cards.add(card, card.addresses[0])
      const hour = hourOf(object.metadata.creationTimestamp ?? '')
      for (const address of card.addresses) for (const block of blocks) block.add(address, hour)
    },
    result: () => ({
      cards: cards.items(),
      tallies: blocks.map((block) => block.tally()),
    }),
  }
}

class BlockCount {
  readonly #all: AddressRange
  readonly #used: Occupancy
  /** Those in use although they are kept back. */
  readonly #both: Occupancy
  readonly #arrivals = new Map<string, number>()

  constructor(
    readonly block: Cidr,
    /** A merged set. */
    readonly kept: readonly AddressRange[],
    readonly cells: number,
  ) {
    this.#all = rangeOf(block)
    this.#used = new Occupancy(this.#all, cells)
    this.#both = new Occupancy(this.#all, cells)
  }

  /** `hour` is when it came; `''` where nobody knows. */
  add(address: Address, hour: string): void {
    if (!this.#used.add(address)) return
    if (runAt(this.kept, address) !== null) this.#both.add(address)
    if (hour !== '') this.#arrivals.set(hour, (this.#arrivals.get(hour) ?? 0) + 1)
  }

  tally(): Tally {
    const { used } = this.#used
    const reserved = countOf(this.kept) - this.#both.used
    const both = this.#both.shares()
    return {
      block: this.block,
      used,
      reserved,
      free: sizeOf(this.#all) - used - reserved,
      usedShares: this.#used.shares(),
      reservedShares: sharesOf(this.#all, this.kept, this.cells).map((share, at) => share - (both[at] ?? 0)),
      arrivals: this.#arrivals,
    }
  }
}
