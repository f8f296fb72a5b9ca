/** Watches: from a version, from none, with initial events, narrowed by selectors, as tables. */
import type { JsonMap } from '../../../src/sandbox/types.ts'
import { at, place } from '../places.ts'
import { del, get, patch, post, type Session, type Step, watch, watched } from '../request.ts'

const table = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'
const partial = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json'

function session(
  name: string,
  apiVersion: string,
  plural: string,
  object: (name: string, labels: object) => object,
  change: object,
  tooOld: readonly string[],
): Session {
  const { namespace, create } = place(`watch-${plural}`)
  const path = at(namespace, apiVersion, plural)
  const from = `${path}?watch=true&timeoutSeconds=30`
  const version = (body: JsonMap) => String((body.metadata as JsonMap | undefined)?.resourceVersion)
  const initial = `${from}&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`
  const steps: readonly Step[] = [
    ...create,
    post(path, object('first', { app: 'a' })),
    watch('all', `${from}&labelSelector=own`),
    watch('plain', from),
    watch('zero', `${from}&resourceVersion=0`),
    watch('selected', `${from}&labelSelector=app%3Da`),
    watch('named', `${from}&fieldSelector=metadata.name%3Dsecond`),
    watch('initial', initial),
    watch('initial selected', `${initial}&labelSelector=app%3Db`),
    watch('table', from, { headers: { accept: table } }),
    watch('table without objects', `${from}&includeObject=None`, { headers: { accept: table } }),
    watch('partial', from, { headers: { accept: partial } }),
    watch(
      'path',
      `/apis/${apiVersion}/watch/namespaces/${namespace}/${plural}`.replace('/apis/v1', '/api/v1'),
    ),
    post(path, object('second', { app: 'b' })),
    patch('merge', `${path}/second`, { metadata: { labels: { app: 'a' } } }),
    patch('merge', `${path}/second`, change),
    patch('merge', `${path}/second`, change),
    patch('merge', `${path}/first`, { metadata: { labels: { app: 'b' } } }),
    patch('merge', `${path}/second?dryRun=All`, { metadata: { labels: { app: 'z' } } }),
    patch('merge', `${path}/second`, { metadata: { finalizers: ['example.com/hold'] } }),
    del(`${path}/second`),
    patch('merge', `${path}/second`, { metadata: { finalizers: null } }),
    del(`${path}/first`),
    watched('all', 0),
    watched('plain', 9),
    watched('zero', 9),
    watched('selected', 7),
    watched('named', 6),
    watched('initial', 10),
    watched('initial selected', 5),
    watched('table', 9),
    watched('table without objects', 9),
    watched('partial', 9),
    watched('path', 9),
    get(path, { keep: 'list', reduce: ({ kind }) => kind }),
    post(path, object('third', {}), { keep: 'third' }),
    (seen) => get(`${from.replace('30', '1')}&resourceVersion=${version(seen('list'))}`),
    (seen) => get(`${from.replace('30', '1')}&resourceVersion=${version(seen('third'))}`),
    (seen) =>
      get(`${from.replace('30', '1')}&resourceVersion=${version(seen('list'))}`, {
        headers: { accept: table },
      }),
    ...tooOld.flatMap((version) => [
      get(`${from}&resourceVersion=${version}`),
      get(`${from}&resourceVersion=${version}`, { headers: { accept: table } }),
    ]),
    get(`${from}&resourceVersion=x`),
    get(`${from}&limit=1&resourceVersion=x`),
    get(`${from}&sendInitialEvents=true`),
    get(`${from}&sendInitialEvents=true&resourceVersionMatch=Exact`),
    get(`${from}&resourceVersionMatch=NotOlderThan`),
    get(`${from}&labelSelector=app%20in%20(`),
    get(`${from}&fieldSelector=spec.nothing%3Dx`),
    get(`${path}/third?watch=true&timeoutSeconds=1`),
    del(path),
  ]
  return { name, steps }
}

export const watches: readonly Session[] = [
  session(
    'watches of a built-in kind',
    'v1',
    'secrets',
    (name, labels) => ({ metadata: { name, labels }, data: { a: 'MQ==' } }),
    { data: { a: 'Mg==' } },
    // The real server remembers all that happened to built-in kinds since it began.
    [],
  ),
  session(
    'watches of a custom kind',
    'gateway.networking.k8s.io/v1',
    'gateways',
    (name, labels) => ({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name, labels },
      spec: { gatewayClassName: 'eg', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
    }),
    { spec: { gatewayClassName: 'other' } },
    ['1'],
  ),
]
