/** What files look like, and what they become in a manifest. */
import { describe, expect, it } from 'vitest'
import { parseManifest, readAt, setAt } from '../../manifest/manifest.ts'
import { contentFor, describeBytes, describeValue, sizeText } from './file-content.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const pem = (label: string) => `-----BEGIN ${label}-----\nMIIB\n-----END ${label}-----\n`
const binary = new Uint8Array([0, 159, 146, 150])

describe('a file', () => {
  it.each<[string, string, object]>([
    ['nothing', '', { look: 'empty' }],
    ['a certificate', pem('CERTIFICATE'), { look: 'certificate', count: 1 }],
    ['a chain', `# leaf\n${pem('CERTIFICATE')}${pem('CERTIFICATE')}`, { look: 'certificate', count: 2 }],
    [
      'a certificate of Windows',
      pem('CERTIFICATE').replaceAll('\n', '\r\n'),
      { look: 'certificate', count: 1 },
    ],
    ['a key', pem('PRIVATE KEY'), { look: 'key' }],
    ['an RSA key', pem('RSA PRIVATE KEY'), { look: 'key' }],
    ['a key among certificates', pem('CERTIFICATE') + pem('EC PRIVATE KEY'), { look: 'key' }],
    ['a locked key', pem('ENCRYPTED PRIVATE KEY'), { look: 'encryptedKey' }],
    [
      'an old locked key',
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMII\n-----END RSA PRIVATE KEY-----\n',
      { look: 'encryptedKey' },
    ],
    ['a request', pem('CERTIFICATE REQUEST'), { look: 'request' }],
    ['any text', 'user:password\n', { look: 'text' }],
    ['talk of a key', 'not -----BEGIN PRIVATE KEY-----', { look: 'text' }],
  ])('is seen to be %s', (_, text, look) => {
    expect(describeBytes(bytes(text))).toEqual({ size: bytes(text).length, look })
    expect(describeValue(btoa(text), 'base64')).toEqual({ size: bytes(text).length, look })
  })

  it('may be no text at all', () => {
    expect(describeBytes(binary)).toEqual({ size: 4, look: { look: 'binary' } })
    expect(describeValue('no base64!', 'base64').look).toEqual({ look: 'unreadable' })
    expect(contentFor(binary, 'text')).toBeNull()
    expect(describeValue(contentFor(binary, 'base64') ?? '', 'base64').size).toBe(4)
  })

  it('stands in the YAML as lines, with one line ending', () => {
    const windows = pem('CERTIFICATE').replaceAll('\n', '\r\n')
    const text = contentFor(bytes(windows), 'text')
    const manifest = setAt(parseManifest('kind: Secret\n'), ['stringData', 'tls.crt'], text)
    expect(manifest.text).toBe(
      'kind: Secret\nstringData:\n  tls.crt: |\n    -----BEGIN CERTIFICATE-----\n    MIIB\n    -----END CERTIFICATE-----\n',
    )
    expect(readAt(manifest, ['stringData', 'tls.crt'])).toBe(pem('CERTIFICATE'))
  })

  it('keeps the line endings of other texts', () => {
    expect(contentFor(bytes('a\r\nb'), 'text')).toBe('a\r\nb')
  })
})

it.each([
  [0, '0 B'],
  [850, '850 B'],
  [1024, '1 KiB'],
  [1259, '1.2 KiB'],
  [20480, '20 KiB'],
  [1048576, '1 MiB'],
])('%d bytes are %s', (size, text) => expect(sizeText(size)).toBe(text))
