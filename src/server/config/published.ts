/** What is derived from the settings and stands in `docs/`; `scripts/configuration.js` writes it. */
import { settingsTable, withTable } from './document.ts'
import { configSchema } from './schema.ts'
import { sections, settings } from './settings/index.ts'

export interface Published {
  /** The path in the repository. */
  readonly path: string
  /** From what stands there now to what has to. */
  readonly renew: (text: string) => string
}

export const published: readonly Published[] = [
  { path: 'docs/portolan.schema.json', renew: () => `${JSON.stringify(configSchema(settings), null, 2)}\n` },
  { path: 'docs/configuration.md', renew: (page) => withTable(page, settingsTable(sections)) },
]
