/** What Envoy Gateway lets one say about connections: from clients, to backends, and who may make them. */
import type { Manifest } from '../../k8s/objects.ts'
import { type Fields, kindOf, object } from './manifest.ts'

const gatewayGroup = 'gateway.networking.k8s.io'
const envoy = 'gateway.envoyproxy.io/v1alpha1'
const clientTrafficPolicy = kindOf(envoy, 'ClientTrafficPolicy')
const backendTrafficPolicy = kindOf(envoy, 'BackendTrafficPolicy')
const securityPolicy = kindOf(envoy, 'SecurityPolicy')
const backendTLSPolicy = kindOf(`${gatewayGroup}/v1`, 'BackendTLSPolicy')

const target = (kind: string, name: string) => ({ targetRefs: [{ group: gatewayGroup, kind, name }] })

/** `authority` is the PEM that the payments API is trusted by, `since` when the policies took effect, in RFC 3339. */
export function trafficPolicyManifests(authority: string, since: string): Manifest[] {
  const accepted = { status: acceptedSince(since) }
  return [
    clientTrafficPolicy(
      'shop-prod/public',
      {
        ...target('Gateway', 'public'),
        tls: { minVersion: '1.2' },
        clientIPDetection: { xForwardedFor: { numTrustedHops: 1 } },
        timeout: { http: { requestReceivedTimeout: '20s', idleTimeout: '5m' } },
      },
      { displayName: 'TLS 1.2 and later', creator: 'dana', ...accepted },
    ),
    backendTrafficPolicy(
      'shop-prod/catalog',
      {
        ...target('HTTPRoute', 'catalog-canary'),
        retry: { numRetries: 2, retryOn: { triggers: ['connect-failure', 'retriable-status-codes'] } },
        loadBalancer: { type: 'LeastRequest' },
        rateLimit: {
          type: 'Local',
          local: { rules: [{ limit: { requests: 200, unit: 'Second' } }] },
        },
      },
      { creator: 'dana', ...accepted },
    ),
    securityPolicy(
      'shop-prod/orders',
      {
        ...target('HTTPRoute', 'orders'),
        cors: {
          allowOrigins: ['https://shop.example.com'],
          allowMethods: ['GET', 'POST'],
          allowHeaders: ['authorization'],
          maxAge: '10m',
        },
        authorization: {
          defaultAction: 'Deny',
          rules: [
            {
              name: 'offices',
              action: 'Allow',
              principal: { clientCIDRs: ['192.0.2.0/24', '2001:db8:20::/48'] },
            },
          ],
        },
      },
      { displayName: 'Orders from the offices only', creator: 'dana', ...accepted },
    ),
    object('v1', 'ConfigMap', 'payments-prod/api-authority', { data: { 'ca.crt': authority } }),
    backendTLSPolicy(
      'payments-prod/api',
      {
        targetRefs: [{ group: '', kind: 'Service', name: 'api', sectionName: 'https-443-https' }],
        validation: {
          caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'api-authority' }],
          hostname: 'v1.payments.example.com',
        },
      },
      { creator: 'mei' },
    ),
  ]
}

/** As Envoy Gateway reports a policy that is in effect at the shop's gateway. */
function acceptedSince(lastTransitionTime: string): Fields {
  return {
    ancestors: [
      {
        ancestorRef: { group: gatewayGroup, kind: 'Gateway', name: 'public', namespace: 'shop-prod' },
        controllerName: 'gateway.envoyproxy.io/gatewayclass-controller',
        conditions: [
          {
            type: 'Accepted',
            status: 'True',
            reason: 'Accepted',
            message: 'Policy has been accepted.',
            lastTransitionTime,
            observedGeneration: 1,
          },
        ],
      },
    ],
  }
}
