/** Finds a Chromium for the browser tests, or installs one. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
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
    run('apt-get', ['update', '-qq'], { stdio: ['ignore', 2, 2] })
    for (const name of ['chromium-headless-shell', 'chromium'])
      if (aptInstalls(name)) return `/usr/bin/${name}`
  }
  run(bin('playwright'), ['install', 'chromium'], { stdio: ['ignore', 2, 2] })
  return undefined
}

function aptInstalls(name) {
  const { status } = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return status === 0
}

/** Ubuntu's `chromium` package is only a way to a snap, which does not run everywhere; Debian's is the browser. */
function canUseApt() {
  if (process.getuid?.() !== 0) return false
  const policy = spawnSync('apt-get', ['--version'])
  return policy.status === 0 && !existsSync('/etc/lsb-release')
}
