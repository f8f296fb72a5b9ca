/** What is installed from Debian's packages where it is missing. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const quietly = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }

/** Ubuntu's `chromium` package is only a way to a snap, which does not run everywhere; Debian's is the browser. */
export function canUseApt() {
  if (process.getuid?.() !== 0) return false
  const policy = spawnSync('apt-get', ['--version'])
  return policy.status === 0 && !existsSync('/etc/lsb-release')
}

export function updateApt() {
  spawnSync('apt-get', ['update', '-qq'], quietly)
}

export function aptInstalls(name) {
  return spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], quietly).status === 0
}

/** The tests compare with what openssl says; where it cannot be installed, they say that it is missing. */
export function ensureOpenssl() {
  if (spawnSync('openssl', ['version']).status === 0 || !canUseApt()) return
  console.error('Installing openssl…')
  updateApt()
  aptInstalls('openssl')
}

/** The tests of monitoring ask a real one; where it cannot be installed, they say that it is missing. */
export function ensurePrometheus() {
  if (spawnSync('prometheus', ['--version']).status === 0 || !canUseApt()) return
  console.error('Installing Prometheus…')
  updateApt()
  aptInstalls('prometheus')
}
