/** Certificates made by `openssl`, read and judged here as `openssl` does. */
import { afterAll, describe, expect, it } from 'vitest'
import { forNames, isAuthority, isNoAuthority, keyAlgorithms, Openssl } from '../../testing/openssl.ts'
import { formatAddress, parseAddress } from '../address.ts'
import { coversHost, fingerprintOf, judgePair, keyText, readCertificates } from './index.ts'
import { asciiHost } from './names.ts'
import { writePem } from './pem.ts'

const openssl = new Openssl()
afterAll(() => openssl.remove())

const shop = 'DNS:shop.example.com'
/** By the key that signs itself. */
const namesOf: Record<keyof typeof keyAlgorithms, string> = {
  rsa: 'DNS:shop.example.com,DNS:*.shop.example.com',
  rsa1024: shop,
  'rsa-pss': shop,
  ec: 'DNS:Shop.Example.com,DNS:*.apps.example.com,DNS:f*.example.com',
  p384: 'DNS:xn--bcher-kva.example,DNS:*.xn--bcher-kva.example',
  p521: 'IP:10.0.0.1,IP:2001:db8:0:0:1::1',
  p224: 'DNS:10.0.0.2,IP:::ffff:10.0.0.3',
  p192: shop,
  k1: 'DNS:*.com,DNS:*,DNS:a.*.example.com',
  brainpool: 'email:a@example.com,URI:https://shop.example.com',
  explicit: shop,
  ed25519: 'DNS:a.example.com,IP:192.168.0.1,DNS:b.example.com',
  ed448: '',
}
const made: string[] = []
function issue(name: string, key: string, subject: string, rest: string, issuer?: string) {
  openssl.issue(name, key, subject, rest, issuer)
  made.push(name)
}
for (const [key, algorithm] of Object.entries(keyAlgorithms)) openssl.makeKey(key, algorithm)
for (const [key, names] of Object.entries(namesOf))
  issue(`self-${key}`, key, `/C=CN/O=Example/CN=${key}.example.com`, `-days 365 ${forNames(names)}`)

const plain = '/CN=shop.example.com'
const ofShop = forNames(shop)
issue('sha1', 'rsa', plain, `-sha1 -days 20 ${ofShop}`)
issue('md5', 'rsa', plain, `-md5 -days 5 ${ofShop}`)
issue('sha224', 'rsa', plain, `-sha224 -days 31 ${ofShop}`)
issue('sha384', 'ec', plain, `-sha384 -days 29 ${ofShop}`)
issue('sha512', 'rsa', plain, `-sha512 -days 3650 ${ofShop}`)
issue('pss-signed', 'rsa', plain, `-sigopt rsa_padding_mode:pss -days 90 ${ofShop}`)
issue('after-2049', 'ec', plain, `-days 36500 -set_serial 0x00ff0102030405060708 ${ofShop}`)
issue(
  'escaped',
  'ec',
  '/C=DE/ST=Köln, NRW/O=A "B" <C>; #1/OU=a/OU=b/CN=#x/emailAddress=a@b.c/UID=u/DC=d',
  ofShop,
)
issue('many-valued', 'ec', '/CN=shop.example.com+OU=x/O=y', ofShop)
issue('chinese', 'ec', '/CN=商店/O=例子', ofShop)
issue('no-subject', 'ec', '/', `-days 10 ${forNames(`critical,${shop}`)}`)
issue('client', 'ec', plain, `-addext extendedKeyUsage=clientAuth ${ofShop}`)
issue('server', 'ec', plain, `-addext extendedKeyUsage=serverAuth,clientAuth ${isNoAuthority} ${ofShop}`)
issue('root', 'p384', '/O=Example/CN=Root', `-days 3650 ${isAuthority}`)
openssl.write('root.key', openssl.read('p384.key'))
issue('leaf', 'ec', plain, `-days 90 -set_serial 1 ${isNoAuthority} ${ofShop}`, 'root')
for (const [name, from, to] of [
  ['past', '20200101000000Z', '20200301000000Z'],
  ['future', '20900101000000Z', '20910101000000Z'],
]) {
  openssl.run(`req -new -key ec.key -subj ${plain} -out ${name}.csr ${ofShop}`)
  const ends = `-startdate ${from} -enddate ${to}`
  openssl.run(`ca -batch -notext -selfsign -keyfile ec.key -in ${name}.csr -out ${name}.crt ${ends}`)
  made.push(name ?? '')
}
openssl.run('req -new -key ec.key -subj /CN=v1.example.com -out v1.csr')
openssl.run('x509 -req -in v1.csr -signkey ec.key -out v1.crt')
made.push('v1')

const hosts = ['shop.example.com', 'SHOP.example.com', 'www.shop.example.com', 'a.b.shop.example.com']
  .concat(['x.apps.example.com', 'foo.example.com', 'bücher.example', 'www.bücher.example', 'b.example.com'])
  .concat(['example.com', 'a.b.example.com'])
