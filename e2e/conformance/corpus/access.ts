/** Who may do what: reviews, impersonation, and how a refusal is worded. */
import type { JsonMap } from '../../../src/sandbox/types.ts'
import { unique } from '../names.ts'
import { all, at, place } from '../places.ts'
import { as, del, get, patch, post, put, type Session, type Step } from '../request.ts'

const { namespace, create } = place('access')
const rbac = 'rbac.authorization.k8s.io/v1'
const apiGroup = 'rbac.authorization.k8s.io'
const reader = unique('reader')
const maps = at(namespace, 'v1', 'configmaps')

const grants: readonly Step[] = [
  post(at(namespace, rbac, 'roles'), {
    metadata: { name: 'editor' },
    rules: [
      { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'create', 'update'] },
      { apiGroups: [''], resources: ['services'], resourceNames: ['one'], verbs: ['get', 'delete'] },
      { apiGroups: ['gateway.networking.k8s.io'], resources: ['*'], verbs: ['*'] },
      { apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['get', 'update'] },
    ],
  }),
  post(at(namespace, rbac, 'rolebindings'), {
    metadata: { name: 'editors' },
    roleRef: { apiGroup, kind: 'Role', name: 'editor' },
    subjects: [
      { kind: 'User', apiGroup, name: 'eve' },
      { kind: 'ServiceAccount', name: 'robot', namespace },
    ],
  }),
  post(all(rbac, 'clusterroles'), {
    metadata: { name: reader },
    rules: [
      { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch'] },
      { nonResourceURLs: ['/metrics/*'], verbs: ['get'] },
    ],
  }),
  post(all(rbac, 'clusterrolebindings'), {
    metadata: { name: reader },
    roleRef: { apiGroup, kind: 'ClusterRole', name: reader },
    subjects: [{ kind: 'Group', apiGroup, name: reader }],
  }),
  post(at(namespace, rbac, 'rolebindings'), {
    metadata: { name: 'dangling' },
    roleRef: { apiGroup, kind: 'Role', name: 'gone' },
    subjects: [{ kind: 'User', apiGroup, name: 'frank' }],
  }),
]

/** The real server takes a moment to know new bindings. */
const known = (user: string, groups: readonly string[], path: string): Step => ({
  settle: as(user, groups, get(path, { until: (code) => code !== 403 })),
})

const eve = (inner: Parameters<typeof as>[2]) => as('eve', [], inner)

const requests: readonly Step[] = [
  eve(post(maps, { metadata: { name: 'mine' } })),
  eve(get(maps, { reduce: ({ kind }) => kind })),
  eve(get(`${maps}/mine`)),
  eve(put(`${maps}/mine`, { metadata: { name: 'mine' }, data: { a: '1' } })),
  eve(patch('merge', `${maps}/mine`, { data: { a: '2' } })),
  eve(
    patch('apply', `${maps}/new?fieldManager=x`, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'new' },
    }),
  ),
  eve(del(`${maps}/mine`)),
  eve(del(maps)),
  eve(get(`${maps}?watch=true&timeoutSeconds=1`)),
  eve(get(at(namespace, 'v1', 'services'))),
  eve(get(`${at(namespace, 'v1', 'services')}/one`)),
  eve(get(`${at(namespace, 'v1', 'services')}/two`)),
  eve(get(`${at(namespace, 'v1', 'services')}?fieldSelector=metadata.name%3Done`)),
  eve(get(at(namespace, 'gateway.networking.k8s.io/v1', 'httproutes'))),
  eve(get(all('gateway.networking.k8s.io/v1', 'gatewayclasses'))),
  eve(get(all('v1', 'nodes'))),
  eve(get('/api/v1/nodes/none')),
  eve(get('/api/v1/namespaces')),
  eve(get(`/api/v1/namespaces/${namespace}`)),
  eve(get(at('default', 'v1', 'configmaps'))),
  eve(get(all('v1', 'configmaps'))),
  eve(get(`${at(namespace, 'apps/v1', 'deployments')}/none/scale`)),
  eve(get(`${at(namespace, 'apps/v1', 'deployments')}/none`)),
  eve(get('/metrics')),
  eve(get('/apis', { reduce: ({ kind }) => kind })),
  eve(get('/version', { reduce: ({ major }) => major })),
  eve(get('/nowhere')),
  eve(get('/apis/nowhere.example.com/v1/things')),
  eve(get(`${at(namespace, 'v1', 'pods')}/none/log`)),
  as('eve', ['system:masters'], get(`${maps}/mine`)),
  as('grace', [reader], get('/api/v1/nodes?limit=1', { reduce: ({ kind }) => kind })),
  as('grace', [reader], get('/metrics/x')),
  as(`system:serviceaccount:${namespace}:robot`, [], get(`${maps}/mine`)),
  as('system:anonymous', ['system:unauthenticated'], get(maps)),
  as('frank', [], get(maps)),
  get('/api/v1/nodes', { headers: { 'impersonate-group': 'x' } }),
  get('/api/v1/nodes', { headers: { 'impersonate-uid': 'x' } }),
]

