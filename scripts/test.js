/**
 * `npm test`: lint, types, unit tests, then the browser tests on the sandbox.
 * With `--cluster`: what needs a real control plane, the browser tests once more among it.
 * Ends with `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureOpenssl } from './apt.js'
import { onControlPlane, onSandbox } from './browser-tests.js'
import { ensureBuilt } from './build.js'
import { bin, installDependencies, root } from './dependencies.js'
import { readPlaywright, readVitest } from './test-reports.js'

installDependencies()
ensureOpenssl()
const reports = mkdtempSync(join(tmpdir(), 'portolan-tests-'))
/** Failed tests by their names, which are said once more at the end, where they are found. */
const total = { passed: 0, failed: [] }

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
if (total.failed.length > 0) console.log(`\nFailed:\n${lines(total.failed)}\n`)
console.log(`${total.passed} passed, ${total.failed.length} failed`)
process.exit(total.failed.length === 0 ? 0 : 1)

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
  const ok = passes(program, args)
  count(name, ok, { passed: ok ? 1 : 0, failed: [] })
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
  count(`${project} tests`, ok, readVitest(report))
}

async function browserTests(where, run) {
  const what = `browser tests on ${where}`
  console.log(`\n> ${what}`)
  const report = join(reports, `browser-${where.replaceAll(' ', '-')}.json`)
  // A browser on a busy machine is late at times; what is wrong is wrong twice.
  const code = await run(['--reporter=list,json', '--retries=1'], { PLAYWRIGHT_JSON_OUTPUT_NAME: report })
  const { flaky, ...result } = readPlaywright(report)
  if (flaky.length > 0) console.log(`Passed only on the second try:\n${lines(flaky)}`)
  count(what, code === 0, result)
}

/** A run that ends badly without a test that failed is a failure, too. */
function count(what, ok, { passed, failed }) {
  total.passed += passed
  total.failed.push(...(ok || failed.length > 0 ? failed : [`${what}: ended with an error, see above`]))
}

function lines(names) {
  return names.map((name) => `  ${name}`).join('\n')
}
