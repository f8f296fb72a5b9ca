/** Writes what `docs/` says of the settings anew: the JSON Schema of the file and the table of them all. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tsImport } from 'tsx/esm/api'
import { root } from './dependencies.js'

const { published } = await tsImport('../src/server/config/published.ts', import.meta.url)
for (const { path, renew } of published) {
  const file = join(root, path)
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  writeFileSync(file, renew(before))
}
