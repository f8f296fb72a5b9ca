/** Server-side apply: ownership, conflicts, giving fields up. */
import { at, place } from '../places.ts'
import { del, get, patch, post, put, type Session, type Step } from '../request.ts'

const { namespace, create } = place('apply')
const maps = at(namespace, 'v1', 'configmaps')
const services = at(namespace, 'v1', 'services')
const routes = at(namespace, 'gateway.networking.k8s.io/v1', 'httproutes')

const map = (data: object, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'm', ...more },
  data,
})
const service = (ports: readonly object[], more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 's' },
  spec: { selector: { a: 'b' }, ports, ...more },
})
const route = (spec: object) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'r' },
  spec,
})

const by = (manager: string, path: string, body: unknown, more = ''): Step =>
  patch('apply', `${path}?fieldManager=${manager}${more}`, body)

export const apply: readonly Session[] = [
  {
    name: 'apply: plain',
    steps: [
      ...create,
      by('one', `${maps}/m`, map({ a: '1', b: '2' })),
      by('one', `${maps}/m`, map({ a: '1', b: '2' })),
      by('two', `${maps}/m`, map({ a: '1', c: '3' })),
      by('two', `${maps}/m`, map({ a: '9' })),
      by('two', `${maps}/m`, map({ a: '9', b: '9' }), '&force=true'),
      by('one', `${maps}/m`, map({ a: '1' })),
      by('one', `${maps}/m`, map({})),
      by('one', `${maps}/m`, map({ d: '4' }, { labels: { x: 'y' } })),
      patch('merge', `${maps}/m?fieldManager=editor`, { data: { d: '5' } }),
      by('one', `${maps}/m`, map({ d: '6' })),
      by('one', `${maps}/m`, map({ d: '6' }), '&force=true'),
      put(`${maps}/m?fieldManager=putter`, map({ e: '1' })),
      get(`${maps}/m`),
      by('two', `${maps}/m`, map({ e: '1' })),
      by('two', `${maps}/m`, { apiVersion: 'v1', kind: 'ConfigMap' }),
      get(`${maps}/m`),
      del(`${maps}/m`),
    ],
  },
  {
    name: 'apply: what is wrong with it',
    steps: [
      patch('apply', `${maps}/x`, map({})),
      patch('apply', `${maps}/x?fieldManager=`, map({})),
      by('one', `${maps}/x`, map({})),
      by('one', `${maps}/x`, { ...map({}), metadata: { name: 'x', managedFields: [{ manager: 'x' }] } }),
      by('one', `${maps}/x`, { ...map({}), metadata: { name: 'x', managedFields: [] } }),
      by('one', `${maps}/y`, { ...map({}), kind: 'Secret', metadata: { name: 'y' } }),
      by('one', `${maps}/y`, { ...map({}), apiVersion: 'v9', metadata: { name: 'y' } }),
      by('one', `${maps}/y`, { metadata: { name: 'y' } }),
      by('one', `${maps}/y`, '{'),
      by('one', `${maps}/y`, 'a: ['),
      by('one', `${maps}/y`, ''),
      by('one', `${maps}/y`, '[]'),
      by('one', `${maps}/y`, { ...map({}), metadata: { name: 'y', resourceVersion: '5' } }),
      by('one', `${maps}/y`, { ...map({}), metadata: { name: 'y', uid: 'x' } }),
      by('one', `${maps}/y`, { ...map({}), metadata: { name: 'y', namespace: 'other' } }),
      by('one', `${maps}/yy`, 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: yy}\ndata: {a: 1}\n'),
      by(
        'one',
        `${maps}/yy`,
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: yy}\ndata: {a: "1"}\nstrange: 1\n',
      ),
      by(
        'one',
        `${maps}/yy`,
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: yy}\ndata: {a: "1", a: "2"}\n',
      ),
      by('x'.repeat(129), `${maps}/y`, map({})),
      by('one', `${maps}/y`, map({}), '&force=x'),
      by('one', `${at('none-such', 'v1', 'configmaps')}/y`, { ...map({}), metadata: { name: 'y' } }),
      by('one', `${services}/bad`, { ...service([{ name: 'a' }]), metadata: { name: 'bad' } }),
      by('one', `${services}/bad`, { ...service([{ port: 80 }, { port: 80 }]), metadata: { name: 'bad' } }),
      by('one', `${routes}/bad`, { ...route({ hostnames: ['Not Valid'] }), metadata: { name: 'bad' } }),
      by('one', `${routes}/bad`, { ...route({ hostnames: 7 }), metadata: { name: 'bad' } }),
    ],
  },
  {
    name: 'apply: lists with keys',
    steps: [
      by('one', `${services}/s`, service([{ name: 'a', port: 80 }])),
      by('two', `${services}/s`, service([{ name: 'b', port: 81 }])),
      by('two', `${services}/s`, service([{ name: 'b', port: 80 }])),
      by('two', `${services}/s`, service([{ name: 'a', port: 80, targetPort: 8080 }])),
      by('two', `${services}/s`, service([{ name: 'a', port: 80, targetPort: 8080 }]), '&force=true'),
      by('one', `${services}/s`, service([{ name: 'c', port: 82, protocol: 'UDP' }])),
      by('one', `${services}/s`, service([], { type: 'NodePort' })),
      by('three', `${services}/s`, {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 's', finalizers: ['example.com/x'] },
      }),
      by('three', `${services}/s`, { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' } }),
      patch('apply', `${services}/s/status?fieldManager=lb`, {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 's' },
        status: { loadBalancer: { ingress: [{ ip: '198.51.100.1' }] } },
      }),
      get(`${services}/s`),
      by('kubectl', `${services}/s`, service([{ name: 'z', port: 90 }]), '&dryRun=All&force=true'),
    ],
  },
  {
    name: 'apply: custom kinds',
    steps: [
      by(
        'one',
        `${routes}/r`,
        route({
          parentRefs: [{ name: 'g' }],
          hostnames: ['a.example.com'],
          rules: [{ backendRefs: [{ name: 's', port: 80 }] }],
        }),
      ),
      by(
        'one',
        `${routes}/r`,
        route({
          parentRefs: [{ name: 'g' }],
          hostnames: ['a.example.com'],
          rules: [{ backendRefs: [{ name: 's', port: 80 }] }],
        }),
      ),
      by('two', `${routes}/r`, route({ hostnames: ['b.example.com'] })),
      by('two', `${routes}/r`, route({ hostnames: ['b.example.com'] }), '&force=true'),
      by('one', `${routes}/r`, route({ parentRefs: [{ name: 'h' }] })),
      patch('apply', `${routes}/r/status?fieldManager=gw`, {
        ...route({}),
        status: {
          parents: [
            {
              parentRef: { name: 'h' },
              controllerName: 'example.com/c',
              conditions: [
                {
                  type: 'Accepted',
                  status: 'True',
                  reason: 'Accepted',
                  message: '',
                  lastTransitionTime: '2020-01-01T00:00:00Z',
                },
              ],
            },
          ],
        },
      }),
      get(`${routes}/r`),
      put(`${routes}/r?fieldManager=putter`, route({ parentRefs: [{ name: 'h' }] })),
      get(`${routes}/r`, {
        headers: { accept: 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io' },
      }),
      patch('merge', `${routes}/r`, { metadata: { managedFields: [{}] } }),
      patch('merge', `${routes}/r`, { metadata: { managedFields: [] } }),
      post(`${routes}?fieldManager=poster`, {
        ...route({ hostnames: ['p.example.com'] }),
        metadata: { name: 'posted' },
      }),
      by('one', `${routes}/posted`, {
        ...route({ hostnames: ['q.example.com'] }),
        metadata: { name: 'posted' },
      }),
    ],
  },
]
