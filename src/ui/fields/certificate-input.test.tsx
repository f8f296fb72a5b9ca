/** What the fields for a certificate show of it and of its key. */
import { afterAll, expect, it, vi } from 'vitest'
import { forNames, keyAlgorithms, Openssl } from '../../testing/openssl.ts'
import { CertificateFacts, CertificateProblems } from './certificate-facts.tsx'
import { CertificateInput } from './certificate-input.tsx'
import { judge } from './certificate-judging.ts'
import { CertificateKey } from './certificate-key.tsx'
import { shownOf } from './testing/markup.tsx'

// React has no clock to subscribe to where it draws for once.
vi.mock('../age.tsx', async (original) => ({
  ...(await original<typeof import('../age.tsx')>()),
  useNow: () => Date.now(),
}))

const openssl = new Openssl()
afterAll(() => openssl.remove())
openssl.makeKey('ec', keyAlgorithms.ec)
openssl.makeKey('other', keyAlgorithms.rsa)
const names = forNames('DNS:shop.example.com,DNS:*.example.com,IP:10.0.0.1')
openssl.issue('ec', 'ec', '/O=Example/CN=shop.example.com', `-days 90 ${names}`)
const certificate = openssl.read('ec.crt')
const key = openssl.read('ec.key')

const nothing = () => {}
const input = (value: { certificate: string; key: string }) =>
  shownOf('', <CertificateInput value={value} onChange={nothing} hosts={[]} />)
const keyField = async (text: string) => {
  const judged = await judge({ certificate, key: text }, [], Date.now())
  const problems = judged.problems.filter(({ of }) => of === 'key')
  return shownOf(
    '',
    <CertificateKey value={text} onChange={nothing} read={judged.key} problems={problems} disabled={false} />,
  )
}

it('asks for both halves, and says how they should look', () => {
  const text = input({ certificate: '', key: '' })
  expect(text).toContain('Public Key')
  expect(text).toContain('as PEM text (tls.crt)')
  expect(text).toContain('without a passphrase (tls.key)')
  expect(text).toContain('[Choose a file for Private Key]')
  expect(text).not.toContain('Replace')
  // What is missing is said once the user asks to save.
  expect(text).not.toContain('Add the')
})

it('shows the certificate, and never the key', () => {
  const text = input({ certificate, key })
  expect(text).toContain('BEGIN CERTIFICATE')
  expect(text).not.toContain('BEGIN PRIVATE')
  for (const [line] of key.matchAll(/^[A-Za-z0-9+/=]{10,}$/gm)) expect(text).not.toContain(line)
  expect(text).toContain('Replace')
})

it('says what kind of key there is', async () => {
  expect(await keyField(key)).toContain('Private key, EC P-256')
  const other = await keyField(openssl.read('other.key'))
  expect(other).toContain('Private key, RSA 2048')
  expect(other).toContain('does not belong to shop.example.com')
  const wrong = await keyField(certificate)
  expect(wrong).toContain('Text that is no private key')
  expect(wrong).toContain('This is a certificate. The private key belongs here.')
  expect(wrong).not.toContain('BEGIN')
})

it('says what the certificate says', async () => {
  const { leaf, issuers, key: read } = await judge({ certificate, key }, [], Date.now())
  if (leaf === null) throw new Error('There is no certificate.')
  expect([issuers, read?.curve]).toEqual([0, 'P-256'])
  const text = shownOf('', <CertificateFacts of={leaf} issuers={2} />)
  expect(text).toContain('O=Example, CN=shop.example.com')
  expect(text).toContain('shop.example.com, *.example.com, 10.0.0.1')
  expect(text).toContain('itself 2 certificates of its issuers are included')
  expect(text).toContain('EC P-256, ecdsa-with-SHA256')
  expect(text).toMatch(/\d{4}-\d\d-\d\d, 89d left/)
})

it('says in words all that is wrong', async () => {
  const { problems } = await judge({ certificate, key: '' }, ['a.b.test', 'x.example.com'], Date.now())
  const text = shownOf('', <CertificateProblems problems={problems} id="a" />)
  expect(text).toContain(
    'This certificate is not for a.b.test. It is for shop.example.com, *.example.com, 10.0.0.1.',
  )
  expect(text.indexOf('signed by itself')).toBeGreaterThan(text.indexOf('Add the private key.'))
  expect(text).toContain('Add the private key.')
  expect(text).not.toContain('ui:')
})

it('finds the host’s own certificate, and how all of them should stand', async () => {
  openssl.issue('leaf', 'other', '/CN=leaf.example.com', names, 'ec')
  const given = certificate + openssl.read('leaf.crt')
  const judged = await judge({ certificate: given, key: '' }, [], Date.now())
  expect(judged.leaf?.commonName).toBe('leaf.example.com')
  expect(judged.issuers).toBe(1)
  expect(judged.right).toBe(openssl.read('leaf.crt') + certificate)
})
