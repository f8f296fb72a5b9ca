/** What an Ingress says, read from whatever shape it has. */
import type { Path } from '../../k8s/fieldpath.ts'
import { readOnce } from '../../k8s/readonce.ts'
import { asFields, asList, asString, asStringMap } from '../../k8s/shape.ts'
import { sharedCertificates } from './shared-certificate.ts'

export const classAnnotation = 'kubernetes.io/ingress.class'

/** Takes a part of another Ingress's requests, and so shares its entry points. */
export function isCanary({ annotations }: IngressView): boolean {
  return annotations['nginx.ingress.kubernetes.io/canary'] === 'true'
}

export const pathTypes = ['Prefix', 'Exact', 'ImplementationSpecific'] as const

/** Where requests go: a Service, or an object of another kind that the controller knows. */
export interface Backend {
  readonly at: Path
  readonly service: string
  /** What stands there, a number or a name by its type; `undefined` where there is neither. */
  readonly port: unknown
  /** Where the port stands or, while there is none, would stand. */
  readonly portAt: Path
  readonly hasBothPorts: boolean
  /** It names a resource instead of a Service. */
  readonly isResource: boolean
}

export interface PathRule {
  readonly at: Path
  readonly path: string
  readonly pathType: string
  readonly backend: Backend
}

export interface HostRule {
  readonly at: Path
  /** `''` stands for every host. */
  readonly host: string
  /** `null` where the rule says nothing of paths: all of its requests go to the default backend. */
  readonly paths: readonly PathRule[] | null
}

export interface TlsEntry {
  readonly at: Path
  readonly hosts: readonly string[]
  readonly secretName: string
}

export interface IngressView {
  readonly name: string
  readonly namespace: string
  readonly annotations: Readonly<Record<string, string>>
  readonly className: string
  readonly rules: readonly HostRule[]
  readonly tls: readonly TlsEntry[]
  readonly defaultBackend: Backend | null
}

/** Of any shape. */
export const viewOf = readOnce(read)

function read(object: unknown): IngressView {
  const metadata = asFields(asFields(object).metadata)
  const spec = asFields(asFields(object).spec)
  return {
    name: asString(metadata.name),
    namespace: asString(metadata.namespace),
    annotations: asStringMap(metadata.annotations),
    className: asString(spec.ingressClassName),
    rules: asList(spec.rules).map((rule, index) => readRule(rule, ['spec', 'rules', index])),
    tls: asList(spec.tls).map((entry, index) => readTls(entry, ['spec', 'tls', index])),
    defaultBackend:
      spec.defaultBackend === undefined ? null : readBackend(spec.defaultBackend, ['spec', 'defaultBackend']),
  }
}

function readRule(rule: unknown, at: Path): HostRule {
  const { host, http } = asFields(rule)
  const paths = asList(asFields(http).paths).map((path, index) =>
    readPath(path, [...at, 'http', 'paths', index]),
  )
  return { at, host: asString(host), paths: http === undefined ? null : paths }
}

function readPath(value: unknown, at: Path): PathRule {
  const { path, pathType, backend } = asFields(value)
  return {
    at,
    path: asString(path),
    pathType: asString(pathType),
    backend: readBackend(backend, [...at, 'backend']),
  }
}

function readBackend(value: unknown, at: Path): Backend {
  const { service, resource } = asFields(value)
  const { name, port } = asFields(service)
  const { number, name: portName } = asFields(port)
  // The API reads 0 and an empty name as unset.
  const hasNumber = number !== undefined && number !== 0
  const hasName = portName !== undefined && portName !== ''
  return {
    at,
    service: asString(name),
    port: hasNumber ? number : hasName ? portName : undefined,
    portAt: portPath(at, hasName && !hasNumber),
    hasBothPorts: hasNumber && hasName,
    isResource: resource !== undefined && service === undefined,
  }
}

export function portPath(backend: Path, isNamed: boolean): Path {
  return [...backend, 'service', 'port', isNamed ? 'name' : 'number']
}

function readTls(entry: unknown, at: Path): TlsEntry {
  const { hosts, secretName } = asFields(entry)
  return { at, hosts: asList(hosts).map(asString), secretName: asString(secretName) }
}

/** All places that requests are sent to, the default backend last. */
export function backendsOf({ rules, defaultBackend }: IngressView): readonly Backend[] {
  const ofPaths = rules.flatMap(({ paths }) => (paths ?? []).map(({ backend }) => backend))
  return defaultBackend === null ? ofPaths : [...ofPaths, defaultBackend]
}

/** Hosts are compared as DNS does. */
export const isSameHost = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

/** Whether an entry serves a host; one without hosts serves the rule that has none. */
export function servesHost({ hosts }: Pick<TlsEntry, 'hosts'>, host: string): boolean {
  return hosts.length === 0 ? host === '' : hosts.some((each) => isSameHost(each, host))
}

export interface Certificate {
  /** The object it stands in; its namespace is another one only where an annotation names it. */
  readonly namespace: string
  readonly secretName: string
}

/** The certificate that a host is served with; `null` where it is served over plain HTTP. */
export function certificateOf(view: IngressView, host: string, labelDomain: string): Certificate | null {
  const own = view.tls.find((entry) => servesHost(entry, host))
  if (own !== undefined) return { namespace: view.namespace, secretName: own.secretName }
  return sharedCertificates(view.annotations, labelDomain).find((each) => isSameHost(each.host, host)) ?? null
}

/** All the certificates it names. */
export function certificatesOf(view: IngressView, labelDomain: string): readonly Certificate[] {
  const own = view.tls.map(({ secretName }) => ({ namespace: view.namespace, secretName }))
  return [...own, ...sharedCertificates(view.annotations, labelDomain)].filter(
    ({ secretName }) => secretName !== '',
  )
}

export type Protocol = 'HTTP' | 'HTTPS'

export function protocolOf(view: IngressView, host: string, labelDomain: string): Protocol {
  return certificateOf(view, host, labelDomain) === null ? 'HTTP' : 'HTTPS'
}

/** `https://shop.example.com`, each once; `*` stands for every host. */
export function addressesOf(view: IngressView, labelDomain: string): readonly string[] {
  const hosts = view.rules.map(({ host }) => host)
  const all = hosts.length === 0 && view.defaultBackend !== null ? [''] : hosts
  const written = (host: string) => `${protocolOf(view, host, labelDomain).toLowerCase()}://${host || '*'}`
  return [...new Set(all.map(written))]
}

export function portText(port: unknown): string {
  return typeof port === 'number' || typeof port === 'string' ? String(port) : ''
}

/** The addresses that the controller says the Ingress is reached at. */
export function loadBalancerAddresses(object: unknown): readonly string[] {
  const { loadBalancer } = asFields(asFields(object).status)
  return asList(asFields(loadBalancer).ingress).flatMap((each) => {
    const { ip, hostname } = asFields(each)
    return asString(ip) || asString(hostname) || []
  })
}
