/** Policies bound to the pods they are about: which rules judge an endpoint's traffic, in order. */
import type { Candidates } from './candidates.ts'
import type { PeerIndex } from './peer-index.ts'
import type { Direction, Policy, PortChoice, Rule, Tier } from './policy.ts'

export interface BoundRule {
  readonly rule: Rule
  /** Numbers in the peer index. */
  readonly peers: readonly number[] | 'everything'
  readonly ports: PortChoice
}

/** A policy as it is for some of its subjects; only `sameLabels` and `notSameLabels` make a difference. */
export interface BoundPolicy {
  readonly number: number
  readonly policy: Policy
  readonly egress: readonly BoundRule[] | null
  readonly ingress: readonly BoundRule[] | null
}

/** All that judges one direction of an endpoint's traffic; equal for all endpoints with the same number. */
export interface Side {
  readonly number: number
  readonly tiers: Readonly<Record<Tier, readonly BoundPolicy[]>>
}

export class Binding {
  readonly #bound: BoundPolicy[] = []
  readonly #sides = new Map<string, Side>()
  readonly #ofPlace: BoundPolicy[][]
  readonly #candidates: Candidates
  readonly #peers: PeerIndex

  constructor(policies: readonly Policy[], candidates: Candidates, peers: PeerIndex) {
    this.#candidates = candidates
    this.#peers = peers
    this.#ofPlace = candidates.list.map(() => [])
    for (const policy of policies) this.#bind(policy)
  }

  /** What judges a candidate's traffic in that direction; nothing judges the world outside. */
  sideOf(place: number | null, direction: Direction): Side {
    const bound = place === null ? [] : (this.#ofPlace[place] ?? [])
    const own = bound.filter((each) => each[direction] !== null)
    const key = own.map(({ number }) => number).join()
    const known = this.#sides.get(key)
    if (known !== undefined) return known
    const inTier = (tier: Tier) => own.filter(({ policy }) => policy.tier === tier)
    const tiers = { admin: inTier('admin'), network: inTier('network'), baseline: inTier('baseline') }
    const side = { number: this.#sides.size, tiers }
    this.#sides.set(key, side)
    return side
  }

  #bind(policy: Policy): void {
    const compared = comparedLabels(policy)
    const variants = new Map<string, BoundPolicy>()
    for (const place of this.#candidates.chosenBy(policy.subject, '')) {
      const namespace = this.#candidates.list[place]?.namespace ?? ''
      const key = JSON.stringify(this.#candidates.comparedValues(compared, namespace))
      const bound = variants.get(key) ?? this.#boundFor(policy, namespace)
      variants.set(key, bound)
      this.#ofPlace[place]?.push(bound)
    }
  }

  #boundFor(policy: Policy, namespace: string): BoundPolicy {
    const bind = (rule: Rule): BoundRule => ({
      rule,
      ports: rule.ports,
      peers: rule.peers === 'everything' ? rule.peers : this.#peersOf(rule.peers, namespace),
    })
    const bound = {
      number: this.#bound.length,
      policy,
      egress: policy.egress?.map(bind) ?? null,
      ingress: policy.ingress?.map(bind) ?? null,
    }
    this.#bound.push(bound)
    return bound
  }

  #peersOf(peers: Exclude<Rule['peers'], 'everything'>, namespace: string): readonly number[] {
    return peers.flatMap((peer) =>
      peer.by === 'labels'
        ? [this.#peers.numberByLabels(peer, this.#candidates, namespace)]
        : this.#peers.numbersByAddress(peer),
    )
  }
}

export function rulesOf(policy: Policy): readonly Rule[] {
  return [...(policy.egress ?? []), ...(policy.ingress ?? [])]
}

function comparedLabels(policy: Policy): readonly string[] {
  return rulesOf(policy)
    .flatMap(({ peers }) => (peers === 'everything' ? [] : peers))
    .flatMap((peer) => (peer.by === 'labels' && 'labels' in peer.namespaces ? peer.namespaces.labels : []))
}
