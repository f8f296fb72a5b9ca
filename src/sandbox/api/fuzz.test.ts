import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from './testing/client.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ report: (error) => failures.push(error) })
})
afterAll(() => server.api.close())

/** What the sandbox thinks is its own fault. */
const failures: unknown[] = []

const name = fc.constantFrom(
  'a',
  'b',
  'default',
  'status',
  '__proto__',
  'constructor',
  'x'.repeat(300),
  'ä',
  '',
)
const plural = fc.constantFrom(
  'configmaps',
  'services',
  'pods',
  'namespaces',
  'nodes',
  'deployments',
  'customresourcedefinitions',
  'events',
  'foos',
  'selfsubjectaccessreviews',
)
const root = fc.constantFrom(
  '/api/v1',
  '/apis/apps/v1',
  '/apis/apiextensions.k8s.io/v1',
  '/apis/authorization.k8s.io/v1',
  '/apis/nope/v1',
  '/openapi/v3',
  '/apis',
  '/',
  '/version',
)
const path = fc
  .tuple(
    root,
    fc.option(name),
    fc.option(plural),
    fc.option(name),
    fc.option(fc.constantFrom('status', 'scale', 'log', 'x/y')),
  )
  .map(([base, namespace, resource, object, subresource]) =>
    [base, ...(namespace === null ? [] : ['namespaces', namespace]), resource, object, subresource]
      .filter((step) => step !== null)
      .map((step, index) => (index === 0 ? step : encodeURI(step)))
      .join('/'),
  )
const parameter = fc.constantFrom(
  'labelSelector',
  'fieldSelector',
  'limit',
  'continue',
  'resourceVersion',
  'resourceVersionMatch',
  'dryRun',
  'fieldValidation',
  'fieldManager',
  'force',
  'propagationPolicy',
  'gracePeriodSeconds',
  'includeObject',
  'pretty',
  'sendInitialEvents',
)
const text = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'All',
    'a=b',
    'a in (b,',
    '!a',
    'metadata.name=a',
    '-1',
    '0',
    '1',
    '99999999999999999999',
    'true',
    'Strict',
    'Orphan',
    'Foreground',
    'eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MSwic3RhcnQiOiIvYVx1MDAwMCJ9',
  ),
)
const query = fc
  .array(fc.tuple(parameter, text), { maxLength: 3 })
  .map((pairs) => new URLSearchParams(pairs).toString())

const key = fc.constantFrom(
  'apiVersion',
  'kind',
  'metadata',
  'spec',
  'status',
  'name',
  'namespace',
  'labels',
  'finalizers',
  'ownerReferences',
  'managedFields',
  'uid',
  'data',
  'ports',
  'port',
  'items',
  'replicas',
  '$patch',
  '$retainKeys',
  '$setElementOrder/ports',
  'op',
  'path',
  'value',
  'from',
  '__proto__',
  'versions',
  'group',
  'names',
  'plural',
)
const scalar = fc.oneof(
  fc.constantFrom(
    'v1',
    'ConfigMap',
    'a',
    'default',
    'delete',
    'replace',
    'add',
    'test',
    '/metadata/labels',
    '/spec/ports/0',
    '',
    'ä\u0000',
  ),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
)
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  ),
}))
const object = fc.record(
  {
    apiVersion: fc.constantFrom('v1', 'apps/v1', 'apiextensions.k8s.io/v1', 'x'),
    kind: fc.constantFrom('ConfigMap', 'Service', 'Deployment', 'Namespace', 'CustomResourceDefinition'),
    metadata: fc.oneof(
      fc.record({ name }),
      fc.record({ name, finalizers: fc.array(name), labels: fc.dictionary(name, name) }),
      value,
    ),
    spec: value,
    data: value,
  },
  { requiredKeys: [] },
)
const body = fc.oneof(
  object.map((each) => JSON.stringify(each)),
  value.map((each) => JSON.stringify(each)),
  fc.string(),
  fc.string({ unit: 'binary' }),
)
const type = fc.constantFrom(
  'application/json',
  'application/yaml',
  'application/merge-patch+json',
  'application/json-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+yaml',
  'application/vnd.kubernetes.protobuf',
  'text/plain',
)
const accept = fc.constantFrom(
  'application/json',
  'application/json;as=Table;v=v1;g=meta.k8s.io',
  'application/yaml',
  '*/*',
  'text/html',
  ';;,',
)
const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS')

describe('any request', () => {
  it('gets an answer that is not the server’s fault', async () => {
    let requests = 0
    await fc.assert(
      fc.asyncProperty(
        method,
        path,
        query,
        type,
        accept,
        body,
        async (verb, where, what, contentType, wanted, sent) => {
          const answer = await server.send(verb, `${where}?${what}`, verb === 'GET' ? undefined : sent, {
            'content-type': contentType,
            accept: wanted,
          })
          requests += 1
          // The one 500 that Kubernetes itself gives is for versions that are no numbers.
          const own =
            answer.code === 500 && !/strconv\.ParseUint|failed to create typed patch/.test(answer.text)
          expect([own, failures]).toEqual([false, []])
        },
      ),
      { numRuns: 2000, endOnFailure: true },
    )
    expect(requests).toBe(2000)
    expect((await server.send('GET', '/api/v1/namespaces/default')).code).toBe(200)
  }, 60_000)
})
