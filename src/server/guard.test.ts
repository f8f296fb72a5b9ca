import { describe, expect, test } from 'vitest'
import { createGuard } from './guard.ts'

const guard = createGuard(['console.example.com', 'localhost:5173'])
const ask = (headers: Record<string, string>, method = 'GET', secure = false) =>
  guard({ method, headers: { 'x-portolan-csrf': '1', ...headers }, localPort: 7654, secure })?.code ??
  'accepted'

describe('Host', () => {
  test.each([
    '127.0.0.1:7654',
    'localhost:7654',
    'LOCALHOST:7654',
    '[::1]:7654',
    'console.example.com',
    'console.example.com:443',
    'localhost:5173',
  ])('accepts %s', (host) => expect(ask({ host })).toBe('accepted'))
  test.each([
    '',
    'evil.example',
    'evil.example:7654',
    'localhost',
    'localhost:80',
    '127.0.0.1:7655',
    '127.0.0.1.evil.example:7654',
    'localhost:7654@evil.example',
    'x.console.example.com',
    '[::1]',
    '192.168.0.1:7654',
  ])('refuses "%s"', (host) => expect(ask({ host })).toBe(421))
  test('accepts a bare loopback name on port 80', () => {
    expect(
      createGuard([])({ method: 'GET', headers: { host: 'localhost' }, localPort: 80, secure: false }),
    ).toBeNull()
  })
})

describe('Origin', () => {
  const host = '127.0.0.1:7654'
  test.each([
    'http://127.0.0.1:7654',
    'http://localhost:7654',
    'http://localhost:5173',
    'https://console.example.com',
  ])('accepts %s', (origin) => {
    expect(ask({ host, origin }, 'POST')).toBe('accepted')
  })
  test.each([
    'null',
    '',
    'http://evil.example',
    'http://127.0.0.1:8080',
    'http://localhost',
    'https://localhost.evil.example:7654',
    'garbage',
  ])('refuses "%s"', (origin) => {
    expect(ask({ host, origin })).toBe(403)
    expect(ask({ host, origin }, 'POST')).toBe(403)
  })
})

describe('Sec-Fetch-Site', () => {
  const from = (site: string, method: string, mode = 'cors') =>
    ask({ host: 'localhost:7654', 'sec-fetch-site': site, 'sec-fetch-mode': mode }, method)
  test('accepts the own pages and what the user typed', () => {
    expect(from('same-origin', 'DELETE')).toBe('accepted')
    expect(from('none', 'GET', 'navigate')).toBe('accepted')
  })
  test('accepts a link from elsewhere, but nothing that another page loads or sends', () => {
    expect(from('cross-site', 'GET', 'navigate')).toBe('accepted')
    expect(from('cross-site', 'GET', 'no-cors')).toBe(403)
    expect(from('same-site', 'GET', 'no-cors')).toBe(403)
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(from('cross-site', method, 'navigate')).toBe(403)
      expect(from('same-site', method, 'no-cors')).toBe(403)
    }
  })
})

describe('TLS', () => {
  const host = 'console.example.com'
  test('a page that came without it is foreign to one that came by it', () => {
    expect(ask({ host, origin: `https://${host}` }, 'POST', true)).toBe('accepted')
    expect(ask({ host, origin: `http://${host}` }, 'POST', true)).toBe(403)
  })
  test('accepts a bare loopback name on port 443', () => {
    const request = { method: 'GET', headers: { host: 'localhost' }, localPort: 443 }
    expect(createGuard([])({ ...request, secure: true })).toBeNull()
    expect(createGuard([])({ ...request, secure: false })).not.toBeNull()
  })
})

describe('the header that only own pages send', () => {
  const host = 'localhost:7654'
  const without = (method: string, value?: string) =>
    guard({
      method,
      headers: { host, ...(value === undefined ? {} : { 'x-portolan-csrf': value }) },
      localPort: 7654,
      secure: false,
    })?.code ?? 'accepted'
  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT'])('a %s needs it', (method) => {
    expect(without(method)).toBe(403)
    expect(without(method, '')).toBe(403)
    expect(without(method, '0')).toBe(403)
    expect(without(method, '1')).toBe('accepted')
  })
  test.each(['GET', 'HEAD', 'OPTIONS'])('a %s does not', (method) => {
    expect(without(method)).toBe('accepted')
  })
})
