/** What a field for a file shows of a Secret. */
import { expect, it } from 'vitest'
import { SecretFile } from './secret-file.tsx'
import { shownOf } from './testing/markup.tsx'

const key = '-----BEGIN PRIVATE KEY-----\nMIIVERYSECRET\n-----END PRIVATE KEY-----\n'
const inText = (yaml: string) =>
  shownOf(yaml, <SecretFile path={['stringData', 'tls.key']} label="Private key" encoding="text" />)
const inData = (yaml: string) =>
  shownOf(yaml, <SecretFile path={['data', 'tls.key']} label="Private key" encoding="base64" />)

it('says what is there and how large it is, and never shows it', () => {
  const block = `kind: Secret\nstringData:\n  tls.key: |\n    ${key.trim().replaceAll('\n', '\n    ')}\n`
  for (const text of [inText(block), inData(`kind: Secret\ndata:\n  tls.key: ${btoa(key)}\n`)]) {
    expect(text).toContain(`a PEM key, ${key.length} B`)
    expect(text).toContain('Replace')
    expect(text).toContain('[Remove Private key]')
    expect(text).not.toContain('SECRET')
    expect(text).not.toContain(btoa(key).slice(0, 20))
  }
})

it('says how large a file may be while there is none', () => {
  const text = inText('kind: Secret\n')
  expect(text).toContain('At most 1 MiB')
  expect(text).toContain('Choose file')
  expect(text).not.toContain('Remove')
})

it('leaves what is no text to the YAML', () => {
  expect(inText('kind: Secret\nstringData: {tls.key: {a: b}}\n')).toContain('cannot show')
})
