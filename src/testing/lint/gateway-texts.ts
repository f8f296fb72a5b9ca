/** Faults of Gateways and of the routes that are attached to them. */
import type { LintText } from './text.ts'

const gateway = (...listener: readonly string[]) =>
  [
    'apiVersion: gateway.networking.k8s.io/v1',
    'kind: Gateway',
    'metadata: {name: pier, namespace: docks}',
    'spec:',
    '  gatewayClassName: envoy',
    '  listeners:',
    '    - name: https',
    '      port: 8443',
    ...listener.map((line) => `      ${line}`),
  ].join('\n')

const https = (...tls: readonly string[]) =>
  gateway('protocol: HTTPS', 'tls:', ...tls.map((line) => `  ${line}`))
const reference = (namespace: string) =>
  https('certificateRefs:', '  - kind: Secret', '    name: pier-tls', `    namespace: ${namespace}`)
const routes = (from: string) =>
  gateway('protocol: HTTP', 'allowedRoutes:', '  namespaces:', `    from: ${from}`)

interface Route {
  readonly host?: string
  readonly filters?: readonly string[]
}

const route = ({ host = 'www.example.com', filters = [] }: Route) =>
  [
    'apiVersion: gateway.networking.k8s.io/v1',
    'kind: HTTPRoute',
    'metadata: {name: pier, namespace: docks}',
    'spec:',
    '  parentRefs: [{name: gateway, sectionName: http}]',
    '  hostnames:',
    `    - ${host}`,
    '  rules:',
    '    - filters:',
    ...filters.map((line) => `        ${line}`),
  ].join('\n')

const header = (type: string) => [`- type: ${type}`, '  requestHeaderModifier: {set: [{name: a, value: b}]}']
const redirect = (host: string) => ['- type: RequestRedirect', '  requestRedirect:', `    hostname: ${host}`]
const gatewayClass = (version: string) =>
  `apiVersion: gateway.networking.k8s.io/${version}\nkind: GatewayClass\nmetadata: {name: eg}\n`

export const gatewayTexts: readonly LintText[] = [
  {
    rule: 'G1',
    id: 'gateway/hostname',
    line: 'hostname: www.gateway.*.com',
    faulty: gateway('protocol: HTTP', 'hostname: www.gateway.*.com'),
    mended: gateway('protocol: HTTP', 'hostname: "*.gateway.com"'),
  },
  {
    rule: 'G2',
    id: 'gateway/routes-all',
    line: 'from: All',
    faulty: routes('All'),
    mended: routes('Same'),
  },
  {
    rule: 'G3',
    id: 'gateway/certificate-elsewhere',
    line: 'namespace: default',
    faulty: reference('default'),
    mended: reference('vault'),
  },
  {
    rule: 'G4',
    id: 'gateway/passthrough',
    line: 'mode: Passthrough',
    faulty: https('mode: Passthrough'),
    mended: https('mode: Terminate'),
  },
  {
    rule: 'R1',
    id: 'gateway/filter-type',
    line: 'type: requestHeaderModifier',
    faulty: route({ filters: header('requestHeaderModifier') }),
    mended: route({ filters: header('RequestHeaderModifier') }),
  },
  {
    rule: 'R2',
    id: 'gateway/header-redirect',
    line: 'type: RequestHeaderModifier',
    faulty: route({ filters: [...header('RequestHeaderModifier'), ...redirect('www.example.com')] }),
    mended: route({ filters: redirect('www.example.com') }),
  },
  {
    rule: 'R3',
    id: 'gateway/redirect-elsewhere',
    line: 'hostname: www.elsewhere.test',
    faulty: route({ filters: redirect('www.elsewhere.test') }),
    mended: route({ filters: redirect('shop.example.com') }),
  },
  {
    rule: 'R4',
    id: 'gateway/hostname-apart',
    line: '- www.gateway.test',
    faulty: route({ host: 'www.gateway.test' }),
    mended: route({ host: 'www.example.com' }),
  },
  {
    rule: 'R5',
    id: 'object/older-version',
    line: 'apiVersion: gateway.networking.k8s.io/v1beta1',
    faulty: gatewayClass('v1beta1'),
    mended: gatewayClass('v1'),
  },
]
