/** Domains and TLS Secrets: of whom they are, for which hosts, and until when. */
import { createHash } from 'node:crypto'
import type { Manifest } from '../../k8s/objects.ts'
import { type Certificate, selfSigned } from '../certificate.ts'
import { kindOf, object } from './manifest.ts'
import { clusterName, otherClusterName } from './platform.ts'

const domainKind = kindOf('crd.alauda.io/v2', 'Domain')

interface Domain {
  readonly name: string
  /** `ALL_ALL` for every project, empty for none. */
  readonly project: string
  /** By default this one. */
  readonly cluster?: string
  readonly secret?: string
}

const domains: readonly Domain[] = [
  // Its certificate is bound to it, and changed from its page only.
  { name: 'shop.example.com', project: 'shop', secret: 'shop.example.com-4kd9x' },
  { name: 'pay.example.com', project: 'payments' },
  { name: '*.payments.example.com', project: 'payments', secret: 'payments.example.com-v7q2m' },
  { name: '*.media.example.com', project: 'media' },
  // Of the same project in another cluster.
  { name: '*.media.example.com', project: 'media', cluster: otherClusterName },
  // A wildcard one for all projects.
  { name: '*.apps.example.com', project: 'ALL_ALL', secret: 'apps.example.com-b8wz5' },
  { name: 'help.example.com', project: 'ALL_ALL' },
  // Bought with another company, and of no project yet.
  { name: 'voyage.example.org', project: '' },
]

export function domainManifests(): Manifest[] {
  return domains.map(({ name, project, cluster = clusterName, secret }) =>
    domainKind(
      identifierOf(cluster === clusterName ? name : `${cluster} ${name}`),
      { name, kind: name.startsWith('*.') ? 'extensive' : 'full' },
      {
        creator: 'admin',
        labels: {
          'cluster.cpaas.io/name': project === '' ? '' : cluster,
          'project.cpaas.io/name': project,
        },
        ...(secret === undefined ? {} : { annotations: { 'cpaas.io/secret-ref': secret } }),
      },
    ),
  )
}

/** As the platform names domains: unique, sortable, and of no meaning. */
function identifierOf(domain: string): string {
  const hex = createHash('sha256').update(domain).digest('hex')
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)]
  return `${'0'.repeat(14)}3${groups.join('-')}`
}

interface Issued {
  readonly place: string
  readonly hosts: readonly [string, ...string[]]
  /** Days, from now; negative where it has expired. */
  readonly expiresIn: number
  /** Of certificates that an administrator assigns to projects. */
  readonly project?: string
}

const issued: readonly Issued[] = [
  // Bound to domains.
  { place: 'cpaas-system/shop.example.com-4kd9x', hosts: ['shop.example.com'], expiresIn: 302 },
  { place: 'cpaas-system/payments.example.com-v7q2m', hosts: ['*.payments.example.com'], expiresIn: 187 },
  { place: 'cpaas-system/apps.example.com-b8wz5', hosts: ['*.apps.example.com'], expiresIn: 96 },
  // Assigned to projects by an administrator.
  {
    place: 'cpaas-system/example-com',
    hosts: ['*.example.com', 'example.com'],
    expiresIn: 143,
    project: 'ALL_ALL',
  },
  { place: 'cpaas-system/media-cdn', hosts: ['*.media.example.com'], expiresIn: 260, project: 'media' },
  { place: 'cpaas-system/console', hosts: ['console.apps.example.com'], expiresIn: 350 },
  // About to expire.
  { place: 'shop-prod/shop-tls', hosts: ['shop.example.com', '*.example.com'], expiresIn: 11 },
  { place: 'shop-prod/gateway-tls', hosts: ['*.example.com'], expiresIn: 74 },
  // Expired three days ago, and still served.
  { place: 'payments-prod/pay-tls', hosts: ['pay.example.com', '*.example.com'], expiresIn: -3 },
  { place: 'payments-prod/api-tls', hosts: ['*.payments.example.com'], expiresIn: 187 },
  // Of another host than the Ingress serves with it.
  { place: 'media-prod/play-tls', hosts: ['www.media.example.com'], expiresIn: 60 },
  { place: 'media-prod/live-tls', hosts: ['*.media.example.com'], expiresIn: 60 },
]

/** The PEM that the payments API is trusted by. */
export function paymentsAuthority(now: Date): string {
  return certificateOf(['payments-authority'], now, 900).cert
}

export function certificateManifests(now: Date): Manifest[] {
  return issued.map(({ place, hosts, expiresIn, project }) => {
    const { cert, key } = certificateOf(hosts, now, expiresIn)
    const encoded = (text: string) => Buffer.from(text).toString('base64')
    const labels =
      project === undefined
        ? {}
        : { labels: { 'cluster.cpaas.io/name': clusterName, 'project.cpaas.io/name': project } }
    return object(
      'v1',
      'Secret',
      place,
      { type: 'kubernetes.io/tls', data: { 'tls.crt': encoded(cert), 'tls.key': encoded(key) } },
      { creator: 'admin', ...labels },
    )
  })
}

const known = new Map<string, Certificate>()

/** Made once a process for the same hosts and dates: keys take their time. */
function certificateOf(hosts: Issued['hosts'], now: Date, expiresIn: number): Certificate {
  const to = new Date(now.getTime() + expiresIn * 24 * 60 * 60 * 1000)
  const from = new Date(to.getTime() - 365 * 24 * 60 * 60 * 1000)
  const key = `${hosts.join()} ${to.toISOString()}`
  const certificate = known.get(key) ?? selfSigned({ commonName: hosts[0], hosts, from, to })
  known.set(key, certificate)
  return certificate
}
