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
