/** The three patch formats. */
import { at, place } from '../places.ts'
import { get, patch, post, type Session, type Step } from '../request.ts'

const { namespace, create } = place('patches')
const maps = at(namespace, 'v1', 'configmaps')
const sets = at(namespace, 'apps/v1', 'daemonsets')
const services = at(namespace, 'v1', 'services')
const ingresses = at(namespace, 'networking.k8s.io/v1', 'ingresses')
const routes = at(namespace, 'gateway.networking.k8s.io/v1', 'httproutes')

const content: readonly Step[] = [
  post(maps, {
    metadata: { name: 'm', labels: { a: '1', b: '2' }, finalizers: ['example.com/x'] },
    data: { 'a/b': '1', 'c~d': '2' },
  }),
  post(sets, {
    metadata: { name: 'd' },
    spec: {
      selector: { matchLabels: { a: 'b' } },
      template: {
        metadata: { labels: { a: 'b' } },
        spec: {
          automountServiceAccountToken: false,
          containers: [
            {
              name: 'one',
              image: 'i:1',
              env: [
                { name: 'A', value: '1' },
                { name: 'B', value: '2' },
              ],
              ports: [{ containerPort: 80, name: 'http' }],
            },
            { name: 'two', image: 'i:2', args: ['x', 'y'] },
          ],
          tolerations: [{ key: 'a', operator: 'Exists' }],
        },
      },
    },
  }),
  post(services, {
    metadata: { name: 's' },
    spec: {
      selector: { a: 'b' },
      ports: [
        { name: 'a', port: 80 },
        { name: 'b', port: 81 },
      ],
    },
  }),
  post(ingresses, {
    metadata: { name: 'i' },
    spec: {
      ingressClassName: 'x',
      rules: [{ host: 'a.example.com' }, { host: 'b.example.com' }],
      tls: [{ hosts: ['a.example.com'], secretName: 's' }],
    },
  }),
  post(routes, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'r' },
    spec: {
      parentRefs: [{ name: 'g' }],
      hostnames: ['a.example.com'],
      rules: [{ backendRefs: [{ name: 's', port: 80 }] }],
    },
  }),
]

type Operations = readonly object[]

const jsonPatches: readonly Operations[] = [
  [{ op: 'replace', path: '/data/a~1b', value: '9' }],
  [{ op: 'add', path: '/data/new', value: '1' }],
  [{ op: 'remove', path: '/data/c~0d' }],
  [{ op: 'remove', path: '/data/none' }],
  [{ op: 'replace', path: '/data/none', value: 'x' }],
  [{ op: 'test', path: '/data/a~1b', value: '9' }],
  [{ op: 'test', path: '/data/a~1b', value: 'other' }],
  [{ op: 'test', path: '/data/none', value: 'x' }],
  [{ op: 'test', path: '/data/none', value: null }],
  [{ op: 'move', from: '/data/a~1b', path: '/data/moved' }],
  [{ op: 'copy', from: '/data/a~1b', path: '/data/copied' }],
  [{ op: 'move', from: '/data/none', path: '/data/x' }],
  [{ op: 'copy', from: '/data/none', path: '/data/x' }],
  [{ op: 'add', path: '/metadata/finalizers/-', value: 'example.com/y' }],
  [{ op: 'add', path: '/metadata/finalizers/5', value: 'example.com/y' }],
  [{ op: 'add', path: '/metadata/finalizers/0', value: 'example.com/y' }],
  [{ op: 'remove', path: '/metadata/finalizers/0' }],
  [{ op: 'remove', path: '/metadata/finalizers/7' }],
  [{ op: 'replace', path: '/metadata/finalizers/x', value: 'y' }],
  [{ op: 'add', path: 'data/x', value: '1' }],
  [{ op: 'add', path: '', value: {} }],
  [{ op: 'replace', path: '', value: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'm' } } }],
  [{ op: 'nonsense', path: '/data/x', value: '1' }],
  [{ op: 'add', path: '/spec/none/deep', value: 1 }],
  [{ op: 'add', path: '/data/x' }],
  [{ path: '/data/x', value: '1' }],
  [{ op: 'add', value: '1' }],
  [{ op: 'replace', path: '/metadata/name', value: 'other' }],
  [{ op: 'replace', path: '/metadata/resourceVersion', value: '1' }],
  [{ op: 'replace', path: '/metadata/uid', value: 'other' }],
  [{ op: 'replace', path: '/kind', value: 'Secret' }],
  [{ op: 'replace', path: '/data', value: 'text' }],
  [{ op: 'replace', path: '/data/a~1b', value: 5 }],
  [
    { op: 'test', path: '/data/a~1b', value: '9' },
    { op: 'remove', path: '/data/a~1b' },
  ],
  [],
]

