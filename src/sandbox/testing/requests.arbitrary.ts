/** Requests of all sorts for the sandbox: most of them nonsense, many of them almost right. */
import fc from 'fast-check'

export interface AnyRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

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
  'gateways',
  'ipaddresspools',
  'ingresses',
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
  '/apis/networking.k8s.io/v1',
  '/apis/gateway.networking.k8s.io/v1',
  '/apis/metallb.io/v1beta1',
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

export const anyRequest: fc.Arbitrary<AnyRequest> = fc
  .record({ method, path, query, type, accept, body })
  .map((each) => ({
    method: each.method,
    path: `${each.path}?${each.query}`,
    headers: { 'content-type': each.type, accept: each.accept },
    body: each.method === 'GET' ? undefined : each.body,
  }))

/** An object that differs in one place from one that the API holds, on its way back. */
export function almostRight(objects: readonly { readonly path: string; readonly object: string }[]) {
  return fc
    .record({
      of: fc.constantFrom(...objects),
      verb: fc.constantFrom('PUT', 'POST', 'PATCH'),
      patchType: fc.constantFrom('merge-patch+json', 'strategic-merge-patch+json', 'apply-patch+yaml'),
      subresource: fc.constantFrom('', '', '', '/status'),
      query,
    })
    .map(({ of, verb, patchType, subresource, query: options }): AnyRequest => {
      const collection = of.path.replace(/\/[^/]*$/, '')
      return {
        method: verb,
        path: `${verb === 'POST' ? collection : of.path + subresource}?${options}&fieldManager=fuzz`,
        headers: { 'content-type': verb === 'PATCH' ? `application/${patchType}` : 'application/json' },
        body: of.object,
      }
    })
}
