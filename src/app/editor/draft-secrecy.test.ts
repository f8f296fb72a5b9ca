import { expect, test } from 'vitest'
import { atLeastOne, parseDocuments } from '../../manifest/documents.ts'
import { holdsSecret, isSecretIn } from './draft-secrecy.ts'

const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {password: aHVudGVyMg==}\n'
const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\n'

test.each([
  ['a Secret', secret],
  ['one behind another document', `${service}---\n${secret}`],
  ['one of a list', `kind: List\nitems:\n- ${secret.trim().replaceAll('\n', '\n  ')}\n`],
  ['a list of Secrets', 'kind: SecretList\nitems: [{data: {a: b}}]\n'],
  ['JSON', '{"apiVersion":"v1","kind":"Secret","stringData":{"a":"b"}}'],
  ['an escaped name', 'kind: "\\x53ecret"\nstringData: {a: b}\n'],
  ['a tagged name', 'kind: !!str Secret\ndata: {a: b}\n'],
  ['a name from an alias', 'metadata: {name: &s Secret}\nkind: *s\n'],
  ['one that is just begun', 'kind: Secret\n'],
  ['one whose kind is still missing', 'apiVersion: v1\ndata: {a: b}\n'],
  ['one whose kind is half typed', 'apiVersion: v1\nkind: Secre\ndata: {a: b}\n'],
  ['one whose kind has a slip', 'apiVersion: v1\nkind: Secrets\ndata: {a: b}\n'],
  ['an unreadable one that is half typed', 'kind: Secre\ndata: {a: [\n'],
  ['one in a comment', `${service}# kind: Secret\n# data: {a: b}\n`],
  ['one within a value', `kind: ConfigMap\ndata:\n  s.yaml: |\n    ${secret.replaceAll('\n', '\n    ')}`],
  ['one within a template', 'kind: Thing\nspec: {template: {kind: Secret, data: {a: b}}}\n'],
  ['an unreadable one', `${secret}  - {broken\n`],
  ['an unreadable one on two lines', 'kind:\n  Secret\ndata: {a: [\n'],
  ['an unreadable one behind a readable document', `${service}---\nkind: 'Secret'\ndata: {a: [\n`],
])('%s is secret', (_, text) => {
  expect(holdsSecret(parseDocuments(text))).toBe(true)
  expect(holdsSecret(atLeastOne(parseDocuments(text)))).toBe(true)
})

test.each([
  ['a Service', service],
  ['a store of Secrets', 'kind: SecretStore\nspec: {provider: vault}\n'],
  ['an unreadable Service', `${service}data: {a: [\n`],
  ['a reference', 'kind: Gateway\nspec: {tls: {certificateRefs: [{kind: Secret, name: tls}]}}\n'],
  ['a ConfigMap', 'kind: ConfigMap\ndata: {a: b}\n'],
  ['a name', 'kind: Service\nmetadata: {name: secret}\nspec: {type: Secret}\n'],
  ['unreadable text', `${service}spec: {ports: [\n`],
  ['nothing', ''],
])('%s is not', (_, text) => expect(holdsSecret(atLeastOne(parseDocuments(text)))).toBe(false))

test('a value is judged as its text is', () => {
  const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } }
  expect(isSecretIn(undefined, true)).toBe(false)
  expect(isSecretIn({ ...configMap, data: { a: 'b' } }, true)).toBe(false)
  expect(isSecretIn({ ...configMap, data: { 'secret.yaml': secret } }, true)).toBe(true)
})
