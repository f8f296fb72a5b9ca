/** What is wrong with an HTTPRoute: its filters, and the listeners it is attached to. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asList, asString, type Fields } from '../../k8s/shape.ts'
import type { Finding } from '../../manifest/finding.ts'
import { hostAndAbove } from '../hosts.ts'
import type { Check } from '../kind.ts'
import { named } from '../lookups.ts'
import { allGateways } from '../related.ts'
import type { World } from '../world.ts'
import { finding, fix } from './finding.ts'

const filterTypes = [
  'RequestHeaderModifier',
  'ResponseHeaderModifier',
  'RequestMirror',
  'RequestRedirect',
  'URLRewrite',
  'CORS',
  'ExternalAuth',
  'ExtensionRef',
]

interface Filters {
  readonly at: Path
  readonly filters: readonly Fields[]
}

function filtersOf(object: unknown): readonly Filters[] {
  return asList(asFields(asFields(object).spec).rules).map((rule, index) => ({
    at: ['spec', 'rules', index, 'filters'],
    filters: asList(asFields(rule).filters).map(asFields),
  }))
}

const types: Check = (object) =>
  filtersOf(object).flatMap(({ at, filters }) =>
    filters.flatMap(({ type }, index) => {
      const said = asString(type)
      if (said === '' || filterTypes.includes(said)) return []
      const path = [...at, index, 'type']
      const value = filterTypes.find((each) => each.toLowerCase() === said.toLowerCase())
      const mend = value === undefined ? undefined : fix('write', [{ path, value }], { value })
      return [finding('error', 'filter-type', path, { type: said }, mend)]
    }),
  )

const isRedirect = ({ type }: Fields) => type === 'RequestRedirect'
const isHeaderModifier = ({ type }: Fields) => /^requestheadermodifier$/i.test(asString(type))

const headersAndRedirect: Check = (object) =>
  filtersOf(object).flatMap(({ at, filters }) =>
    filters.some(isRedirect)
      ? filters.flatMap((filter, index) =>
          isHeaderModifier(filter) ? [finding('warning', 'header-redirect', [...at, index])] : [],
        )
      : [],
  )

const redirects: Check = (object, world) => {
  const served = [...hostsOf(object), ...listenersOf(object, world).map(({ host }) => host)]
  return filtersOf(object).flatMap(({ at, filters }) =>
    filters.flatMap((filter, index): readonly Finding[] => {
      const host = asString(asFields(filter.requestRedirect).hostname)
      if (!isRedirect(filter) || host === '' || served.some((each) => each === '' || meets(host, each)))
        return []
      const path = [...at, index, 'requestRedirect', 'hostname']
      return [finding('info', 'redirect-elsewhere', path, { host })]
    }),
  )
}

const apart: Check = (object, world) => {
  const listeners = listenersOf(object, world)
  if (listeners.length === 0 || listeners.some(({ host }) => host === '')) return []
  return hostsOf(object).flatMap((host, index) =>
    listeners.some((listener) => meets(host, listener.host))
      ? []
      : [finding('error', 'hostname-apart', ['spec', 'hostnames', index], { host })],
  )
}

const hostsOf = (object: unknown) => asList(asFields(asFields(object).spec).hostnames).map(asString)

/** Whether two names, either of them perhaps a wildcard, have a host in common. */
function meets(a: string, b: string): boolean {
  return hostAndAbove(a).includes(b.toLowerCase()) || hostAndAbove(b).includes(a.toLowerCase())
}

/** The listeners, as far as known, that the route asks to be attached to; `''` is the host of one that takes all. */
function listenersOf(object: unknown, world: World): readonly { readonly host: string }[] {
  const { metadata, spec } = asFields(object)
  const own = asString(asFields(metadata).namespace)
  return asList(asFields(spec).parentRefs).flatMap((reference) => {
    const { name, namespace, sectionName, port, kind = 'Gateway' } = asFields(reference)
    if (kind !== 'Gateway') return []
    const gateway = named(world, allGateways, asString(namespace) || own, asString(name))
    return asList(asFields(asFields(gateway).spec).listeners)
      .map(asFields)
      .filter((each) => sectionName === undefined || each.name === sectionName)
      .filter((each) => port === undefined || each.port === port)
      .map(({ hostname }) => ({ host: asString(hostname) }))
  })
}

export const routeChecks: readonly Check[] = [types, headersAndRedirect, redirects, apart]
