/** Query parameters of writes: dryRun, fieldValidation, fieldManager. */
import type { JsonMap } from '../../../src/sandbox/types.ts'
import { at, place } from '../places.ts'
import { del, patch, post, put, type Session } from '../request.ts'

const { namespace, create } = place('options')
const maps = at(namespace, 'v1', 'configmaps')
const services = at(namespace, 'v1', 'services')
const routes = at(namespace, 'gateway.networking.k8s.io/v1', 'httproutes')
const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: 'b' } }
const strange = { ...map, strange: 1, metadata: { name: 'x', strange: { deep: true } } }
const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'x' },
  spec: {
    ports: [
      { port: 80, portt: 81 },
      { name: 'b', port: 81, protokol: 'TCP' },
    ],
    Type: 'NodePort',
    selektor: {},
  },
}
const route = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'x', strange: 1 },
  spec: { hostname: 'a.example.com', parentRefs: [{ name: 'g', strange: 1 }], rules: [{ mathces: [] }] },
  strange: 2,
}
const twice =
  '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x","name":"x"},"data":{"a":"1","a":"2"},"data":{"b":"3"}}'
const twiceYaml = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\ndata:\n  a: "1"\n  a: "2"\n'
const twiceRoute =
  '{"apiVersion":"gateway.networking.k8s.io/v1","kind":"HTTPRoute","metadata":{"name":"x"},"spec":{"hostnames":["a.b"],"hostnames":["c.d"]}}'
/** Of several faults the real server tells some, in any order. */
const withoutFaults = ({ message, ...rest }: JsonMap) => ({
  ...rest,
  message: String(message).replace(/(Kind=\w+\): )[\s\S]*/, '$1'),
})

const levels = ['Strict', 'Warn', 'Ignore', 'strict', 'Nonsense', '']

export const options: readonly Session[] = [
  {
    name: 'dry run',
    steps: [
      ...create,
      post(maps, map),
      post(`${maps}?dryRun=all`, map),
      post(`${maps}?dryRun=`, { ...map, metadata: { name: 'empty-dry-run' } }),
      post(`${maps}?dryRun=Nothing`, map),
      post(`${maps}?dryRun=All&dryRun=All`, { ...map, metadata: { name: 'b' } }),
      post(`${maps}?dryRun=All&dryRun=x`, map),
      post(`${maps}?dryRun=All`, map),
      put(`${maps}/a?dryRun=All`, { ...map, data: { a: 'c' } }),
      put(`${maps}/a?dryRun=x`, map),
      patch('merge', `${maps}/a?dryRun=All`, { data: { a: 'd' } }),
      patch('merge', `${maps}/a?dryRun=x`, {}),
      patch('apply', `${maps}/a?dryRun=All&fieldManager=m&force=true`, { ...map, data: { a: 'e' } }),
      del(`${maps}/a?dryRun=All`),
      del(`${maps}/a?dryRun=x`),
      del(`${maps}/a`, { dryRun: ['All'] }),
      del(`${maps}/a`, { dryRun: ['x'] }),
      del(`${maps}?dryRun=All&labelSelector=a%3Db`),
      del(`${maps}/none?dryRun=All`),
      post(`${routes}?dryRun=x`, { ...route }),
    ],
  },
  {
    name: 'field validation',
    unordered: true,
    steps: levels.flatMap((level) => {
      const query = `dryRun=All&fieldValidation=${level}`
      return [
        post(`${maps}?${query}`, strange),
        post(`${services}?${query}`, service),
        post(`${routes}?${query}`, route),
        post(`${maps}?${query}`, twice),
        post(`${maps}?${query}`, twiceYaml, { type: 'application/yaml' }),
        post(`${routes}?${query}`, twiceRoute),
        put(`${maps}/a?${query}`, { ...strange, metadata: { name: 'a' } }),
        patch('merge', `${maps}/a?${query}`, { strange: 1, metadata: { other: 2 } }),
        patch('strategic', `${maps}/a?${query}`, { strange: 1 }),
        patch('json', `${maps}/a?${query}`, [{ op: 'add', path: '/strange', value: 1 }]),
        patch('apply', `${maps}/a?${query}&fieldManager=m&force=true`, { ...map, strange: 1 }),
        patch('apply', `${routes}/x?${query}&fieldManager=m`, route, { reduce: withoutFaults }),
        patch('merge', `${maps}/a?${query}`, '{"data":{"a":"1","a":"2"}}'),
      ]
    }),
  },
  {
    name: 'without field validation',
    unordered: true,
    steps: [
      post(`${maps}?dryRun=All`, strange),
      post(`${services}?dryRun=All`, service),
      post(`${routes}?dryRun=All`, route),
      post(`${maps}?dryRun=All`, twice),
      post(`${maps}?dryRun=All`, twiceYaml, { type: 'application/yaml' }),
      post(`${routes}?dryRun=All`, twiceRoute),
      post(`${maps}?dryRun=All&fieldManager=somebody`, { ...map, metadata: { name: 'x' } }),
      post(`${maps}?dryRun=All&fieldManager=${'x'.repeat(129)}`, { ...map, metadata: { name: 'x' } }),
      post(`${maps}?dryRun=All&fieldManager=a%0Ab`, { ...map, metadata: { name: 'x' } }),
      post(`${maps}?dryRun=All&unknownParameter=1`, { ...map, metadata: { name: 'x' } }),
      post(
        `${maps}?dryRun=All`,
        { ...map, metadata: { name: 'x' } },
        { headers: { 'user-agent': 'kubectl/v1.36.3 (linux/amd64)' } },
      ),
      patch('merge', `${maps}/a?dryRun=All&force=true`, { data: { z: '1' } }),
      patch('merge', `${maps}/a?dryRun=All&fieldManager=${'x'.repeat(129)}`, { data: { z: '1' } }),
    ],
  },
]
