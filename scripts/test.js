/**
 * `npm test`: lint, types, unit tests, then the browser tests on the sandbox.
 * With `--cluster`: what needs a real control plane, the browser tests once more among it.
 * Ends with `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureOpenssl } from './apt.js'
import { onControlPlane, onSandbox } from './browser-tests.js'
import { ensureBuilt } from './build.js'
import { bin, installDependencies, root } from './dependencies.js'

installDependencies()
ensureOpenssl()
const reports = mkdtempSync(join(tmpdir(), 'portolan-tests-'))
const total = { passed: 0, failed: 0 }

if (process.argv.includes('--cluster')) {
  ensureBuilt()
  vitest('cluster')
  await browserTests('a control plane', onControlPlane)
} else {
  step('lint', 'biome', ['check', '--error-on-warnings', '.'])
  step('types', 'tsc', ['--noEmit'])
  vitest('unit')
  ensureBuilt()
  await browserTests('the sandbox', onSandbox)
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

async function browserTests(where, run) {
  console.log(`\n> browser tests on ${where}`)
  const report = join(reports, `browser-${where.replaceAll(' ', '-')}.json`)
  // A browser on a busy machine is late at times; what is wrong is wrong twice.
  const code = await run(['--reporter=list,json', '--retries=1'], { PLAYWRIGHT_JSON_OUTPUT_NAME: report })
  const { stats } = readReport(report, { stats: { expected: 0, unexpected: 0, flaky: 0 } })
  if (stats.flaky > 0)
    console.log(`${stats.flaky} passed only on the second try; they are named above as flaky`)
  count({
    passed: stats.expected + stats.flaky,
    failed: code === 0 ? stats.unexpected : Math.max(1, stats.unexpected),
  })
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
