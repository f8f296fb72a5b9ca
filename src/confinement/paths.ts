/** Targets that two parsers could read differently, and other parts of the server than they seem to be. */
import { cluster, foreign, own, passed, type Row, refused } from './row.ts'

const nowhere = 'none'

/** Steps between the developer's namespace and what is foreign, none of which may lead from one to the other. */
const steps: Row[] = [
  ...[
    '/../',
    '/./../',
    '/%2e%2e/',
    '/%2E%2e/',
    '/.%2e/',
    '/%252e%252e/',
    '/..%2f',
    '/..%2F',
    '/..%252f',
    '/..%5c',
  ],
  ...[
    '%2f..%2f',
    '%2F..%2F',
    '%252f..%252f',
    '%25252f..%25252f',
    '%5c..%5c',
    '/..;/',
    '/..;a=b/',
    '/..%00/',
    '/.%00./',
  ],
  ...[
    '/%c0%ae%c0%ae/',
    '%c0%af..%c0%af',
    '%e0%80%af..%e0%80%af',
    '/%u002e%u002e/',
    '/%%32%65%%32%65/',
    '//..//',
    '/%zz/../',
  ],
  ...['/..%0d%0a/', '/%0a../', '/..%09/', '/\\..\\', '\\..\\', '/..\\', '/..#/', '#/../'],
].map((step) => refused('steps upwards', `GET ${cluster}${own}${step}payments-prod/secrets`, 400))

const ambiguous: Row[] = [
  ...[
    '//api/v1/secrets',
    '/api//v1/secrets',
    '/api/v1//secrets',
    `${foreign}//secrets`,
    '/api/v1/secrets//',
    '/./api/v1/secrets',
  ],
  ...[
    '/api/./v1/secrets',
    '/api/v1/%2e/secrets',
    '/api/v1/namespaces//secrets',
    '/%61pi/v1/secrets',
    '/api%2fv1/secrets',
  ],
  ...[
    '/api%2fv1%2fsecrets',
    '/%2fapi/v1/secrets',
    '/api/v1/secrets%00',
    '/api/v1/secrets%00.json',
    '/api/v1/sec\u00e9rets',
  ],
  ...[
    '/api/v1/secrets%0d%0aImpersonate-User:%20admin',
    '/api/v1/secrets%7f',
    '/api/v1/secrets%',
    '/api/v1/secrets%2',
  ],
].map((path) => refused('an ambiguous step', `GET ${cluster}${path}`, 400))

/** One reading only, so they pass, and mean nothing good to the cluster. */
const literal: Row[] = [
  '/api/v1/Namespaces/payments-prod/secrets',
  '/api/v1/namespaces/PAYMENTS-PROD/secrets',
  '/api/v1/namespaces/payments-prod;x=y/secrets',
  '/api/v1/namespaces;x=y/payments-prod/secrets',
  '/api/v1/namespaces/payments-prod/secrets;shop-prod',
  '/api/v1/namespaces/payments-prod/Secrets',
  '/api/v1/%6eamespaces/payments%2dprod/secret%73',
  '/api/v1/namespaces/payments-prod/secrets/',
  '/api/v1/namespaces/.../secrets',
  '/api/v1/namespaces/*/secrets',
  '/api/v1/namespaces/-/secrets',
  '/api/v1/watch/namespaces/payments-prod/secrets',
  '/api/v2/namespaces/payments-prod/secrets',
  '/apis/v1/namespaces/payments-prod/secrets',
].map((path) => passed('a path to be taken literally', 'GET', path, [400, 403, 404]))

const notTheApi: Row[] = [
  ...[
    '',
    '/',
    '/?/api/v1/secrets',
    '/metrics',
    '/logs/',
    '/debug/pprof/',
    '/configz',
    '/swagger.json',
    '/ui/',
    '/proxy/x',
  ],
  ...[
    '/API/v1/secrets',
    '/Api/v1/secrets',
    '/apis.example.com',
    '/openapi',
    '/.well-known/openid-configuration',
    '/openid/v1/jwks',
  ],
].map((path) => refused('no path of the API', `GET ${cluster}${path}`, 404))

/** The cluster's name is one step, and names of the kubeconfig alone are clusters. */
const names: Row[] = [
  refused('a cluster that she is not signed in to', `GET /clusters/two${own}/services`, 401),
  refused('writing to it', `POST /clusters/two${own}/configmaps`, 401),
  ...[
    'ONE',
    'one%20',
    '%20one',
    'one%00',
    'three',
    '%2e%2e',
    '..',
    '.',
    'one%2f..%2ftwo',
    'two%2f',
    '%74wo%5c',
    'constructor',
  ],
  ...[
    '__proto__',
    'one%3a80',
    '127.0.0.1%3a6443',
    'http%3a%2f%2f127.0.0.1%2f',
    'user%20of%20one',
    `${'x'.repeat(8_000)}`,
  ],
].map((row) =>
  typeof row === 'string' ? refused('another cluster', `GET /clusters/${row}/api/v1/secrets`, 404) : row,
)

const targets: Row[] = [
  ...[
    '/clusters//api/v1/secrets',
    '/clusters/',
    '/clusters/%zz/api',
    '/%63lusters/one/api',
    '/clusters%2fone/api',
  ].map((target) => refused('no cluster at all', `GET ${target}`, [400, 404])),
  ...[
    '/CLUSTERS/one/api',
    '/Clusters/one/api',
    '//clusters/one/api',
    '/./clusters/one/api',
    '/x/../clusters/one/api',
  ].map((target) => ({ ...refused('an address that is none', `GET ${target}`, [403, 404]), route: nowhere })),
  ...[
    '/clusters\\one\\api',
    '/clusters;/one/api',
    '/clusters',
    '/cluster/one/api',
    '/api/v1/secrets',
    '/one/api',
  ].map((target) => ({ ...refused('an address that is none', `GET ${target}`, [403, 404]), route: nowhere })),
  ...[
    'http://127.0.0.1',
    'https://127.0.0.1',
    'http://cluster:6443',
    'HTTP://x',
    'ws://x',
    'file://',
    'http://a@b',
  ].map((origin) => refused('a whole address', `GET ${origin}${cluster}${foreign}/secrets`, [400, 403, 404])),
  { ...refused('a star', 'OPTIONS *', [400, 404]), route: nowhere },
  { ...refused('a host to connect to', 'CONNECT 127.0.0.1:6443', 0), route: nowhere },
  { ...refused('a path to connect to', `CONNECT ${cluster}${own}/pods/x/exec`, [0, 400]), route: nowhere },
  refused('a path too long', `GET ${cluster}${own}/services/${'x'.repeat(40_000)}`, 431),
  passed('a path that is long', 'GET', `${own}/services/${'x'.repeat(10_000)}`, 404),
  ...['GETT', 'get', 'PROPFIND', 'MKCOL', 'PURGE', 'LINK', 'SOURCE', 'PRI', 'X'].map((method) => ({
    ...refused('a method', `${method} ${cluster}${foreign}/secrets`, [400, 404, 405]),
    route: nowhere,
  })),
]

export const pathRows: readonly Row[] = [
  ...steps,
  ...ambiguous,
  ...literal,
  ...notTheApi,
  ...names,
  ...targets,
]
