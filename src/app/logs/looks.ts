/** How lines are shown, as somebody likes them best; kept in the browser. */
import { asFields } from '../../k8s/shape.ts'
import { useRememberedValue } from '../../ui/remembered.ts'

export interface Looks {
  readonly wraps: boolean
  readonly showsTimes: boolean
}

const read = (stored: unknown): Looks => {
  const { wraps, showsTimes } = asFields(stored)
  return { wraps: wraps === true, showsTimes: showsTimes === true }
}

export const useLooks = () => useRememberedValue<Looks>('logs', read)
