/** What one side lets through to or from every endpoint, computed once for all endpoints that are judged alike. */
import type { BoundRule, Side } from './bind.ts'
import type { Endpoint } from './compile.ts'
import { sharedFamily } from './families.ts'
import { Layers } from './layers.ts'
import type { PeerIndex } from './peer-index.ts'
import type { NamedContainerPort } from './pods.ts'
import type { Direction, PortChoice } from './policy.ts'
import { NONE, type PortTable } from './port-table.ts'
import { type PortSet, union } from './ports.ts'

/** The ports a rule speaks of, at a destination with these named ports. */
export function portsAt({ fixed, named }: PortChoice, container: readonly NamedContainerPort[]): PortSet {
  return container
    .filter((port) =>
      named.some(
        ({ name, protocol }) => name === port.name && (protocol === null || protocol === port.protocol),
      ),
    )
    .reduce((ports, port) => union(ports, port.ports), fixed)
}

export class Rows {
  readonly layers = new Layers()
  readonly #rows = new Map<string, Int32Array>()
  readonly #byPlace: Readonly<Record<Direction, Int32Array[]>> = { egress: [], ingress: [] }
  readonly #strangers = new Map<string, readonly number[]>()
  readonly #portNumbers = new Map<PortChoice, number[]>()
  readonly #endpoints: readonly Endpoint[]
  readonly #peers: PeerIndex
  readonly #namedPorts: readonly (readonly NamedContainerPort[])[]

  constructor(
    endpoints: readonly Endpoint[],
    peers: PeerIndex,
    namedPorts: readonly (readonly NamedContainerPort[])[],
  ) {
    this.#endpoints = endpoints
    this.#peers = peers
    this.#namedPorts = namedPorts
  }

  get table(): PortTable {
    return this.layers.table
  }

  /** How many rows were computed, to tell in a test how much work it was. */
  get computed(): number {
    return this.#rows.size
  }

  namedPortsOf({ named }: Endpoint): readonly NamedContainerPort[] {
    return this.#namedPorts[named] ?? []
  }

  /** By place of the other endpoint, the number of the port set that this one's side lets through. */
  of(own: Endpoint, direction: Direction): Int32Array {
    const byPlace = this.#byPlace[direction]
    byPlace[own.place] ??= this.#shared(own, direction)
    return byPlace[own.place] ?? new Int32Array()
  }

  /**
   * The number of the set of ports on which pods of one endpoint may reach pods of the other. What a pod's own node
   * and the pod itself may do besides is not in it.
   */
  between(from: Endpoint, to: Endpoint): number {
    const egress = this.of(from, 'egress')[to.place] ?? NONE
    return this.table.intersection(egress, this.of(to, 'ingress')[from.place] ?? NONE)
  }

  #shared(own: Endpoint, direction: Direction): Int32Array {
    const ports = direction === 'ingress' ? own.named : ''
    const key = `${direction} ${own[direction].number} ${own.families} ${ports}`
    const known = this.#rows.get(key)
    if (known !== undefined) return known
    const row = this.#compute(own, direction)
    this.#rows.set(key, row)
    return row
  }

  #compute(own: Endpoint, direction: Direction): Int32Array {
    const side: Side = own[direction]
    const states = new Int32Array(this.#endpoints.length).fill(this.layers.start)
    for (const tier of ['admin', 'network', 'baseline'] as const) {
      for (const bound of side.tiers[tier]) {
        for (const rule of bound[direction] ?? []) this.#apply(states, own, direction, rule)
      }
      const isolates = tier === 'network' && side.tiers.network.length > 0
      const close = (state: number) => (isolates ? this.layers.isolated(state) : this.layers.nextTier(state))
      if (side.tiers[tier].length > 0) replaceAll(states, close)
    }
    replaceAll(states, (state) => this.layers.result(state))
    for (const place of this.#strangersOf(own, direction)) states[place] = NONE
    return states
  }

  /** Endpoints with which there is no family in common. */
  #strangersOf(own: Endpoint, direction: Direction): readonly number[] {
    const key = `${direction} ${own.families}`
    const known = this.#strangers.get(key)
    if (known !== undefined) return known
    const strangers = this.#endpoints.filter((other) => this.#familyWith(own, other, direction) === 'none')
    const places = strangers.map(({ place }) => place)
    this.#strangers.set(key, places)
    return places
  }

  #apply(states: Int32Array, own: Endpoint, direction: Direction, bound: BoundRule): void {
    // Most places in turn are in the same state and have the same ports.
    let last = { state: -1, ports: -1, next: -1 }
    this.eachTaken(own, direction, bound, (place, ports) => {
      const state = states[place] ?? 0
      if (last.state !== state || last.ports !== ports) {
        last = { state, ports, next: this.layers.step(state, bound.rule.action, ports) }
      }
      states[place] = last.next
    })
  }

  /** The endpoints that a rule takes, by their places, with the number of the ports it takes of each. */
  eachTaken(
    own: Endpoint,
    direction: Direction,
    { rule, peers }: BoundRule,
    take: (place: number, ports: number) => void,
  ): void {
    const always = rule.ports.named.length === 0 ? this.#portsOf(rule.ports, -1) : null
    const step = (place: number) => {
      const destination = direction === 'ingress' ? own.named : (this.#endpoints[place]?.named ?? -1)
      take(place, always ?? this.#portsOf(rule.ports, destination))
    }
    if (peers === 'everything') {
      for (let place = 0; place < this.#endpoints.length; place += 1) step(place)
      return
    }
    for (const number of peers) {
      const { family = null, places = [] } = this.#peers.members[number] ?? {}
      for (const place of places) {
        const other = this.#endpoints[place]
        if (other === undefined) continue
        if (family === null || this.#familyWith(own, other, direction) === family) step(place)
      }
    }
  }

  #familyWith(own: Endpoint, other: Endpoint, direction: Direction) {
    return direction === 'egress'
      ? sharedFamily(own.families, other.families)
      : sharedFamily(other.families, own.families)
  }

  #portsOf(choice: PortChoice, named: number): number {
    const at = choice.named.length === 0 ? 0 : named + 1
    const numbers = this.#portNumbers.get(choice) ?? []
    this.#portNumbers.set(choice, numbers)
    const number = numbers[at] ?? this.table.numberOf(portsAt(choice, this.#namedPorts[at - 1] ?? []))
    numbers[at] = number
    return number
  }
}

function replaceAll(states: Int32Array, change: (state: number) => number): void {
  const known: number[] = []
  for (let place = 0; place < states.length; place += 1) {
    const state = states[place] ?? 0
    known[state] ??= change(state)
    states[place] = known[state]
  }
}
