/** Headers that would make somebody else of the developer, another request of hers, or another site's of her own. */
import { cluster, foreign, own, passed, type Row, refused } from './row.ts'

const services = `${own}/services`
const secrets = `${foreign}/secrets`
const get = (trick: string, headers: readonly string[], answer: Row['answer'] = 200) =>
  passed(trick, 'GET', services, answer, { headers })
const stopped = (trick: string, headers: readonly string[], answer: Row['answer']) =>
  refused(trick, `GET ${cluster}${services}`, answer, { headers })

const impersonation: Row[] = [
  ...[
    'Impersonate-User: admin',
    'impersonate-user: admin',
    'IMPERSONATE-USER: admin',
    'Impersonate-Group: system:masters',
  ],
  ...[
    'Impersonate-Uid: 1',
    'Impersonate-Extra-Scopes: x',
    'Impersonate-: x',
    'Impersonate-User:',
    'Impersonate_User: admin',
  ],
  ...['IMPERSONATE_GROUP: system:masters', 'Impersonate_Extra-a: x', 'impersonate-extra-%41: x'],
].map((header) => stopped('another name', [header], 403))

const listed: Row[] = [
  stopped('another name, for this hop', ['Connection: Impersonate-User', 'Impersonate-User: admin'], 403),
  stopped(
    'another name, of which the connection speaks twice',
    ['Connection: close, impersonate-user', 'Impersonate-User: admin'],
    403,
  ),
  get('the own credentials, for this hop', ['Connection: authorization, cookie, host']),
  get('what the server adds, for this hop', ['Connection: user-agent, accept, x-portolan-csrf']),
  get('a length for this hop', ['Connection: content-length', 'Content-Length: 0']),
  passed('the length of a body, for this hop', 'POST', `${own}/configmaps?dryRun=All`, 403, {
    // Without its length, the body is the rest of a request no more than with it.
    ...{ headers: ['Connection: content-length', 'Content-Type: application/json'], answer: 201 },
    body: JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'planted' } }),
  }),
  stopped(
    'the header of own pages, for this hop, elsewhere',
    ['Connection: origin', 'Origin: https://evil.example'],
    403,
  ),
]

/** Dropped or replaced; the cluster sees the developer. */
const dropped: Row[] = [
  get('other credentials', ['Authorization: Bearer the-admin-token']),
  get('two other credentials', ['Authorization: Bearer x', 'Authorization: Basic YWRtaW46']),
  get('a name from a proxy', [
    'X-Remote-User: admin',
    'X-Remote-Group: system:masters',
    'X-Remote-Extra-A: x',
  ]),
  get('a name with lower lines', ['X_Remote_User: admin', 'x_remote-group: system:masters']),
  get('a name from another proxy', [
    'X-Forwarded-User: admin',
    'X-Forwarded-Client-Cert: x',
    'Proxy-Authorization: x',
  ]),
  get('another method', [
    'X-HTTP-Method-Override: DELETE',
    'X-HTTP-Method: DELETE',
    'X-Method-Override: DELETE',
  ]),
  get('another method with lower lines', ['X_HTTP_METHOD_OVERRIDE: DELETE', 'x-http_method: DELETE']),
  get('another path', [
    `X-Original-URL: ${secrets}`,
    `X-Rewrite-URL: ${secrets}`,
    `X-Original-URI: ${secrets}`,
  ]),
  get('an upgrade that the connection does not name', ['Upgrade: websocket']),
  get('another host for the cluster', [
    'X-Forwarded-Host: evil',
    'X-Forwarded-Prefix: /x',
    'Forwarded: host=evil',
  ]),
  get('a protocol with a token', ['Sec-WebSocket-Protocol: base64url.bearer.authorization.k8s.io.eA']),
  get('a protocol of another version', [
    'HTTP2-Settings: AAMAAABkAAQAAP__',
    'TE: trailers',
    'Expect: 100-continue',
  ]),
  passed('a write that is said to be a read', 'DELETE', `${foreign}/services/api`, 403, {
    headers: ['X-HTTP-Method-Override: GET'],
  }),
]