const mergePatches: readonly unknown[] = [
  { data: { 'a/b': '5' } },
  { data: { 'a/b': null, added: '1' } },
  { data: null },
  { metadata: { labels: { a: null, c: '3' } } },
  { metadata: { labels: null } },
  { metadata: { finalizers: ['example.com/z'] } },
  { metadata: { name: 'other' } },
  { metadata: { namespace: 'other' } },
  { metadata: { resourceVersion: '1' } },
  { metadata: { uid: 'x' } },
  { metadata: { creationTimestamp: null } },
  { metadata: null },
  { kind: 'Secret' },
  { apiVersion: 'v2' },
  { data: { x: 7 } },
  { data: 'x' },
  {},
  'null',
  '[]',
  '7',
  '{',
  '',
]

const template = (spec: object) => ({ spec: { template: { spec } } })
const strategicPatches: readonly unknown[] = [
  template({ containers: [{ name: 'one', image: 'i:9' }] }),
  template({ containers: [{ name: 'three', image: 'i:3' }] }),
  template({ containers: [{ name: 'two', $patch: 'delete' }] }),
  template({
    containers: [
      {
        name: 'one',
        env: [
          { name: 'B', value: '9' },
          { name: 'C', value: '3' },
        ],
      },
    ],
  }),
  template({ containers: [{ name: 'one', env: [{ name: 'A', $patch: 'delete' }] }] }),
  template({ containers: [{ $patch: 'replace' }, { name: 'only', image: 'i:4' }] }),
  template({
    $setElementOrder: undefined,
    containers: [{ name: 'two', args: ['z'] }],
    '$setElementOrder/containers': [{ name: 'two' }, { name: 'one' }],
  }),
  template({ containers: [{ name: 'one', args: null }], '$setElementOrder/containers': [{ name: 'one' }] }),
  template({ containers: [{ image: 'i:5' }] }),
  template({ containers: null }),
  template({ tolerations: [{ key: 'b', operator: 'Exists' }] }),
  template({ $patch: 'replace', containers: [{ name: 'x', image: 'y' }] }),
  template({ $patch: 'nonsense' }),
  template({ $retainKeys: ['containers'], containers: [{ name: 'one', image: 'i:6' }] }),
  { spec: { updateStrategy: { $retainKeys: ['type'], type: 'OnDelete' } } },
  { metadata: { finalizers: ['example.com/x'] } },
  { metadata: { '$deleteFromPrimitiveList/finalizers': ['example.com/x'] } },
  { metadata: { ownerReferences: [{ uid: 'u', apiVersion: 'v1', kind: 'X', name: 'x' }] } },
  { metadata: { labels: { $patch: 'replace', only: 'x' } } },
  { metadata: { annotations: { a: 'b' } } },
  { spec: { selector: { matchLabels: { a: 'c' } } } },
  { spec: { minReadySeconds: 'x' } },
  { spec: [] },
  {},
  '[]',
  '{',
  '7',
]

const one = (path: string) => `${path}?dryRun=All`

