/** A second request in the body of the first: the server and the cluster have to agree where one ends. */
import { cluster, clusterRoute, foreign, own, passed, type Row, refused } from './row.ts'

const target = `${cluster}${own}/configmaps?dryRun=All`
const hidden = `GET ${foreign}/secrets HTTP/1.1\r\nHost: x\r\n\r\n`
const json = 'Content-Type: application/json'
const configMap = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'planted' } })
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`

/** Whose framing is in doubt; not one byte of it reaches a cluster. */
const doubtful: Row[] = [
  { headers: ['Content-Length: 4', 'Transfer-Encoding: chunked'], body: `0\r\n\r\n${hidden}` },
  { headers: ['Transfer-Encoding: chunked', 'Content-Length: 4'], body: `0\r\n\r\n${hidden}` },
  { headers: ['Content-Length: 4', 'Content-Length: 80'], body: hidden },
  { headers: ['Content-Length: 4, 80'], body: hidden },
  { headers: ['Content-Length: +4'], body: hidden },
  { headers: ['Content-Length: -1'], body: hidden },
  { headers: ['Content-Length: 0x4'], body: hidden },
  { headers: ['Content-Length: 4 4'], body: hidden },
  { headers: ['Content-Length: 99999999999999999999999'], body: hidden },
  { headers: ['Transfer-Encoding: xchunked'], body: hidden },
  { headers: ['Transfer-Encoding: chunked, identity'], body: `0\r\n\r\n${hidden}` },
  { headers: ['Transfer-Encoding: identity', 'Content-Length: 4'], body: hidden },
  { headers: ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'], body: `0\r\n\r\n${hidden}` },
  { headers: ['Transfer-Encoding:\x0bchunked'], body: `0\r\n\r\n${hidden}` },
  { headers: ['Transfer-Encoding : chunked'], body: `0\r\n\r\n${hidden}` },
  { headers: ['Transfer-Encoding: "chunked"'], body: hidden },
].map(({ headers, body }) =>
  refused('a doubtful length', `POST ${target}`, 400, { headers: [json, ...headers], body }),
)

/** Broken before anything of them was passed on. */
const broken: Row[] = [
  `4;\nx\r\n0\r\n\r\n${hidden}`,
  `-4\r\n0\r\n\r\n${hidden}`,
  `0x4\r\n0\r\n\r\n${hidden}`,
  `fffffffffffffffff\r\n${hidden}`,
].map((body) =>
  refused('a broken chunk', `POST ${target}`, 400, { headers: [json, 'Transfer-Encoding: chunked'], body }),
)

/** All of it is the body of one request. */
const bodies: Row[] = [
  passed('a request as a body', 'POST', `${own}/configmaps?dryRun=All`, [400, 415, 422], {
    ...{ headers: [json, `Content-Length: ${hidden.length}`], body: hidden },
  }),
  passed('a request as a chunk', 'POST', `${own}/configmaps?dryRun=All`, [400, 415, 422], {
    ...{ headers: [json, 'Transfer-Encoding: chunked'], body: `${chunk(hidden)}0\r\n\r\n` },
  }),
  passed('a request as the body of a read', 'GET', `${own}/services`, 200, {
    ...{ headers: [`Content-Length: ${hidden.length}`], body: hidden },
  }),
  passed('a request as the chunk of a read', 'GET', `${own}/services`, 200, {
    ...{ headers: ['Transfer-Encoding: chunked'], body: `${chunk(hidden)}0\r\n\r\n` },
  }),
  passed('a name in a trailer', 'POST', `${own}/configmaps?dryRun=All`, 201, {
    headers: [json, 'Transfer-Encoding: chunked', 'Trailer: Impersonate-User'],
    body: `${chunk(configMap)}0\r\nImpersonate-User: admin\r\nAuthorization: Bearer x\r\n\r\n`,
  }),
  refused('more than its length', `POST ${target}`, 400, {
    headers: [json, 'Content-Length: 0'],
    body: hidden,
  }),
]

/** Upgrades: a tunnel would carry anything. */
const upgrades: Row[] = ['websocket', 'SPDY/3.1', 'h2c', 'TLS/1.0', 'WebSocket, h2c', 'connect-udp'].flatMap(
  (protocol) => {
    const headers = [
      '!',
      'Host: 127.0.0.1:PORT',
      'COOKIE',
      'x-portolan-csrf: 1',
      'Connection: Upgrade',
      `Upgrade: ${protocol}`,
    ]
    const away = (line: string, answer: Row['answer'], route = 'none'): Row => ({
      ...refused('an upgrade', line, answer, { headers }),
      route,
    })
    return [
      away(`GET ${cluster}${own}/pods/x/exec?command=sh`, 403, clusterRoute('GET')),
      away(`POST ${cluster}${own}/pods/x/exec?command=sh`, 403, clusterRoute('POST')),
      away(`GET ${cluster}${own}/services?watch=true`, 403, clusterRoute('GET')),
      away(`GET ${cluster}/../../watch`, 403, clusterRoute('GET')),
      away('GET /session', 404, 'GET /session'),
      away('GET /', 404),
      away('GET /WATCH', 404),
      away('GET /watch/', 404),
      away('GET /watch%2f', 404),
      away('GET /%77atch', 404),
      away('GET /watch;x', 404),
      away('GET //watch', 404),
      away('GET http://127.0.0.1/watch', 404),
      ...(protocol === 'websocket' ? [] : [away('GET /watch', 400)]),
      away('POST /watch', [400, 405]),
    ]
  },
)

export const smugglingRows: readonly Row[] = [...doubtful, ...broken, ...bodies, ...upgrades]
