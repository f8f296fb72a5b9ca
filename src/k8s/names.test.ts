import { describe, expect, test } from 'vitest'
import {
  isDns1035Label,
  isDns1123Label,
  isDns1123Subdomain,
  isLabelValue,
  isPortName,
  isQualifiedKey,
} from './names.ts'

const a = (length: number) => 'a'.repeat(length)

/** One table a rule: what it takes and what it refuses. */
function rule(
  name: string,
  holds: (text: string) => boolean,
  { yes, no }: { yes: readonly string[]; no: readonly string[] },
) {
  describe(name, () => {
    test.each(yes)('takes %j', (text) => expect(holds(text)).toBe(true))
    test.each(no)('refuses %j', (text) => expect(holds(text)).toBe(false))
  })
}

rule('a DNS-1123 label', isDns1123Label, {
  yes: ['a', '0', 'web', 'web-1', '1web', 'a--b', a(63)],
  no: ['', a(64), 'Web', '-web', 'web-', 'a.b', 'a_b', 'a b', 'web\n', 'wéb', '-'],
})

rule('a DNS-1035 label', isDns1035Label, {
  yes: ['a', 'web-1', a(63)],
  no: ['', a(64), '1web', '0', '-a', 'a-', 'A', 'a.b'],
})

rule('a DNS-1123 subdomain', isDns1123Subdomain, {
  yes: ['a', 'example.com', '1.2', `${a(126)}.${a(126)}`, a(253)],
  no: ['', a(254), 'a..b', '.a', 'a.', 'a.-b', 'Example.com', '*.example.com', 'a_b.c'],
})

rule('a port name', isPortName, {
  yes: ['http', 'a', '8080a', 'web-2', 'p'.repeat(15)],
  no: ['', 'p'.repeat(16), '8080', '80-90', 'a--b', '-a', 'a-', 'HTTP', 'a.b', 'a_b'],
})

rule('a label or annotation key', isQualifiedKey, {
  yes: [
    'app',
    'App_1.x-y',
    'app.kubernetes.io/name',
    'a/b',
    `${a(253)}/${a(63)}`,
    a(63),
    'example.com/A',
    '0',
  ],
  no: [
    '',
    '/',
    '/name',
    'prefix/',
    'a/b/c',
    'Example.com/name',
    'example..com/name',
    `${a(254)}/a`,
    a(64),
    `a/${a(64)}`,
    '-a',
    'a-',
    'a b',
    'a=b',
  ],
})

rule('a label value', isLabelValue, {
  yes: ['', 'web', 'Web_1.0-x', '0', a(63)],
  no: [a(64), '-a', 'a-', '_a', 'a.', 'a b', 'a/b', 'é'],
})
