/** Asking plainly for what is not the developer's: the cluster is asked as her, and refuses. */
import { foreign, own, passed, type Row, refused } from './row.ts'

const json = 'Content-Type: application/json'
const configMap = (namespace: string) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'planted', namespace } })
const binding = JSON.stringify({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: 'planted' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
  subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'dana' }],
})
const rbac = '/apis/rbac.authorization.k8s.io/v1'
const secrets = `${foreign}/secrets`

const write = (trick: string, method: string, path: string, body: string, answer: Row['answer'] = 403) =>
  passed(trick, method, path, answer, { headers: [json], body })

/** Without these, the refusals below would prove nothing. */
const allowed: Row[] = [
  passed('what is hers', 'GET', `${own}/services`, 200),
  passed('what is hers, its head alone', 'HEAD', `${own}/services`, [200, 405]),
  write('a dry run of what is hers', 'POST', `${own}/configmaps?dryRun=All`, configMap('shop-prod'), 201),
  passed('who she is', 'GET', '/version', 200),
]

const reading: Row[] = [
  ...[
    secrets,
    `${secrets}/${'planted'}`,
    `${foreign}/services`,
    `${foreign}/pods`,
    `${foreign}/pods/x/log`,
    '/api/v1/secrets',
    '/api/v1/secrets?fieldSelector=metadata.namespace%3Dpayments-prod',
    '/api/v1/secrets?fieldSelector=metadata.namespace%3Dshop-prod',
    '/api/v1/pods?watch=true',
    `${secrets}?watch=1&timeoutSeconds=1`,
    `${secrets}?limit=1&continue=x`,
    `${rbac}/clusterrolebindings`,
    `${rbac}/namespaces/payments-prod/roles`,
    '/apis/apps/v1/deployments',
    '/apis/crd.alauda.io/v2beta1/namespaces/cpaas-system/frontends',
  ].map((path) => passed('reading elsewhere', 'GET', path, [403, 404])),
  passed('the head of what is elsewhere', 'HEAD', secrets, [403, 405]),
  ...[
    ...['as=admin', 'as-group=system:masters', 'impersonate-user=admin', 'Impersonate-User=admin'],
    ...['user=admin', 'access_token=x', 'authorization=Bearer%20x', 'namespace=shop-prod'],
    ...[
      '_method=GET',
      'x-http-method-override=GET',
      'method=GET',
      ';namespace=shop-prod',
      'x=%00',
      'x=%2f..%2f',
    ],
  ].map((query) => passed('a query', 'GET', `${secrets}?${query}`, 403)),
]

const writing: Row[] = [
  write('making one elsewhere', 'POST', `${foreign}/configmaps`, configMap('payments-prod')),
  write('a dry run elsewhere', 'POST', `${foreign}/configmaps?dryRun=All`, configMap('payments-prod')),
  write('a body of another namespace', 'POST', `${own}/configmaps`, configMap('payments-prod'), 400),
  write(
    'a body of another namespace, replaced',
    'PUT',
    `${own}/configmaps/planted`,
    configMap('payments-prod'),
    [400, 404],
  ),
  write('replacing elsewhere', 'PUT', `${foreign}/configmaps/x`, configMap('payments-prod')),
  passed('patching elsewhere', 'PATCH', `${foreign}/services/api`, 403, {
    ...{ headers: ['Content-Type: application/merge-patch+json'], body: '{"metadata":{"labels":{"a":"b"}}}' },
  }),
  passed('applying elsewhere', 'PATCH', `${foreign}/configmaps/planted?fieldManager=x&force=true`, 403, {
    ...{ headers: ['Content-Type: application/apply-patch+yaml'], body: configMap('payments-prod') },
  }),
  passed('deleting elsewhere', 'DELETE', `${foreign}/services/api`, 403),
  passed('deleting all elsewhere', 'DELETE', `${foreign}/services`, 403),
  passed('deleting all everywhere', 'DELETE', '/api/v1/services', [403, 405]),
  passed('deleting a namespace', 'DELETE', '/api/v1/namespaces/payments-prod', 403),
  passed('a method in the query', 'GET', `${own}/services/cart?_method=DELETE`, 200),
  write('the end of a namespace', 'PUT', '/api/v1/namespaces/payments-prod/finalize', '{}'),
  write('rights for herself, here', 'POST', `${rbac}/namespaces/shop-prod/rolebindings`, binding),
  write(
    'rights for herself, everywhere',
    'POST',
    `${rbac}/clusterrolebindings`,
    binding.replace('RoleB', 'ClusterRoleB'),
  ),
  write('the token of another account', 'POST', `${foreign}/serviceaccounts/default/token`, '{}', [403, 404]),
  write('what others may', 'POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', '{}', [403, 404]),
  write('whose token it is', 'POST', '/apis/authentication.k8s.io/v1/tokenreviews', '{}', [403, 404]),
]

const tunnels: Row[] = [
  `${own}/pods/x/exec?command=sh`,
  `${own}/pods/x/attach`,
  `${own}/pods/x/portforward`,
  `${own}/pods/x/proxy/`,
  `${own}/pods/x/proxy/metrics`,
  `${own}/pods/x/%65xec`,
  `${own}/pods/x/EXEC`,
  `${own}/pods/x/exec/`,
  `${own}/pods/x/exec;a=b`,
  `${own}/services/cart/proxy/`,
  `${own}/services/http:cart:80/proxy/admin`,
  `${foreign}/services/api/proxy/`,
  '/api/v1/nodes/node-1/proxy/',
  '/api/v1/nodes/node-1/proxy/run/payments-prod/api/api',
  '/api/v1/nodes/node-1:10250/proxy/exec/a/b/c',
  '/api/v1/nodes/node-1/prox%79/logs/',
  '/api/v1/proxy/nodes/node-1/',
  '/api/v1/proxy/namespaces/shop-prod/services/cart/',
  '/api/v1/watch/namespaces/shop-prod/pods/x/exec',
  '/apis/subresources.kubevirt.io/v1/namespaces/shop-prod/virtualmachineinstances/x/portforward/22',
].flatMap((path) =>
  ['GET', 'POST'].map((method) =>
    refused('a way through the cluster', `${method} /clusters/one${path}`, 403),
  ),
)

const methods: Row[] = ['OPTIONS', 'TRACE', 'QUERY'].map((method) =>
  // Some methods Fastify refuses itself, for want of a body.
  refused('a method that Kubernetes does not know', `${method} /clusters/one${foreign}/secrets`, [400, 405]),
)

export const objectRows: readonly Row[] = [...allowed, ...reading, ...writing, ...tunnels, ...methods]
