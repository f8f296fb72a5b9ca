/** Keys made by `openssl`: what is read of them, whose they are, and what is no key. */
import { afterAll, expect, it, vi } from 'vitest'
import { forNames, keyAlgorithms, Openssl } from '../../testing/openssl.ts'
import { judgePair, keyText, publicKeyOf, readCertificates, readKey } from './index.ts'
import { writePem } from './pem.ts'
import { identityOf } from './public-key.ts'

const openssl = new Openssl()
afterAll(() => openssl.remove())

const shop = forNames('DNS:shop.example.com')
const kinds = Object.keys(keyAlgorithms) as (keyof typeof keyAlgorithms)[]
for (const kind of kinds) {
  openssl.makeKey(kind, keyAlgorithms[kind])
  openssl.issue(kind, kind, '/CN=shop.example.com', shop)
}
openssl.makeKey('other', keyAlgorithms.ec)
openssl.makeKey('x25519', 'x25519')
const make = (name: string, line: string) => openssl.run(`${line} -out ${name}.key`)
make('pkcs1', 'rsa -in rsa.key -traditional')
make('sec1', 'ec -in ec.key')
for (const kind of ['ec', 'p384', 'p521']) make(`${kind}-bare`, `ec -in ${kind}.key -no_public`)
make('pkcs8-bare', 'pkcs8 -topk8 -nocrypt -in ec-bare.key')
make('compressed', 'ec -in ec.key -conv_form compressed')
make('with-parameters', 'ecparam -name prime256v1 -genkey')
make('with-text', 'pkey -in ec.key -text')
make('sealed', 'pkcs8 -topk8 -in ec.key -passout pass:secret')
make('sealed-old', 'pkcs8 -topk8 -in rsa.key -v1 PBE-SHA1-3DES -passout pass:secret')
make('legacy', 'rsa -in rsa.key -traditional -aes128 -passout pass:secret')
make('legacy-ec', 'ec -in ec.key -aes256 -passout pass:secret')
make('public', 'pkey -in ec.key -pubout')
openssl.run('dsaparam -genkey -noout -out dsa.key 1024')
make('der', 'pkey -in ec.key -outform DER')
openssl.run('pkcs12 -export -inkey ec.key -in ec.crt -passout pass:secret -out bag.key')
openssl.run('req -new -key ec.key -subj /CN=a -out request.key')

const read = (name: string) => openssl.read(`${name}.key`)
/** Text in which one can see that it is not repeated anywhere. */
const latin1 = (name: string) => String.fromCharCode(...openssl.bytes(`${name}.key`))

const good = [...kinds, 'other', 'pkcs1', 'sec1', 'ec-bare', 'p384-bare', 'p521-bare', 'pkcs8-bare'].concat([
  'compressed',
  'with-parameters',
  'with-text',
])

