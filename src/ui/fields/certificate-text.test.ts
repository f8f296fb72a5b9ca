/** Text with certificates and keys, as it is pasted or comes out of a file. */
import { expect, it } from 'vitest'
import { partsOf, textIn } from './certificate-text.ts'

const certificate = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
const key = (label: string) => `-----BEGIN ${label}-----\nSECRET\n-----END ${label}-----\n`

it.each(['PRIVATE KEY', 'EC PRIVATE KEY', 'RSA PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'])(
  'parts a %s',
  (label) => {
    const parts = { certificate: certificate + certificate, key: key(label) }
    expect(partsOf(certificate + key(label) + certificate)).toEqual(parts)
    expect(partsOf((key(label) + certificate + certificate).replaceAll('\n', '\r\n'))).toEqual(parts)
  },
)

it('takes a key out that has no end, or stands indented', () => {
  const [open = ''] = key('PRIVATE KEY').split('-----END')
  expect(partsOf(certificate + open)).toEqual({ certificate, key: open })
  expect(partsOf(certificate + key('PRIVATE KEY').replace(/^/gm, '  ')).certificate).not.toContain('SECRET')
})

it('leaves other text as it is', () => {
  expect(partsOf(`subject=a\n${certificate}`)).toEqual({ certificate: `subject=a\n${certificate}`, key: '' })
})

it('reads text files, and refuses binary and large ones in words', async () => {
  const file = (content: BlobPart) => new File([content], 'tls.crt')
  expect(await textIn(file(`\ufeff${certificate.replaceAll('\n', '\r\n')}`))).toEqual({ text: certificate })
  expect(await textIn(file(new Uint8Array([0x30, 0x82, 1, 0])))).toEqual({
    problem: { key: 'ui:certificate.binaryFile', values: { name: 'tls.crt' } },
  })
  expect(await textIn(file(new Uint8Array(1024 * 1024 + 1)))).toEqual({
    problem: { key: 'ui:file.tooLarge', values: { name: 'tls.crt', limit: '1 MiB' } },
  })
})
