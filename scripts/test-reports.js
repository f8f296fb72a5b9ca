/** What the reports of the test runners say: how many tests passed, and which did not. */
import { readFileSync } from 'node:fs'

/** @returns {{ passed: number, failed: string[] }} of a report of Vitest in JSON. */
export function readVitest(path) {
  const { numPassedTests: passed, testResults } = read(path) ?? { numPassedTests: 0, testResults: [] }
  const failed = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults.filter((each) => each.status === 'failed').map(({ fullName }) => fullName)
    // A file that cannot be loaded fails without a test of it.
    if (status === 'failed' && tests.length === 0) return [`${name}: ${message}`]
    return tests.map((test) => `${name}: ${test}`)
  })
  return { passed, failed }
}

/** @returns {{ passed: number, flaky: string[], failed: string[] }} of a report of Playwright in JSON. */
export function readPlaywright(path) {
  const tests = testsOf(read(path) ?? { suites: [] })
  const named = (status) => tests.filter((test) => test.status === status).map(({ title }) => title)
  const flaky = named('flaky')
  return { passed: named('expected').length + flaky.length, flaky, failed: named('unexpected') }
}

function testsOf({ suites = [], specs = [] }) {
  const own = specs.flatMap(({ file, line, title, tests }) =>
    tests.map(({ status }) => ({ status, title: `${file}:${line}: ${title}` })),
  )
  return [...own, ...suites.flatMap(testsOf)]
}

/** A report that was never written means that the runner itself broke; its exit code tells. */
function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}
