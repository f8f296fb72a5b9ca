/**
 * An ALB, its frontends and its rules as a router. Rules that its leader makes from Ingresses are rules like others,
 * so Ingresses of an ALB need no adapter of their own. Source: `initHttpModeFt` and `getCertMap` of alauda/alb.
 */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import { actionOf, forwardTo, groupOf, redirectOf } from './alb-actions.ts'
import { certificatesOn, type NamedCertificate, secretOf } from './alb-certificates.ts'
import { everything } from './match.ts'
import { compareKeys, firstKey, lastKey, orderKeyOf } from './order.ts'
import { readMatch } from './read-match.ts'
import type { Action, Listener, ListenerProtocol, ObjectRef, Redirect, Route, Router } from './router.ts'

/** Of any shape inside: what is stored is what is read. */
export interface AlbObjects {
  readonly alb: KubeObject
  readonly frontends: readonly KubeObject[]
  readonly rules: readonly KubeObject[]
}

const albLabel = 'alb2.cpaas.io/name'
const frontendLabel = 'alb2.cpaas.io/frontend'

/** What of the objects belongs to the balancer is found by labels and namespace, as it finds it itself. */
export function albRouter({ alb, frontends, rules }: AlbObjects): Router {
  const { namespace = '', name } = alb.metadata
  const own = frontends.filter(
    ({ metadata }) => metadata.namespace === namespace && metadata.labels?.[albLabel] === name,
  )
  const byFrontend = byLabel(rules, namespace)
  const rulesOf = ({ metadata }: KubeObject) => byFrontend.get(metadata.name) ?? []
  const certificates = own.flatMap((frontend) => namedCertificates(frontend, rulesOf(frontend)))
  const listeners = own.map((frontend) => listenerOf(alb, frontend, rulesOf(frontend), certificates))
  return {
    software: 'alb',
    source: refOf(alb),
    listeners: listeners.sort((a, b) => a.port - b.port || (a.id < b.id ? -1 : 1)),
  }
}

function listenerOf(
  alb: KubeObject,
  frontend: KubeObject,
  rules: readonly KubeObject[],
  all: readonly NamedCertificate[],
): Listener {
  const spec = specOf(frontend)
  const port = typeof spec.port === 'number' ? spec.port : 0
  const protocol = protocolOf(spec.protocol)
  const isStream = protocol === 'tcp' || protocol === 'udp'
  const certificate = secretOf(asString(spec.certificate_name))
  const routes = isStream ? streamRoutes(frontend, rules) : httpRoutes(alb, frontend, port, protocol, rules)
  return {
    id: frontend.metadata.name,
    source: refOf(frontend),
    port,
    protocol,
    isTls: protocol === 'https' || (protocol === 'grpc' && certificate !== null),
    ...certificatesOn(port, certificate, all, specOf(alb)),
    routes,
    unmatched: { code: 404, reason: 'InvalidUpstream' },
    unserved: { code: 500, reason: 'InvalidBalancer' },
    hasConflict: Object.values(asFields(asFields(asFields(frontend).status).instances)).some(
      (instance) => asFields(instance).conflict === true,
    ),
  }
}

/** What the controller does not know is plain TCP to it. */
function protocolOf(value: unknown): ListenerProtocol {
  const known: readonly ListenerProtocol[] = ['http', 'https', 'grpc', 'udp']
  return known.find((each) => each === value) ?? 'tcp'
}

function httpRoutes(
  alb: KubeObject,
  frontend: KubeObject,
  port: number,
  protocol: ListenerProtocol,
  rules: readonly KubeObject[],
): readonly Route[] {
  const routes = rules.map(routeOf)
  const group = groupOf(specOf(frontend).serviceGroup)
  const redirect = portRedirect(alb, frontend, port, protocol)
  if (redirect !== null) routes.push(ownRoute(frontend, { type: 'redirect', redirect }, true))
  else if (group.services.length > 0) routes.push(ownRoute(frontend, forwardTo(group), false))
  return routes.sort((a, b) => (a.order === null || b.order === null ? 0 : compareKeys(a.order, b.order)))
}

