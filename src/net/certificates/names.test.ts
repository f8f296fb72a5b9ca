/** Names against hosts, by RFC 9525. */
import { expect, it } from 'vitest'
import { asciiHost, coversHost } from './names.ts'

const table: readonly (readonly [pattern: string, host: string, covered: boolean])[] = [
  ['shop.example.com', 'shop.example.com', true],
  ['shop.example.com', 'SHOP.Example.COM', true],
  ['Shop.Example.com', 'shop.example.com', true],
  ['shop.example.com', 'shop.example.com.', true],
  ['shop.example.com', ' shop.example.com ', true],
  ['shop.example.com', 'www.shop.example.com', false],
  ['shop.example.com', 'example.com', false],
  ['shop.example.com', 'xshop.example.com', false],
  ['*.example.com', 'shop.example.com', true],
  ['*.example.com', 'a_b.example.com', true],
  ['*.example.com', 'example.com', false],
  ['*.example.com', 'a.b.example.com', false],
  ['*.example.com', '.example.com', false],
  ['*.example.com', '*.example.com', true],
  ['*.example.com', '*.shop.example.com', false],
  ['*.*.example.com', 'a.b.example.com', false],
  ['a.*.example.com', 'a.b.example.com', false],
  ['sh*.example.com', 'shop.example.com', false],
  ['*op.example.com', 'shop.example.com', false],
  ['*.com', 'example.com', false],
  ['*', 'localhost', false],
  ['localhost', 'localhost', true],
  ['shop.example.com', '*.example.com', false],
  ['xn--bcher-kva.example', 'bücher.example', true],
  ['xn--bcher-kva.example', 'BÜCHER.example', true],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example', true],
  ['*.xn--fiqs8s', 'x.中国', false],
  ['*.shop.xn--fiqs8s', 'x.shop.中国', true],
  ['*.xn--bcher-kva.example', '*.bücher.example', true],
  ['*.example.com', 'bücher.example.com', true],
  ['10.0.0.1', '10.0.0.1', false],
  ['*.0.0.1', '10.0.0.1', false],
  ['shop.example.com', '', false],
  ['shop.example.com', 'shop example.com', false],
  ['shop.example.com', 'shop.example.com:443', false],
  ['shop.example.com', 'https://shop.example.com', false],
]

it.each(table)('%s for %s: %s', (pattern, host, covered) => {
  expect(coversHost({ names: [pattern], addresses: [] }, host)).toBe(covered)
})

it('looks for addresses among addresses only, in any way of writing them', () => {
  const info = { names: ['10.0.0.2'], addresses: ['10.0.0.1', '2001:db8::1'] }
  expect(['10.0.0.1', '2001:DB8:0::1', '[2001:db8::1]'].map((host) => coversHost(info, host))).toEqual([
    true,
    true,
    true,
  ])
  expect(['10.0.0.2', '2001:db8::2'].map((host) => coversHost(info, host))).toEqual([false, false])
})

it('turns names into A-labels', () => {
  expect(asciiHost('*.Bücher.example.')).toBe('*.xn--bcher-kva.example')
  expect(asciiHost('faß.example')).toBe('xn--fa-hia.example')
  expect(asciiHost('a..b')).toBeNull()
})
