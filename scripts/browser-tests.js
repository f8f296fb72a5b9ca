/**
 * The browser tests. On the sandbox: `npm run test:browser`, with Playwright's own arguments after `--`; on a
 * real control plane they are part of `npm run test:cluster`.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensurePrometheus } from './apt.js'
import { findBrowser } from './browser.js'
import { ensureBuilt } from './build.js'
import { bin, installDependencies, root } from './dependencies.js'
import { clusterDown, clusterUp } from './own-cluster.js'
import { severableWay } from './severable-way.js'

const clusterName = 'browser-tests'

/** Runs them on the sandbox, inside Portolan as `npm start` has it. Gives the exit code. */
export async function onSandbox(args, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'portolan-sandbox-'))
  const kubeconfig = join(folder, 'kubeconfig')
  // An outage needs a sandbox of its own: the other one cannot go away without Portolan.
  const port = await freePort()
  const sandbox = spawn(process.execPath, [
    join(root, 'dist', 'server', 'sandbox.js'),
    '--port',
    String(port),
    '--write-kubeconfig',
    kubeconfig,
  ])
  try {
    await firstOutput(sandbox)
    const way = await severableWay(port)
    const text = readFileSync(kubeconfig, 'utf8')
    writeFileSync(kubeconfig, text.replace(`127.0.0.1:${port}`, `127.0.0.1:${way.port}`))
    const code = await playwright(args, {
      ...env,
      PORTOLAN_TEST_OUTAGE_KUBECONFIG: kubeconfig,
      PORTOLAN_TEST_OUTAGE_PORT: String(await freePort()),
      PORTOLAN_TEST_WAY: way.control,
    })
    way.close()
    return code
  } finally {
    sandbox.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs them on a control plane of their own, always fresh, so that they never touch anybody's cluster. */
export async function onControlPlane(args, env = {}) {
  clusterDown(clusterName)
  const kubeconfig = clusterUp(clusterName)
  if (kubeconfig === null) {
    console.error('The control plane for the browser tests did not start.')
    return 1
  }
  const code = await playwright(args, {
    ...env,
    PORTOLAN_TEST_KUBECONFIG: kubeconfig,
    PORTOLAN_TEST_CLUSTER: clusterName,
  })
  clusterDown(clusterName)
  return code
}

async function playwright(args, env) {
  const browser = findBrowser()
  ensurePrometheus()
  const child = spawn(bin('playwright'), ['test', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...env,
      PORTOLAN_TEST_PORT: String(await freePort()),
      ...(browser !== undefined && { CHROMIUM_PATH: browser }),
    },
  })
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)))
}

function firstOutput(child) {
  return new Promise((resolve, reject) => {
    let errors = ''
    child.stderr.on('data', (data) => {
      errors += data
    })
    child.stdout.once('data', resolve)
    child.once('exit', () => reject(new Error(`The sandbox did not start: ${errors}`)))
  })
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  installDependencies()
  ensureBuilt()
  process.exit(await onSandbox(process.argv.slice(2)))
}
