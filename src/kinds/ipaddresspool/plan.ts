/** How many pools and nodes a number of addresses takes. */

export interface Plan {
  readonly pools: number
  /** Of each pool. */
  readonly each: number
  readonly nodes: number
}

/** The documents' formula, `pools = ⌈addresses ÷ addresses a node carries⌉`; `null` where it has no answer. */
export function planFor(addresses: number, perNode: number, failures: number): Plan | null {
  const isWhole = [addresses, perNode, failures].every((each) => Number.isSafeInteger(each) && each >= 0)
  if (!isWhole || addresses < 1 || perNode < 1) return null
  const pools = Math.ceil(addresses / perNode)
  const each = failures + 1
  return { pools, each, nodes: pools * each }
}
