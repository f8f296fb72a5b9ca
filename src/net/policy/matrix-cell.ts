/** How many pairs of pods between two places may talk. */

/** Pairs of two different pods; a pod always reaches itself, which says nothing and is not counted. */
export interface MatrixCell {
  readonly pairs: number
  /** Pairs with at least one of the ports asked for. */
  readonly open: number
  /** Pairs with all ports asked for. */
  readonly full: number
  /** Pairs of which this is not certain; they are counted as far as is known. */
  readonly unknown: number
}

/** While it is counted. */
export type Sum = { -readonly [K in keyof MatrixCell]: MatrixCell[K] }

/** `all`: every pair has every port asked for; `none`: no pair has any; `empty`: there are no pairs. */
export type CellState = 'all' | 'some' | 'none' | 'empty'

export function stateOf({ pairs, open, full }: Omit<MatrixCell, 'unknown'>): CellState {
  if (pairs === 0) return 'empty'
  if (open === 0) return 'none'
  return full === pairs ? 'all' : 'some'
}
