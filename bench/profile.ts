/** Profiles of a page's processor time, for those who look for what a figure is made of. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenPage } from './page.ts'

/** Records from now until the result is called; without a folder, nothing. */
export async function recordProfile(
  { cdp }: OpenPage,
  folder: string | undefined,
  name: string,
): Promise<() => Promise<void>> {
  if (folder === undefined) return async () => undefined
  await cdp.send('Profiler.enable')
  await cdp.send('Profiler.start')
  return async () => {
    const { profile } = await cdp.send('Profiler.stop')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `page-${name.replace(/[^\d-]/g, '')}.cpuprofile`), JSON.stringify(profile))
  }
}
