/** The server's own addresses: what they tell, to whom, and that none of them asks a cluster as anybody else. */
import type { Row } from './row.ts'

const json = 'Content-Type: application/json'
const bare = ['!', 'Host: 127.0.0.1:PORT', 'COOKIE', 'Connection: close']

function at(route: string, trick: string, answer: Row['answer'], more: Partial<Row> = {}): Row {
  return { route, trick, line: route, answer, saw: [], ...more }
}

const post = (
  route: string,
  trick: string,
  answer: Row['answer'],
  body: unknown,
  more: Partial<Row> = {},
) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return at(route, trick, answer, {
    headers: [json, `Content-Length: ${Buffer.byteLength(text)}`],
    body: text,
    ...more,
  })
}

const session: Row[] = [
  at('GET /session', 'asked by a stranger', 200, { isStranger: true }),
  at('GET /session', 'asked by her', 200),
  at('GET /session', 'in another case', 404, { line: 'GET /SESSION' }),
  at('GET /session', 'with another name', 200, {
    headers: ['Impersonate-User: admin', 'Authorization: Bearer x'],
  }),
  at('GET /session', 'for another site', 403, { headers: ['Origin: https://evil.example'] }),
]

const dns: Row[] = [
  at('GET /dns', 'asked by a stranger', 401, { line: 'GET /dns?name=shop.example.com', isStranger: true }),
  at('GET /dns', 'asked by her', 200, { line: 'GET /dns?name=shop.example.com' }),
  ...['', '?name=http://cluster/', '?name=a%0d%0ab', '?name[]=a.b', '?name=__proto__'].map((query) =>
    at('GET /dns', 'no name', 400, { line: `GET /dns${query}` }),
  ),
]

const monitoringRoute = 'GET /monitoring/:cluster'
const objectIn = (namespace: string, name: string) =>
  `subject=ingress&version=v1&namespace=${namespace}&name=${name}&span=5m`
const monitoringAt = (query: string, cluster = 'one') => `GET /monitoring/${cluster}?${query}`

const monitoring: Row[] = [
  at(monitoringRoute, 'asked by a stranger', 401, {
    line: monitoringAt(objectIn('shop-prod', 'shop')),
    isStranger: true,
  }),
  // No Prometheus is there, and it is only asked because the cluster let her read the object.
  at(monitoringRoute, 'of what is hers', 200, {
    line: monitoringAt(objectIn('shop-prod', 'shop')),
    saw: ['GET /apis/networking.k8s.io/v1/namespaces/shop-prod/ingresses/shop'],
  }),
  at(monitoringRoute, 'of what is not hers', 403, {
    line: monitoringAt(objectIn('payments-prod', 'api')),
    saw: ['GET /apis/networking.k8s.io/v1/namespaces/payments-prod/ingresses/api'],
  }),
  ...[
    objectIn('shop-prod', 'shop%22%7D%20or%20up%7Bx=%22'),
    objectIn('shop-prod', '..%2f..%2f..%2fsecrets'),
    objectIn('shop-prod%2f..%2fpayments-prod', 'api'),
    `${objectIn('shop-prod', 'shop')}&namespace=payments-prod`,
    objectIn('.*', 'shop'),
    'query=up',
  ].map((query) => at(monitoringRoute, 'no object', 400, { line: monitoringAt(query) })),
  at(monitoringRoute, 'a cluster that is a path', 404, {
    line: monitoringAt(objectIn('shop-prod', 'shop'), 'one%2f..%2ftwo'),
  }),
]

