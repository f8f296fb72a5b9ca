import { describe, expect, test } from 'vitest'
import { parseManifest } from '../../manifest/manifest.ts'
import { withHost, withHttps, withoutHttps, withSecret } from './tls-change.ts'

const text = (tls: string, hosts: readonly string[] = ['a.com', 'b.com', 'c.com']) =>
  `spec:
${tls}  rules:  # who leads where
${hosts.map((host) => `    - host: ${host === '' ? '""' : host}  # kept\n`).join('')}`

const shared = `  tls:
    - hosts: [a.com, b.com]  # one certificate for two
      secretName: two
    # And another one.
    - hosts:
        - "c.com"  # alone
      secretName: 'one'
`
const changed = (before: string, change: (manifest: ReturnType<typeof parseManifest>) => { text: string }) =>
  change(parseManifest(before)).text

describe('HTTPS off', () => {
  test('takes the host out of what others share', () => {
    expect(changed(text(shared), (m) => withoutHttps(m, 'a.com'))).toBe(text(shared.replace('a.com, ', '')))
  })

  test('removes an entry with its only host', () => {
    const [first = ''] = shared.split('    # And')
    expect(changed(text(shared), (m) => withoutHttps(m, 'c.com'))).toContain(text(first).split('  rules')[0])
    expect(changed(text(shared), (m) => withoutHttps(m, 'c.com'))).not.toContain("'one'")
  })

  test('removes the last entry with the list', () => {
    const one = '  tls:\n    - hosts: [a.com]\n      secretName: two\n'
    expect(changed(text(one), (m) => withoutHttps(m, 'A.COM'))).toBe(text(''))
  })

  test('does nothing for a host that has no certificate', () => {
    expect(changed(text(shared), (m) => withoutHttps(m, 'd.com'))).toBe(text(shared))
  })
})

describe('HTTPS on', () => {
  test('adds an entry behind the others', () => {
    const [head = '', tail = ''] = text(shared, ['d.com']).split('  rules')
    expect(changed(text(shared, ['d.com']), (m) => withHttps(m, 'd.com', 'new'))).toBe(
      `${head}    - hosts:\n        - d.com\n      secretName: new\n  rules${tail}`,
    )
  })

  test('without a host is an entry without hosts', () => {
    const on = changed(text('', ['']), (m) => withHttps(m, '', ''))
    expect(parseManifest(on).value).toMatchObject({ spec: { tls: [{ secretName: '' }] } })
    expect(changed(on, (m) => withoutHttps(m, ''))).not.toContain('tls')
  })

  test('changes nothing where it is on', () => {
    expect(changed(text(shared), (m) => withHttps(m, 'b.com', 'new'))).toBe(text(shared))
  })
})

describe('another certificate', () => {
  test('of a host alone is one word', () => {
    expect(changed(text(shared), (m) => withSecret(m, 'c.com', 'new'))).toBe(
      text(shared.replace("'one'", "'new'")),
    )
  })

  test('of a host that shares its own leaves the others theirs', () => {
    const { value } = parseManifest(changed(text(shared), (m) => withSecret(m, 'a.com', 'new')))
    expect(value).toMatchObject({
      spec: {
        tls: [
          { hosts: ['b.com'], secretName: 'two' },
          { hosts: ['c.com'], secretName: 'one' },
          { hosts: ['a.com'], secretName: 'new' },
        ],
      },
    })
  })

  test('that is there already is shared', () => {
    expect(changed(text(shared), (m) => withSecret(m, 'a.com', 'one'))).toBe(
      text(shared.replace('a.com, ', '').replace('"c.com"  # alone', '"c.com"  # alone\n        - a.com')),
    )
  })
})

describe('another host', () => {
  const rule = (index: number) => ['spec', 'rules', index]

  test('takes its certificate along, and touches nothing else', () => {
    expect(changed(text(shared), (m) => withHost(m, rule(0), 'x.com'))).toBe(
      text(shared.replace('a.com', 'x.com'), ['x.com', 'b.com', 'c.com']),
    )
    expect(changed(text(shared), (m) => withHost(m, rule(2), 'x.com'))).toBe(
      text(shared.replace('c.com', 'x.com'), ['a.com', 'b.com', 'x.com']),
    )
  })

  test('leaves the certificate to another rule of the same host', () => {
    const twice = text(shared, ['a.com', 'a.com'])
    expect(changed(twice, (m) => withHost(m, rule(1), 'x.com'))).toBe(text(shared, ['a.com', 'x.com']))
  })

  test('typed by way of the host of another rule keeps both certificates', () => {
    const passing = changed(text(shared), (m) => withHost(withHost(m, rule(1), 'a.com'), rule(1), 'a.com.au'))
    expect(passing).toBe(text(shared.replace('b.com', 'a.com.au'), ['a.com', 'a.com.au', 'c.com']))
  })

  test('emptied and typed again is served with the same certificate', () => {
    const emptied = changed(text(shared), (m) => withHost(m, rule(2), ''))
    expect(parseManifest(emptied).value).toMatchObject({
      spec: { tls: [{}, { secretName: 'one' }], rules: [{}, {}, { host: '' }] },
    })
    const again = parseManifest(changed(emptied, (m) => withHost(m, rule(2), 'd.com')))
    expect(again.value).toMatchObject({
      spec: { tls: [{ hosts: ['a.com', 'b.com'] }, { hosts: ['d.com'], secretName: 'one' }] },
    })
  })
})
