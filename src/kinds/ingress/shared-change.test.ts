import { expect, test } from 'vitest'
import { parseManifest } from '../../manifest/manifest.ts'
import { withSharedCertificate } from './shared-change.ts'

const text = `metadata:
  name: a
  annotations:
    alb.networking.cpaas.io/tls: a.io=x/a-tls, b.io=y/b-tls # two
`
const given = { namespace: 'cpaas-system', secretName: 'c-tls' }
const annotation = (host: string, certificate: typeof given | null, from = text) =>
  withSharedCertificate(parseManifest(from), host, certificate, 'cpaas.io').text

test('a host takes one, and others keep theirs as they stand', () => {
  expect(annotation('c.io', given)).toBe(text.replace('b-tls #', 'b-tls,c.io=cpaas-system/c-tls #'))
  expect(annotation('A.io', given)).toContain('tls: b.io=y/b-tls,A.io=cpaas-system/c-tls # two')
})

test('the last one takes the annotation with it', () => {
  expect(annotation('b.io', null)).toContain('tls: a.io=x/a-tls # two')
  const one = text.replace(', b.io=y/b-tls', '')
  expect(annotation('a.io', null, one)).toBe('metadata:\n  name: a\n')
  expect(annotation('c.io', null)).toBe(text)
})
