import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { withoutUndefined } from './plain.ts'
import { strings, values } from './values.arbitrary.ts'
import { writeYaml } from './write.ts'

describe('writeYaml', { timeout: 60_000 }, () => {
  it('writes maps and lists in block style, keys in the order given', () => {
    const service = {
      kind: 'Service',
      apiVersion: 'v1',
      metadata: { name: 'web', labels: {}, annotations: undefined },
      spec: { ports: [{ name: 'http', port: 80 }, { port: 443 }], ips: [], nested: [['a', 'b'], []] },
    }
    expect(writeYaml(service)).toBe(`kind: Service
apiVersion: v1
metadata:
  name: web
  labels: {}
spec:
  ports:
    - name: http
      port: 80
    - port: 443
  ips: []
  nested:
    - - a
      - b
    - []
`)
  })

  it.each([
    ...[
      'on',
      'Off',
      'yes',
      'NO',
      'y',
      'N',
      'null',
      '~',
      'True',
      '0777',
      '0o17',
      '1e3',
      '1_000',
      '12:30:45',
      '1.0',
    ],
    ...[
      '.5',
      '0x1F',
      '0b1',
      '-1',
      '+1',
      '08',
      '.inf',
      '-.INF',
      '.NaN',
      '2024-01-01',
      '2024-1-1T10:00:00Z',
      '1:20',
    ],
    ...[
      ' a',
      'a ',
      'a: b',
      'a #b',
      'a:',
      '- a',
      '-',
      '? a',
      ': a',
      '[a',
      '{a',
      ']',
      '}',
      ',a',
      '#a',
      '&a',
      '*a',
      '!a',
    ],
    ...[
      '|a',
      '>a',
      '%a',
      '@a',
      '`a',
      '"a',
      "'a",
      '',
      '<<',
      '=',
      '---',
      '...',
      'a\tb',
      'fe80::',
      '52:54:00:12:34:56',
    ],
  ])('quotes %j', (text) => {
    const written = writeYaml({ a: text })
    expect(written).toMatch(/^a: ["']/)
    expect(parse(written)).toEqual({ a: text })
    expect(parse(written, { version: '1.1' })).toEqual({ a: text })
  })

  it.each([
    ...[
      'web',
      'v1',
      '10.0.0.1',
      '10.0.0.0/8',
      '::1',
      '2001:db8::/32',
      'app.kubernetes.io/name',
      'https://a.b/c?d=e#f',
    ],
    ...[
      'a b',
      '-x',
      'a-b',
      "it's",
      'a"b',
      'a, b',
      '100m',
      '1Gi',
      '1.2.3',
      'yesterday',
      'a:b',
      'nginx:1.25',
      '日本',
      '🚀',
    ],
  ])('leaves %j plain', (text) => {
    expect(writeYaml({ a: text })).toBe(`a: ${text}\n`)
    expect(parse(`a: ${text}\n`, { version: '1.1' })).toEqual({ a: text })
  })

  it('quotes keys by the same rules', () => {
    expect(writeYaml({ on: 1, 'a: b': 1, 80: 1, 'example.com/x': 1 })).toBe(
      '"80": 1\n"on": 1\n"a: b": 1\nexample.com/x: 1\n',
    )
  })

  it('writes several lines as a literal block with the chomping that keeps the string', () => {
    const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'
    expect(writeYaml({ cert: pem })).toBe(
      'cert: |\n  -----BEGIN CERTIFICATE-----\n  MIIB\n  -----END CERTIFICATE-----\n',
    )
    expect(writeYaml({ json: '{\n  "a": 1\n}' })).toBe('json: |-\n  {\n    "a": 1\n  }\n')
    expect(writeYaml({ a: 'x\n\n', b: 1 })).toBe('a: |+\n  x\n\nb: 1\n')
    expect(writeYaml([' x\ny'])).toBe('- |2-\n   x\n  y\n')
  })

  it('quotes what a literal block cannot hold, and never folds', () => {
    expect(writeYaml({ a: 'x\r\ny' })).toBe('a: "x\\r\\ny"\n')
    expect(writeYaml({ a: 'x\u2028y' })).toBe('a: "x\\u2028y"\n')
    expect(writeYaml({ a: 'word '.repeat(500) }).split('\n')).toHaveLength(2)
  })

  it('writes what is no map', () => {
    expect(writeYaml(null)).toBe('null\n')
    expect(writeYaml([])).toBe('[]\n')
    expect(writeYaml([undefined, true])).toBe('- null\n- true\n')
  })

  it('is read back by YAML 1.2 readers, and its strings by YAML 1.1 readers', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(parse(writeYaml(value), { uniqueKeys: false })).toEqual(withoutUndefined(value))
      }),
      { numRuns: 300 },
    )
    const anyString = fc.oneof(
      strings,
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.string({ unit: fc.constantFrom(...'\n\t -a:#'), maxLength: 8 }),
    )
    fc.assert(
      fc.property(anyString, (text) => {
        expect(parse(writeYaml({ a: [text], [`k${text}`]: { b: text } }))).toEqual({
          a: [text],
          [`k${text}`]: { b: text },
        })
        expect(parse(writeYaml({ a: text }), { version: '1.1' })).toEqual({ a: text })
      }),
      { numRuns: 600 },
    )
  })
})
