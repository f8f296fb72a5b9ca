/** How grave it is how long a certificate still holds, wherever that is shown. */
import type { TimeState } from '../../net/certificates/index.ts'
import type { Tone } from '../state.tsx'

export const timeTones: Readonly<Record<TimeState, Tone>> = {
  notYet: 'danger',
  fine: 'good',
  soon: 'warning',
  days: 'danger',
  expired: 'danger',
}
