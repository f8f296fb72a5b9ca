import { Command } from 'commander'
import { expect, test } from 'vitest'
import { addSignInFlags, signInOptions } from './signin-flags.ts'

const hour = 3_600_000

function optionsOf(host: string, ...flags: readonly string[]) {
  return signInOptions(addSignInFlags(new Command()).parse(flags, { from: 'user' }).opts(), host)
}

test.each<[readonly string[], number]>([
  [[], 2 * hour],
  [['--sign-in', 'local'], 2 * hour],
  [['--sign-in', 'token'], hour / 2],
  [['--sign-in', 'local,token'], hour / 2],
  [['--sign-in', 'token', '--session-idle', '1h'], hour],
])(
  'with %j a session that nobody uses holds for %d ms, and none for more than twelve hours',
  (flags, idleMs) => {
    expect(optionsOf('127.0.0.1', ...flags)).toMatchObject({ idleMs, absoluteMs: 12 * hour })
  },
)

test('where others reach it, it has TLS or knows who has', () => {
  const start = (...flags: readonly string[]) => optionsOf('0.0.0.0', '--sign-in', 'token', ...flags)
  expect(() => start()).toThrow('give --tls-cert and --tls-key')
  expect(start('--trust-proxy', 'private')).toMatchObject({ trustProxy: ['private'], tls: null })
  const files = { certFile: 'a', keyFile: 'b' }
  expect(start('--tls-cert', 'a', '--tls-key', 'b').tls).toEqual(files)
})
