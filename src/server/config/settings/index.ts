/** Every setting there is. A new one is declared in one of these files; all else is derived. */
import type { Settings, ValuesOf } from '../setting.ts'
import { clusterSettings } from './clusters.ts'
import { consoleSettings } from './console.ts'
import { listening } from './listening.ts'

export const settings = { ...listening, ...clusterSettings, ...consoleSettings } as const

export type Config = ValuesOf<typeof settings>

/** As they are told one after the other. */
export const sections: readonly { readonly title: string; readonly settings: Settings }[] = [
  { title: 'Server', settings: listening },
  { title: 'Clusters', settings: clusterSettings },
  { title: 'Console', settings: consoleSettings },
]
