import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { parseApiVersion } from '../../k8s/resource.ts'
import { createSandboxApi } from '../api/server.ts'
import { loadDefinitions } from '../definitions/index.ts'
import { celExpressions } from '../rules/cel/engine.ts'
import { builtinSchema, createRules } from '../rules/index.ts'
import type { JsonMap } from '../types.ts'
import { contentOf } from './index.ts'
import { content, contentIn, find, now, ofKind, placeOf } from './testing/content.ts'

const day = 24 * 60 * 60 * 1000

async function emptyApi() {
  return createSandboxApi({
    rules: createRules({ expressions: celExpressions() }),
    schemas: builtinSchema,
    tokens: new Map(),
    definitions: await loadDefinitions(),
  })
}

describe.each([1, 3])('%i times the projects', (copies) => {
  const manifests = contentIn(copies)

  it('are what the API accepts, without a field that it does not know', async () => {
    const { core, load } = await emptyApi()
    load(manifests as readonly unknown[] as readonly JsonMap[])
    const unknown = manifests.flatMap((manifest) => {
      const { group, version } = parseApiVersion(manifest.apiVersion)
      const kind = core.kinds.findKind(group, version, manifest.kind)
      const fields = kind === null ? [] : core.rules.unknownFields(kind, manifest as unknown as JsonMap)
      return fields.map((field) => `${manifest.kind} ${placeOf(manifest)}: ${field}`)
    })
    expect(unknown).toEqual([])
  }, 30_000)

  it('have no object twice', () => {
    const identities = manifests.map((each) => `${each.kind} ${placeOf(each)}`)
    expect(identities.filter((each, at) => identities.indexOf(each) !== at)).toEqual([])
  })
})

it('has every kind that the console handles', () => {
  const counts: Record<string, number> = {}
  for (const { kind } of content) counts[kind] = (counts[kind] ?? 0) + 1
  expect(counts).toEqual({
    ALB2: 3,
    AdminNetworkPolicy: 2,
    BFDProfile: 1,
    BGPAdvertisement: 2,
    BGPPeer: 2,
    BGPSessionState: 4,
    BackendTLSPolicy: 1,
    BackendTrafficPolicy: 1,
    BaselineAdminNetworkPolicy: 1,
    ClientTrafficPolicy: 1,
    ClusterNetworkPolicy: 2,
    ClusterRole: 4,
    ClusterRoleBinding: 3,
    Community: 1,
    ConfigMap: 8,
    DaemonSet: 2,
    Deployment: 26,
    Domain: 8,
    EnvoyProxy: 4,
    Frontend: 7,
    GRPCRoute: 1,
    Gateway: 3,
    GatewayClass: 2,
    HTTPRoute: 8,
    IPAddressPool: 7,
    IPPool: 2,
    Ingress: 13,
    IngressClass: 2,
    L2Advertisement: 5,
    ListenerSet: 1,
    Namespace: 12,
    NetworkAttachmentDefinition: 2,
    NetworkPolicy: 11,
    Node: 6,
    Project: 3,
    ProviderNetwork: 2,
    ReferenceGrant: 2,
    ResourceQuota: 2,
    RoleBinding: 7,
    Rule: 6,
    Secret: 14,
    SecurityPolicy: 1,
    Service: 33,
    StatefulSet: 3,
    Subnet: 11,
    TCPRoute: 1,
    TLSRoute: 1,
    UDPRoute: 1,
    Vlan: 4,
    Vpc: 2,
    VpcEgressGateway: 2,
  })
})

it('was written from the past to the present', () => {
  const ages = contentOf({ copies: 1, now }).map(({ hoursAgo }) => hoursAgo)
  expect(ages).toEqual([...ages].sort((a, b) => b - a))
  expect(ages.at(0)).toBeGreaterThan(24 * 180)
  expect(ages.at(-1)).toBeLessThan(1)
})

describe('what the browser tests rely on', () => {
  it('is there', () => {
    expect(ofKind('Service').filter(({ metadata }) => metadata.namespace === 'media-dev')).toEqual([])
    const sets = ofKind('StatefulSet').filter(({ metadata }) => metadata.namespace === 'shop-prod')
    expect(sets.map(placeOf)).toEqual(['shop-prod/cart-redis'])
    expect(find('Deployment', 'shop-prod/frontend')?.spec).toMatchObject({ replicas: 3 })
    expect(find('Service', 'media-prod/live')?.metadata.annotations).toMatchObject({
      'metallb.io/address-pool': 'public',
      'metallb.io/loadBalancerIPs': '198.51.100.77',
    })
  })
})

it('has certificates of all ages, relative to the time it is written', () => {
  const certificateOf = (place: string) => {
    const secret = find('Secret', place)
    const { 'tls.crt': text = '' } = (secret?.data ?? {}) as Readonly<Record<string, string>>
    return new X509Certificate(Buffer.from(text, 'base64'))
  }
  const daysLeft = (place: string) => (Date.parse(certificateOf(place).validTo) - now.getTime()) / day
  expect(daysLeft('shop-prod/shop-tls')).toBe(11)
  expect(daysLeft('payments-prod/pay-tls')).toBe(-3)
  expect(certificateOf('media-prod/play-tls').checkHost('play.media.example.com')).toBeUndefined()
  const good = certificateOf('shop-prod/gateway-tls')
  expect(good.checkHost('catalog.example.com')).toBeTruthy()
  // So do the hosts of copies.
  expect(good.checkHost('catalog-7.example.com')).toBeTruthy()
})
