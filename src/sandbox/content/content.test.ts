import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Manifest } from '../../k8s/objects.ts'
import { parseApiVersion } from '../../k8s/resource.ts'
import { createSandboxApi } from '../api/server.ts'
import { loadDefinitions } from '../definitions/index.ts'
import { celExpressions } from '../rules/cel/engine.ts'
import { builtinSchema, createRules } from '../rules/index.ts'
import type { JsonMap } from '../types.ts'
import { contentOf } from './index.ts'

const now = new Date('2026-05-04T12:00:00Z')
const contentIn = (copies: number) => contentOf({ copies, now }).flatMap(({ manifests }) => manifests)
const content = contentIn(1)
const ofKind = (kind: string, manifests: readonly Manifest[] = content) =>
  manifests.filter((each) => each.kind === kind)
const placeOf = ({ metadata: { namespace, name } }: Manifest) =>
  namespace === undefined ? name : `${namespace}/${name}`
const find = (kind: string, place: string) => ofKind(kind).find((each) => placeOf(each) === place)
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
  })

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
    ClusterRole: 3,
    ClusterRoleBinding: 3,
    Community: 1,
    ConfigMap: 9,
    DaemonSet: 2,
    Deployment: 26,
    Domain: 7,
    EnvoyProxy: 4,
    Frontend: 6,
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
    RoleBinding: 6,
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

