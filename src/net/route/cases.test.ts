/** What is documented of balancers, request by request. */
import { expect, test } from 'vitest'
import { nginxPathCases } from './cases/nginx-paths.ts'
import { nginxTrafficCases } from './cases/nginx-traffic.ts'
import { operatorCases } from './cases/operators.ts'
import { orderCases } from './cases/order.ts'
import { portCases } from './cases/ports.ts'
import { findRoute, type OtherRoute, parseRequest, prepareListener, type Route, trace } from './index.ts'

const cases = [...operatorCases, ...orderCases, ...portCases, ...nginxPathCases, ...nginxTrafficCases]
const lines = cases.flatMap(({ says, router, lines: each }) => each.map((line) => ({ says, router, line })))

function requestOf(text: string) {
  const [first = '', ...parts] = text.split(' | ')
  const [, method = 'GET', url = ''] = /^(?:(\S+) )?(\S+)$/.exec(first) ?? []
  const cookies = parts.filter((part) => part.startsWith('cookie ')).map((part) => part.slice(7))
  const source = parts.find((part) => part.startsWith('from '))?.slice(5) ?? ''
  const headers = parts.filter((part) => !/^(cookie|from) /.test(part))
  const parsed = parseRequest({
    method,
    url,
    headers: headers.join('\n'),
    cookies: cookies.join(';'),
    source,
  })
  if (parsed.request === null) throw new Error(`${text}: ${JSON.stringify(parsed.problems)}`)
  return parsed.request
}

/** Of ingress-nginx the name without the host and namespace. */
function nameOf(route: Route | null): string {
  return route === null ? 'none' : route.id.replace(/^\S+ web\//, '')
}

function whyOf({ why }: OtherRoute): string {
  if (why.reason === 'not-matched') return why.verdict.failed?.condition.indicator ?? ''
  const words = {
    behind: 'behind',
    'other-listener': 'elsewhere',
    'not-in-use': 'unused',
    'not-known': 'unknown',
  }
  return words[why.reason]
}

function endOf(found: ReturnType<typeof trace>, expected: string): string {
  const { ending, code, location, backendUrl, shares, route, isCertain } = found
  const isPlain = ['forwarded', 'redirected', 'answered', 'no-route', 'no-endpoint'].includes(ending)
  const name = isPlain ? nameOf(route) : ending
  const mark = isCertain ? '' : '? '
  if (ending === 'redirected') return `${mark}${name} ${code} ${location}`
  if (expected.includes(' => ')) return `${mark}${name} => ${backendUrl}`
  if (/ \w+ \d+$/.test(expected)) {
    return `${mark}${name} ${shares.map(({ service, percent }) => `${service.name} ${percent}`).join(' ')}`
  }
  return `${mark}${name}${ending === 'answered' && expected.endsWith('answered') ? ' answered' : ''}`
}

test.each(lines)('$says: $line', ({ router, line }) => {
  const [, asked = '', told = ''] = /^(.*?) -> (.*)$/.exec(line) ?? []
  const [expected = '', ...reasons] = told.split('; ')
  const request = requestOf(asked)
  const found = trace(router, request)
  expect(endOf(found, expected)).toBe(expected)
  for (const reason of reasons) {
    const [, name = '', why = ''] = /^(.*) (\S+)$/.exec(reason) ?? []
    const other = found.others.find(({ route }) => nameOf(route) === name || nameOf(route) === `${name} 0-0`)
    expect(other === undefined ? 'no such route' : whyOf(other), reason).toBe(why)
  }
  if (found.listener === null || ['tcp', 'udp'].includes(found.listener.protocol)) return
  if (found.ending === 'wrong-scheme' || found.ending === 'no-certificate') return
  expect(findRoute(prepareListener(found.listener), request).route).toBe(found.route)
})

test('every route but the one that answers has a reason', () => {
  for (const { router, line } of lines) {
    const found = trace(router, requestOf(line.split(' -> ')[0] ?? ''))
    if (found.ending === 'wrong-scheme' || found.ending === 'no-certificate') continue
    const all = router.listeners.flatMap(({ routes }) => routes)
    expect(found.others.length + (found.route === null ? 0 : 1), line).toBe(all.length)
  }
})

test('there are at least 120 of them, and each is a question of its own', () => {
  expect(lines.length).toBeGreaterThanOrEqual(120)
  expect(new Set(lines.map(({ says, line }) => `${says} ${line}`)).size).toBe(lines.length)
})
