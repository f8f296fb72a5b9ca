import { expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { viewOf as subnetOf } from '../subnet/spec.ts'
import { testWorld } from '../testing/world.ts'
import { viewOf as vlanOf } from '../vlan/spec.ts'
import { newSubnet, newVlan, progressOf } from './progress.ts'

const object = (kind: string, name: string, spec: object, status: object = {}) =>
  ({ apiVersion: 'kubeovn.io/v1', kind, metadata: { name }, spec, status }) as unknown as KubeObject
const fabric = object('ProviderNetwork', 'fabric', { defaultInterface: 'eth1' }, { ready: true })
const broken = object('ProviderNetwork', 'broken', { defaultInterface: 'eth2' }, { ready: false })
const vlan = object('Vlan', 'v40', { id: 40, provider: 'fabric' })
const other = object('Vlan', 'v41', { id: 41, provider: 'fabric' }, { conflict: true })
const subnet = object('Subnet', 'office', { cidrBlock: '10.1.0.0/24', vlan: 'v40' })

const states = (objects: readonly KubeObject[], names: Readonly<Record<string, string>> = {}) => {
  const { network, vlan: tag, subnet: last } = progressOf(testWorld({ objects }), names)
  return [network, tag, last].map(({ state, chosen }) => `${state} ${chosen?.metadata.name ?? ''}`.trim())
}

test('one step comes after the other', () => {
  expect(states([])).toEqual(['next', 'later', 'later'])
  expect(states([fabric])).toEqual(['done fabric', 'next', 'later'])
  expect(states([fabric, vlan])).toEqual(['done fabric', 'done v40', 'next'])
  expect(states([fabric, vlan, subnet])).toEqual(['done fabric', 'done v40', 'done office'])
})

test('of several one is chosen, and what does not go with it is not', () => {
  const all = [fabric, broken, vlan, other, subnet]
  expect(states(all)).toEqual(['next', 'later', 'later'])
  expect(states(all, { network: 'fabric', vlan: 'v40' })).toEqual(['done fabric', 'done v40', 'done office'])
  expect(states(all, { network: 'broken', vlan: 'v40' })).toEqual(['failing broken', 'next', 'later'])
  expect(states(all, { network: 'fabric', vlan: 'v41' })).toEqual(['done fabric', 'failing v41', 'next'])
})

test('what a step makes goes with what was chosen before', () => {
  expect(vlanOf(newVlan('fabric')).provider).toBe('fabric')
  expect(subnetOf(newSubnet('v40')).vlan).toBe('v40')
})
