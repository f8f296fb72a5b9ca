import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { isLoopback, TrustedProxies } from './trust.ts'

const from = (remoteAddress: string, headers: Record<string, string> = {}, encrypted = false) => ({
  headers,
  socket: { remoteAddress, encrypted } as unknown as Socket,
})
const proxies = new TrustedProxies(['10.0.0.0/8', 'fd00::1'])

describe('the address of a client', () => {
  test.each<[string, string, string]>([
    ['10.1.1.1', '1.2.3.4', '1.2.3.4'],
    ['fd00::1', '1.2.3.4', '1.2.3.4'],
    ['::ffff:10.1.1.1', '1.2.3.4', '1.2.3.4'],
    ['10.1.1.1', '6.6.6.6, 1.2.3.4', '1.2.3.4'],
    ['10.1.1.1', '6.6.6.6, 1.2.3.4, 10.2.2.2', '1.2.3.4'],
    ['10.1.1.1', '2001:db8::1', '2001:db8::1'],
    ['10.1.1.1', '', '10.1.1.1'],
    ['10.1.1.1', 'garbage', '10.1.1.1'],
    ['10.1.1.1', '1.2.3.4, unknown', '10.1.1.1'],
    ['1.1.1.1', '127.0.0.1', '1.1.1.1'],
    ['127.0.0.1', '1.2.3.4', '127.0.0.1'],
    ['fd00::2', '1.2.3.4', 'fd00::2'],
  ])('%s that says "%s" is %s', (peer, told, address) => {
    expect(proxies.addressOf(from(peer, { 'x-forwarded-for': told }))).toBe(address)
  })
})

describe('HTTPS', () => {
  const https = { 'x-forwarded-proto': 'https' }
  test('is what the own socket or a trusted proxy says', () => {
    expect(proxies.isSecure(from('1.1.1.1', {}, true))).toBe(true)
    expect(proxies.isSecure(from('10.1.1.1', https))).toBe(true)
    expect(proxies.isSecure(from('10.1.1.1', { 'x-forwarded-proto': 'https, http' }))).toBe(false)
    expect(proxies.isSecure(from('10.1.1.1'))).toBe(false)
    expect(proxies.isSecure(from('1.1.1.1', https))).toBe(false)
    expect(new TrustedProxies([]).isSecure(from('127.0.0.1', https))).toBe(false)
  })
})

test.each(['everybody', '10.0.0.0/33', '10.0.0.0/x', '1.2.3', '', '::/129', 'true'])(
  '"%s" is refused',
  (entry) => {
    expect(() => new TrustedProxies([entry])).toThrow('is no address')
  },
)

test('names stand for blocks', () => {
  const named = new TrustedProxies(['loopback', 'private'])
  for (const peer of ['127.0.0.1', '::1', '10.0.0.1', '192.168.1.1', 'fd12::1']) {
    expect(named.addressOf(from(peer, { 'x-forwarded-for': '1.2.3.4' }))).toBe('1.2.3.4')
  }
  expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].every(isLoopback)).toBe(true)
  expect(['128.0.0.1', '', 'localhost', '::2', '10.0.0.1'].some(isLoopback)).toBe(false)
})
