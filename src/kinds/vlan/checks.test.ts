import { expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { testWorld } from '../testing/world.ts'
import { checks } from './checks.ts'
import { vlan as kind } from './kind.ts'

const object = (kind: string, name: string, spec: object) =>
  ({ apiVersion: 'kubeovn.io/v1', kind, metadata: { name }, spec }) as unknown as KubeObject
const vlan = (name: string, id: number, provider: string) => object('Vlan', name, { id, provider })

const objects = [
  vlan('office', 40, 'fabric'),
  object('ProviderNetwork', 'fabric', { defaultInterface: 'bond1' }),
  object('Subnet', 'desks', { cidrBlock: '172.18.40.0/24', vlan: 'office' }),
]

test('neither its number nor its bridge network changes', () => {
  const stops = (given: KubeObject) =>
    checks
      .flatMap((check) => check(given, testWorld({ objects })))
      .flatMap(({ id, stops }) => (stops === true ? [id] : []))
  expect(stops(vlan('office', 40, 'fabric'))).toEqual([])
  expect(stops(vlan('office', 41, 'fabric'))).toEqual(['vlan/id-fixed'])
  expect(stops(vlan('office', 40, 'other'))).toEqual(['vlan/provider-fixed'])
  expect(stops(vlan('floor', 40, 'fabric')), 'a number that is taken').toEqual([])
})

test('a VLAN with a subnet stays', () => {
  const world = testWorld({ objects })
  expect(kind.keeps?.(vlan('office', 40, 'fabric'), world)).toEqual({
    key: 'vlan:kept',
    values: { subnet: 'desks' },
  })
  expect(kind.keeps?.(vlan('floor', 41, 'fabric'), world)).toBeNull()
})