describe('references', () => {
  const services = new Map(
    ofKind('Service').map((each) => [placeOf(each), (each.spec as { ports?: readonly Port[] }).ports ?? []]),
  )
  const exists = (kind: string, place: string) => find(kind, place) !== undefined

  it('of Ingresses lead nowhere where that is meant, and only there', () => {
    const wrong = ofKind('Ingress').flatMap((each) => {
      const { ingressClassName, tls = [], rules } = each.spec as IngressSpec
      const { namespace } = each.metadata
      const classes = [...ofKind('IngressClass'), ...ofKind('ALB2')].map(({ metadata }) => metadata.name)
      const backends = rules.flatMap(({ http }) => http.paths.map(({ backend }) => backend.service))
      return [
        ...(classes.includes(ingressClassName) ? [] : [`${placeOf(each)}: class ${ingressClassName}`]),
        ...tls
          .filter(({ secretName }) => !exists('Secret', `${namespace}/${secretName}`))
          .map(({ secretName }) => `${placeOf(each)}: Secret ${secretName}`),
        ...backends.flatMap(({ name, port }) => {
          const found = services.get(`${namespace}/${name}`)
          if (found === undefined) return [`${placeOf(each)}: Service ${name}`]
          const matches = found.some((one) => one.port === port.number || one.name === port.name)
          return matches ? [] : [`${placeOf(each)}: port ${port.number ?? port.name} of ${name}`]
        }),
      ]
    })
    expect(wrong).toEqual([
      'shop-staging/shop: Secret staging-tls',
      'shop-dev/preview: Service preview',
      'payments-staging/sandbox: port 8080 of sandbox-api',
      'media-prod/thumbnails: class traefik',
    ])
  })

  it('of routes lead to Services and listeners, but for the ones that are meant not to', () => {
    const routes = content.filter(({ kind }) => kind.endsWith('Route'))
    const listeners = new Set(
      [...ofKind('Gateway'), ...ofKind('ListenerSet')].flatMap((each) =>
        (each.spec as { listeners: readonly Named[] }).listeners.map(
          ({ name }) => `${placeOf(each)} ${name}`,
        ),
      ),
    )
    const wrong = routes.flatMap((each) => {
      const { parentRefs, rules } = each.spec as RouteSpec
      const own = each.metadata.namespace ?? ''
      return [
        ...parentRefs
          .filter(
            ({ namespace = own, name, sectionName }) =>
              sectionName !== undefined && !listeners.has(`${namespace}/${name} ${sectionName}`),
          )
          .map(({ sectionName }) => `${placeOf(each)}: listener ${sectionName}`),
        ...rules
          .flatMap(({ backendRefs = [] }) => backendRefs)
          .filter(
            ({ namespace = own, name, port }) =>
              !services.get(`${namespace}/${name}`)?.some((one) => one.port === port),
          )
          .map(({ name }) => `${placeOf(each)}: Service ${name}`),
      ]
    })
    expect(wrong).toEqual(['shop-prod/wholesale: listener wholesale'])
  })

  it('of pools, namespaces and subnets are to what is there', () => {
    const named = (kind: string) => new Set(ofKind(kind).map(({ metadata }) => metadata.name))
    const pools = ofKind('Service').flatMap(
      ({ metadata }) => metadata.annotations?.['metallb.io/address-pool'] ?? [],
    )
    expect(pools.filter((pool) => !named('IPAddressPool').has(pool))).toEqual([])
    const namespaces = new Set([...named('Namespace'), 'default', 'kube-system'])
    const strange = content.filter(
      ({ metadata: { namespace } }) => namespace !== undefined && !namespaces.has(namespace),
    )
    expect(strange).toEqual([])
    const missing = ofKind('VpcEgressGateway').flatMap(({ spec }) => {
      const { internalSubnet, externalSubnet } = spec as Readonly<Record<string, string>>
      return [internalSubnet ?? '', externalSubnet ?? ''].filter((name) => !named('Subnet').has(name))
    })
    expect(missing).toEqual(['cdn-uplink'])
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

describe('copies', () => {
  const manifests = contentIn(3)
  const added = manifests.filter((each) => !content.some((one) => one.kind === each.kind && same(one, each)))
  const second = added.filter(
    ({ kind, metadata: { namespace, name } }) => /-2(-|$)/.test(namespace ?? name) && kind !== 'Node',
  )

  it('are of what belongs to projects, and whole', () => {
    const ofProjects = content.filter(
      ({ kind, metadata: { namespace, name } }) =>
        kind === 'Project' || /^(shop|payments|media)-/.test(kind === 'Namespace' ? name : (namespace ?? '')),
    )
    expect(second).toHaveLength(ofProjects.length)
    expect(added).toHaveLength(2 * ofProjects.length)
  })

  it('name no namespace, project or host of another one', () => {
    const others = second.flatMap((each) => {
      const text = JSON.stringify(each)
      const namespaces = text.match(/\b(shop|payments|media)-(\d+-)?(prod|staging|dev)\b/g) ?? []
      const projects = text.match(/cpaas\.io\/(project|name)":"[^"]+"/g) ?? []
      const hosts = text.match(/[-*a-z0-9.]+\.example\.com/g) ?? []
      return [
        ...namespaces.filter((name) => !/^[a-z]+-2-/.test(name)),
        ...projects.filter((label) => /"(shop|payments|media)(-3)?"$/.test(label)),
        ...hosts.filter((name) => !name.startsWith('*.') && !/^[^.]+-2\./.test(name)),
      ].map((name) => `${each.kind} ${placeOf(each)}: ${name}`)
    })
    expect(others).toEqual([])
    expect(JSON.stringify(content)).not.toMatch(/(shop|payments|media)-2/)
  })

  it('ask for no node port and no address, and publish few Services', () => {
    const specs = ofKind('Service', second).map(({ spec }) => spec as { type?: string })
    const published = specs.filter(({ type }) => type === 'LoadBalancer' || type === 'NodePort')
    const proxies = ofKind('EnvoyProxy', second).filter((each) => /LoadBalancer/.test(JSON.stringify(each)))
    expect(published.length + proxies.length).toBeLessThanOrEqual(4)
    expect(JSON.stringify(second)).not.toMatch(/"nodePort"|metallb\.|loadBalancerIP/)
  })

  it('are made quickly, with the certificates of the first', () => {
    const start = performance.now()
    expect(contentIn(125).length).toBeGreaterThan(10_000)
    expect(performance.now() - start).toBeLessThan(2_000)
    expect(find('Secret', 'shop-prod/shop-tls')?.data).toEqual(
      manifests.find((each) => placeOf(each) === 'shop-3-prod/shop-tls')?.data,
    )
  })
})

function same(one: Manifest, other: Manifest): boolean {
  return placeOf(one) === placeOf(other)
}

interface Named {
  readonly name: string
}

interface Port extends Named {
  readonly port: number
}

interface IngressSpec {
  readonly ingressClassName: string
  readonly tls?: readonly { readonly secretName: string }[]
  readonly rules: readonly {
    readonly http: {
      readonly paths: readonly {
        readonly backend: {
          readonly service: Named & { readonly port: { readonly name?: string; readonly number?: number } }
        }
      }[]
    }
  }[]
}

interface Reference extends Named {
  readonly namespace?: string
}

interface RouteSpec {
  readonly parentRefs: readonly (Reference & { readonly sectionName?: string })[]
  readonly rules: readonly { readonly backendRefs?: readonly (Reference & { readonly port: number })[] }[]
}
