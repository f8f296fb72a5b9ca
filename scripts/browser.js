/** Finds a Chromium for the browser tests, or installs one. */
import { existsSync } from 'node:fs'
import { aptInstalls, canUseApt, updateApt } from './apt.js'
import { bin, run } from './dependencies.js'

/** The headless one first: it draws nothing that nobody sees, and the tests take two thirds of the time. */
const places = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
]

/** The path of a browser; `undefined` means the one that Playwright has installed for itself. */
export function findBrowser() {
  const given = process.env.CHROMIUM_PATH
  const found = [given, ...places].find((path) => path !== undefined && existsSync(path))
  if (found !== undefined) return found
  if (canUseApt()) {
    console.error('Installing Chromium…')
    updateApt()
    for (const name of ['chromium-headless-shell', 'chromium'])
      if (aptInstalls(name)) return `/usr/bin/${name}`
  }
  run(bin('playwright'), ['install', 'chromium'], { stdio: ['ignore', 2, 2] })
  return undefined
}
