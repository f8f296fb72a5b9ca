/** Everything that is sent, by theme. */
import type { Session } from '../request.ts'
import { access } from './access.ts'
import { apply } from './apply.ts'
import { discovery } from './discovery.ts'
import { lifecycles } from './lifecycles.ts'
import { lists } from './lists.ts'
import { objects } from './objects.ts'
import { options } from './options.ts'
import { patches } from './patches.ts'
import { paths } from './paths.ts'
import { updates } from './updates.ts'
import { variations } from './variations.ts'
import { watches } from './watches.ts'

export const corpus: readonly Session[] = [
  ...discovery,
  ...paths,
  ...options,
  ...objects,
  ...lifecycles,
  ...lists,
  ...updates,
  ...patches,
  ...apply,
  ...access,
  ...watches,
  ...variations,
]
