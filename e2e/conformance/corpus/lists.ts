/** Lists: paging, selectors, versions, and other representations. */
import { all, at, place } from '../places.ts'
import { del, get, post, type Session, type Step } from '../request.ts'

const { namespace, create } = place('lists')
const secrets = at(namespace, 'v1', 'secrets')
const services = at(namespace, 'v1', 'services')
const networks = at(namespace, 'k8s.cni.cncf.io/v1', 'network-attachment-definitions')
const table = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'
const partial = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json'
const partialOne = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json'

const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  alpha: { app: 'a', tier: 'front' },
  beta: { app: 'b', tier: 'back', weight: '5' },
  delta: {},
  gamma: { app: 'a', 'example.com/kind': 'x', weight: '10' },
}

const content: readonly Step[] = Object.entries(labels).flatMap(([name, each]) => [
  post(secrets, {
    metadata: { name, labels: each },
    type: name === 'beta' ? 'example.com/own' : 'Opaque',
    data: { k: 'dg==' },
  }),
  post(networks, {
    apiVersion: 'k8s.cni.cncf.io/v1',
    kind: 'NetworkAttachmentDefinition',
    metadata: { name, labels: each },
    spec: { config: '{}' },
  }),
])

const labelSelectors = [
  'app=a',
  'app==a',
  'app!=a',
  'app',
  '!app',
  'app in (a,b)',
  'app notin (a)',
  'app in ()',
  'app in (a',
  'app=a,tier=front',
  'app=a,tier!=front',
  'weight>5',
  'weight<10',
  'weight>x',
  'weight>5,weight<20',
  'example.com/kind=x',
  '=a',
  'app=',
  'app in a',
  'app==a,',
  ',app',
  'app=a b',
  'app=-bad-',
  'a/b/c=d',
  'app%',
  '!',
  '!app,tier',
  'app=a;tier=b',
  `app=${'x'.repeat(70)}`,
  ' app = a ',
  'app=a,app=b',
]

const fieldSelectors = [
  'metadata.name=alpha',
  'metadata.name!=alpha',
  'metadata.name==alpha',
  `metadata.namespace=${namespace}`,
  'metadata.namespace=other',
  'metadata.name=alpha,metadata.name=beta',
  'metadata.name=none',
  'type=Opaque',
  'type!=Opaque',
  'data.k=v',
  'metadata.labels.app=a',
  'metadata.name',
  'metadata.name=',
  '=x',
  'metadata.name in (alpha)',
  'metadata.uid=x',
  '',
  ',',
  'metadata.name=al\\,pha',
  'metadata.name>alpha',
]

const versions = [
  'resourceVersion=0',
  'resourceVersion=',
  'resourceVersion=1',
  'resourceVersion=x',
  'resourceVersion=-1',
  'resourceVersion=99999999999',
  'resourceVersionMatch=Exact',
  'resourceVersion=0&resourceVersionMatch=Exact',
  'resourceVersion=0&resourceVersionMatch=NotOlderThan',
  'resourceVersion=1&resourceVersionMatch=NotOlderThan',
  'resourceVersion=1&resourceVersionMatch=x',
  'resourceVersionMatch=',
  'limit=2&resourceVersion=0',
  'limit=x',
  'limit=-1',
  'limit=0',
  'limit=2.5',
  'continue=x',
  'timeoutSeconds=x',
  'timeoutSeconds=5',
  'sendInitialEvents=true',
  'sendInitialEvents=true&resourceVersionMatch=NotOlderThan',
  'allowWatchBookmarks=true',
]

/** Of kinds that the real server has known from the start it may still remember what was at first. */
const longAgo = [
  'resourceVersion=1&resourceVersionMatch=Exact',
  'limit=1&resourceVersion=1',
  'continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MSwic3RhcnQiOiJhXHUwMDAwIn0',
]

function query(collection: string, name: string, values: readonly string[]): readonly Step[] {
  return values.map((value) => get(`${collection}?${name}=${encodeURIComponent(value)}`))
}

const paging = (collection: string): readonly Step[] => [
  get(`${collection}?limit=2`, { keep: 'first' }),
  (seen) => get(`${collection}?limit=2&continue=${token(seen('first'))}`, { keep: 'second' }),
  (seen) => get(`${collection}?limit=2&continue=${token(seen('first'))}&resourceVersion=1`),
  (seen) => get(`${collection}?continue=${token(seen('first'))}&resourceVersion=0`),
  (seen) => get(`${collection}?continue=${token(seen('first'))}&labelSelector=app%3Da`),
  (seen) => get(`${at('other', 'v1', 'configmaps')}?limit=1&continue=${token(seen('first'))}`),
  get(`${collection}?limit=1&labelSelector=app`),
  get(`${collection}?limit=1&labelSelector=app`, { headers: { accept: table } }),
  get(`${collection}?limit=3`, { headers: { accept: partial } }),
  get(`${collection}?limit=10`),
]

