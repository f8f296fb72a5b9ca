/** Gateway API and Envoy Gateway: classes, gateways with their proxies, and listeners that others add. */
import type { Manifest } from '../../k8s/objects.ts'
import { type About, type Fields, kindOf } from './manifest.ts'

const apiVersion = 'gateway.networking.k8s.io/v1'
const gatewayClass = kindOf(apiVersion, 'GatewayClass')
const gatewayKind = kindOf(apiVersion, 'Gateway')
const listenerSet = kindOf(apiVersion, 'ListenerSet')
const envoyProxy = kindOf('gateway.envoyproxy.io/v1alpha1', 'EnvoyProxy')

const controllerName = 'gateway.envoyproxy.io/gatewayclass-controller'
const envoyProxyGroup = { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy' }

export function gatewayClassManifests(): Manifest[] {
  const internal = 'envoy-gateway-system/internal'
  return [
    gatewayClass('envoy', { controllerName, description: 'Envoy, one proxy a gateway' }),
    proxy(internal, 'ClusterIP', 1),
    gatewayClass('envoy-internal', {
      controllerName,
      parametersRef: { ...envoyProxyGroup, name: 'internal', namespace: 'envoy-gateway-system' },
    }),
  ]
}

function proxy(place: string, serviceType: 'LoadBalancer' | 'ClusterIP', replicas: number): Manifest {
  return envoyProxy(place, {
    provider: {
      type: 'Kubernetes',
      kubernetes: {
        envoyService: {
          type: serviceType,
          ...(serviceType === 'LoadBalancer' ? { externalTrafficPolicy: 'Local' } : {}),
        },
        envoyDeployment: {
          replicas,
          container: {
            resources: {
              requests: { cpu: '100m', memory: '256Mi' },
              limits: { cpu: '1', memory: '1Gi' },
            },
          },
        },
      },
    },
  })
}

/** A Gateway with a proxy of its own, as the console makes them. */
function gateway(
  place: string,
  serviceType: 'LoadBalancer' | 'ClusterIP',
  spec: Fields,
  about?: About,
): Manifest[] {
  const [, name = ''] = place.split('/')
  const infrastructure = { parametersRef: { ...envoyProxyGroup, name } }
  return [
    proxy(place, serviceType, 1),
    gatewayKind(place, { gatewayClassName: 'envoy', infrastructure, ...spec }, about),
  ]
}

const same = { namespaces: { from: 'Same' } }
const ofProjects = {
  namespaces: {
    from: 'Selector',
    selector: { matchExpressions: [{ key: 'cpaas.io/project', operator: 'Exists' }] },
  },
}
const terminated = (name: string, namespace?: string) => ({
  mode: 'Terminate',
  certificateRefs: [{ kind: 'Secret', name, ...(namespace === undefined ? {} : { namespace }) }],
})

export function gatewayManifests(): Manifest[] {
  return [
    ...gateway(
      'shop-prod/public',
      'LoadBalancer',
      {
        listeners: [
          { name: 'http', protocol: 'HTTP', port: 80, allowedRoutes: same },
          {
            name: 'https',
            protocol: 'HTTPS',
            port: 443,
            hostname: '*.example.com',
            tls: terminated('gateway-tls'),
            allowedRoutes: same,
          },
          // There is no Secret `partners-tls`.
          {
            name: 'partners',
            protocol: 'HTTPS',
            port: 8443,
            hostname: 'partners.example.com',
            tls: terminated('partners-tls'),
            allowedRoutes: same,
          },
        ],
      },
      { displayName: 'Shop, public', creator: 'dana' },
    ),
    // For all projects; they may add listeners of their own.
    ...gateway(
      'envoy-gateway-system/shared',
      'LoadBalancer',
      {
        allowedListeners: ofProjects,
        listeners: [
          { name: 'http', protocol: 'HTTP', port: 80, allowedRoutes: ofProjects },
          {
            name: 'apps',
            protocol: 'HTTPS',
            port: 443,
            hostname: '*.apps.example.com',
            tls: terminated('apps.example.com-b8wz5', 'cpaas-system'),
            allowedRoutes: ofProjects,
          },
        ],
      },
      { displayName: 'Shared by all projects', creator: 'admin' },
    ),
    listenerSet(
      'payments-prod/payments',
      {
        parentRef: { name: 'shared', namespace: 'envoy-gateway-system' },
        listeners: [
          {
            name: 'payments',
            protocol: 'HTTPS',
            port: 443,
            hostname: 'hooks.payments.example.com',
            tls: terminated('api-tls'),
            allowedRoutes: same,
          },
        ],
      },
      { creator: 'mei' },
    ),
    // What is not HTTP.
    ...gateway(
      'media-prod/streams',
      'ClusterIP',
      {
        listeners: [
          { name: 'rtmp', protocol: 'TCP', port: 1935, allowedRoutes: same },
          { name: 'srt', protocol: 'UDP', port: 8890, allowedRoutes: same },
          {
            name: 'live',
            protocol: 'TLS',
            port: 8443,
            hostname: 'live.media.example.com',
            tls: { mode: 'Passthrough' },
            allowedRoutes: same,
          },
        ],
      },
      { displayName: 'Streams', creator: 'oleg' },
    ),
  ]
}
