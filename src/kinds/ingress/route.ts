/** The way of a request through an Ingress: name, class, path, Service, port and pods, and where it ends. */
import type { ObjectReference } from '../../ui/links.tsx'
import type { Tone } from '../../ui/state.tsx'
import { allTlsSecrets, tlsSecrets } from '../related.ts'
import { endpointsOf, readiness } from '../service/endpoints.ts'
import type { World } from '../world.ts'
import { type BackendState, findPort, findService, stateOf } from './backends.ts'
import { isUnserved } from './cells.tsx'
import { classNameOf } from './classes.ts'
import { faultOf, secretOf } from './held-certificate.ts'
import { type Backend, certificateOf, type IngressView, pathTypes, portText, protocolOf } from './spec.ts'

export type HopId = 'name' | 'class' | 'path' | 'service' | 'port' | 'pods'

export interface Hop {
  readonly id: HopId
  readonly text: string
  readonly reference?: ObjectReference
  /** `null` where nothing is known of its health. */
  readonly tone: Tone | null
  /** Why it is not good: an i18n key, with its values. */
  readonly reason?: { readonly key: string; readonly values: Readonly<Record<string, string | number>> }
}

export interface Route {
  readonly key: string
  /** `''` stands for every host. */
  readonly host: string
  /** `https://shop.example.com/cart` */
  readonly address: string
  readonly hops: readonly Hop[]
}

/** One for each path; a rule without any, and the default backend, have one each. */
export function routesOf(view: IngressView, world: World): readonly Route[] {
  const route = (
    host: string,
    path: string,
    pathType: string,
    backend: Backend | null,
    key: string,
  ): Route => ({
    key,
    host,
    address: `${addressOf(view, host, world)}${path}`,
    hops: [
      nameHop(view, host, world),
      classHop(view, world),
      { id: 'path', text: path || '/', tone: null, ...matchOf(pathType) },
      ...backendHops(view, backend, world),
    ],
  })
  const ofRules = view.rules.flatMap(({ at, host, paths }) =>
    paths === null || paths.length === 0
      ? [route(host, '', '', view.defaultBackend, at.join())]
      : paths.map((each) => route(host, each.path, each.pathType, each.backend, each.at.join())),
  )
  return view.defaultBackend === null
    ? ofRules
    : [...ofRules, route('', '', 'default', view.defaultBackend, 'default')]
}

/** How the path is compared, which is no fault of it. */
function matchOf(pathType: string): Pick<Hop, 'reason'> {
  const key = matchWords.find((each) => each === pathType)
  return key === undefined
    ? {}
    : { reason: { key: key === 'default' ? 'ingress:route.default' : `ingress:match.${key}`, values: {} } }
}

const matchWords = [...pathTypes, 'default'] as const

/** `https://shop.example.com`; `*` stands for every host. */
function addressOf(view: IngressView, host: string, { labelDomain }: World): string {
  return `${protocolOf(view, host, labelDomain).toLowerCase()}://${host || '*'}`
}

function nameHop(view: IngressView, host: string, world: World): Hop {
  const text = addressOf(view, host, world)
  const certificate = certificateOf(view, host, world.labelDomain)
  if (certificate === null || certificate.secretName === '') return { id: 'name', text, tone: null }
  const { namespace, secretName: secret } = certificate
  const values = { name: secret }
  const found = secretOf(certificate, world)
  if (found !== undefined) {
    const fault = faultOf(found, host, Date.now())
    if (fault === null) return { id: 'name', text, tone: 'good' }
    return { id: 'name', text, tone: 'danger', reason: { key: `ingress:route.certificate.${fault}`, values } }
  }
  const kind = namespace === view.namespace ? tlsSecrets : allTlsSecrets
  if (world.availability(kind) !== 'live') return { id: 'name', text, tone: null }
  return { id: 'name', text, tone: 'danger', reason: { key: 'ingress:route.noCertificate', values } }
}

function classHop(view: IngressView, world: World): Hop {
  const name = classNameOf(view, world)
  const hop = { id: 'class', text: name || '–', tone: 'good' } as const
  if (isUnserved(view, world)) {
    const key = name === '' ? 'ingress:check.class-missing' : 'ingress:check.class-unknown'
    return { ...hop, tone: 'danger', reason: { key, values: { name } } }
  }
  return { ...hop, reference: { group: 'networking.k8s.io', kind: 'IngressClass', name } }
}

const tones: Readonly<Record<BackendState, Tone | null>> = {
  missing: 'danger',
  noPort: 'danger',
  unready: 'danger',
  ready: 'good',
  unknown: null,
}

/** What comes after a hop that leads nowhere is not there. */
function backendHops(view: IngressView, backend: Backend | null, world: World): readonly Hop[] {
  if (backend === null)
    return [
      { id: 'service', text: '–', tone: 'danger', reason: { key: 'ingress:route.noBackend', values: {} } },
    ]
  if (backend.isResource) return [{ id: 'service', text: '–', tone: null, ...resource }]
  const { namespace } = view
  const { service: name, port } = backend
  const state = stateOf(backend, namespace, world)
  const found = findService(namespace, name, world)
  const service: Hop = {
    id: 'service',
    text: name || '–',
    tone: state === 'missing' ? 'danger' : found === undefined ? null : 'good',
    ...(found !== undefined && { reference: { group: '', kind: 'Service', namespace, name } }),
    ...(state === 'missing' && { reason: { key: 'ingress:backend.missing', values: {} } }),
  }
  if (found === undefined) return [service]
  const target = findPort(found, port)
  const portHop: Hop = {
    id: 'port',
    text: portText(port) || '–',
    tone: state === 'noPort' ? 'danger' : target === undefined ? null : 'good',
    ...(state === 'noPort' && { reason: { key: 'ingress:backend.noPort', values: {} } }),
  }
  if (state === 'noPort' || state === 'unknown') return [service, portHop]
  const { ready, total } = readiness(endpointsOf(found, world))
  const pods: Hop = {
    id: 'pods',
    text: `${ready}/${total}`,
    tone: ready > 0 && ready < total ? 'warning' : tones[state],
    ...(ready < total && { reason: { key: 'ingress:route.unready', values: { count: total - ready } } }),
    ...(total === 0 && { reason: { key: 'ingress:route.noPods', values: {} } }),
  }
  return [service, portHop, pods]
}

const resource = { reason: { key: 'ingress:resourceBackend', values: {} } } as const
