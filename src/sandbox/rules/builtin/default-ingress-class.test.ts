import { expect, it } from 'vitest'
import type { SandboxObject } from '../../types.ts'
import { admitIngress } from './default-ingress-class.ts'

function ingressClass(name: string, isDefault: boolean, day: string): SandboxObject {
  const annotations = { 'ingressclass.kubernetes.io/is-default-class': String(isDefault) }
  const creationTimestamp = `2026-01-${day}T00:00:00Z`
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name, annotations, creationTimestamp },
  }
}

function admitted(object: Record<string, unknown>, ...classes: readonly SandboxObject[]): unknown {
  const draft = structuredClone(object)
  admitIngress(draft, { get: () => null, list: () => classes })
  return (draft.spec as { ingressClassName?: string }).ingressClassName
}

const old = ingressClass('old', true, '01')
const recent = ingressClass('recent', true, '02')
const other = ingressClass('other', false, '03')

it('gives the newest default class to who names none', () => {
  expect(admitted({ spec: {} }, other, old, recent)).toBe('recent')
  expect(admitted({ spec: {} }, other)).toBeUndefined()
})

it('leaves a class alone, named in either way', () => {
  expect(admitted({ spec: { ingressClassName: 'mine' } }, old)).toBe('mine')
  const annotations = { 'kubernetes.io/ingress.class': 'nginx' }
  expect(admitted({ metadata: { annotations }, spec: {} }, old)).toBeUndefined()
})
