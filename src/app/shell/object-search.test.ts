import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { searchObjects } from './object-search.ts'

const object = (name: string, metadata: object = {}, rest: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'shop', ...metadata },
  ...rest,
})
const web = object(
  'web',
  { labels: { app: 'front' } },
  { spec: { clusterIP: '10.96.7.3', ports: [{ port: 8443 }] } },
)
const old = object('old-web', { namespace: 'legacy' })
const route = object('route', {}, { kind: 'Ingress', spec: { rules: [{ host: 'Shop.Example.com' }] } })
const secret = object('token', {}, { kind: 'Secret', data: { key: 'hunter2' } })
const all = [old, route, secret, web]
const found = (text: string) => searchObjects(all, text, 10).map(({ object: { metadata } }) => metadata.name)

describe('objects are found', () => {
  it('by name and namespace, those first whose name begins with the text', () => {
    expect(found('web')).toEqual(['web', 'old-web'])
    expect(found('WEB legacy')).toEqual(['old-web'])
  })

  it('by address, port, host and label, and it is said where', () => {
    expect(searchObjects(all, '10.96.7', 10)).toEqual([
      { object: web, field: { path: ['spec', 'clusterIP'], text: '10.96.7.3' } },
    ])
    expect(found('8443')).toEqual(['web'])
    expect(found('shop.example')).toEqual(['route'])
    expect(found('app=front')).toEqual(['web'])
    expect(searchObjects(all, 'web front', 10)[0]?.field?.path).toEqual(['metadata', 'labels', 'app'])
  })

  it('never by what a Secret holds, nor by two letters of some field', () => {
    expect(found('hunter2')).toEqual([])
    expect(found('84')).toEqual([])
    expect(found('  ')).toEqual([])
  })

  it('by what people call them, as well as by a name that means nothing', () => {
    const domain = object('0003-f2', { namespace: undefined }, { kind: 'Domain', spec: { name: 'web.io' } })
    const titleOf = ({ kind, metadata }: KubeObject) => (kind === 'Domain' ? 'web.io' : metadata.name)
    const called = (text: string) => searchObjects([old, domain], text, 10, titleOf)
    expect(called('web')).toEqual([
      { object: domain, field: null },
      { object: old, field: null },
    ])
    expect(called('0003')).toEqual([{ object: domain, field: null }])
  })

  it('each once, up to a number', () => {
    expect(searchObjects(all, 'shop', 2)).toHaveLength(2)
    const twice = object('twice', { uid: 'u' })
    expect(searchObjects([twice, { ...twice }], 'twice', 10)).toHaveLength(1)
  })
})
