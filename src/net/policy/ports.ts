/** Sets of destination ports per protocol, exact: what a pair of endpoints may use is such a set, never one port. */

export const protocols = ['TCP', 'UDP', 'SCTP'] as const
export type Protocol = (typeof protocols)[number]

export const lastPort = 65_535

/** Both ends belong to it; ports are 1 to 65535. */
export interface PortRange {
  readonly protocol: Protocol
  readonly first: number
  readonly last: number
}

/**
 * Where the set begins and ends in turn, in rising order: a port stands at `index of its protocol * 65536 + port`,
 * and an end is the first place that is no longer in it. Equal sets have equal edges.
 */
export interface PortSet {
  readonly edges: readonly number[]
}

export const noPorts: PortSet = { edges: [] }

/** Every port of one protocol, or of all of them. */
export function allPorts(protocol?: Protocol): PortSet {
  if (protocol !== undefined) return portRange(protocol, 1, lastPort)
  return unionOf(protocols.map((each) => portRange(each, 1, lastPort)))
}

/** The ports `first` to `last` of a protocol; none where that is no range of 1 to 65535. */
export function portRange(protocol: Protocol, first: number, last: number = first): PortSet {
  if (!isPort(first) || !isPort(last) || first > last) return noPorts
  const base = baseOf(protocol)
  return { edges: [base + first, base + last + 1] }
}

/** Whether a value is a whole number from 1 to 65535. */
export function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= lastPort
}

/** The protocol a text names, as Kubernetes spells it; `null` where it names none. */
export function protocolOf(text: unknown): Protocol | null {
  return protocols.find((each) => each === text) ?? null
}

export function union(a: PortSet, b: PortSet): PortSet {
  return combined(a, b, (inA, inB) => inA || inB)
}

export function unionOf(sets: readonly PortSet[]): PortSet {
  return sets.reduce(union, noPorts)
}

export function intersection(a: PortSet, b: PortSet): PortSet {
  return combined(a, b, (inA, inB) => inA && inB)
}

/** What is in `a` and not in `b`. */
export function minus(a: PortSet, b: PortSet): PortSet {
  return combined(a, b, (inA, inB) => inA && !inB)
}

export function hasPort({ edges }: PortSet, protocol: Protocol, port: number): boolean {
  const place = baseOf(protocol) + port
  return isPort(port) && edges.findLastIndex((edge) => edge <= place) % 2 === 0
}

export function isNone({ edges }: PortSet): boolean {
  return edges.length === 0
}

export function isEqual(a: PortSet, b: PortSet): boolean {
  return a.edges.length === b.edges.length && a.edges.every((edge, at) => edge === b.edges[at])
}

/** The set as ranges, TCP first, each protocol's in rising order. */
export function rangesOf({ edges }: PortSet): readonly PortRange[] {
  const ranges: PortRange[] = []
  for (let at = 0; at + 1 < edges.length; at += 2) {
    const [start = 0, end = 0] = edges.slice(at, at + 2)
    const index = Math.floor(start / 65_536)
    const base = index * 65_536
    ranges.push({ protocol: protocols[index] ?? 'TCP', first: start - base, last: end - 1 - base })
  }
  return ranges
}

/** `TCP 80, TCP 8000-8100, UDP 1-65535`, for logs and tests; `none` where it is empty. */
export function formatPorts(set: PortSet): string {
  const texts = rangesOf(set).map(({ protocol, first, last }) =>
    first === last ? `${protocol} ${first}` : `${protocol} ${first}-${last}`,
  )
  return texts.length === 0 ? 'none' : texts.join(', ')
}

function baseOf(protocol: Protocol): number {
  return protocols.indexOf(protocol) * 65_536
}

/** Walks along both sets' edges; being past an odd number of them means being inside. */
function combined(a: PortSet, b: PortSet, keeps: (inA: boolean, inB: boolean) => boolean): PortSet {
  const edges: number[] = []
  let atA = 0
  let atB = 0
  let inside = false
  while (atA < a.edges.length || atB < b.edges.length) {
    const place = Math.min(a.edges[atA] ?? Infinity, b.edges[atB] ?? Infinity)
    if (a.edges[atA] === place) atA += 1
    if (b.edges[atB] === place) atB += 1
    if (keeps(atA % 2 === 1, atB % 2 === 1) !== inside) {
      edges.push(place)
      inside = !inside
    }
  }
  return { edges }
}