const review = (kind: string, spec: unknown) =>
  post(
    all(
      kind === 'SelfSubjectReview' ? 'authentication.k8s.io/v1' : 'authorization.k8s.io/v1',
      `${kind.toLowerCase()}s`,
    ),
    {
      apiVersion: kind === 'SelfSubjectReview' ? 'authentication.k8s.io/v1' : 'authorization.k8s.io/v1',
      kind,
      ...(spec === undefined ? {} : { spec }),
    },
  )

/** A client certificate has a hash, a token has none. */
const withoutCredential = (body: JsonMap) => {
  const { userInfo } = body.status as { readonly userInfo: JsonMap }
  const { extra: _, ...user } = userInfo
  return { ...body, status: { userInfo: user } }
}

/** Rules in any order: the real server takes bindings as its cache holds them. */
const rulesReview = (inNamespace: string) => ({
  ...review('SelfSubjectRulesReview', { namespace: inNamespace }),
  reduce: ({ status, ...rest }: JsonMap) => ({
    ...rest,
    status: Object.fromEntries(
      Object.entries(status as JsonMap).map(([key, value]) => [
        key,
        Array.isArray(value) ? value.map((each) => JSON.stringify(each)).sort() : value,
      ]),
    ),
  }),
})

const questions = [
  { verb: 'get', resource: 'configmaps', namespace },
  { verb: 'delete', resource: 'configmaps', namespace },
  { verb: 'list', resource: 'configmaps' },
  { verb: '*', resource: '*' },
  { verb: 'get', resource: 'services', namespace, name: 'one' },
  { verb: 'get', resource: 'services', namespace, name: 'two' },
  { verb: 'create', group: 'gateway.networking.k8s.io', resource: 'httproutes', namespace, version: 'v1' },
  { verb: 'update', group: 'apps', resource: 'deployments', subresource: 'scale', namespace },
  { verb: 'get', group: 'nowhere.example.com', resource: 'things', namespace },
]

const reviews: readonly Step[] = [
  ...questions.flatMap((resourceAttributes) => [
    review('SelfSubjectAccessReview', { resourceAttributes }),
    eve(review('SelfSubjectAccessReview', { resourceAttributes })),
    review('SubjectAccessReview', { user: 'eve', resourceAttributes }),
  ]),
  eve(review('SelfSubjectAccessReview', { nonResourceAttributes: { path: '/metrics', verb: 'get' } })),
  as(
    'grace',
    [reader],
    review('SelfSubjectAccessReview', { nonResourceAttributes: { path: '/metrics/a', verb: 'get' } }),
  ),
  review('SelfSubjectAccessReview', {}),
  review('SelfSubjectAccessReview', undefined),
  review('SelfSubjectAccessReview', {
    resourceAttributes: { verb: 'get', resource: 'pods' },
    nonResourceAttributes: { path: '/', verb: 'get' },
  }),
  review('SubjectAccessReview', { resourceAttributes: { verb: 'get', resource: 'pods' } }),
  as(
    'grace',
    [reader],
    review('SubjectAccessReview', { user: 'x', resourceAttributes: { verb: 'get', resource: 'pods' } }),
  ),
  eve(rulesReview(namespace)),
  as('frank', [], rulesReview(namespace)),
  as('grace', [reader], rulesReview('default')),
  // No namespace can be called so: what holds in the whole cluster, and nothing else.
  eve(rulesReview('~')),
  as('grace', [reader], rulesReview('~')),
  review('SelfSubjectRulesReview', {}),
  { ...review('SelfSubjectReview', undefined), reduce: withoutCredential },
  eve(review('SelfSubjectReview', undefined)),
  as('eve', ['a', 'b'], review('SelfSubjectReview', undefined)),
  get(all('authorization.k8s.io/v1', 'selfsubjectaccessreviews')),
]

