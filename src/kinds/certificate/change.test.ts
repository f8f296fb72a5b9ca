import { expect, test } from 'vitest'
import { parseManifest } from '../../manifest/manifest.ts'
import { projectPath } from '../assignment.ts'
import { withText } from '../with-text.ts'
import { withPair } from './change.ts'
import { heldValue } from './spec.ts'

const text = `# Kept.
apiVersion: v1
kind: Secret
metadata:
  name: a
  labels: {team: net} # whose
type: kubernetes.io/tls
data:
  tls.crt: Y2VydA== # cert
  tls.key: a2V5
`

test('only what is another text is written', () => {
  const before = parseManifest(text)
  expect(withPair(before, { certificate: 'cert', key: 'key' })).toBe(before)
  const after = withPair(before, { certificate: 'cert', key: 'other' })
  expect(after.text).toBe(text.replace('a2V5', 'b3RoZXI='))
  expect(heldValue(after.value, 'tls.key')).toBe('other')
})

test('a plain text of the same key gives way', () => {
  const plain = parseManifest(text.replace('\ndata:', '\nstringData:').replace('Y2VydA==', 'cert'))
  const after = withPair(plain, { certificate: 'other', key: 'a2V5' })
  expect(after.value).toMatchObject({ data: { 'tls.crt': 'b3RoZXI=' }, stringData: { 'tls.key': 'a2V5' } })
  expect(after.value).not.toHaveProperty(['stringData', 'tls.crt'])
})

test('an assignment comes and goes without a trace', () => {
  const before = parseManifest(text)
  const given = withText(before, projectPath('cpaas.io'), 'shop')
  expect(given.value).toMatchObject({
    metadata: { labels: { 'project.cpaas.io/name': 'shop', team: 'net' } },
  })
  expect(withText(given, projectPath('cpaas.io'), '').text).toBe(text)
})
