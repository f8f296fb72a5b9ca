/** Everything that is sent, by theme. */
import type { Session } from '../request.ts'
import { variations } from './variations.ts'

export const corpus: readonly Session[] = [...variations]
