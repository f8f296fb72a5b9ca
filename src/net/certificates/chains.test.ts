/** Chains made by `openssl`, in any order and with gaps, judged as `openssl verify` does. */
import { afterAll, expect, it } from 'vitest'
import { forNames, isAuthority, isNoAuthority, keyAlgorithms, Openssl } from '../../testing/openssl.ts'
import { inRightOrder, judgePair, readCertificates } from './index.ts'

const openssl = new Openssl()
afterAll(() => openssl.remove())

/** An authority has the key of its name. */
const keys = {
  ...{ root: 'ec', inter1: 'p384', inter2: 'rsa', leaf: 'ec', direct: 'ec', sha1: 'ec', small: 'rsa1024' },
  ...{
    edroot: 'ed25519',
    edleaf: 'p521',
    twin: 'ec',
    twin2: 'ec',
    curve: 'p192',
    other: 'ec',
    rootnew: 'ec',
  },
} as const
for (const [name, kind] of Object.entries(keys))
  openssl.makeKey(name, keyAlgorithms[kind as keyof typeof keyAlgorithms])

const shop = `-days 90 ${isNoAuthority} ${forNames('DNS:shop.example.com,DNS:*.shop.example.com,IP:10.0.0.1')}`
const ca = `-days 900 ${isAuthority}`
const noIds = '-addext subjectKeyIdentifier=none -addext authorityKeyIdentifier=none'
const own = '/CN=shop.example.com'
openssl.issue('root', 'root', '/O=Example/CN=Root', ca)
openssl.issue('inter1', 'inter1', '/O=Example/CN=Inter One', ca, 'root')
openssl.issue('inter2', 'inter2', '/O=Example/CN=Inter Two', ca, 'inter1')
openssl.issue('leaf', 'leaf', own, shop, 'inter2')
openssl.issue('direct', 'direct', own, shop, 'root')
openssl.issue('sha1', 'sha1', own, `-sha1 ${shop}`, 'inter2')
openssl.issue('small', 'small', own, shop, 'root')
openssl.issue('curve', 'curve', own, shop, 'root')
openssl.issue('edroot', 'edroot', '/CN=Ed Root', ca)
openssl.issue('edleaf', 'edleaf', own, shop, 'edroot')
openssl.issue('grandchild', 'other', '/CN=grandchild', shop, 'direct')
openssl.issue('unnamed', 'leaf', own, `-days 90 ${isNoAuthority}`, 'root')
openssl.issue('client', 'leaf', own, `-addext extendedKeyUsage=clientAuth ${shop}`, 'root')
// The same name and no key identifiers, but another key.
openssl.issue('twin', 'twin', '/CN=Twin', `${ca} ${noIds}`)
openssl.issue('twin2', 'twin2', '/CN=Twin', `${ca} ${noIds}`)
openssl.issue('twinleaf', 'leaf', own, `${shop} ${noIds}`, 'twin')
// The same name with another key, which their identifiers tell.
openssl.issue('rootnew', 'rootnew', '/O=Example/CN=Root', ca)
openssl.issue('self', 'leaf', own, shop)

const now = Date.now()
const bundle = (names: string) =>
  names
    .split(' ')
    .filter(Boolean)
    .map((name) => openssl.read(`${name}.crt`))
    .join('')
const judge = (names: string, key: string, hosts = ['shop.example.com'], time = now) =>
  judgePair({ certificate: bundle(names), key: openssl.read(`${key}.key`), hosts, now: time })
const idsOf = (problems: readonly { id: string }[]) =>
  problems.map(({ id }) => id.replace('certificate/', ''))

