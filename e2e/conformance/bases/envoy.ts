/** Envoy Gateway. */
import { type Base, namespaced } from './base.ts'

export const envoy: readonly Base[] = [
  namespaced('clienttrafficpolicies', {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'ClientTrafficPolicy',
    metadata: { name: 'conformance-clienttrafficpolicy' },
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'g' }],
      tcpKeepalive: { probes: 3, idleTime: '10s' },
      connection: { connectionLimit: { value: 10, closeDelay: '1s' }, bufferLimit: '32Ki' },
      timeout: { http: { requestReceivedTimeout: '10s' } },
      tls: { minVersion: '1.2', maxVersion: '1.3', ciphers: ['X'] },
      clientIPDetection: { xForwardedFor: { numTrustedHops: 1 } },
      headers: { enableEnvoyHeaders: true },
    },
  }),
  namespaced('backendtrafficpolicies', {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'BackendTrafficPolicy',
    metadata: { name: 'conformance-backendtrafficpolicy' },
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'g' }],
      loadBalancer: { type: 'ConsistentHash', consistentHash: { type: 'Header', header: { name: 'x' } } },
      retry: {
        numRetries: 3,
        perRetry: { timeout: '1s' },
        retryOn: { httpStatusCodes: [500], triggers: ['5xx'] },
      },
      rateLimit: { type: 'Global', global: { rules: [{ limit: { requests: 10, unit: 'Second' } }] } },
      healthCheck: {
        active: { type: 'HTTP', timeout: '1s', interval: '3s', http: { path: '/', expectedStatuses: [200] } },
      },
      timeout: { tcp: { connectTimeout: '1s' } },
      circuitBreaker: { maxConnections: 10 },
    },
  }),
  namespaced('securitypolicies', {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'SecurityPolicy',
    metadata: { name: 'conformance-securitypolicy' },
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'g' }],
      cors: { allowOrigins: ['https://a.b'], allowMethods: ['GET'], maxAge: '10s' },
      basicAuth: { users: { name: 's' } },
      jwt: { providers: [{ name: 'p', issuer: 'i', remoteJWKS: { uri: 'https://a.b' } }] },
      authorization: {
        defaultAction: 'Deny',
        rules: [{ action: 'Allow', principal: { clientCIDRs: ['10.0.0.0/8'] } }],
      },
    },
  }),
  namespaced('backends', {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'Backend',
    metadata: { name: 'conformance-backend' },
    spec: {
      endpoints: [{ fqdn: { hostname: 'a.b.c', port: 80 } }, { fqdn: { hostname: 'b.b.c', port: 80 } }],
    },
  }),
  namespaced('envoyproxies', {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'EnvoyProxy',
    metadata: { name: 'conformance-envoyproxy' },
    spec: {
      provider: {
        type: 'Kubernetes',
        kubernetes: {
          envoyService: { type: 'LoadBalancer', externalTrafficPolicy: 'Local', loadBalancerClass: 'x' },
          envoyDeployment: { replicas: 2 },
        },
      },
      logging: { level: { default: 'info' } },
    },
  }),
  namespaced('envoyextensionpolicies', {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'EnvoyExtensionPolicy',
    metadata: { name: 'conformance-extension' },
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'g' }],
      extProc: [{ backendRefs: [{ name: 's', port: 9000 }], messageTimeout: '1s', failOpen: true }],
    },
  }),
  namespaced('envoypatchpolicies', {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'EnvoyPatchPolicy',
    metadata: { name: 'conformance-patch' },
    spec: {
      type: 'JSONPatch',
      targetRef: { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'g' },
      jsonPatches: [
        {
          type: 'type.googleapis.com/envoy.config.listener.v3.Listener',
          name: 'l',
          operation: { op: 'add', path: '/a', value: 'b' },
        },
      ],
    },
  }),
  namespaced('httproutefilters', {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'HTTPRouteFilter',
    metadata: { name: 'conformance-filter' },
    spec: {
      urlRewrite: {
        path: { type: 'ReplaceRegexMatch', replaceRegexMatch: { pattern: '^/a', substitution: '/b' } },
      },
    },
  }),
]
