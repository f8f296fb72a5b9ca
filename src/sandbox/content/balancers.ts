/** Load balancers of the platform: of each network mode and way of sharing, with ports and rules by hand. */
import type { Manifest } from '../../k8s/objects.ts'
import { type About, type Fields, kindOf, object } from './manifest.ts'

const balancer = kindOf('crd.alauda.io/v2beta1', 'ALB2')
const frontendKind = kindOf('crd.alauda.io/v1', 'Frontend')
const ruleKind = kindOf('crd.alauda.io/v1', 'Rule')

const small = { cpu: '200m', memory: '256Mi' }
const resources = { limits: small, requests: small, alb: { limits: small, requests: small } }
const onInfra = { 'node-role.kubernetes.io/infra': '' }

/** Which project may listen on which ports of the load balancer that is shared by ports. */
const portProjects = JSON.stringify([
  { port: '5400-5499', projects: ['payments'] },
  { port: '8800-8899', projects: ['media'] },
  { port: '9000', projects: ['ALL_ALL'] },
])

export function balancerManifests(): Manifest[] {
  return [...balancers(), ...edge(), ...streams()]
}

function balancers(): Manifest[] {
  return [
    // On the nodes' own addresses, for two projects.
    balancer(
      'cpaas-system/edge',
      {
        type: 'nginx',
        address: '10.20.0.21,10.20.0.22',
        config: {
          loadbalancerName: 'edge',
          networkMode: 'host',
          replicas: 2,
          nodeSelector: onInfra,
          projects: ['shop', 'payments'],
          enableIngress: 'false',
          antiAffinityKey: 'edge',
          bindNIC: '{"nic":["bond0"]}',
          resources,
        },
      },
      { displayName: 'Edge', creator: 'admin' },
    ),
    // Behind an address of a pool, for every project's Ingresses.
    balancer(
      'cpaas-system/public-alb',
      {
        type: 'nginx',
        config: {
          loadbalancerName: 'public-alb',
          networkMode: 'container',
          vip: {
            enableLbSvc: true,
            lbSvcAnnotations: { 'metallb.universe.tf/address-pool': 'load-balancers' },
          },
          replicas: 2,
          projects: ['ALL_ALL'],
          enableIngress: 'true',
          defaultSSLCert: 'cpaas-system/example-com',
          defaultSSLStrategy: 'Always',
          resources,
        },
      },
      { displayName: 'Public', creator: 'admin' },
    ),
    // Shared by ports rather than as a whole.
    balancer(
      'cpaas-system/streams',
      {
        type: 'nginx',
        address: 'streams.example.com',
        config: {
          loadbalancerName: 'streams',
          networkMode: 'host',
          replicas: 1,
          nodeSelector: { 'kubernetes.io/hostname': 'worker-3' },
          enablePortProject: true,
          portProjects,
          enableIngress: 'false',
          resources,
        },
      },
      { displayName: 'Streams', creator: 'admin', labels: { 'cpaas.io/role': 'port' } },
    ),
    object('v1', 'ConfigMap', 'cpaas-system/streams-port-info', { data: { range: portProjects } }),
  ]
}

const nameOfPort = (alb: string, port: number) => `${alb}-${String(port).padStart(5, '0')}`

function frontend(alb: string, port: number, protocol: string, spec: Fields, about: About = {}): Manifest {
  const labels = { 'alb2.cpaas.io/name': alb, ...about.labels }
  const place = `cpaas-system/${nameOfPort(alb, port)}`
  return frontendKind(place, { port, protocol, ...spec }, { ...about, labels })
}

/** `id` is the random part of the rule's name. */
function rule(alb: string, port: number, id: string, spec: Fields): Manifest {
  const name = nameOfPort(alb, port)
  const labels = {
    'alb2.cpaas.io/name': alb,
    'alb2.cpaas.io/frontend': name,
    'project.cpaas.io/name': 'shop',
  }
  return ruleKind(`cpaas-system/${name}-${id}`, spec, { labels, creator: 'dana' })
}

type Backend = readonly [place: string, port: number, weight: number]

function group(...backends: readonly Backend[]) {
  return {
    services: backends.map(([place, port, weight]) => {
      const [namespace, name] = place.split('/')
      return { name, namespace, port, weight }
    }),
  }
}

