/** Routes to gateways' listeners: what matches, what is changed on the way, and where it goes. */
import type { Manifest } from '../../k8s/objects.ts'
import { type Fields, kindOf } from './manifest.ts'

const apiVersion = 'gateway.networking.k8s.io/v1'
const httpRoute = kindOf(apiVersion, 'HTTPRoute')
const grpcRoute = kindOf(apiVersion, 'GRPCRoute')
const tlsRoute = kindOf(apiVersion, 'TLSRoute')
const tcpRoute = kindOf(apiVersion, 'TCPRoute')
const udpRoute = kindOf(apiVersion, 'UDPRoute')
const referenceGrant = kindOf('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant')

const at = (name: string, sectionName: string) => ({ parentRefs: [{ name, sectionName }] })
const shared = (sectionName: string) => ({
  parentRefs: [{ name: 'shared', namespace: 'envoy-gateway-system', sectionName }],
})
const prefix = (value: string) => ({ path: { type: 'PathPrefix', value } })
const to = (name: string, port: number, more: Fields = {}) => ({ name, port, ...more })

export function routeManifests(): Manifest[] {
  return [...shop(), ...acrossNamespaces(), ...otherProtocols()]
}

function shop(): Manifest[] {
  return [
    // An Ingress serves this host, too.
    httpRoute(
      'shop-prod/catalog',
      {
        ...at('public', 'http'),
        hostnames: ['catalog.example.com'],
        rules: [{ matches: [prefix('/')], backendRefs: [to('catalog', 80)] }],
      },
      { displayName: 'Catalog', creator: 'dana' },
    ),
    // A canary: a tenth of the requests by weight, and all of those that ask for it by a header.
    httpRoute(
      'shop-prod/catalog-canary',
      {
        ...at('public', 'https'),
        hostnames: ['catalog.example.com'],
        rules: [
          {
            matches: [{ ...prefix('/'), headers: [{ name: 'x-release', value: 'next' }] }],
            backendRefs: [to('catalog-next', 80)],
          },
          {
            matches: [prefix('/')],
            timeouts: { request: '10s', backendRequest: '3s' },
            backendRefs: [to('catalog', 80, { weight: 90 }), to('catalog-next', 80, { weight: 10 })],
          },
        ],
      },
      { displayName: 'Catalog 2.0', creator: 'dana' },
    ),
    httpRoute('shop-prod/to-https', {
      ...at('public', 'http'),
      hostnames: ['www.example.com', 'orders.example.com'],
      rules: [
        { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] },
      ],
    }),
    httpRoute('shop-prod/orders', {
      ...at('public', 'https'),
      hostnames: ['orders.example.com'],
      rules: [
        {
          matches: [prefix('/v1/orders')],
          filters: [
            {
              type: 'URLRewrite',
              urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/orders' } },
            },
            {
              type: 'ResponseHeaderModifier',
              responseHeaderModifier: { set: [{ name: 'cache-control', value: 'no-store' }] },
            },
          ],
          timeouts: { request: '30s' },
          backendRefs: [to('checkout', 80)],
        },
      ],
    }),
    grpcRoute('shop-prod/cart', {
      ...at('public', 'https'),
      hostnames: ['cart.example.com'],
      rules: [{ matches: [{ method: { service: 'shop.cart.v3.Cart' } }], backendRefs: [to('cart', 9000)] }],
    }),
    // The gateway has no listener of this name.
    httpRoute('shop-prod/wholesale', {
      ...at('public', 'wholesale'),
      hostnames: ['wholesale.example.com'],
      rules: [{ matches: [prefix('/')], backendRefs: [to('frontend', 80)] }],
    }),
  ]
}

function acrossNamespaces(): Manifest[] {
  return [
    // Its backend is in another namespace, which grants it.
    httpRoute('shop-prod/trailers', {
      ...shared('apps'),
      hostnames: ['trailers.apps.example.com'],
      rules: [{ matches: [prefix('/')], backendRefs: [to('player', 80, { namespace: 'media-prod' })] }],
    }),
    referenceGrant('media-prod/player-for-shop', {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop-prod' }],
      to: [{ group: '', kind: 'Service', name: 'player' }],
    }),
    // Its backend is in another namespace, which grants nothing.
    httpRoute(
      'payments-prod/receipts',
      {
        ...shared('apps'),
        hostnames: ['receipts.apps.example.com'],
        rules: [{ matches: [prefix('/')], backendRefs: [to('checkout', 80, { namespace: 'shop-prod' })] }],
      },
      { creator: 'mei' },
    ),
    httpRoute('payments-prod/webhooks', {
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'ListenerSet', name: 'payments' }],
      hostnames: ['hooks.payments.example.com'],
      rules: [{ matches: [{ ...prefix('/'), method: 'POST' }], backendRefs: [to('webhooks', 80)] }],
    }),
    // The shared gateway's certificate lies with its domain.
    referenceGrant('cpaas-system/certificates', {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'envoy-gateway-system' }],
      to: [{ group: '', kind: 'Secret', name: 'apps.example.com-b8wz5' }],
    }),
  ]
}

function otherProtocols(): Manifest[] {
  return [
    tcpRoute('media-prod/rtmp', {
      ...at('streams', 'rtmp'),
      rules: [{ backendRefs: [to('encoder', 1935)] }],
    }),
    udpRoute('media-prod/srt', { ...at('streams', 'srt'), rules: [{ backendRefs: [to('encoder', 8890)] }] }),
    tlsRoute(
      'media-prod/live',
      {
        ...at('streams', 'live'),
        hostnames: ['live.media.example.com'],
        rules: [{ backendRefs: [to('live', 8443)] }],
      },
      { creator: 'oleg' },
    ),
  ]
}
