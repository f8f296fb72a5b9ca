/** Ingress: hosts and paths of the projects, and whether what they lead to is there. */
import type { Manifest } from '../../k8s/objects.ts'
import { type About, type Fields, kindOf } from './manifest.ts'

const ingressClass = kindOf('networking.k8s.io/v1', 'IngressClass')
const ingressKind = kindOf('networking.k8s.io/v1', 'Ingress')

/** The classes of load balancers are made by their controller. */
export function ingressClassManifests(): Manifest[] {
  return [
    ingressClass(
      'nginx',
      { controller: 'k8s.io/ingress-nginx' },
      { annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
    ),
    ingressClass('nginx-internal', { controller: 'ingress-nginx.cpaas.io/ingress-nginx-internal' }),
  ]
}

type Port = string | number

interface Entry {
  readonly host: string
  /** The Service and its port by path, all of type Prefix. */
  readonly paths: Readonly<Record<string, readonly [service: string, port: Port]>>
  /** The Secret; `null` serves plain HTTP. */
  readonly tls: string | null
  readonly className?: string
}

function ingress(place: string, { host, paths, tls, className = 'nginx' }: Entry, about?: About): Manifest {
  const spec: Fields = {
    ingressClassName: className,
    ...(tls === null ? {} : { tls: [{ hosts: [host], secretName: tls }] }),
    rules: [
      {
        host,
        http: {
          paths: Object.entries(paths).map(([path, [name, port]]) => ({
            path,
            pathType: 'Prefix',
            backend: {
              service: { name, port: typeof port === 'number' ? { number: port } : { name: port } },
            },
          })),
        },
      },
    ],
  }
  return ingressKind(place, spec, about)
}

const http = 'http-80-http'
const https = 'https-443-https'

export function ingressManifests(): Manifest[] {
  return [
    ingress(
      'shop-prod/shop',
      {
        host: 'shop.example.com',
        paths: {
          '/': ['frontend', http],
          '/api/catalog': ['catalog', http],
          '/checkout': ['checkout', http],
        },
        // Expires in eleven days.
        tls: 'shop-tls',
      },
      { displayName: 'Shop', creator: 'dana' },
    ),
    ingress(
      'payments-prod/pay',
      {
        host: 'pay.example.com',
        paths: { '/': ['api', https] },
        // Has expired.
        tls: 'pay-tls',
      },
      { creator: 'mei', annotations: { 'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS' } },
    ),
    ingress(
      'media-prod/play',
      {
        host: 'play.media.example.com',
        paths: { '/': ['player', http] },
        // Covers www.media.example.com only.
        tls: 'play-tls',
      },
      { displayName: 'Player', creator: 'oleg' },
    ),
    // Its TLS Secret does not exist.
    ingress('shop-staging/shop', {
      host: 'shop.staging.example.com',
      paths: { '/': ['frontend', http] },
      tls: 'staging-tls',
    }),
    // The same entry point twice: the older of the two wins.
    ingress('shop-prod/help', {
      host: 'help.example.com',
      paths: { '/': ['catalog', http] },
      tls: null,
    }),
    ingress('media-prod/help', {
      host: 'help.example.com',
      paths: { '/': ['player', http] },
      tls: null,
    }),
    // An HTTPRoute serves this host, too.
    ingress('shop-prod/catalog-legacy', {
      host: 'catalog.example.com',
      paths: { '/': ['catalog', http] },
      tls: null,
    }),
    // There is no Service `preview`.
    ingress('shop-dev/preview', {
      host: 'preview.apps.example.com',
      paths: { '/': ['preview', 80] },
      tls: null,
    }),
    // The Service has only port 443.
    ingress('payments-staging/sandbox', {
      host: 'sandbox.payments.example.com',
      paths: { '/': ['sandbox-api', 8080] },
      tls: null,
    }),
    // No such class: nothing serves it.
    ingress('media-prod/thumbnails', {
      host: 'thumbnails.media.example.com',
      paths: { '/': ['player', http] },
      tls: null,
      className: 'traefik',
    }),
    ...ofLoadBalancer(),
  ]
}

/** Of the class of a load balancer, which makes ports and rules of them. */
function ofLoadBalancer(): Manifest[] {
  const className = 'public-alb'
  return [
    ingress(
      'payments-prod/api',
      { host: 'v1.payments.example.com', paths: { '/': ['api', https] }, tls: 'api-tls', className },
      {
        displayName: 'Payments API',
        creator: 'mei',
        annotations: {
          'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS',
          'alb.cpaas.io/ingress-rule-priority-0-0': '3',
        },
      },
    ),
    ingress(
      'media-prod/upload',
      { host: 'upload.media.example.com', paths: { '/': ['encoder', http] }, tls: null, className },
      { annotations: { 'alb.ingress.cpaas.io/proxy-read-timeout': '600' } },
    ),
    // With a certificate of another namespace, which only a load balancer can do.
    ingress(
      'monitoring/grafana',
      { host: 'grafana.apps.example.com', paths: { '/': ['grafana', http] }, tls: null, className },
      {
        annotations: {
          'alb.networking.cpaas.io/tls': 'grafana.apps.example.com=cpaas-system/apps.example.com-b8wz5',
        },
      },
    ),
  ]
}
