/** The distinct peers of all rules by number, each with those it takes. */
import type { Labels } from '../../k8s/selector.ts'
import { matchesSelector } from '../../k8s/selector.ts'
import type { AddressRange } from '../range.ts'
import { formatRanges, merged } from '../rangeset.ts'
import type { Candidates } from './candidates.ts'
import type { Family } from './families.ts'
import type { NodeFacts } from './pods.ts'
import type { Peer } from './policy.ts'

export interface Members {
  /** `null` where it takes by labels, whatever family is spoken. */
  readonly family: Family | null
  /** Places of endpoints, in rising order. */
  readonly places: readonly number[]
}

export class PeerIndex {
  readonly members: Members[] = []
  /** What address peers hold, for cutting the address space; its places are numbers of peers. */
  readonly sets: (readonly AddressRange[])[] = []
  readonly #numbers = new Map<string, number>()
  readonly #nodes: ReadonlyMap<string, NodeFacts>

  constructor(nodes: ReadonlyMap<string, NodeFacts>) {
    this.#nodes = nodes
  }

  /** Must be called for every peer by addresses before `setPlaces`, and that before any by labels. */
  numbersByAddress(peer: Exclude<Peer, { by: 'labels' }>): readonly number[] {
    const ranges = peer.by === 'addresses' ? peer.ranges : this.#nodeRanges(peer.selector)
    return (['IPv4', 'IPv6'] as const).flatMap((family) => {
      const own = merged(ranges.filter(({ first }) => first.family === family))
      if (own.length === 0) return []
      return [
        this.#number(formatRanges(own), () => {
          this.sets.push(own)
          return { family, places: [] }
        }),
      ]
    })
  }

  numberByLabels(peer: Extract<Peer, { by: 'labels' }>, candidates: Candidates, subject: string): number {
    const compared =
      'labels' in peer.namespaces ? candidates.comparedValues(peer.namespaces.labels, subject) : []
    const key = JSON.stringify([peer.namespaces, peer.pods, compared])
    return this.#number(key, () => ({ family: null, places: candidates.chosenBy(peer, subject) }))
  }

  setPlaces(places: readonly (readonly number[])[]): void {
    for (const [number, own] of places.entries()) {
      const members = this.members[number]
      if (members !== undefined) this.members[number] = { ...members, places: own }
    }
  }

  #number(key: string, make: () => Members): number {
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.members.push(make()) - 1
    this.#numbers.set(key, number)
    return number
  }

  #nodeRanges(selector: Parameters<typeof matchesSelector>[0]): readonly AddressRange[] {
    return [...this.#nodes.values()]
      .filter(({ labels }: { labels: Labels }) => matchesSelector(selector, labels))
      .flatMap(({ addresses }) => addresses.map((address) => ({ first: address, last: address })))
  }
}
