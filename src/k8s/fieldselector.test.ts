import { expect, test } from 'vitest'
import { matchesFields } from './fieldselector.ts'

const secret = { type: 'kubernetes.io/tls', metadata: { name: 'shop' } }

test.each([
  ['type=kubernetes.io/tls', secret, true],
  ['type==kubernetes.io/tls,metadata.name=shop', secret, true],
  ['type=kubernetes.io/tls,metadata.name=cart', secret, false],
  ['type=Opaque', secret, false],
  ['type=', {}, true],
  ['type=kubernetes.io/tls', null, false],
  ['type=kubernetes.io/tls', { type: { a: 1 } }, false],
])('%s of %j: %s', (selector, object, matches) => expect(matchesFields(selector, object)).toBe(matches))
