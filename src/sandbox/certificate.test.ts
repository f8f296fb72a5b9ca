import { X509Certificate } from 'node:crypto'
import { expect, it } from 'vitest'
import { loopbackCertificate, selfSigned } from './certificate.ts'

it('says for whom and for how long it is valid, and is signed with its own key', () => {
  const { cert, key } = selfSigned({
    commonName: 'shop.example.com',
    hosts: ['shop.example.com', '*.shop.example.com', '10.0.0.7'],
    from: new Date('2026-01-01T00:00:00Z'),
    to: new Date('2026-03-01T12:30:00Z'),
  })
  const certificate = new X509Certificate(cert)
  expect(certificate.subject).toBe('CN=shop.example.com')
  expect(certificate.subjectAltName).toBe('DNS:shop.example.com, DNS:*.shop.example.com, IP Address:10.0.0.7')
  expect(certificate.checkHost('www.shop.example.com')).toBe('*.shop.example.com')
  expect(new Date(certificate.validTo).toISOString()).toBe('2026-03-01T12:30:00.000Z')
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  expect(key).toMatch(/^-----BEGIN PRIVATE KEY-----/)
})

it('serves the loopback interface', () => {
  const certificate = new X509Certificate(loopbackCertificate().cert)
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1')
  expect(certificate.checkHost('localhost')).toBe('localhost')
})
