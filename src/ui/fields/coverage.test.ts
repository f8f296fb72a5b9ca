/** What a form does not show. */
import { describe, expect, it } from 'vitest'
import { formatFieldPath } from '../../k8s/fieldpath.ts'
import { uncovered } from './coverage.ts'

const missing = (value: unknown, ...shown: readonly string[]) => uncovered(value, shown).map(formatFieldPath)

describe('uncovered', () => {
  it('takes what every object has as shown, and nothing else of its metadata', () => {
    const metadata = { name: 'x', namespace: 'n', labels: { a: 'b' }, annotations: { 'a.b/c': 'd' } }
    expect(missing({ apiVersion: 'v1', kind: 'Service', metadata })).toEqual([])
    expect(missing({ metadata: { ...metadata, finalizers: ['f'], ownerReferences: [{}] } })).toEqual([
      'metadata.finalizers',
      'metadata.ownerReferences',
    ])
  })

  it('names what is not shown once, as far up as it can', () => {
    const spec = { type: 'X', extra: { a: 1, b: [1] }, inner: { shown: 1, other: { c: 1 } } }
    expect(missing({ spec }, 'spec.type', 'spec.inner.shown')).toEqual(['spec.extra', 'spec.inner.other'])
    expect(missing({ spec })).toEqual(['spec'])
  })

  it('looks into every item of a list', () => {
    const spec = { ports: [{ name: 'a' }, { name: 'b', odd: 1 }, 'text'] }
    expect(missing({ spec }, 'spec.ports[*].name')).toEqual(['spec.ports[1].odd'])
    expect(missing({ spec: { hosts: ['a', 'b'] } }, 'spec.hosts[*]')).toEqual([])
  })

  it('covers all below a path, and shapes that a field says it cannot show', () => {
    expect(missing({ spec: { selector: { a: 'b', c: { d: 1 } } } }, 'spec.selector')).toEqual([])
    expect(missing({ spec: { ports: 'odd' } }, 'spec.ports[*].name')).toEqual([])
    expect(missing({ spec: { ports: { a: 1 } } }, 'spec.ports[*].name')).toEqual(['spec.ports.a'])
  })

  it.each([null, undefined, 'text', 5, []])('finds nothing in %j', (value) => {
    expect(missing(value, 'spec.type')).toEqual([])
  })
})