const host = (name: string) => ({ type: 'HOST', values: [['EQ', name]] })
const below = (path: string) => ({ type: 'URL', values: [['STARTS_WITH', path]] })

/** HTTP and HTTPS, by rules. */
function edge(): Manifest[] {
  const https = (id: string, spec: Fields) => rule('edge', 443, id, spec)
  const storefront = group(['shop-prod/frontend', 80, 100])
  return [
    frontend('edge', 80, 'http', { backendProtocol: 'http' }),
    rule('edge', 80, 'rdr1', {
      description: 'To HTTPS',
      priority: 1,
      dslx: [host('shop.example.com')],
      config: { redirect: { scheme: 'https', port: 443, code: 308 } },
    }),
    frontend('edge', 443, 'https', {
      certificate_name: 'cpaas-system/example-com',
      backendProtocol: 'http',
      serviceGroup: { ...storefront, session_affinity_policy: '' },
    }),
    https('shop', {
      description: 'Storefront',
      priority: 5,
      domain: 'shop.example.com',
      certificate_name: 'cpaas-system/shop.example.com-4kd9x',
      backendProtocol: 'http',
      dslx: [host('shop.example.com'), below('/')],
      serviceGroup: storefront,
    }),
    // The same host and path as the rule before, at the same priority.
    https('agai', {
      description: 'Storefront, again',
      priority: 5,
      domain: 'shop.example.com',
      backendProtocol: 'http',
      dslx: [host('shop.example.com'), below('/')],
      serviceGroup: group(['shop-prod/catalog', 80, 100]),
    }),
    // Without a priority it has 0, and outranks all others.
    https('zero', {
      description: 'Maintenance page',
      backendProtocol: 'http',
      dslx: [host('shop.example.com'), below('/account')],
      serviceGroup: storefront,
    }),
    // A tenth to the next version, and who came there once stays there.
    https('cana', {
      description: 'Catalog 2.0',
      priority: 3,
      backendProtocol: 'http',
      dslx: [host('shop.example.com'), below('/api/catalog')],
      serviceGroup: {
        ...group(['shop-prod/catalog', 80, 90], ['shop-prod/catalog-next', 80, 10]),
        session_affinity_policy: 'cookie',
        session_affinity_attribute: 'JSESSIONID',
      },
    }),
    https('mobi', {
      description: 'The old mobile application',
      priority: 4,
      backendProtocol: 'http',
      dslx: [
        { type: 'HOST', values: [['ENDS_WITH', '*.apps.example.com']] },
        { type: 'URL', values: [['REGEX', '^/mobile/(v1|v2)/']] },
        { type: 'HEADER', key: 'user-agent', values: [['STARTS_WITH', 'ShopApp/2']] },
        { type: 'SRC_IP', values: [['RANGE', '192.0.2.1', '192.0.2.254']] },
      ],
      rewrite_base: '^/mobile/(v1|v2)/(.*)',
      rewrite_target: '/api/$2',
      enableCORS: true,
      corsAllowOrigin: 'https://shop.example.com',
      config: { timeout: { proxy_read_timeout_ms: 30000 } },
      serviceGroup: group(['shop-prod/checkout', 80, 100]),
    }),
    // HTTPS without a certificate.
    frontend('edge', 8443, 'https', {
      backendProtocol: 'https',
      serviceGroup: group(['payments-prod/api', 443, 100]),
    }),
    // The nodes' own monitoring listens on this port already.
    frontend(
      'edge',
      9100,
      'tcp',
      { serviceGroup: group(['shop-prod/cart', 9000, 100]) },
      {
        status: {
          instances: {
            'infra-1': { conflict: true },
            'infra-2': { conflict: false },
          },
        },
      },
    ),
  ]
}

/** TCP and UDP, each port of one project. */
function streams(): Manifest[] {
  const of = (project: string) => ({ labels: { [`project.cpaas.io/${project}`]: 'true' } })
  return [
    frontend(
      'streams',
      5432,
      'tcp',
      {
        config: { timeout: { proxy_connect_timeout_ms: 5000 } },
        serviceGroup: {
          ...group(['payments-prod/ledger-db', 5432, 100]),
          session_affinity_policy: 'sip-hash',
        },
      },
      of('payments'),
    ),
    frontend('streams', 8890, 'udp', { serviceGroup: group(['media-prod/encoder', 8890, 100]) }, of('media')),
  ]
}