export const patches: readonly Session[] = [
  { name: 'patches: content', steps: [...create, ...content] },
  {
    name: 'patches: JSON',
    unordered: true,
    steps: jsonPatches.map((each) => patch('json', one(`${maps}/m`), each)),
  },
  {
    name: 'patches: malformed JSON',
    unordered: true,
    steps: [
      ...['{}', '7', '[7]', '[', '', 'null', '[{"op":"add","path":"/data/x","value":}]'].map((each) =>
        patch('json', one(`${maps}/m`), each),
      ),
      patch('json', one(`${maps}/none`), [{ op: 'remove', path: '/data' }]),
      patch('json', one(`${routes}/r`), [
        { op: 'replace', path: '/spec/hostnames/0', value: 'b.example.com' },
      ]),
      patch('json', one(`${routes}/r`), [{ op: 'test', path: '/spec/hostnames/0', value: 'x' }]),
      patch('json', one(`${routes}/r`), [{ op: 'remove', path: '/spec/none' }]),
      patch('json', one(`${routes}/r`), [{ op: 'add', path: '/spec/hostnames/-', value: 'Not Valid' }]),
      patch('json', one(`${routes}/r`), '{'),
    ],
  },
  {
    name: 'patches: merge',
    unordered: true,
    steps: [
      ...mergePatches.map((each) => patch('merge', one(`${maps}/m`), each)),
      ...mergePatches.map((each) => patch('merge', one(`${routes}/r`), each)),
      patch('merge', one(`${routes}/r`), { spec: { hostnames: ['c.example.com'], rules: null } }),
      patch('merge', one(`${routes}/r`), { spec: { parentRefs: [] } }),
      patch('merge', one(`${routes}/r`), { status: { parents: [] } }),
      patch('merge', one(`${services}/s`), { spec: { type: 'LoadBalancer' } }),
      patch('merge', one(`${services}/s`), { spec: { clusterIP: '10.96.9.9' } }),
      patch('merge', one(`${services}/s`), { spec: { ports: [] } }),
      patch('merge', one(`${services}/s`), { spec: { type: 'ExternalName', externalName: 'a.example.com' } }),
      patch('merge', one(`${maps}/none`), {}),
    ],
  },
  {
    name: 'patches: strategic',
    unordered: true,
    steps: [
      ...strategicPatches.map((each) => patch('strategic', one(`${sets}/d`), each)),
      patch('strategic', one(`${services}/s`), { spec: { ports: [{ port: 82, name: 'c' }] } }),
      patch('strategic', one(`${services}/s`), { spec: { ports: [{ port: 80, $patch: 'delete' }] } }),
      patch('strategic', one(`${services}/s`), {
        spec: {
          '$setElementOrder/ports': [{ port: 81 }, { port: 80 }],
          ports: [{ port: 81, targetPort: 9 }],
        },
      }),
      patch('strategic', one(`${services}/s`), { spec: { selector: null } }),
      patch('strategic', one(`${ingresses}/i`), { spec: { rules: [{ host: 'c.example.com' }] } }),
      patch('strategic', one(`${ingresses}/i`), { spec: { tls: null } }),
      patch('strategic', one(`${maps}/none`), {}),
      patch('strategic', one(`${routes}/r`), {}),
    ],
  },
  {
    name: 'patches: for good',
    steps: [
      patch('merge', `${maps}/m`, {}),
      patch('merge', `${maps}/m`, { data: { 'a/b': '1' } }),
      patch('merge', `${maps}/m`, { data: { 'a/b': '2' } }),
      patch('json', `${maps}/m`, [{ op: 'add', path: '/data/json', value: '1' }]),
      patch('strategic', `${maps}/m`, { data: { strategic: '1' } }),
      get(`${maps}/m`),
      patch('merge', `${routes}/r`, { spec: { hostnames: ['d.example.com'] } }),
      patch('merge', `${routes}/r`, { metadata: { labels: { a: 'b' } } }),
      patch('merge', `${routes}/r/status`, {
        status: { parents: [] },
        spec: { hostnames: ['ignored.example.com'] },
      }),
      get(`${routes}/r`),
      patch('strategic', `${sets}/d`, template({ containers: [{ name: 'one', image: 'i:7' }] })),
    ],
  },
]
