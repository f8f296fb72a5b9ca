/** Finds a Chromium for the browser tests, or installs one. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { bin, run } from './dependencies.js'

const places = [
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
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    return '/usr/bin/chromium'
  }
  run(bin('playwright'), ['install', 'chromium'], { stdio: ['ignore', 2, 2] })
  return undefined
}

/** Ubuntu's `chromium` package is only a way to a snap, which does not run everywhere; Debian's is the browser. */
function canUseApt() {
  if (process.getuid?.() !== 0) return false
  const policy = spawnSync('apt-get', ['--version'])
  return policy.status === 0 && !existsSync('/etc/lsb-release')
}
