/**
 * `npm test`: lint, types, unit tests, then the browser tests on a real control plane.
 * With `--cluster`: what talks to the control plane directly. Ends with `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from './browser.js'
import { ensureBuilt } from './build.js'
import { bin, installDependencies, root } from './dependencies.js'
import { clusterDown, clusterUp } from './own-cluster.js'

installDependencies()
const reports = mkdtempSync(join(tmpdir(), 'portolan-tests-'))
/** The outage test names it too. */
const testClusterName = 'browser-tests'
const total = { passed: 0, failed: 0 }

if (process.argv.includes('--cluster')) {
  ensureBuilt()
  vitest('cluster')
} else {
  step('lint', 'biome', ['check', '--error-on-warnings', '.'])
  step('types', 'tsc', ['--noEmit'])
  vitest('unit')
  ensureBuilt()
  await browserTests()
}
rmSync(reports, { recursive: true, force: true })
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)

/** Runs a program of a dependency with its output on ours; whether it ended well. */
function passes(program, args, env = {}) {
  return (
    spawnSync(bin(program), args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status ===
    0
  )
}

/** A program that is one check: it passes or fails as a whole. */
function step(name, program, args) {
  console.log(`\n> ${name}`)
  count(passes(program, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })
}

function vitest(project) {
  console.log(`\n> ${project} tests`)
  const report = join(reports, `${project}.json`)
  const ok = passes('vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
  ])
  const { numPassedTests: passed, numFailedTests: failed } = readReport(report, {
    numPassedTests: 0,
    numFailedTests: 0,
  })
  count({ passed, failed: ok ? failed : Math.max(1, failed) })
}

async function browserTests() {
  console.log('\n> browser tests')
  const browser = findBrowser()
  const kubeconfig = testCluster()
  const report = join(reports, 'browser.json')
  const ok = passes('playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    PORTOLAN_TEST_KUBECONFIG: kubeconfig,
    PORTOLAN_TEST_PORT: String(await freePort()),
    ...(browser !== undefined && { CHROMIUM_PATH: browser }),
  })
  const { stats } = readReport(report, { stats: { expected: 0, unexpected: 0, flaky: 0 } })
  count({
    passed: stats.expected + stats.flaky,
    failed: ok ? stats.unexpected : Math.max(1, stats.unexpected),
  })
  clusterDown(testClusterName)
}

/** A control plane of the tests' own, always fresh, so that they never touch anybody's cluster. */
function testCluster() {
  clusterDown(testClusterName)
  const kubeconfig = clusterUp(testClusterName)
  if (kubeconfig !== null) return kubeconfig
  console.error('The control plane for the browser tests did not start.')
  process.exit(1)
}

function count({ passed, failed }) {
  total.passed += passed
  total.failed += failed
}

/** A report that was never written means that the runner itself broke; its exit code tells. */
function readReport(path, fallback) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return fallback
  }
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