/** What is in the file, whose key it is, what is said, and the order it should have. */
const chains: readonly (readonly [names: string, key: string, ids: readonly string[], order?: string])[] = [
  ['leaf inter2 inter1', 'leaf', ['incomplete']],
  ['leaf inter2 inter1 root', 'leaf', ['root-included']],
  ['leaf', 'leaf', ['incomplete']],
  ['leaf inter2', 'leaf', ['incomplete']],
  ['leaf inter1', 'leaf', ['unrelated', 'incomplete']],
  ['leaf inter1 inter2', 'leaf', ['order', 'incomplete'], 'leaf inter2 inter1'],
  ['leaf root inter1 inter2', 'leaf', ['order', 'root-included'], 'leaf inter2 inter1 root'],
  ['inter2 inter1 leaf', 'leaf', ['leaf-not-first', 'incomplete'], 'leaf inter2 inter1'],
  ['root inter1 inter2 leaf', 'leaf', ['leaf-not-first', 'root-included'], 'leaf inter2 inter1 root'],
  ['leaf inter2 inter1 edroot', 'leaf', ['unrelated', 'incomplete']],
  ['edroot leaf inter2 inter1', 'leaf', ['leaf-not-first', 'unrelated', 'incomplete'], 'leaf inter2 inter1'],
  ['leaf leaf inter2 inter1', 'leaf', ['repeated', 'incomplete']],
  ['leaf inter2 inter1', 'other', ['incomplete', 'key/mismatch']],
  ['leaf inter2 inter1', 'inter2', ['incomplete', 'key/mismatch']],
  ['direct', 'direct', ['incomplete']],
  ['direct root', 'direct', ['root-included']],
  ['direct rootnew', 'direct', ['unrelated', 'incomplete']],
  ['edleaf edroot', 'edleaf', ['root-included']],
  ['twinleaf twin', 'leaf', ['root-included']],
  ['twinleaf twin2', 'leaf', ['root-included', 'bad-signature']],
  ['grandchild direct root', 'other', ['root-included', 'issuer-no-ca']],
  ['self', 'leaf', ['self-signed']],
  ['sha1 inter2 inter1', 'sha1', ['incomplete', 'weak-signature']],
  ['small root', 'small', ['root-included', 'weak-key']],
  ['curve root', 'curve', ['root-included', 'weak-key', 'uncommon-key']],
  ['unnamed root', 'leaf', ['root-included', 'no-names']],
  ['client root', 'leaf', ['root-included', 'not-for-servers']],
]

const rows = chains.map(([names, key, ids, order]) => ({ names, key, ids, order }))

it.each(rows)('$names with the key of $key', async ({ names, key, ids, order }) => {
  const pair = { certificate: bundle(names), key: openssl.read(`${key}.key`) }
  const problems = await judge(names, key)
  const found = idsOf(problems).filter((id) => !id.startsWith('expire'))
  expect(found.sort()).toEqual([...ids].sort())
  const right = await inRightOrder(pair)
  expect(right).toBe(order === undefined ? null : sameAsWritten(order))

  // A server takes the first certificate for the key's own.
  openssl.write('bundle.crt', pair.certificate)
  const isOwn =
    openssl.run('x509 -in bundle.crt -noout -pubkey') === openssl.run(`pkey -in ${key}.key -pubout`)
  expect(found.some((id) => id === 'leaf-not-first' || id === 'key/mismatch')).toBe(!isOwn)

  // Whoever knows a root that is not in the file, and no others, can follow the chain.
  const [leaf = '', ...rest] = (order ?? names).split(' ')
  openssl.write('rest.crt', `${bundle(rest.join(' '))}\n`)
  const roots = ['root', 'edroot', 'twin2'].filter((name) => name !== 'twin2' || names.includes('twin2'))
  openssl.write(
    'roots.crt',
    bundle(names.includes('twinleaf twin') ? (names.split(' ')[1] ?? '') : roots.join(' ')),
  )
  const untrusted = rest.length > 0 ? '-untrusted rest.crt' : ''
  const verified = openssl.ask(`verify -CAfile roots.crt ${untrusted} -auth_level 0 ${leaf}.crt`).ok
  const isBroken = found.some((id) => id === 'bad-signature' || id === 'issuer-no-ca' || id === 'self-signed')
  const end = problems.find(({ id }) => id === 'certificate/incomplete')?.text.values?.issuer
  const isGap = end !== undefined && end !== 'O=Example, CN=Root'
  expect(verified).toBe(!isBroken && !isGap)
})

/** Written anew, and still the same. */
function sameAsWritten(order: string): string {
  const text = bundle(order)
  expect(readCertificates(text).certificates).toHaveLength(order.split(' ').length)
  return text
}

