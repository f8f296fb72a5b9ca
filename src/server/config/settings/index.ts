/** Every setting there is. A new one is declared in one of these files; all else is derived. */
import type { Settings, ValuesOf } from '../setting.ts'
import { auditSettings } from './audit.ts'
import { clusterSettings } from './clusters.ts'
import { consoleSettings } from './console.ts'
import { listening } from './listening.ts'
import { monitoringSettings } from './monitoring.ts'
import { signInSettings } from './signin.ts'

export const settings = {
  ...listening,
  ...signInSettings,
  ...clusterSettings,
  ...monitoringSettings,
  ...consoleSettings,
  ...auditSettings,
} as const

export type Config = ValuesOf<typeof settings>

/** As they are told one after the other. */
export const sections: readonly { readonly title: string; readonly settings: Settings }[] = [
  { title: 'Server', settings: listening },
  { title: 'Signing in', settings: signInSettings },
  { title: 'Clusters', settings: clusterSettings },
  { title: 'Monitoring', settings: monitoringSettings },
  { title: 'Console', settings: consoleSettings },
  { title: 'Audit', settings: auditSettings },
]
