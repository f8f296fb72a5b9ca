/** What serves and holds other objects: a definition from its creation to its end, and a namespace on its way out. */
import { unique } from '../names.ts'
import { all, at, place } from '../places.ts'
import { del, get, patch, post, put, type Session, type Step } from '../request.ts'

const { namespace, create } = place('lifecycles')
const group = `${unique('harbours')}.example.com`
const definitions = all('apiextensions.k8s.io/v1', 'customresourcedefinitions')
const version = `${group}/v1`
const piers = at(namespace, version, 'piers')
const table = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'

const schema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      required: ['depth'],
      properties: {
        depth: { type: 'integer', minimum: 1 },
        open: { type: 'boolean', default: true },
        berths: { type: 'integer' },
      },
      'x-kubernetes-validations': [{ rule: 'self.depth < 100', message: 'no harbour is so deep' }],
    },
    status: { type: 'object', properties: { berths: { type: 'integer' } } },
  },
}

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `piers.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: { plural: 'piers', kind: 'Pier', shortNames: ['pi'], categories: ['harbour'] },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: schema },
        additionalPrinterColumns: [
          { name: 'Depth', type: 'integer', jsonPath: '.spec.depth' },
          { name: 'Open', type: 'boolean', jsonPath: '.spec.open', priority: 1 },
        ],
        selectableFields: [{ jsonPath: '.spec.depth' }],
        subresources: {
          status: {},
          scale: { specReplicasPath: '.spec.berths', statusReplicasPath: '.status.berths' },
        },
      },
    ],
  },
}

const pier = (name: string, spec: object) => ({ apiVersion: version, kind: 'Pier', metadata: { name }, spec })
const isServed = (code: number) => code === 200

const definitionLife: readonly Step[] = [
  get(piers),
  post(definitions, definition),
  get(`${definitions}/piers.${group}`, {
    until: (_, { status }) => JSON.stringify(status ?? {}).includes('Established'),
    reduce: ({ spec }) => spec,
  }),
  get(piers, { until: isServed }),
  get(`/apis/${version}`, { until: isServed, reduce: ({ kind }) => kind }),
  post(piers, pier('a', { depth: 5 })),
  post(piers, pier('b', { depth: 0 })),
  post(piers, pier('b', { depth: 200 })),
  post(piers, pier('b', {})),
  post(`${piers}?fieldValidation=Strict`, pier('b', { depth: 5, dept: 6 })),
  post(piers, pier('b', { depth: 7, berths: 2 })),
  get(piers, { headers: { accept: table } }),
  get(`${piers}?fieldSelector=spec.depth%3D5`),
  get(`${piers}?fieldSelector=spec.open%3Dtrue`),
  get(`${piers}/b/scale`),
  put(`${piers}/b/scale`, { metadata: { name: 'b' }, spec: { replicas: 3 } }),
  patch('merge', `${piers}/b/status`, { status: { berths: 3 } }),
  patch('merge', `${piers}/b`, { spec: { depth: 99 } }),
  patch('merge', `${piers}/b`, { spec: { depth: 100 } }),
  get(`${piers}/b`),
  patch('merge', `${definitions}/piers.${group}`, { spec: { scope: 'Cluster' } }),
  del(`${definitions}/piers.${group}`, undefined, { reduce: ({ kind }) => kind }),
  get(`${definitions}/piers.${group}`, { until: (code) => code === 404 }),
  get(piers, { until: (code) => code === 404 }),
]

const leaving = place('leaving')
const maps = at(leaving.namespace, 'v1', 'configmaps')

const namespaceLife: readonly Step[] = [
  ...leaving.create,
  post(maps, { metadata: { name: 'held', finalizers: ['example.com/hold'] } }),
  del(`/api/v1/namespaces/${leaving.namespace}`),
  post(maps, { metadata: { name: 'late' } }),
  get(`${maps}/held`, { until: (_, { metadata }) => JSON.stringify(metadata).includes('deletionTimestamp') }),
  patch('merge', `${maps}/held`, { metadata: { finalizers: null } }),
  get(`/api/v1/namespaces/${leaving.namespace}`, { until: (code) => code === 404 }),
  post(maps, { metadata: { name: 'late' } }),
]

export const lifecycles: readonly Session[] = [
  { name: 'lifecycles: a definition', steps: [...create, ...definitionLife] },
  { name: 'lifecycles: a namespace', steps: namespaceLife },
]