it('says the right order in words, and which hosts and names do not meet', async () => {
  const [order] = await judge('inter1 inter2 leaf', 'leaf')
  expect(order?.text).toEqual({
    key: 'ui:certificate.problem.leafNotFirst',
    values: { order: 'shop.example.com → Inter Two → Inter One' },
  })
  const hosts = [
    'a.shop.example.com',
    'other.example.com',
    '10.0.0.1',
    '10.0.0.2',
    '*.shop.example.com',
    '',
    ' ',
  ]
  const problems = await judge('leaf', 'leaf', hosts)
  expect(problems.find(({ id }) => id === 'certificate/host-not-covered')?.text.values).toMatchObject({
    hosts: 'other.example.com, 10.0.0.2',
    names: 'shop.example.com, *.shop.example.com, 10.0.0.1',
    count: 2,
  })
})

it('a common name counts for nothing, but says what a certificate is meant for', async () => {
  expect(idsOf(await judge('unnamed', 'leaf', ['else.example.com']))).toContain('host-not-covered')
  expect(idsOf(await judge('unnamed', 'leaf'))).not.toContain('host-not-covered')
})

it('holds when `openssl verify` says that it does', async () => {
  const [leaf] = readCertificates(bundle('leaf')).certificates
  if (leaf === undefined) throw new Error('There is no certificate.')
  const { notBefore, notAfter } = leaf
  openssl.write('rest.crt', bundle('inter2 inter1'))
  for (const time of [notBefore - 1000, notBefore, notAfter, notAfter + 1000, notAfter + 900 * 86_400_000]) {
    const { ok } = openssl.ask(
      `verify -attime ${time / 1000} -CAfile root.crt -untrusted rest.crt -auth_level 0 leaf.crt`,
    )
    const ids = idsOf(await judge('leaf inter2 inter1', 'leaf', [], time))
    expect(ids.includes('expired') || ids.includes('not-yet-valid'), String(time - notAfter)).toBe(!ok)
  }
})

/** Of the certificate's text, and whether openssl takes it all the same. */
const bad: Record<string, readonly [text: () => string, ids: readonly string[], taken?: true]> = {
  nothing: [() => '', ['missing']],
  garbage: [() => 'hello', ['no-pem']],
  DER: [() => openssl.run('x509 -in leaf.crt -outform DER'), ['binary']],
  'a key': [() => openssl.read('leaf.key'), ['is-key']],
  'a certificate and its key': [() => bundle('leaf') + openssl.read('leaf.key'), ['is-key'], true],
  'a request': [() => openssl.run('req -new -key leaf.key -subj /CN=a'), ['is-request']],
  'PKCS#7': [() => openssl.run('crl2pkcs7 -nocrl -certfile leaf.crt'), ['other-block']],
  indented: [() => bundle('leaf').replace(/^/gm, '    '), ['misplaced']],
  // Go does not find what stands behind the mark.
  'with a byte order mark': [() => `\ufeff${bundle('leaf')}`, ['misplaced'], true],
  'the second one indented': [
    () => bundle('leaf') + bundle('inter2').replace(/^/gm, ' '),
    ['misplaced'],
    true,
  ],
  'without its end': [() => bundle('leaf').replace(/-----END.*/, ''), ['no-end']],
  'a line too few': [() => bundle('leaf').replace(/\n.{64}\n/, '\n'), ['unreadable']],
  'no base64': [() => bundle('leaf').replace(/\n.{64}\n/, '\n????\n'), ['unreadable']],
  'the second one broken': [
    () => bundle('leaf') + bundle('root').replace(/^MII.*$/m, 'MIIA'),
    ['unreadable'],
    true,
  ],
  'the label of old': [() => bundle('leaf').replaceAll('CERTIFICATE', 'X509 CERTIFICATE'), [], true],
  'either line ending': [() => bundle('leaf').replaceAll('\n', '\r\n'), [], true],
  'text around': [() => `subject=a\n${bundle('leaf')}issuer=b\n${bundle('inter2')}`, [], true],
}

it.each(Object.entries(bad))('%s in place of a certificate', async (_, [text, ids, taken]) => {
  const { problems } = readCertificates(text())
  expect(idsOf(problems)).toEqual(ids)
  openssl.write('given.crt', text())
  expect(openssl.ask('x509 -in given.crt -noout').ok).toBe(taken === true)
  const judged = await judgePair({ certificate: text(), key: '', hosts: [], now })
  expect(judged.filter(({ of }) => of === 'key').map(({ id, missing }) => [id, missing])).toEqual([
    ['key/missing', true],
  ])
})
