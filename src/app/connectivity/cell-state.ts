/** What a cell of the matrix shows. */
import { type MatrixCell, stateOf } from '../../net/policy/index.ts'

export type Shown = 'all' | 'some' | 'none' | 'unknown' | 'empty'

/** In the order of the legend. */
export const shownStates: readonly Shown[] = ['all', 'some', 'none', 'unknown', 'empty']

/** One pair that is not certain makes the cell so. */
export function shownOf(cell: MatrixCell): Shown {
  return cell.unknown > 0 ? 'unknown' : stateOf(cell)
}