it.each(good)('the key %s is the one openssl reads', async (name) => {
  const { key, problems } = readKey(read(name))
  expect(problems).toEqual([])
  const own = openssl.run(`pkey -in ${name}.key -pubout`)
  const text = openssl.run(`pkey -in ${name}.key -noout -text`)
  const [, bits] = /Private-Key: \((\d+) bit/.exec(text) ?? []
  if (bits !== undefined && name !== 'explicit') expect(key?.bits).toBe(Number(bits))
  const publicKey = await publicKeyOf(read(name))
  const expected = Uint8Array.from(atob(own.replace(/-----.*-----|\s/g, '')), (each) => each.charCodeAt(0))
  expect(identityOf(publicKey ?? new Uint8Array())).toBe(identityOf(expected))
  expect(identityOf(expected)).not.toBeNull()
})

it('says the form and the kind of a key', () => {
  const say = (name: string) => {
    const { key } = readKey(read(name))
    return key && `${key.form} ${keyText(key)}`
  }
  expect(['pkcs1', 'sec1', 'rsa', 'p384', 'ed25519', 'ec-bare', 'explicit'].map(say)).toEqual([
    'PKCS#1 RSA 2048',
    'SEC1 EC P-256',
    'PKCS#8 RSA 2048',
    'PKCS#8 EC P-384',
    'PKCS#8 Ed25519',
    'SEC1 EC P-256',
    'PKCS#8 EC explicit',
  ])
})

it('knows a key again whose point is written shorter', () => {
  for (const name of ['ec', 'other', 'p384', 'p521', 'p224', 'k1']) {
    openssl.run(`ec -in ${name}.key -conv_form compressed -out short.key`)
    const [short, long] = [read('short'), read(name)].map(
      (pem) => readKey(pem).key?.publicKey ?? new Uint8Array(),
    )
    expect(short?.length).toBeLessThan(long?.length ?? 0)
    expect(identityOf(short ?? new Uint8Array())).toBe(identityOf(long ?? new Uint8Array()))
  }
})

it('tells whose key it is, as openssl does, for every certificate and every key', async () => {
  const publicOf = new Map(good.map((name) => [name, openssl.run(`pkey -in ${name}.key -pubout`)]))
  for (const kind of kinds) {
    const certificate = openssl.read(`${kind}.crt`)
    const own = openssl.run(`x509 -in ${kind}.crt -noout -pubkey`)
    for (const name of good.filter((each) => each !== 'compressed')) {
      const problems = await judgePair({ certificate, key: read(name), hosts: [], now: Date.now() })
      const isOther = problems.some(({ id }) => id === 'key/mismatch')
      expect(isOther, `${name} for ${kind}`).toBe(publicOf.get(name) !== own)
      expect(problems.filter(({ id }) => id === 'key/not-compared')).toEqual([])
    }
  }
})

/** By name: the text, what is said of it, and whether openssl takes it all the same. */
const bad: Record<string, readonly [text: () => string, ids: readonly string[], taken?: true]> = {
  nothing: [() => '', ['key/missing']],
  blank: [() => ' \n\n', ['key/missing']],
  garbage: [() => 'no key at all', ['key/no-pem']],
  'DER as text': [() => latin1('der'), ['key/binary']],
  'DER in UTF-8': [() => new TextDecoder().decode(openssl.bytes('der.key')), ['key/binary']],
  'PKCS#12': [() => latin1('bag'), ['key/binary']],
  'base64 alone': [() => read('ec').replace(/-----.*-----\n/g, ''), ['key/no-pem']],
  sealed: [() => read('sealed'), ['key/encrypted']],
  'sealed, old': [() => read('sealed-old'), ['key/encrypted']],
  legacy: [() => read('legacy'), ['key/encrypted']],
  'legacy EC': [() => read('legacy-ec'), ['key/encrypted']],
  'a certificate': [() => openssl.read('ec.crt'), ['key/is-certificate']],
  'a request': [() => read('request'), ['key/other-block']],
  'a public key': [() => read('public'), ['key/is-public']],
  DSA: [() => read('dsa'), ['key/unsupported'], true],
  X25519: [() => read('x25519'), ['key/unsupported'], true],
  'two keys': [() => read('ec') + read('other'), ['key/several'], true],
  'a key and a certificate': [() => read('ec') + openssl.read('ec.crt'), ['key/more'], true],
  indented: [() => read('ec').replace(/^/gm, '  '), ['key/misplaced']],
  'on one line': [() => read('ec').replaceAll('\n', ' '), ['key/misplaced']],
  'without its end': [() => read('ec').replace(/-----END.*/, ''), ['key/no-end']],
  'with another end': [() => read('ec').replace('END PRIVATE', 'END RSA PRIVATE'), ['key/no-end']],
  'cut in the middle': [() => read('rsa').replace(/\n.{64}\n.{64}\n/, '\n'), ['key/unreadable']],
  'a character too many': [() => read('ec').replace(/\n(?=.)/, '\n!'), ['key/unreadable']],
  'zeros in base64': [() => read('ec').replace(/^M.*$/gm, 'AAAA'), ['key/unreadable']],
  'the wrong label': [() => read('sec1').replaceAll('EC PRIVATE', 'RSA PRIVATE'), ['key/unreadable']],
}

it.each(Object.entries(bad))('%s is no key', async (_, [text, ids, taken]) => {
  const { problems } = readKey(text())
  expect(problems.map(({ id }) => id)).toEqual(ids)
  openssl.write('given.key', text())
  expect(openssl.ask('pkey -in given.key -noout -passin pass:').ok).toBe(taken === true)
  // And no word of it is repeated.
  const judged = JSON.stringify(
    await judgePair({ certificate: openssl.read('ec.crt'), key: text(), hosts: ['a'], now: Date.now() }),
  )
  for (const [piece] of text().matchAll(/[A-Za-z0-9+/]{20,}/g))
    expect(judged).not.toContain(piece.slice(0, 12))
})

it('says what it cannot compare where browsers have no Web Crypto', async () => {
  vi.stubGlobal('crypto', {})
  const say = async (certificate: string, name: string) =>
    (
      await judgePair({
        certificate: openssl.read(`${certificate}.crt`),
        key: read(name),
        hosts: [],
        now: Date.now(),
      })
    )
      .filter(({ of }) => of === 'key')
      .map(({ id }) => id)
  expect(await say('ec', 'ec')).toEqual([])
  expect(await say('ec', 'other')).toEqual(['key/mismatch'])
  expect(await say('rsa', 'pkcs1')).toEqual([])
  expect(await say('ec', 'ec-bare')).toEqual(['key/not-compared'])
  expect(await say('p384', 'ec-bare')).toEqual(['key/mismatch'])
  expect(await say('ed25519', 'ed25519')).toEqual(['key/not-compared'])
  expect(await say('ec', 'ed25519')).toEqual(['key/mismatch'])
  vi.unstubAllGlobals()
})

it('takes either line ending, and text around the key', () => {
  expect(readKey(read('ec').replaceAll('\n', '\r\n')).problems).toEqual([])
  expect(readKey(`Bag Attributes\n  friendlyName: a\n${read('ec')}\nmore`).problems).toEqual([])
})

it('keeps nothing of a key that is not public', () => {
  for (const name of ['rsa', 'ec', 'ed25519', 'pkcs1']) {
    const { key } = readKey(read(name))
    const { certificates } = readCertificates(openssl.read(`${name === 'pkcs1' ? 'rsa' : name}.crt`))
    if (key?.publicKey) expect(key.publicKey).toEqual(certificates[0]?.publicKey)
    expect(Object.keys(key ?? {}).sort()).toEqual(
      ['algorithm', 'bits', 'form', 'publicKey', ...(name === 'ec' ? ['curve'] : [])].sort(),
    )
  }
  expect(writePem('A', new Uint8Array([1, 2]))).toBe('-----BEGIN A-----\nAQI=\n-----END A-----\n')
})
