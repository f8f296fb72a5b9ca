import { describe, expect, it } from 'vitest'
import { allOwners, fieldOwners, ownersAt, stepInto } from './managedfields.ts'

const time = '2026-03-01T10:00:00Z'
const entry = (manager: string, fieldsV1: unknown, more: object = {}) => ({
  manager,
  operation: 'Apply',
  apiVersion: 'v1',
  time,
  fieldsType: 'FieldsV1',
  fieldsV1,
  ...more,
})

const http = 'k:{"port":80,"protocol":"TCP"}'
const service = {
  metadata: {
    name: 'web',
    labels: { app: 'web', mine: 'x' },
    finalizers: ['a', 'b'],
    managedFields: [
      entry('argocd', {
        'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} }, 'f:finalizers': { '.': {}, 'v:"b"': {} } },
        'f:spec': {
          'f:selector': {},
          'f:ports': { [http]: { '.': {}, 'f:port': {}, 'f:targetPort': {} } },
          'f:externalIPs': { 'i:1': {} },
        },
      }),
      entry(
        'kubectl-edit',
        { 'f:spec': { 'f:type': {}, 'f:ports': { [http]: { 'f:targetPort': {} } } } },
        { operation: 'Update' },
      ),
      entry(
        'lb',
        { 'f:status': { 'f:loadBalancer': { 'f:ingress': {} } } },
        { operation: 'Update', subresource: 'status' },
      ),
    ],
  },
  spec: {
    type: 'ClusterIP',
    selector: { app: 'web' },
    ports: [
      { port: 53, protocol: 'UDP' },
      { port: 80, protocol: 'TCP', targetPort: 8080 },
    ],
    externalIPs: ['192.0.2.1', '192.0.2.2'],
  },
}
const owners = fieldOwners(service)
const at = (path: readonly (string | number)[], value: unknown = service) =>
  ownersAt(owners, value, path).map(({ manager }) => manager)

describe('the owners of a field', () => {
  it('are those whose set names it', () => {
    expect(at(['metadata', 'labels', 'app'])).toEqual(['argocd'])
    expect(at(['metadata', 'labels', 'mine'])).toEqual([])
    expect(at(['metadata', 'labels'])).toEqual(['argocd'])
    expect(at(['metadata'])).toEqual([])
    expect(at(['spec', 'type'])).toEqual(['kubectl-edit'])
    expect(at(['spec', 'nothing', 'here', 0])).toEqual([])
    expect(at([])).toEqual([])
  })

  it('can be several', () => {
    expect(at(['spec', 'ports', 1, 'targetPort'])).toEqual(['argocd', 'kubectl-edit'])
  })

  it('say who, how, when and through what', () => {
    expect(ownersAt(owners, service, ['status', 'loadBalancer', 'ingress', 0, 'ip'])).toEqual([
      { manager: 'lb', operation: 'Update', time, subresource: 'status' },
    ])
    expect(ownersAt(owners, service, ['spec', 'type'])[0]?.subresource).toBeUndefined()
  })

  it('own what is below a map or list that nobody owns in parts', () => {
    expect(at(['spec', 'selector', 'app'])).toEqual(['argocd'])
    expect(at(['spec', 'selector', 'new'])).toEqual(['argocd'])
    const granular = fieldOwners({
      metadata: {
        managedFields: [entry('empty', { 'f:labels': {} }), entry('part', { 'f:labels': { 'f:a': {} } })],
      },
    })
    expect(ownersAt(granular, {}, ['labels', 'b'])).toEqual([])
    expect(ownersAt(granular, {}, ['labels']).map(({ manager }) => manager)).toEqual(['empty'])
  })

  it('are found for what is not there any more', () => {
    expect(at(['spec', 'type'], {})).toEqual(['kubectl-edit'])
  })
})

