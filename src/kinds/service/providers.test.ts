import { describe, expect, test } from 'vitest'
import words from './locale/en.json'
import {
  detectProvider,
  exposureOf,
  keysOf,
  metallbAddressKeys,
  metallbPool,
  metallbPoolKeys,
  type Provider,
  providers,
  withExposure,
} from './providers.ts'

function provider(id: string): Provider {
  const found = providers.find((each) => each.id === id)
  if (found === undefined) throw new Error(`There is no provider ${id}.`)
  return found
}

const awsScheme = 'service.beta.kubernetes.io/aws-load-balancer-scheme'
const azureInternal = 'service.beta.kubernetes.io/azure-load-balancer-internal'
const googleType = 'networking.gke.io/load-balancer-type'
const googleRbs = 'cloud.google.com/l4-rbs'

describe('the provider', () => {
  test.each([
    ['metallb', 'metallb.universe.tf/address-pool'],
    ['metallb', 'metallb.io/address-pool'],
    ['metallb', 'metallb.universe.tf/loadBalancerIPs'],
    ['metallb', 'metallb.io/loadBalancerIPs'],
    ['aws', 'service.beta.kubernetes.io/aws-load-balancer-type'],
    ['aws', awsScheme],
    ['huawei', 'kubernetes.io/elb.id'],
    ['azure', azureInternal],
    ['google', googleType],
    ['google', googleRbs],
  ])('is %s where %s stands', (id, key) => expect(detectProvider({ [key]: 'x' }, [])?.id).toBe(id))

  test.each([
    ['aws', 'aws:///eu-central-1a/i-0abc'],
    ['azure', 'azure:///subscriptions/x/resourceGroups/y'],
    ['google', 'gce://project/zone/node'],
  ])('is %s where the nodes say %s', (id, nodeId) => expect(detectProvider({}, ['', nodeId])?.id).toBe(id))

  test('is the one whose annotation stands there, whatever the nodes say', () => {
    expect(detectProvider({ [azureInternal]: 'true' }, ['aws:///a/b'])?.id).toBe('azure')
  })

  test('is not known by annotations or nodes of anybody else', () => {
    expect(detectProvider({ 'example.com/x': 'y' }, ['kind://docker/a/b', ''])).toBeUndefined()
    expect(detectProvider({}, [])).toBeUndefined()
  })

  test('has keys that no other provider has', () => {
    const all = providers.flatMap((each) => [...new Set(keysOf(each))])
    expect(new Set(all).size).toBe(all.length)
    for (const each of providers) expect(keysOf(each).length, each.id).toBeGreaterThan(0)
  })

  test('has words for the label and the help of each annotation', () => {
    for (const { text } of providers.flatMap(({ annotations }) => annotations)) {
      expect(words.provider).toHaveProperty(text)
      expect(words.provider).toHaveProperty(`${text}Help`)
    }
  })
})

describe('the exposure', () => {
  test.each([
    ['aws', 'private', { [awsScheme]: 'internal' }],
    ['aws', 'public', { [awsScheme]: 'internet-facing' }],
    ['azure', 'private', { [azureInternal]: 'true' }],
    ['azure', 'public', { [azureInternal]: 'false' }],
    ['google', 'private', { [googleType]: 'Internal' }],
    ['google', 'public', { [googleRbs]: 'enabled' }],
  ] as const)('of %s, %s, is written as %j and read back', (id, choice, annotations) => {
    expect(withExposure(provider(id), {}, choice)).toEqual(annotations)
    expect(exposureOf(provider(id), annotations)).toBe(choice)
  })

  test.each(['aws', 'azure', 'google'])('of %s can be switched and leaves nothing of the other', (id) => {
    const own = provider(id)
    const others = { 'example.com/x': 'y', [`${awsScheme}-like`]: 'z' }
    const wasPrivate = withExposure(own, others, 'private')
    const nowPublic = withExposure(own, wasPrivate, 'public')
    expect(nowPublic).toEqual({ ...others, ...own.exposure?.public })
    expect(exposureOf(own, nowPublic)).toBe('public')
    expect(withExposure(own, nowPublic, 'private')).toEqual(wasPrivate)
  })

  test('is left to the provider where no annotation, or an unknown value, speaks of it', () => {
    for (const id of ['aws', 'azure', 'google']) expect(exposureOf(provider(id), {})).toBeUndefined()
    expect(exposureOf(provider('aws'), { [awsScheme]: 'other' })).toBeUndefined()
  })

  test('does not exist where the provider documents none', () => {
    for (const id of ['metallb', 'huawei']) {
      const annotations = { 'kubernetes.io/elb.class': 'union' }
      expect(exposureOf(provider(id), annotations)).toBeUndefined()
      expect(withExposure(provider(id), annotations, 'private')).toBe(annotations)
    }
  })
})

describe('the MetalLB pool', () => {
  test.each(metallbPoolKeys)('is read at %s', (key) =>
    expect(metallbPool({ [key]: 'public' })).toBe('public'),
  )

  test('is none where neither key stands', () => {
    expect(metallbPool()).toBeUndefined()
    expect(metallbPool({ [metallbAddressKeys[0]]: '192.0.2.1' })).toBeUndefined()
  })

  test('is that of the documented key where both stand', () => {
    expect(metallbPool({ 'metallb.io/address-pool': 'b', 'metallb.universe.tf/address-pool': 'a' })).toBe('a')
  })
})
