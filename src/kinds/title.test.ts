import { expect, test } from 'vitest'
import { titleOf } from './kind.ts'

const object = (name: string, title?: string) => ({
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { name },
  spec: { title },
})
const kind = { title: (of: unknown) => (of as ReturnType<typeof object>).spec.title ?? '' }

test('an object is called by its title, and by its name where it or its kind has none', () => {
  expect(titleOf(kind, object('0003-f2', 'shop.example.com'))).toBe('shop.example.com')
  expect(titleOf(kind, object('0003-f2'))).toBe('0003-f2')
  expect(titleOf({}, object('web', 'x'))).toBe('web')
  expect(titleOf(null, object('web', 'x'))).toBe('web')
})