function token(body: unknown): string {
  const { metadata } = body as { readonly metadata?: { readonly continue?: string } }
  return encodeURIComponent(metadata?.continue ?? '')
}

const representations: readonly Step[] = [secrets, networks].flatMap((collection) => [
  get(collection, { headers: { accept: table } }),
  get(`${collection}/alpha`, { headers: { accept: table } }),
  get(`${collection}?includeObject=None`, { headers: { accept: table } }),
  get(`${collection}?includeObject=Object`, { headers: { accept: table } }),
  get(`${collection}?includeObject=Nonsense`, { headers: { accept: table } }),
  get(`${collection}?fieldSelector=metadata.name%3Dnone`, { headers: { accept: table } }),
  get(`${collection}/none`, { headers: { accept: table } }),
  get(collection, { headers: { accept: partial } }),
  get(`${collection}/alpha`, { headers: { accept: partialOne } }),
  get(collection, { headers: { accept: partialOne } }),
  get(`${collection}/alpha`, { headers: { accept: partial } }),
  get(collection, { headers: { accept: 'application/json;as=Table;v=v9;g=meta.k8s.io' } }),
  get(collection, { headers: { accept: 'application/json;as=Nonsense;v=v1;g=meta.k8s.io' } }),
  get(collection, { headers: { accept: 'application/json;as=Table;v=v1beta1;g=meta.k8s.io' } }),
])

const deletion: readonly Step[] = [
  del(`${secrets}?labelSelector=app%3Dnone`),
  del(`${secrets}?labelSelector=app%20in%20(`),
  del(`${secrets}?fieldSelector=data.x%3Dy`),
  del(`${secrets}?labelSelector=app%3Db`),
  get(secrets, { reduce: ({ items }) => (items as unknown[]).length }),
  del(`${secrets}?fieldSelector=metadata.name%3Dalpha`),
  del(`${networks}?labelSelector=app`, { propagationPolicy: 'Background' }),
  get(networks),
  del(`${networks}`),
  del(`${networks}`),
  get(secrets),
]

export const lists: readonly Session[] = [
  { name: 'lists: content', steps: [...create, ...content] },
  { name: 'lists: label selectors', unordered: true, steps: query(secrets, 'labelSelector', labelSelectors) },
  {
    name: 'lists: label selectors of custom kinds',
    unordered: true,
    steps: query(networks, 'labelSelector', labelSelectors),
  },
  { name: 'lists: field selectors', unordered: true, steps: query(secrets, 'fieldSelector', fieldSelectors) },
  {
    name: 'lists: field selectors of custom kinds',
    unordered: true,
    steps: query(networks, 'fieldSelector', fieldSelectors),
  },
  {
    name: 'lists: field selectors of other kinds',
    unordered: true,
    steps: [
      get(`${services}?fieldSelector=spec.type%3DNodePort`),
      get(`${services}?fieldSelector=spec.clusterIP%3DNone`),
      get(`${services}?fieldSelector=spec.ports%3D1`),
      get(`${at(namespace, 'v1', 'pods')}?fieldSelector=spec.nodeName%3Dx,status.phase%3DRunning`),
      get(`${at(namespace, 'v1', 'pods')}?fieldSelector=spec.containers%3Dx`),
      get(
        `${at(namespace, 'v1', 'events')}?fieldSelector=involvedObject.name%3Dx,involvedObject.kind%3DPod,type!%3DNormal`,
      ),
      get(`${at(namespace, 'apps/v1', 'deployments')}?fieldSelector=spec.replicas%3D1`),
      get(`${all('v1', 'namespaces')}?fieldSelector=metadata.name%3D${namespace}`),
      get(`${all('v1', 'namespaces')}?fieldSelector=metadata.name%3D${namespace},status.phase%3DActive`, {
        headers: { accept: table },
      }),
      get(`${all('v1', 'secrets')}?fieldSelector=metadata.namespace%3D${namespace},metadata.name%3Dalpha`),
    ],
  },
  { name: 'lists: versions', unordered: true, steps: versions.map((each) => get(`${secrets}?${each}`)) },
  {
    name: 'lists: versions of custom kinds',
    unordered: true,
    steps: [...versions, ...longAgo].map((each) => get(`${networks}?${each}`)),
  },
  {
    name: 'lists: versions of one',
    unordered: true,
    steps: ['0', '1', 'x', '-1', '', '99999999999'].map((each) =>
      get(`${secrets}/alpha?resourceVersion=${each}`),
    ),
  },
  { name: 'lists: paging', steps: paging(secrets) },
  { name: 'lists: paging custom kinds', steps: paging(networks) },
  { name: 'lists: representations', unordered: true, steps: representations },
  { name: 'lists: deletion', steps: deletion },
]
