import { expect, test } from 'vitest'
import { matchesPath, pathExamples } from './httppath.ts'

// The table of the Kubernetes documentation for Ingress path types.
test.each([
  ['Prefix', '/', '/any', true],
  ['Exact', '/foo', '/foo', true],
  ['Exact', '/foo', '/bar', false],
  ['Exact', '/foo', '/foo/', false],
  ['Exact', '/foo/', '/foo', false],
  ['Prefix', '/foo', '/foo', true],
  ['Prefix', '/foo', '/foo/', true],
  ['Prefix', '/foo/', '/foo', true],
  ['Prefix', '/foo/', '/foo/', true],
  ['Prefix', '/aaa/bb', '/aaa/bbb', false],
  ['Prefix', '/aaa/bbb', '/aaa/bbb', true],
  ['Prefix', '/aaa/bbb/', '/aaa/bbb', true],
  ['Prefix', '/aaa/bbb', '/aaa/bbb/', true],
  ['Prefix', '/aaa/bbb', '/aaa/bbb/ccc', true],
  ['Prefix', '/aaa/bbb', '/aaa/bbbxyz', false],
  ['Prefix', '/aaa', '/ccc', false],
  ['Prefix', '/Foo', '/foo', false],
] as const)('%s %s and a request of %s: %s', (match, path, request, is) => {
  expect(matchesPath(match, path, request)).toBe(is)
})

test('examples tell what one might be wrong about', () => {
  expect(pathExamples('Prefix', '/shop')).toEqual({
    matched: ['/shop', '/shop/', '/shop/any', '/shop/any/deeper'],
    missed: ['/shopthing'],
  })
  expect(pathExamples('Exact', '/shop')).toEqual({
    matched: ['/shop'],
    missed: ['/shop/', '/shop/any', '/shop/any/deeper', '/shopthing'],
  })
  expect(pathExamples('Exact', '/shop/')).toMatchObject({ matched: ['/shop/'] })
  expect(pathExamples('Prefix', '/')).toEqual({ matched: ['/', '/any', '/any/deeper'], missed: [] })
  expect(pathExamples('Exact', '/')).toEqual({ matched: ['/'], missed: ['/any', '/any/deeper'] })
  expect(pathExamples('Prefix', 'shop')).toEqual({ matched: [], missed: [] })
})
