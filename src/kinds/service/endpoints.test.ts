import { describe, expect, test } from 'vitest'
import type { Endpoint, EndpointSlice, Service } from '../../k8s/core.ts'
import { testWorld } from '../testing/world.ts'
import { endpointsOf, readiness } from './endpoints.ts'

const web: Service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' } }

function slice(
  endpoints: readonly Endpoint[],
  { service = 'web', namespace = 'shop', addressType = 'IPv4' as 'IPv4' | 'IPv6' } = {},
): EndpointSlice {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${service}-${addressType}`,
      namespace,
      labels: { 'kubernetes.io/service-name': service },
    },
    addressType,
    endpoints,
  }
}

const pod = (name: string, address: string, conditions?: Endpoint['conditions']): Endpoint => ({
  addresses: [address],
  targetRef: { kind: 'Pod', name, namespace: 'shop' },
  ...(conditions !== undefined && { conditions }),
})

const of = (...objects: EndpointSlice[]) => endpointsOf(web, testWorld({ objects }))

describe('the endpoints of a Service', () => {
  test('come from the slices that carry its name in its namespace', () => {
    const found = of(
      slice([pod('a', '10.0.0.1')]),
      slice([pod('b', '10.0.0.2')], { service: 'api' }),
      slice([pod('c', '10.0.0.3')], { namespace: 'other' }),
      { ...slice([pod('d', '10.0.0.4')]), metadata: { name: 'unlabelled', namespace: 'shop' } },
    )
    expect(found.map(({ address }) => address)).toEqual(['10.0.0.1'])
  })

  test('are one entry an address, with node, zone and pod', () => {
    const endpoint = { ...pod('a', '10.0.0.1', { ready: true }), nodeName: 'n1', zone: 'z1' }
    expect(of(slice([endpoint]))).toEqual([
      { address: '10.0.0.1', ready: true, terminating: false, node: 'n1', zone: 'z1', pod: 'a' },
    ])
    expect(of(slice([{ addresses: ['10.0.0.1', '10.0.0.9'] }]))).toHaveLength(2)
  })

  test('count as ready where the slice does not say', () => {
    const [unsaid, empty, no] = of(
      slice([pod('a', '10.0.0.1'), pod('b', '10.0.0.2', {}), pod('c', '10.0.0.3', { ready: false })]),
    )
    expect([unsaid?.ready, empty?.ready, no?.ready]).toEqual([true, true, false])
  })

  test('say which of them is about to end', () => {
    const [leaving] = of(slice([pod('a', '10.0.0.1', { ready: false, serving: true, terminating: true })]))
    expect(leaving).toMatchObject({ ready: false, terminating: true })
  })

  test('name no pod where the backend is something else', () => {
    const [external] = of(slice([{ addresses: ['192.0.2.1'], targetRef: { kind: 'Node', name: 'n1' } }]))
    expect(external?.pod).toBeUndefined()
  })

  test('are none without slices, and none in a slice without endpoints', () => {
    const { endpoints: _, ...empty } = slice([])
    expect(of()).toEqual([])
    expect(of(empty)).toEqual([])
  })
})

describe('readiness', () => {
  test('counts a dual-stack pod once', () => {
    const found = of(
      slice([pod('a', '10.0.0.1'), pod('b', '10.0.0.2', { ready: false })]),
      slice([pod('a', '2001:db8::1'), pod('b', '2001:db8::2', { ready: false })], { addressType: 'IPv6' }),
    )
    expect(found).toHaveLength(4)
    expect(readiness(found)).toEqual({ ready: 1, total: 2 })
  })

  test('counts a pod as ready that is in one of its families, whichever comes first', () => {
    const four = (ready: boolean) => slice([pod('a', '10.0.0.1', { ready })])
    const six = (ready: boolean) => slice([pod('a', '2001:db8::1', { ready })], { addressType: 'IPv6' })
    expect(readiness(of(four(true), six(false)))).toEqual({ ready: 0, total: 1 })
    expect(readiness(of(four(false), six(true)))).toEqual({ ready: 0, total: 1 })
  })

  test('counts backends without a pod by their address', () => {
    const found = of(slice([{ addresses: ['192.0.2.1'] }, { addresses: ['192.0.2.2'] }]))
    expect(readiness(found)).toEqual({ ready: 2, total: 2 })
  })

  test('counts what terminates among the whole but not as ready', () => {
    const found = of(slice([pod('a', '10.0.0.1'), pod('b', '10.0.0.2', { ready: false, terminating: true })]))
    expect(readiness(found)).toEqual({ ready: 1, total: 2 })
  })

  test('is nothing of nothing without endpoints', () => {
    expect(readiness([])).toEqual({ ready: 0, total: 0 })
  })
})
