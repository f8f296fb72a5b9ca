/** Ingresses as ingress-nginx puts them together: one server for each host, with the locations of all of them. */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { compareAges } from './ingress-age.ts'
import { annotationOf, backendOf, canaryOf, isCanary, usesRegex } from './nginx-actions.ts'
import type { Canary, ObjectRef, ServiceGroup } from './router.ts'

export interface Location {
  readonly ingress: KubeObject
  /** `0-1` is the second path of the first rule. */
  readonly index: string
  readonly path: string
  readonly pathType: string
  readonly group: ServiceGroup | null
  /** The older Ingress that has the same path already. */
  readonly takenBy: ObjectRef | null
  canary: Canary | null
}

export interface Server {
  /** `''` is the server of all other names. */
  readonly host: string
  readonly aliases: string[]
  readonly locations: Location[]
  /** What answers where no location does; `null`: 404. */
  fallback: { readonly ingress: KubeObject; readonly group: ServiceGroup | null } | null
  /** `namespace/name` of the Secret. */
  certificate: string | null
  /** Whether every path is a pattern, because one of them is. */
  usesRegex: boolean
}

/** The oldest first, who keeps what several ask for. */
export function serversOf(ingresses: readonly KubeObject[]): readonly Server[] {
  const sorted = ingresses.toSorted(compareAges)
  const servers = new Map<string, Server>()
  const main = serverFor(servers, '')
  for (const ingress of sorted.filter((each) => !isCanary(each))) addIngress(ingress, servers, main)
  for (const ingress of sorted.filter(isCanary)) addCanary(ingress, servers)
  for (const server of servers.values()) {
    server.usesRegex = server.locations.some(
      ({ ingress, path, takenBy }) => takenBy === null && usesRegex(ingress, path),
    )
  }
  addAliases(sorted, servers)
  return [...servers.values()]
}

export const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function serverFor(servers: Map<string, Server>, host: string): Server {
  const known = servers.get(host)
  if (known !== undefined) return known
  const server: Server = {
    host,
    aliases: [],
    locations: [],
    fallback: null,
    certificate: null,
    usesRegex: false,
  }
  servers.set(host, server)
  return server
}

function addIngress(ingress: KubeObject, servers: Map<string, Server>, main: Server): void {
  const { spec, namespace } = partsOf(ingress)
  const rules = asList(spec.rules)
  const isNew = (host: string) => !servers.has(host)
  if (spec.defaultBackend !== undefined && rules.length === 0) {
    main.fallback ??= { ingress, group: backendOf(spec.defaultBackend, namespace) }
  }
  for (const [at, rule] of rules.entries()) {
    const { host: written, http } = asFields(rule)
    const host = asString(written).toLowerCase()
    const isFirst = isNew(host)
    const server = serverFor(servers, host)
    if (isFirst && spec.defaultBackend !== undefined) {
      server.fallback = { ingress, group: backendOf(spec.defaultBackend, namespace) }
    }
    server.certificate ??= certificateOf(spec.tls, host, namespace)
    for (const [index, entry] of asList(asFields(http).paths).entries()) {
      addLocation(server, ingress, `${at}-${index}`, entry)
    }
  }
}

function addLocation(server: Server, ingress: KubeObject, index: string, entry: unknown): void {
  const { path, pathType, backend } = asFields(entry)
  const location = {
    ingress,
    index,
    path: asString(path) || '/',
    pathType: asString(pathType) || 'ImplementationSpecific',
    group: backendOf(backend, ingress.metadata.namespace ?? ''),
    canary: null,
  }
  const older = server.locations.find(
    (each) => each.takenBy === null && each.path === location.path && each.pathType === location.pathType,
  )
  server.locations.push({ ...location, takenBy: older === undefined ? null : refOf(older.ingress) })
}

/** A canary joins a location with the same host, path and type; only the first one does. */
function addCanary(ingress: KubeObject, servers: Map<string, Server>): void {
  const { spec, namespace } = partsOf(ingress)
  for (const rule of asList(spec.rules)) {
    const { host, http } = asFields(rule)
    const server = servers.get(asString(host).toLowerCase())
    for (const entry of asList(asFields(http).paths)) {
      const { path, pathType, backend } = asFields(entry)
      const group = backendOf(backend, namespace)
      const location = server?.locations.find(
        (each) =>
          each.takenBy === null &&
          each.path === (asString(path) || '/') &&
          each.pathType === (asString(pathType) || 'ImplementationSpecific'),
      )
      if (location !== undefined && group !== null) location.canary ??= canaryOf(ingress, group)
    }
  }
}

/** Other names of an Ingress's hosts, unless they are hosts themselves. */
function addAliases(ingresses: readonly KubeObject[], servers: ReadonlyMap<string, Server>): void {
  const taken = new Set(servers.keys())
  for (const ingress of ingresses) {
    const names = annotationOf(ingress, 'server-alias')
      .split(',')
      .map((each) => each.trim().toLowerCase())
      .filter((name) => name !== '')
    const [rule] = asList(partsOf(ingress).spec.rules)
    const server = servers.get(asString(asFields(rule).host).toLowerCase())
    for (const name of names) {
      if (taken.has(name) || server === undefined || server.host === '') continue
      taken.add(name)
      server.aliases.push(name)
    }
  }
}

function certificateOf(tls: unknown, host: string, namespace: string): string | null {
  for (const entry of asList(tls)) {
    const { hosts, secretName } = asFields(entry)
    const name = asString(secretName)
    if (name !== '' && asList(hosts).some((each) => asString(each).toLowerCase() === host)) {
      return `${namespace}/${name}`
    }
  }
  return null
}

function partsOf(ingress: KubeObject) {
  return { spec: asFields(asFields(ingress).spec), namespace: ingress.metadata.namespace ?? '' }
}

export function refOf({ kind, metadata }: KubeObject): ObjectRef {
  return { kind, namespace: metadata.namespace ?? '', name: metadata.name }
}