const escalation: readonly Step[] = [
  post(at(namespace, rbac, 'roles'), {
    metadata: { name: 'granter' },
    rules: [
      {
        apiGroups: [apiGroup],
        resources: ['roles', 'rolebindings'],
        verbs: ['get', 'create', 'update', 'patch'],
      },
    ],
  }),
  post(at(namespace, rbac, 'rolebindings'), {
    metadata: { name: 'granters' },
    roleRef: { apiGroup, kind: 'Role', name: 'granter' },
    subjects: [{ kind: 'User', apiGroup, name: 'heidi' }],
  }),
  known('heidi', [], `${at(namespace, rbac, 'roles')}/granter`),
  as(
    'heidi',
    [],
    post(at(namespace, rbac, 'roles'), {
      metadata: { name: 'more' },
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }],
    }),
  ),
  as(
    'heidi',
    [],
    post(at(namespace, rbac, 'roles'), {
      metadata: { name: 'same' },
      rules: [{ apiGroups: [apiGroup], resources: ['roles'], verbs: ['get'] }],
    }),
  ),
  as(
    'heidi',
    [],
    post(at(namespace, rbac, 'rolebindings'), {
      metadata: { name: 'self' },
      roleRef: { apiGroup, kind: 'Role', name: 'editor' },
      subjects: [{ kind: 'User', apiGroup, name: 'heidi' }],
    }),
  ),
  as(
    'heidi',
    ['writers'],
    post(at(namespace, rbac, 'roles'), {
      metadata: { name: 'much' },
      rules: [
        {
          apiGroups: ['', 'apps'],
          resources: ['secrets', 'deployments/scale'],
          verbs: ['get', 'list'],
          resourceNames: ['x'],
        },
        { apiGroups: [''], resources: ['pods'], verbs: ['*'] },
        { apiGroups: [apiGroup], resources: ['roles'], verbs: ['get', 'delete'] },
      ],
    }),
  ),
  as(
    'heidi',
    [],
    post(at(namespace, rbac, 'rolebindings'), {
      metadata: { name: 'basic' },
      roleRef: { apiGroup, kind: 'ClusterRole', name: 'system:basic-user' },
    }),
  ),
  as(
    'heidi',
    [],
    post(at(namespace, rbac, 'rolebindings'), {
      metadata: { name: 'nothing' },
      roleRef: { apiGroup, kind: 'Role', name: 'gone' },
    }),
  ),
  as(
    'heidi',
    [],
    patch('merge', `${at(namespace, rbac, 'roles')}/granter`, { metadata: { labels: { a: 'b' } } }),
  ),
  as(
    'heidi',
    [],
    patch('merge', `${at(namespace, rbac, 'roles')}/granter`, {
      rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
    }),
  ),
  patch('merge', `${at(namespace, rbac, 'rolebindings')}/granters`, { roleRef: { name: 'editor' } }),
]

export const access: readonly Session[] = [
  {
    name: 'access: grants',
    steps: [...create, ...grants, known('eve', [], maps), known('grace', [reader], '/api/v1/nodes?limit=1')],
  },
  { name: 'access: requests', steps: requests },
  { name: 'access: reviews', unordered: true, steps: reviews },
  { name: 'access: escalation', steps: escalation },
]
