/** Ingresses and their classes. */

import { parseAddress } from '../../../net/address.ts'
import {
  child,
  type FieldError,
  forbidden,
  index,
  invalid,
  notSupported,
  required,
  tooLong,
} from '../schema/messages.ts'
import { decoded } from './decoded.ts'
import {
  dns1123Label,
  dns1123Subdomain,
  pathSegment,
  portName,
  portNumber,
  wildcardSubdomain,
  withRegex,
} from './text.ts'

interface Backend {
  service?: { name?: string; port?: { name?: string; number?: number } }
  resource?: Reference
}

interface Reference {
  apiGroup?: string | null
  kind?: string
  name?: string
}

interface HttpPath {
  path?: string
  pathType?: string
  backend?: Backend
}

interface Ingress {
  metadata?: { annotations?: Record<string, string> }
  spec?: {
    ingressClassName?: string
    defaultBackend?: Backend
    rules?: { host?: string; http?: { paths?: HttpPath[] } }[]
    tls?: { hosts?: string[]; secretName?: string }[]
  }
}

const classAnnotation = 'kubernetes.io/ingress.class'

export function ingressErrors(object: unknown, old: unknown): readonly FieldError[] {
  const { metadata, spec = {} } = decoded<Ingress>(object)
  const { ingressClassName: className, defaultBackend, rules = [], tls = [] } = spec
  const errors: FieldError[] = []
  if (rules.length === 0 && defaultBackend === undefined) {
    errors.push(invalid('spec', spec.rules ?? null, 'either `defaultBackend` or `rules` must be specified'))
  }
  if (defaultBackend !== undefined) errors.push(...backendErrors(defaultBackend, 'spec.defaultBackend'))
  for (const [at, rule] of rules.entries()) {
    errors.push(...hostErrors(rule.host ?? '', `spec.rules[${at}].host`))
    if (rule.http === undefined) continue
    const field = `spec.rules[${at}].http.paths`
    const paths = rule.http.paths ?? []
    if (paths.length === 0) errors.push(required(field))
    errors.push(...paths.flatMap((path, position) => pathErrors(path, index(field, position))))
  }
  for (const [at, entry] of tls.entries()) errors.push(...tlsErrors(entry, `spec.tls[${at}]`))
  if (className !== undefined) {
    errors.push(
      ...dns1123Subdomain(className).map((each) => invalid('spec.ingressClassName', className, each)),
    )
  }
  const annotated = metadata?.annotations?.[classAnnotation]
  if (old === null && annotated !== undefined && className !== undefined && annotated !== className) {
    const detail = 'must match `ingressClassName` when both are specified'
    errors.push(invalid(`annotations.${classAnnotation}`, annotated, detail))
  }
  return errors
}

/** In place: a reference says which group it means even where that is the core one. */
export function fillIngress(object: unknown): void {
  const { spec = {} } = decoded<Ingress>(object)
  const paths = (spec.rules ?? []).flatMap((rule) => rule.http?.paths ?? [])
  for (const backend of [spec.defaultBackend, ...paths.map((path) => path.backend)]) {
    if (backend?.resource !== undefined) backend.resource = { apiGroup: null, ...backend.resource }
  }
}

export function ingressWarnings(object: unknown, old: unknown): readonly string[] {
  if (old !== null) return []
  const { metadata, spec } = decoded<Ingress>(object)
  return metadata?.annotations?.[classAnnotation] === undefined || spec?.ingressClassName !== undefined
    ? []
    : [`annotation "${classAnnotation}" is deprecated, please use 'spec.ingressClassName' instead`]
}

function hostErrors(host: string, field: string): readonly FieldError[] {
  if (host === '') return []
  const check = host.includes('*') ? wildcardSubdomain : dns1123Subdomain
  return [
    ...(parseAddress(host) === null ? [] : [invalid(field, host, 'must be a DNS name, not an IP address')]),
    ...check(host).map((each) => invalid(field, host, each)),
  ]
}

function pathErrors(path: HttpPath, field: string): readonly FieldError[] {
  const { pathType: type, path: text = '' } = path
  if (type === undefined) return [required(child(field, 'pathType'), 'pathType must be specified')]
  const at = child(field, 'path')
  const errors: FieldError[] = []
  const absolute = text.startsWith('/') || (type === 'ImplementationSpecific' && text === '')
  if (type === 'Exact' || type === 'Prefix' || type === 'ImplementationSpecific') {
    if (!absolute) errors.push(invalid(at, text, 'must be an absolute path'))
  } else {
    errors.push(notSupported(child(field, 'pathType'), type, ['Exact', 'ImplementationSpecific', 'Prefix']))
  }
  if (type === 'Exact' || type === 'Prefix') {
    for (const part of ['//', '/./', '/../', '%2f', '%2F']) {
      if (text.includes(part)) errors.push(invalid(at, text, `must not contain '${part}'`))
    }
    for (const end of ['/..', '/.']) {
      if (text.endsWith(end)) errors.push(invalid(at, text, `cannot end with '${end}'`))
    }
  }
  return [...errors, ...backendErrors(path.backend ?? {}, child(field, 'backend'))]
}

