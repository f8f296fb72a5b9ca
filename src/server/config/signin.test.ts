import { expect, test } from 'vitest'
import { loadConfig } from './load.ts'
import { signInOptions } from './signin.ts'

const hour = 3_600_000

const load = (...flags: readonly string[]) => loadConfig({ argv: flags, env: {}, version: '1.2.3' })
const optionsOf = (...flags: readonly string[]) => signInOptions(load(...flags).config)

test.each<[readonly string[], number]>([
  [[], 2 * hour],
  [['--sign-in', 'local'], 2 * hour],
  [['--sign-in', 'token'], hour / 2],
  [['--sign-in', 'local,token'], hour / 2],
  [['--sign-in', 'token', '--session-idle', '1h'], hour],
])(
  'with %j a session that nobody uses holds for %d ms, and none for more than twelve hours',
  (flags, idleMs) => {
    expect(optionsOf(...flags)).toMatchObject({ idleMs, absoluteMs: 12 * hour })
  },
)

test('where others reach it, it has TLS or knows who has', () => {
  const elsewhere = ['--host', '0.0.0.0', '--sign-in', 'token']
  expect(() => load(...elsewhere)).toThrow('give tls.cert and tls.key')
  expect(optionsOf(...elsewhere, '--trust-proxy', 'private')).toMatchObject({
    trustProxy: ['private'],
    tls: null,
  })
  // There are no such files, and nothing else is wrong.
  expect(() => load(...elsewhere, '--tls-cert', '/none', '--tls-key', '/none')).toThrow(
    /^[^\n]*\n?[^\n]*\/none cannot be read/,
  )
})