/** Streams go to the port's own group; of rules only the first counts. */
function streamRoutes(frontend: KubeObject, rules: readonly KubeObject[]): readonly Route[] {
  const [rule] = rules
  const group = groupOf(specOf(rule ?? frontend).serviceGroup)
  if (rule !== undefined) return [{ ...routeOf(rule), match: everything, fate: 'used' }]
  return group.services.length === 0 ? [] : [ownRoute(frontend, forwardTo(group), false)]
}

function routeOf(rule: KubeObject): Route {
  const spec = specOf(rule)
  const { match, fate, problems } = readMatch(spec.dslx)
  const { name, annotations } = rule.metadata
  const origin = asFields(spec.source)
  const marks = annotations ?? {}
  return {
    id: name,
    source: refOf(rule),
    index: [
      marks['alb2.cpaas.io/source-ingress-rule-index'],
      marks['alb2.cpaas.io/source-ingress-path-index'],
    ]
      .filter((each) => each !== undefined)
      .join('-'),
    origin:
      origin.type === 'ingress'
        ? { kind: 'Ingress', namespace: asString(origin.namespace), name: asString(origin.name) }
        : null,
    match,
    fate,
    problems,
    takenBy: null,
    order: orderKeyOf(typeof spec.priority === 'number' ? spec.priority : 0, match, name),
    action: actionOf(spec, annotations),
  }
}

function ownRoute(frontend: KubeObject, action: Action, isFirst: boolean): Route {
  const { name } = frontend.metadata
  return {
    id: name,
    source: refOf(frontend),
    index: '',
    origin: null,
    match: everything,
    fate: 'used',
    problems: [],
    takenBy: null,
    order: isFirst ? firstKey(name) : lastKey(name),
    action,
  }
}

/** Of the port itself, or that of the ALB for the port of Ingresses. */
function portRedirect(
  alb: KubeObject,
  frontend: KubeObject,
  port: number,
  protocol: ListenerProtocol,
): Redirect | null {
  const own = asFields(specOf(frontend).config).redirect
  if (own !== undefined && own !== null) return redirectOf(own)
  const { ingressSSLRedirect, ingressHTTPPort } = asFields(specOf(alb).config)
  const ingressPort = typeof ingressHTTPPort === 'number' ? ingressHTTPPort : 80
  if (ingressSSLRedirect !== true || protocol !== 'http' || port !== ingressPort) return null
  return redirectOf({ code: 308, scheme: 'https' })
}

function namedCertificates(frontend: KubeObject, rules: readonly KubeObject[]): readonly NamedCertificate[] {
  const { port, protocol } = specOf(frontend)
  if (protocol !== 'https' && protocol !== 'grpc') return []
  return rules.flatMap((rule) => {
    const { domain, certificate_name } = specOf(rule)
    const secret = secretOf(asString(certificate_name))
    const host = asString(domain).toLowerCase()
    return host === '' || secret === null ? [] : [{ host, secret, port: typeof port === 'number' ? port : 0 }]
  })
}

function byLabel(
  rules: readonly KubeObject[],
  namespace: string,
): ReadonlyMap<string, readonly KubeObject[]> {
  const found = new Map<string, KubeObject[]>()
  for (const rule of rules) {
    const frontend = rule.metadata.labels?.[frontendLabel]
    if (frontend === undefined || rule.metadata.namespace !== namespace) continue
    const known = found.get(frontend)
    if (known === undefined) found.set(frontend, [rule])
    else known.push(rule)
  }
  return found
}

function specOf(object: KubeObject): Readonly<Record<string, unknown>> {
  return asFields(asFields(object).spec)
}

function refOf({ kind, metadata }: KubeObject): ObjectRef {
  return { kind, namespace: metadata.namespace ?? '', name: metadata.name }
}
