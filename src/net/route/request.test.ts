/** What people type as a request, and what exactly is wrong with it. */
import { expect, test } from 'vitest'
import { parseRequest } from './index.ts'

test('a request with everything', () => {
  const { request } = parseRequest({
    method: 'POST',
    url: 'https://Shop.Example.com:8443/a%20b//c/../d?x=1&y=%2B&x=2&flag#part',
    headers: 'X-One: 1\nx-one: 2\n\nCookie: a=1; b=2',
    cookies: 'c=3; A=4',
    source: '10.0.0.7',
  })
  expect(request).toMatchObject({
    method: 'POST',
    scheme: 'https',
    host: 'shop.example.com',
    sni: 'shop.example.com',
    port: 8443,
    path: '/a b/d',
    target: '/a%20b//c/../d?x=1&y=%2B&x=2&flag',
    source: { family: 'IPv4' },
  })
  expect([...(request?.params ?? [])]).toEqual([
    ['x', ['1', '2']],
    ['y', '+'],
    ['flag', true],
  ])
  expect([...(request?.cookies ?? [])]).toEqual([
    ['a', '1'],
    ['b', '2'],
    ['c', '3'],
  ])
  expect(request?.headers.get('x-one')).toBe('1, 2')
})

test('the Host header is what rules see, the URL is what TLS sees', () => {
  const { request } = parseRequest({ url: 'https://1.2.3.4/', headers: 'Host: a.com:443' })
  expect(request).toMatchObject({ host: 'a.com', sni: '', port: 443, path: '/', method: 'GET', source: null })
})

test.each([
  [{ url: '' }, 'url', 'url-empty', ''],
  [{ url: 'a.com/x' }, 'url', 'url-scheme', 'a.com/x'],
  [{ url: 'ftp://a.com' }, 'url', 'url-scheme', 'ftp://a.com'],
  [{ url: 'http://a.com/a b' }, 'url', 'url-space', 'http://a.com/a b'],
  [{ url: 'http:///x' }, 'url', 'url-host', ''],
  [{ url: 'http://u:p@a.com/' }, 'url', 'url-user', 'u:p@a.com'],
  [{ url: 'http://[::x]/' }, 'url', 'url-host', '[::x]'],
  [{ url: 'http://a.com:0/' }, 'url', 'url-port', '0'],
  [{ url: 'http://a.com:99999/' }, 'url', 'url-port', '99999'],
  [{ url: 'http://a.com:x/' }, 'url', 'url-port', 'x'],
  [{ url: 'http://a.com/%zz' }, 'url', 'path-encoding', '/%zz'],
  [{ url: 'http://a.com/%00' }, 'url', 'path-encoding', '/%00'],
  [{ url: 'http://a.com/../x' }, 'url', 'path-above-root', '/../x'],
  [{ url: 'http://a.com/', method: 'GE T' }, 'method', 'method', 'GE T'],
  [{ url: 'http://a.com/', headers: 'X: 1\nnonsense' }, 'headers', 'header-line', 'nonsense'],
  [{ url: 'http://a.com/', headers: 'X Y: 1' }, 'headers', 'header-name', 'X Y'],
  [{ url: 'http://a.com/', headers: 'X: a\u0001' }, 'headers', 'header-value', 'a\u0001'],
  [{ url: 'http://a.com/', headers: 'Host: a b' }, 'headers', 'url-host', 'a b'],
  [{ url: 'http://a.com/', cookies: 'a=1; b' }, 'cookies', 'cookie-pair', 'b'],
  [{ url: 'http://a.com/', cookies: 'a b=1' }, 'cookies', 'cookie-name', 'a b'],
  [{ url: 'http://a.com/', source: '10.0.0.300' }, 'source', 'source', '10.0.0.300'],
])('%j', (typed, field, fault, text) => {
  const { request, problems } = parseRequest(typed)
  expect(request).toBeNull()
  expect(problems).toMatchObject([{ field, fault, text }])
})
