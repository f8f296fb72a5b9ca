import { describe, expect, it } from 'vitest'
import { celExpressions } from './engine.ts'

const expressions = celExpressions()
const value = (expression: string, self: string | bigint | ReadonlyMap<string, bigint> = '') => {
  const result = expressions.compile(expression).program?.({ self })
  return result?.ok ? result.value : result
}

describe('celExpressions', () => {
  it('runs what network APIs write', () => {
    expect(value('self.startsWith("a") && self.size() == 2', 'ab')).toBe(true)
    expect(value('has(self.x) ? self.x > 1 : true', new Map([['x', 2n]]))).toBe(true)
    expect(value('[1, 2, 3].exists(x, x == self)', 2n)).toBe(true)
    expect(value('self.lowerAscii().split(".").all(p, p.matches("^[a-z]+$"))', 'A.b')).toBe(true)
  })

  it('has the functions that Kubernetes adds', () => {
    expect(value('isCIDR(self)', '10.0.0.0/8')).toBe(true)
    expect(value('isIP(self)', '10.0.0.300')).toBe(false)
    expect(value('duration(self).getSeconds() == 90', '1m30s')).toBe(true)
  })

  it('words errors as the API server does', () => {
    expect(value('self.x == 1', new Map())).toEqual({ ok: false, error: 'no such key: x' })
    const error = "type conversion error from 'string' to 'google.protobuf.Duration'"
    expect(value('duration(self) < duration("1s")', '')).toEqual({ ok: false, error })
  })

  it('says what it cannot evaluate', () => {
    expect(expressions.compile('quantity(self).isGreaterThan(quantity("1"))')).toMatchObject({
      program: null,
      obstacle: 'no function isGreaterThan, quantity',
    })
    expect(expressions.compile('(').program).toBeNull()
  })
})