function backendErrors({ service, resource }: Backend, field: string): readonly FieldError[] {
  if (service !== undefined && resource !== undefined) {
    return [invalid(field, '', 'cannot set both resource and service backends')]
  }
  if (resource !== undefined) return referenceErrors(resource, child(field, 'resource'))
  if (service === undefined) return [invalid(field, '', 'resource or service backend is required')]
  const at = child(field, 'service')
  const { name = '', port = {} } = service
  const errors =
    name === ''
      ? [required(child(at, 'name'))]
      : dns1123Label(name).map((each) => invalid(child(at, 'name'), name, each))
  if (port.name && port.number) {
    errors.push(invalid(field, '', 'cannot set both port name & port number'))
  } else if (port.name) {
    errors.push(...portName(port.name).map((each) => invalid(`${at}.port.name`, port.name, each)))
  } else if (port.number) {
    errors.push(...portNumber(port.number).map((each) => invalid(`${at}.port.number`, port.number, each)))
  } else errors.push(required(field, 'port name or number is required'))
  return errors
}

function referenceErrors(reference: Reference, field: string): readonly FieldError[] {
  const { apiGroup, kind = '', name = '' } = reference
  const errors: FieldError[] = []
  if (typeof apiGroup === 'string') {
    errors.push(
      ...dns1123Subdomain(apiGroup).map((each) => invalid(child(field, 'apiGroup'), apiGroup, each)),
    )
  }
  for (const [step, text] of [
    ['kind', kind],
    ['name', name],
  ] as const) {
    const at = child(field, step)
    if (text === '') errors.push(required(at))
    else errors.push(...pathSegment(text).map((each) => invalid(at, text, each)))
  }
  return errors
}

function tlsErrors(tls: { hosts?: string[]; secretName?: string }, field: string): readonly FieldError[] {
  const { hosts = [], secretName = '' } = tls
  const at = child(field, 'hosts')
  return [
    ...hosts.flatMap((host, position) => {
      const check = host.includes('*') ? wildcardSubdomain : dns1123Subdomain
      return check(host).map((each) => invalid(index(at, position), host, each))
    }),
    ...(secretName === ''
      ? []
      : dns1123Subdomain(secretName).map((each) => invalid(child(field, 'secretName'), secretName, each))),
  ]
}

interface IngressClass {
  spec?: { controller?: string; parameters?: Reference & { scope?: string; namespace?: string } }
}

export function ingressClassErrors(object: unknown, old: unknown): readonly FieldError[] {
  const { controller = '', parameters } = decoded<IngressClass>(object).spec ?? {}
  const before = old === null ? controller : (decoded<IngressClass>(old).spec?.controller ?? '')
  const field = 'spec.controller'
  return [
    ...(controller === before ? [] : [invalid(field, controller, 'field is immutable')]),
    ...(controller.length > 250 ? [tooLong(field, 250)] : []),
    ...controllerErrors(controller, field),
    ...(parameters === undefined ? [] : parameterErrors(parameters)),
  ]
}

function controllerErrors(text: string, field: string): readonly FieldError[] {
  if (text === '') return [required(field)]
  const slash = text.indexOf('/')
  const [host, path] = [text.slice(0, Math.max(slash, 0)), text.slice(slash + 1)]
  if (host === '' || path === '') {
    return [invalid(field, text, 'must be a domain-prefixed path (such as "acme.io/foo")')]
  }
  const format = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+"
  return [
    ...dns1123Subdomain(host).map((each) => invalid(field, host, each)),
    ...(new RegExp(`^${format}$`).test(path)
      ? []
      : [invalid(field, path, withRegex('Invalid path', format))]),
  ]
}

function parameterErrors(
  parameters: Reference & { scope?: string; namespace?: string },
): readonly FieldError[] {
  const field = 'spec.parameters'
  const { scope, namespace } = parameters
  const errors: FieldError[] = [...referenceErrors(parameters, field)]
  const at = child(field, 'namespace')
  if (scope !== 'Cluster' && scope !== 'Namespace') {
    errors.push(notSupported(child(field, 'scope'), scope, ['Cluster', 'Namespace']))
  } else if (scope === 'Cluster') {
    if (namespace !== undefined) errors.push(forbidden(at, "`parameters.scope` is set to 'Cluster'"))
  } else if (namespace === undefined) {
    errors.push(required(at, "`parameters.scope` is set to 'Namespace'"))
  } else errors.push(...dns1123Label(namespace).map((each) => invalid(at, namespace, each)))
  return errors
}