const signIn: Row[] = [
  ...['', '?token=', '?token=%00', '?token[]=a', '?token=a&token=b', '?token=../../x'].map((query) =>
    at('GET /sign-in/local', 'guessing', 401, { line: `GET /sign-in/local${query}` }),
  ),
  at('GET /sign-in/local', 'through a proxy that nobody trusts', 401, {
    headers: ['X-Forwarded-For: 127.0.0.1'],
  }),
  post('POST /sign-in/token', 'a cluster that is a path', 404, { cluster: 'one/../two', token: 'x' }),
  post('POST /sign-in/token', 'a cluster that is an address', 404, {
    cluster: 'http://127.0.0.1:1',
    token: 'x',
  }),
  post('POST /sign-in/token', 'a cluster of the language', 404, { cluster: '__proto__', token: 'x' }),
  post('POST /sign-in/token', 'a token with a header in it', 401, {
    cluster: 'one',
    token: 'x\r\nImpersonate-User: admin',
  }),
  post('POST /sign-in/token', 'no token', 401, { cluster: 'one', token: '' }),
  post('POST /sign-in/token', 'another shape', 400, [{ cluster: ['one'], token: {} }]),
  post('POST /sign-in/token', 'no JSON', 400, '{"__proto__":'),
  post('POST /sign-in/token', 'keys of the language', 400, '{"__proto__":{"cluster":"one"},"cluster":"one"}'),
  post('POST /sign-in/token', 'a form of another site', [403], 'cluster=one&token=x', {
    headers: [...bare, 'Content-Type: application/x-www-form-urlencoded', 'Content-Length: 19'],
  }),
  post('POST /sign-in/token', 'too much', 413, 'x'.repeat(70_000)),
  at('GET /sign-in/oidc', 'back to elsewhere', 502, { line: 'GET /sign-in/oidc?return=//evil.example' }),
  at('GET /sign-in/oidc/callback', 'an answer to nothing', 400, {
    line: 'GET /sign-in/oidc/callback?code=a&state=b',
  }),
  at('GET /sign-in/oidc/callback', 'two answers', 400, {
    line: 'GET /sign-in/oidc/callback?state=a&state=b',
  }),
]

const signedIn: Row[] = [
  post('POST /view-as', 'as nobody who is signed in', 401, { user: 'admin' }, { isStranger: true }),
  post('POST /view-as', 'a name with a header in it', 400, {
    user: 'a\r\nImpersonate-Group: system:masters',
  }),
  post(
    'POST /view-as',
    'without the header',
    403,
    { user: 'admin' },
    { headers: [...bare, json, 'Content-Length: 16'] },
  ),
  at('DELETE /view-as', 'without the header', 403, { headers: bare }),
  at('DELETE /view-as', 'as nobody who is signed in', 401, { isStranger: true }),
  at('POST /sign-out', 'without the header', 403, { headers: bare }),
  at('POST /sign-out', 'by another site', 403, { headers: ['Origin: https://evil.example'] }),
  at('POST /sign-out', 'as nobody who is signed in', 200, { isStranger: true }),
]

const probes: Row[] = ['/healthz', '/readyz', '/metrics'].flatMap((path) =>
  ['GET', 'HEAD'].map((method) => at(`${method} ${path}`, 'asked by a stranger', 200, { isStranger: true })),
)

/** Files beside the console's own, and hidden ones among them. */
const files: Row[] = ['GET', 'HEAD'].flatMap((method) =>
  [
    ...[
      '/../secret',
      '/..%2fsecret',
      '/%2e%2e/secret',
      '/%2e%2e%2fsecret',
      '/..%5csecret',
      '/..\\secret',
      '/%252e%252e/secret',
    ],
    ...[
      '/assets/../../secret',
      '/assets/..%2f..%2fsecret',
      '/assets/%2e%2e/%2e%2e/secret',
      '/assets//../../secret',
    ],
    ...[
      '/.git/config',
      '/.env',
      '/%2egit/config',
      '/.git%2fconfig',
      '/assets/',
      '/assets',
      '/.git/',
      '/secret%00.html',
    ],
    ...[
      '/index.html/../../secret',
      '/....//secret',
      '/..;/secret',
      '//etc/passwd',
      '/file:///etc/passwd',
      '/%c0%ae%c0%ae/secret',
    ],
  ].map((path) => at(`${method} /*`, 'a file', [400, 403, 404], { line: `${method} ${path}` })),
)

const pages: Row[] = [
  at('GET /*', 'the console', 200, { line: 'GET /' }),
  at('HEAD /*', 'the console', 200, { line: 'HEAD /' }),
  at('GET /*', 'a page', 200, { line: 'GET /shop', headers: ['Accept: text/html'] }),
]

export const ownRows: readonly Row[] = [
  ...session,
  ...dns,
  ...monitoring,
  ...signIn,
  ...signedIn,
  ...probes,
  ...files,
  ...pages,
]
