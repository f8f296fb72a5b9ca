import { expect, test } from 'vitest'
import { withoutSecretValues } from './secret-values.ts'

const metadata = { name: 'a' }

test('of a Secret only the keys travel', () => {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', data: { token: 'aHVzaA==' } }
  expect(withoutSecretValues(secret)).toEqual({ ...secret, data: { token: '' } })
})

test('everything else travels as it is', () => {
  const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: 'b' } }
  const empty = { apiVersion: 'v1', kind: 'Secret', metadata }
  const other = { apiVersion: 'vault.example.com/v1', kind: 'Secret', metadata, data: { path: 'x' } }
  for (const each of [configMap, empty, other]) expect(withoutSecretValues(each)).toBe(each)
})

const base64 = (text: string) => Buffer.from(text).toString('base64')
const block = (what: string) => `-----BEGIN ${what}-----\nTUlJ\n-----END ${what}-----\n`

test('certificates travel, and nothing that stands beside them', () => {
  const data = {
    'tls.crt': base64(`${block('PRIVATE KEY')}# leaf\n${block('CERTIFICATE')}${block('CERTIFICATE')}`),
    'tls.key': base64(block('PRIVATE KEY')),
    'ca.crt': base64(block('CERTIFICATE')),
  }
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata, type: 'kubernetes.io/tls', data }
  expect(withoutSecretValues(secret)).toEqual({
    ...secret,
    data: {
      'tls.crt': base64(`${block('CERTIFICATE')}${block('CERTIFICATE')}`),
      'tls.key': '',
      'ca.crt': '',
    },
  })
  const opaque = { ...secret, type: 'Opaque' }
  expect(withoutSecretValues(opaque)).toMatchObject({ data: { 'tls.crt': '' } })
  const odd = { ...secret, data: { 'tls.crt': 7, 'tls.key': null } }
  expect(withoutSecretValues(odd)).toMatchObject({ data: { 'tls.crt': '', 'tls.key': '' } })
})
