/** Calico hands a subnet out in pools of one size, which the platform chooses by the length of its prefix. */

export interface Pooling {
  /** The length of a pool's prefix. */
  readonly blockSize: number
  /** How many nodes, roughly, can have a pool. */
  readonly hosts: string
  /** Addresses of a pool. */
  readonly addresses: number
}

/** By the longest prefix that a row is for, in the order of the platform's documents. */
const rows: readonly (readonly [length: number, blockSize: number, hosts: string])[] = [
  [16, 26, '1024+'],
  [19, 27, '256–1024'],
  [20, 28, '256'],
  [21, 29, '256'],
  [22, 30, '256'],
  [23, 30, '128'],
  [24, 30, '64'],
  [25, 30, '32'],
  [26, 31, '32'],
  [27, 31, '16'],
  [28, 31, '8'],
  [29, 31, '4'],
  [30, 31, '2'],
  [31, 31, '1'],
]

/** For an IPv4 block of this length; null for those that are not supported. */
export function poolingOf(length: number): Pooling | null {
  const row = rows.find(([longest]) => length <= longest)
  if (row === undefined) return null
  const [, blockSize, hosts] = row
  return { blockSize, hosts, addresses: 2 ** (32 - blockSize) }
}
