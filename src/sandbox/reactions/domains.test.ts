import { describe, expect, it } from 'vitest'
import { domainCertificates } from './domains.ts'
import type { Manifest } from './reaction.ts'
import { reactingSandbox } from './testing/sandbox.ts'

const secrets = { group: '', plural: 'secrets' }

const domain = (project: string, secret: string): Manifest => ({
  apiVersion: 'crd.alauda.io/v2',
  kind: 'Domain',
  metadata: {
    name: 'd1',
    labels: { 'cluster.cpaas.io/name': 'global', 'project.cpaas.io/name': project },
    annotations: { 'cpaas.io/secret-ref': secret },
  },
  spec: { name: 'shop.test.cn', kind: 'full' },
})
const secret = (name: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { namespace: 'cpaas-system', name, labels: { team: 'net' } },
  type: 'kubernetes.io/tls',
  data: { 'tls.crt': 'eA==', 'tls.key': 'eA==' },
})
const namespace: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'cpaas-system' } }

describe('the certificate of a domain', () => {
  it('takes over the assignment of its domain, and follows it', async () => {
    const sandbox = await reactingSandbox(domainCertificates())
    sandbox.load(namespace, domain('shop', 'cert'), secret('cert'), secret('other'))
    const metadata = (name = 'cert') => sandbox.get<Manifest>(secrets, 'cpaas-system', name)?.metadata
    expect(metadata()?.labels).toEqual({
      team: 'net',
      'cluster.cpaas.io/name': 'global',
      'project.cpaas.io/name': 'shop',
    })
    expect(metadata()?.annotations).toEqual({ 'cpaas.io/domain': 'shop.test.cn' })
    expect(metadata('other')?.labels).toEqual({ team: 'net' })

    sandbox.write({ verb: 'update', object: domain('ALL_ALL', 'cert') })
    expect(metadata()?.labels?.['project.cpaas.io/name']).toBe('ALL_ALL')
    sandbox.write({ verb: 'update', object: domain('ALL_ALL', 'other') })
    expect(metadata()?.annotations ?? {}).toEqual({})
    expect(metadata('other')?.annotations).toEqual({ 'cpaas.io/domain': 'shop.test.cn' })
    sandbox.write({ verb: 'delete', object: domain('ALL_ALL', 'other') })
    expect(metadata('other')?.annotations ?? {}).toEqual({})
  })
})
