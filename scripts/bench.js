/** `npm run bench`: measures the built console with many objects and many changes. */
import { findBrowser } from './browser.js'
import { ensureBuilt } from './build.js'
import { bin, installDependencies, run } from './dependencies.js'

installDependencies()
ensureBuilt()
const browser = findBrowser()
run(bin('tsx'), ['bench/cli.ts', ...process.argv.slice(2)], {
  env: { ...process.env, ...(browser !== undefined && { CHROMIUM_PATH: browser }) },
})