describe('an item of a list', () => {
  const withPorts = (...ports: readonly unknown[]) => ({ spec: { ports } })
  const item = (port: unknown) => at(['spec', 'ports', 0, 'port'], withPorts(port))

  it('is found by its keys wherever it stands now', () => {
    expect(at(['spec', 'ports', 1])).toEqual(['argocd'])
    expect(at(['spec', 'ports', 0])).toEqual([])
    expect(item({ targetPort: 1, protocol: 'TCP', port: 80 })).toEqual(['argocd'])
  })

  it('is found where a key is left to its default', () => {
    expect(item({ port: 80 })).toEqual(['argocd'])
    expect(item({ port: 80, protocol: null })).toEqual(['argocd'])
    expect(item({ port: 80, protocol: 'UDP' })).toEqual([])
    expect(item({ port: '80' })).toEqual([])
  })

  it('is not mistaken for one with another default', () => {
    const udp = fieldOwners({
      metadata: { managedFields: [entry('dns', { 'f:ports': { 'k:{"port":53,"protocol":"UDP"}': {} } })] },
    })
    expect(ownersAt(udp, { ports: [{ port: 53 }] }, ['ports', 0])).toEqual([])
  })

  it('with keys that have a default nobody knows is found where only one can be meant', () => {
    const keyed = (...keys: readonly string[]) =>
      fieldOwners({
        metadata: {
          managedFields: [
            entry('m', { 'f:list': Object.fromEntries(keys.map((key) => [`k:${key}`, { 'f:x': {} }])) }),
          ],
        },
      })
    const list = { list: [{ name: 'a' }, {}] }
    const one = keyed('{"kind":"A","name":"a"}', '{"kind":"A","name":"b"}')
    const two = keyed('{"kind":"A","name":"a"}', '{"kind":"B","name":"a"}')
    expect(ownersAt(one, list, ['list', 0, 'x'])).toHaveLength(1)
    expect(ownersAt(two, list, ['list', 0, 'x'])).toEqual([])
    expect(ownersAt(one, list, ['list', 1, 'x'])).toEqual([])
  })

  it('is found by its value, or by its index', () => {
    expect(at(['metadata', 'finalizers', 1])).toEqual(['argocd'])
    expect(at(['metadata', 'finalizers', 0])).toEqual([])
    expect(at(['metadata', 'finalizers', 0], { metadata: { finalizers: ['b'] } })).toEqual(['argocd'])
    expect(at(['spec', 'externalIPs', 1])).toEqual(['argocd'])
    expect(at(['spec', 'externalIPs', 0])).toEqual([])
  })
})

describe('all owners below a place', () => {
  it('are each named once', () => {
    const spec = stepInto(owners, service, 'spec')
    expect(allOwners(spec).map(({ manager }) => manager)).toEqual(['argocd', 'kubectl-edit'])
  })
})

describe('managed fields that are malformed', () => {
  it.each([
    undefined,
    null,
    'text',
    {},
    { metadata: 1 },
    { metadata: { managedFields: {} } },
    { metadata: { managedFields: [null, 1, 'x', [], {}] } },
    { metadata: { managedFields: [entry('', { 'f:a': {} })] } },
    { metadata: { managedFields: [entry('m', { 'f:a': {} }, { operation: 'Steal' })] } },
    ...[null, 3, 'f:a', [], {}, { 'f:a': 1 }, { 'f:a': [] }, { a: {} }, { '': {} }].map((set) => ({
      metadata: { managedFields: [entry('m', set)] },
    })),
  ])('own nothing: %j', (object) => {
    const found = fieldOwners(object)
    expect(ownersAt(found, { a: 1 }, ['a'])).toEqual([])
    expect(allOwners(found)).toEqual([])
  })

  it('own nothing in lists either', () => {
    const set = { 'k:{': {}, 'k:[]': {}, 'k:{}': {}, 'v:': {}, 'i:x': {}, 'i:-1': {} }
    const found = fieldOwners({ metadata: { managedFields: [entry('m', { 'f:list': set })] } })
    expect(allOwners(found)).toEqual([])
  })

  it('lose only what is malformed, and a time that is none', () => {
    const found = fieldOwners({
      metadata: { managedFields: [null, entry('m', { 'f:a': {}, 'f:b': 1 }, { time: 'yesterday' })] },
    })
    expect(ownersAt(found, {}, ['a'])).toEqual([
      { manager: 'm', operation: 'Apply', time: undefined, subresource: undefined },
    ])
  })

  it('never reach into a prototype', () => {
    expect(ownersAt(owners, service, ['__proto__', 'constructor'])).toEqual([])
    expect(ownersAt(owners, service, ['spec', 'toString'])).toEqual([])
  })
})