const hosts: Row[] = [
  ...[
    'evil.example',
    '127.0.0.1',
    '127.0.0.1:1',
    'PORT.evil.example',
    '127.0.0.1:PORT@evil.example',
    'evil.example:PORT',
  ],
  ...[
    '127.0.0.1:PORT/clusters',
    'localhost.:PORT',
    '0.0.0.0:PORT',
    '2130706433:PORT',
    '127.1:PORT',
    '',
    '[::1',
    '127.0.0.1:0PORT0',
  ],
].map((host) => stopped('another host', ['!', `Host: ${host}`, 'COOKIE', 'Connection: close'], [400, 421]))

const twice: Row[] = [
  stopped('no host', ['!', 'COOKIE', 'Connection: close'], 400),
  // The first counts, and the cluster is told neither.
  get('a second host', ['Host: evil.example'], [200]),
  get('a second cookie of the name', ['Cookie: NAME=1~x']),
  stopped(
    'a first cookie of the name',
    ['!', 'Host: 127.0.0.1:PORT', 'Cookie: NAME=1~x', 'COOKIE', 'Connection: close'],
    401,
  ),
  stopped(
    'two origins, one of them her own',
    ['Origin: http://127.0.0.1:PORT', 'Origin: http://evil.example'],
    403,
  ),
  stopped(
    'two origins, the first another',
    ['Origin: http://evil.example', 'Origin: http://127.0.0.1:PORT'],
    403,
  ),
]

const malformed: Row[] = [
  stopped('a space before the colon', ['Impersonate-User : admin'], 400),
  stopped('a line that goes on', ['X-A: a', ' Impersonate-User: admin'], 400),
  stopped('a tab that goes on', ['X-A: a', '\tImpersonate-User: admin'], 400),
  stopped('a lone carriage return', ['X-A: a\rImpersonate-User: admin'], 400),
  stopped('a lone line feed', ['X-A: a\nImpersonate-User: admin'], [400, 403]),
  stopped('a NUL in a value', ['X-A: a\0b'], 400),
  stopped('a NUL in a name', ['Impersonate\0-User: admin'], 400),
  stopped('no name', [': admin'], 400),
  stopped('no colon', ['Impersonate-User'], 400),
  stopped('a header too long', [`X-A: ${'a'.repeat(40_000)}`], 431),
  stopped(
    'headers too many',
    Array.from({ length: 900 }, (_, at) => `X-${at}: ${'a'.repeat(40)}`),
    431,
  ),
  get('a header that is long', [`X-A: ${'a'.repeat(8_000)}`]),
]

/** Other sites' pages have her cookies at most, and never the header. */
const otherSites: Row[] = [
  ...[
    ['x-portolan-csrf: 0'],
    ['x-portolan-csrf: 1', 'x-portolan-csrf: 1'],
    ['x_portolan_csrf: 1'],
    ['X-Portolan-CSRF: true'],
    [],
  ].map((headers) => ({ trick: 'a write without the header', headers })),
  ...[
    'Origin: https://evil.example',
    'Origin: null',
    'Origin: http://127.0.0.1:1',
    'Origin: file://',
    'Origin: http://127.0.0.1:PORT.evil.example',
    'Sec-Fetch-Site: cross-site',
    'Sec-Fetch-Site: same-site',
  ].map((header) => ({ trick: 'a write of another site', headers: ['x-portolan-csrf: 1', header] })),
].flatMap(({ trick, headers }) =>
  ['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'].map((method) =>
    refused(trick, `${method} ${cluster}${own}/configmaps/planted`, 403, {
      headers: ['!', 'Host: 127.0.0.1:PORT', 'COOKIE', 'Connection: close', ...headers],
    }),
  ),
)

const readBySites: Row[] = [
  stopped('a page of another site', ['Origin: https://evil.example'], 403),
  stopped('what another site loads', ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors'], 403),
  stopped('what a neighbour loads', ['Sec-Fetch-Site: same-site', 'Sec-Fetch-Mode: cors'], 403),
]

export const headerRows: readonly Row[] = [
  ...[...impersonation, ...listed, ...dropped, ...hosts],
  ...[...twice, ...malformed, ...otherSites, ...readBySites],
]
