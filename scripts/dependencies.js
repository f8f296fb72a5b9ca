/** Installs what package-lock.json says, once for each version of it. Uses nothing that needs installing. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Runs a program of this project to its end; a failure ends this process with its code. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}

/** The path of a program that a dependency brings. */
export function bin(name) {
  return join(root, 'node_modules', '.bin', name)
}

export function installDependencies() {
  const digest = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = join(root, 'node_modules', '.portolan-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  console.error('Installing dependencies…')
  run('npm', ['ci', '--no-fund', '--no-audit'], {
    // Test browsers come from the system where it has one; see browser.js.
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
    stdio: ['ignore', 2, 2],
  })
  writeFileSync(stamp, digest)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) installDependencies()
