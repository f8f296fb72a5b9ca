import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { subjectOfKind, subjectWithId } from './panels.ts'
import { filledIn, literal, quoted, targetOf, usualLabels } from './promql.ts'
import { spanNames, spanOf, spans } from './span.ts'

describe('a query', () => {
  test('holds whatever a name is as a text, and nothing of it as a query', () => {
    expect(quoted('a"} or up{x="\\\n')).toBe('"a\\"} or up{x=\\"\\\\\\n"')
    fc.assert(
      fc.property(fc.string(), (text) => {
        const inner = quoted(text).slice(1, -1)
        expect(inner.replace(/\\./g, '')).not.toMatch(/["\\\n]/)
      }),
    )
  })

  test('takes letters of regular expressions for themselves', () => {
    expect(new RegExp(`^${literal('a.b+c(d)|$')}$`).test('a.b+c(d)|$')).toBe(true)
    expect(literal('a.b')).toBe('a\\.b')
  })

  test('about a balancer means its pods, and not those of one whose name begins alike', () => {
    const target = targetOf({ subject: 'balancer', namespace: 'cpaas-system', name: 'a.b' }, usualLabels)
    const [, pattern = ''] = /pod=~"(.*)"/.exec(target) ?? []
    const pods = new RegExp(`^(?:${pattern.replaceAll('\\\\', '\\')})$`)
    expect(pods.test('a.b-wn4nnvbbm8-mqvn5')).toBe(true)
    expect(pods.test('a.b-internal-wn4nnvbbm8-mqvn5')).toBe(false)
    expect(pods.test('axb-wn4nnvbbm8-mqvn5')).toBe(false)
  })

  test('about what routes means its source, a rule or an Ingress', () => {
    const of = (subject: 'rule' | 'ingress' | 'route') =>
      targetOf({ subject, namespace: 'shop', name: 'web' }, { namespace: 'ns', pod: 'pod' })
    expect(of('rule')).toBe('ns="shop",rule="web"')
    expect(of('ingress')).toBe('source_type="ingress",source_namespace="shop",source_name="web"')
    expect(of('route')).toContain('source_type="gateway"')
  })

  test('is filled in with what it is given, also where that looks like a reference', () => {
    expect(filledIn('rate(x{$target}[$window])', 'a="$&"', 120)).toBe('rate(x{a="$&"}[120s])')
  })

  test('of every panel names metrics and its object', () => {
    for (const id of ['balancer', 'rule', 'ingress', 'route']) {
      const { panels = [] } = subjectWithId(id) ?? {}
      expect(panels.length, id).toBeGreaterThan(5)
      expect(new Set(panels.map((panel) => panel.id)).size).toBe(panels.length)
      for (const { series } of panels) for (const { query } of series) expect(query).toContain('$target')
    }
  })
})

test('subjects are found by their kinds', () => {
  expect(subjectOfKind('networking.k8s.io', 'Ingress')?.id).toBe('ingress')
  expect(subjectOfKind('', 'Service')).toBe(null)
  expect(subjectWithId('__proto__')).toBe(null)
})

describe('a time', () => {
  test.each(spanNames)('of %s has points enough and not too many', (name) => {
    const { from, to, step, window } = spanOf(name, 1_800_000_123.7, 15)
    expect(to - from).toBeGreaterThanOrEqual(spans[name])
    expect((to - from) / step).toBeLessThanOrEqual(181)
    expect((to - from) / step).toBeGreaterThanOrEqual(20)
    expect(from % step).toBe(0)
    expect(window).toBeGreaterThanOrEqual(60)
    expect(window).toBeGreaterThanOrEqual(step)
  })

  test('has no more points than there were scrapes', () => {
    expect(spanOf('5m', 1_000_000, 60).step).toBe(60)
    expect(spanOf('5m', 1_000_000, 1).step).toBe(2)
  })
})
