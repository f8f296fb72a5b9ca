import { describe, expect, test } from 'vitest'
import { alb2 } from './alb2/kind.ts'
import { podsOf } from './pods.ts'
import { service } from './service/kind.ts'

const object = (apiVersion: string, kind: string, spec: object = {}) => ({
  apiVersion,
  kind,
  metadata: { namespace: 'shop', name: 'web' },
  spec,
})

describe('the pods of', () => {
  test('a Pod are itself', () => {
    expect(podsOf({}, object('v1', 'Pod'))).toEqual({
      namespace: 'shop',
      fieldSelector: 'metadata.name=web',
    })
  })

  test('a workload are those that its selector means', () => {
    const matchExpressions = [
      { key: 'tier', operator: 'In', values: ['a', 'b'] },
      { key: 'x', operator: 'Gt' },
    ]
    const spec = { selector: { matchLabels: { app: 'web' }, matchExpressions } }
    expect(podsOf({}, object('apps/v1', 'Deployment', spec))).toEqual({
      namespace: 'shop',
      labelSelector: 'app=web,tier in (a,b)',
    })
    expect(podsOf({}, object('apps/v1', 'Deployment', { selector: 'x' }))).toBe(null)
  })

  test('a balancer have its label', () => {
    expect(podsOf(alb2, object('crd.alauda.io/v2beta1', 'ALB2'))).toEqual({
      namespace: 'shop',
      labelSelector: 'service_name=alb2-web',
    })
  })

  test('a Service are those it selects, and none of one without a selector', () => {
    const of = (spec: object) => podsOf(service, object('v1', 'Service', spec))
    expect(of({ selector: { app: 'web' } })?.labelSelector).toBe('app=web')
    expect(of({})).toBe(null)
    expect(of({ type: 'ExternalName', selector: { app: 'web' } })).toBe(null)
  })

  test('anything else are not known', () => {
    expect(podsOf({}, object('v1', 'ConfigMap'))).toBe(null)
  })
})
