import { describe, expect, it } from 'vitest'
import { content, find, ofKind, placeOf } from './testing/content.ts'

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
