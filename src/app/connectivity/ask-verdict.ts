/** The answer to a question in one word. */
import type { PairAnswer } from './protocol.ts'

export type AskVerdict = 'yes' | 'no' | 'some' | 'unknown'

/** One pair that is not certain makes the whole so. */
export function verdictOf({ cell, courses }: Pick<PairAnswer, 'cell' | 'courses'>): AskVerdict {
  // No pairs of two pods: the pod itself, or one that has ended.
  if (cell.pairs === 0) return courses.some(({ answer }) => answer === 'yes') ? 'yes' : 'no'
  if (cell.unknown > 0) return 'unknown'
  if (cell.open === 0) return 'no'
  return cell.open === cell.pairs ? 'yes' : 'some'
}
