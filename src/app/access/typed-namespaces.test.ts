import { expect, test } from 'vitest'
import { readNames } from './typed-namespaces.ts'

test.each<[string | null, readonly string[]]>([
  [null, []],
  ['not JSON', []],
  ['{"a":1}', []],
  ['["shop-prod","media"]', ['media', 'shop-prod']],
  ['["shop","shop",1,null,"Not A Name","../x","a.b",""]', ['shop']],
])('%j is read as %j', (stored, names) => expect(readNames(stored)).toEqual(names))

test('no more are kept than anybody works in', () => {
  const many = JSON.stringify(Array.from({ length: 500 }, (_, at) => `n-${at}`))
  expect(readNames(many)).toHaveLength(100)
})