const addresses = ['10.0.0.1', '10.0.0.2', '::ffff:10.0.0.3', '2001:db8::1:0:0:1', '192.168.0.1', '10.0.0.3']

function infoOf(name: string) {
  const { certificates, problems } = readCertificates(openssl.read(`${name}.crt`))
  expect(problems).toEqual([])
  const [info] = certificates
  if (info === undefined || certificates.length > 1) throw new Error(name)
  return info
}

it('is a corpus', () => {
  expect(made.length).toBeGreaterThan(30)
})

describe.each(made)('the certificate %s', (name) => {
  const options =
    '-subject -issuer -serial -dates -fingerprint -sha256 -nameopt utf8,sep_comma_plus_space,sname,esc_2253'
  const said = openssl.run(`x509 -in ${name}.crt -noout -pubkey -text ${options}`)
  const find = (pattern: RegExp) => pattern.exec(said)?.[1]
  const info = infoOf(name)

  it('is read as openssl reads it', async () => {
    expect(info.subject).toBe(find(/^subject=(.*)$/m))
    expect(info.issuer).toBe(find(/^issuer=(.*)$/m))
    expect(info.serial).toBe(find(/^serial=(.*)$/m))
    expect(info.notBefore).toBe(Date.parse(find(/^notBefore=(.*)$/m) ?? ''))
    expect(info.notAfter).toBe(Date.parse(find(/^notAfter=(.*)$/m) ?? ''))
    expect(writePem('PUBLIC KEY', info.publicKey)).toBe(
      find(/(-----BEGIN PUBLIC KEY[\s\S]*END PUBLIC KEY-----\n)/),
    )
    expect(info.signature).toBe(find(/Signature Algorithm: (\S+)/))
    expect(info.isCa).toBe(said.includes('CA:TRUE'))
    const print = (await fingerprintOf(info)).toUpperCase().match(/../g)?.join(':')
    expect(print).toBe(find(/^sha256 Fingerprint=(.*)$/m))
  })

  it('has the key that openssl describes', () => {
    const algorithm = find(/Public Key Algorithm: (\S+)/) ?? ''
    const names: Record<string, string> = {
      rsaEncryption: 'RSA',
      rsassaPss: 'RSA-PSS',
      'id-ecPublicKey': 'EC',
    }
    expect(info.key.algorithm.toUpperCase()).toBe((names[algorithm] ?? algorithm).toUpperCase())
    const isExplicit = said.includes('Field Type')
    // Ed25519 and Ed448 have no size in this text; numbers in place of a curve are not looked into.
    if (!algorithm.startsWith('ED'))
      expect(info.key.bits).toBe(isExplicit ? 0 : Number(find(/Public-Key: \((\d+) bit/)))
    const curve = find(/NIST CURVE: (\S+)/) ?? find(/ASN1 OID: (\S+)/)
    if (info.key.algorithm === 'EC') expect(keyText(info.key)).toBe(`EC ${isExplicit ? 'explicit' : curve}`)
  })

  it('has the names and addresses that openssl finds', () => {
    const all = said.match(/Subject Alternative Name:.*\n\s*(.*)/)?.[1]?.split(', ') ?? []
    const of = (kind: string) =>
      all.filter((each) => each.startsWith(`${kind}:`)).map((each) => each.slice(kind.length + 1))
    expect(info.names).toEqual(of('DNS').map((each) => each.toLowerCase()))
    const found = of('IP Address').map((each) => parseAddress(each))
    expect(info.addresses).toEqual(found.map((each) => each && formatAddress(each)))
  })

  it('ends when openssl says', async () => {
    const ids = (
      await judgePair({ certificate: openssl.read(`${name}.crt`), key: '', hosts: [], now: Date.now() })
    )
      .map(({ id }) => id)
      .filter((id) => id.startsWith('certificate/expire'))
    const holds = (days: number) => openssl.ask(`x509 -in ${name}.crt -noout -checkend ${days * 86_400}`).ok
    const expected = !holds(30) && (holds(7) ? 'soon' : holds(0) ? 'within-days' : 'd')
    expect(ids).toEqual(
      expected === false ? [] : [`certificate/expire${expected === 'd' ? 'd' : `s-${expected}`}`],
    )
  })
})

it.each(Object.keys(namesOf))('self-%s is for the hosts openssl says', (key) => {
  const info = infoOf(`self-${key}`)
  for (const [at, host] of hosts.entries()) {
    const address = addresses[at] ?? '10.9.9.9'
    const said = openssl.run(
      `x509 -in self-${key}.crt -noout -checkhost ${asciiHost(host)} -checkip ${address}`,
    )
    expect(said.match(/does (NOT )?match/g)).toHaveLength(2)
    const [name = '', ip = ''] = said.trim().split('\n')
    // What openssl still admits and RFC 9525 does not: common names, and stars within a label.
    const isOld = info.names.length === 0 || (key === 'ec' && host === 'foo.example.com')
    expect(coversHost(info, host), host).toBe(!isOld && !name.includes('NOT'))
    expect(coversHost(info, address), address).toBe(!ip.includes('NOT'))
  }
})
