/** Ingresses as the leader of their ALB serves them: by frontends, rules and the ALB's addresses. */

import type { KubeObject } from '../../../k8s/objects.ts'
import { isIPv4, isIPv6 } from '../../../net/address.ts'
import { ingresses, namespaces, services } from '../collections.ts'
import {
  type Change,
  type Index,
  isIn,
  type Manifest,
  objectOf,
  type Place,
  placeOf,
  type Reaction,
  type World,
  type Write,
} from '../reaction.ts'
import { ensureStatus, isBeyondStatus, ownerOf, same } from '../wanted.ts'
import {
  backendKeysOf,
  classNameOf,
  type Ingress,
  type Need,
  needOf,
  type Target,
  targetOf,
} from './ingress.ts'
import {
  type Alb,
  addressesOf,
  albLabel,
  albs,
  albsByName,
  allProjects,
  configOf,
  type Frontend,
  frontends,
  frontendsByAlb,
  projectLabelPrefix,
  rules,
  type Source,
} from './objects.ts'
import { otherRules, rulesByIngress, ruleWrites } from './rules.ts'

const byClass: Index<Ingress> = { of: ingresses, keys: (ingress) => [classNameOf(ingress)] }
const byNamespace: Index<Ingress> = { of: ingresses, keys: ({ metadata }) => [metadata.namespace ?? ''] }
const byBackend: Index<Ingress> = { of: ingresses, keys: backendKeysOf }
/** By the Ingress they were made for, as `namespace/name`. */
const frontendsByIngress: Index<Frontend> = {
  of: frontends,
  keys: ({ spec: { source } }) => (source?.type === 'ingress' ? [`${source.namespace}/${source.name}`] : []),
}

export function albIngresses(): Reaction {
  return {
    name: 'alb2-ingresses',
    watches: [ingresses, albs, frontends, rules, services, namespaces],
    subjects,
    react(place, world) {
      const ingress = world.get<Ingress>(ingresses, place)
      if (ingress === null || ingress.metadata.deletionTimestamp !== undefined)
        return removalWrites(place, world)
      const project = projectOf(place.namespace, world)
      const servers = world
        .by(albsByName, classNameOf(ingress))
        .filter((alb) => serves(alb, project, world))
        .map((alb) => serverOf(alb, ingress, world))
      const wasOurs = world.by(rulesByIngress, `${place.namespace}/${place.name}`).length > 0
      if (servers.length === 0) {
        return [
          ...removalWrites(place, world),
          ...(wasOurs ? ensureStatus(ingress, { ...ingress.status, loadBalancer: {} }) : []),
        ]
      }
      const listeners = servers.flatMap(({ alb, found }) => found.map((frontend) => ({ alb, frontend })))
      const used = new Set(listeners.map(({ frontend }) => frontend.metadata.uid))
      return [
        ...servers.flatMap(({ missing }) => missing.map((object): Write => ({ verb: 'create', object }))),
        ...listeners.flatMap(({ frontend }) => defaultWrites(frontend, ingress, world)),
        ...ruleWrites(ingress, listeners, project, world),
        ...emptyFrontends(place, used, world),
        ...addressWrites(ingress, servers),
      ]
    },
  }
}

function subjects(change: Change, world: World): readonly Place[] {
  const object = objectOf(change)
  if (object === null) return []
  const { namespace, name } = placeOf(object)
  if (isIn(change, albs)) return haveAlbsChanged(change) ? world.by(byClass, name).map(placeOf) : []
  if (!isBeyondStatus(change)) return []
  if (isIn(change, ingresses)) return [placeOf(object)]
  if (isIn(change, services)) return world.by(byBackend, `${namespace}/${name}`).map(placeOf)
  if (isIn(change, namespaces)) return world.by(byNamespace, name).map(placeOf)
  // A rule that is new was made for its Ingress just now; a frontend that is new waits for its rules.
  if (isIn(change, rules)) return change.previous === null ? [] : sourcesOf(change)
  if (change.current !== null && !haveLabelsChanged(change)) return sourcesOf(change)
  return world.by(byClass, object.metadata.labels?.[albLabel] ?? '').map(placeOf)
}

/** What an ALB's instances do matters to Ingresses only where its addresses change. */
function haveAlbsChanged(change: Change): boolean {
  const [before, after] = [change.previous, change.current] as readonly (Alb | null)[]
  if (!before || !after) return true
  return isBeyondStatus(change) || !same(addressesOf(before), addressesOf(after))
}

function haveLabelsChanged({ previous, current }: Change): boolean {
  return previous !== null && !same(previous.metadata.labels, current?.metadata.labels)
}

interface Sourced extends KubeObject {
  readonly spec?: { readonly source?: Source }
}

function sourcesOf({ previous, current }: Change): readonly Place[] {
  const versions = [previous, current] as readonly (Sourced | null)[]
  return versions.flatMap((each) => {
    const { type, namespace = '', name = '' } = each?.spec?.source ?? {}
    return type === 'ingress' ? [{ namespace, name }] : []
  })
}

function projectOf(namespace: string, world: World): string {
  const found = world.get<KubeObject>(namespaces, { namespace: '', name: namespace })
  return found?.metadata.labels?.['cpaas.io/project'] ?? ''
}

/** In port mode the leader looks at the frontends of both ports, and makes none itself. */
function serves(alb: Alb, project: string, world: World): boolean {
  const { isForIngress, isPortMode, projects, ingressHTTPPort, ingressHTTPSPort } = configOf(alb)
  if (!isForIngress || alb.metadata.deletionTimestamp !== undefined) return false
  const allows = (names: readonly string[]) => names.includes(allProjects) || names.includes(project)
  if (!isPortMode) return allows(projects)
  return [ingressHTTPPort, ingressHTTPSPort].every((port) => {
    const labels = frontendOn(alb, port, world)?.metadata.labels ?? {}
    const names = Object.keys(labels).filter((label) => label.startsWith(projectLabelPrefix))
    return allows(names.map((label) => label.slice(projectLabelPrefix.length)))
  })
}

function frontendOn({ metadata }: Alb, port: number, world: World): Frontend | undefined {
  return world
    .by(frontendsByAlb, `${metadata.namespace}/${metadata.name}`)
    .find(({ spec }) => spec.port === port)
}

interface Server {
  readonly alb: Alb
  readonly need: Need
  readonly found: readonly Frontend[]
  readonly missing: readonly Manifest[]
}

function serverOf(alb: Alb, ingress: Ingress, world: World): Server {
  const need = needOf(ingress, alb)
  const { ingressHTTPPort, ingressHTTPSPort } = configOf(alb)
  const wanted = [
    ...(need.http ? [{ protocol: 'http', port: ingressHTTPPort }] : []),
    ...(need.https ? [{ protocol: 'https', port: ingressHTTPSPort }] : []),
  ]
  const known = wanted.map(({ protocol, port }) => ({ protocol, port, found: frontendOn(alb, port, world) }))
  return {
    alb,
    need,
    found: known.flatMap(({ protocol, found }) => (found?.spec.protocol === protocol ? [found] : [])),
    missing: known
      .filter(({ found }) => found === undefined)
      .map(({ protocol, port }) => frontendFor(alb, ingress, protocol, port, world)),
  }
}

function frontendFor(
  alb: Alb,
  { metadata, spec }: Ingress,
  protocol: string,
  port: number,
  world: World,
): Manifest {
  const certificate = (configOf(alb).defaultSSLCert ?? '').replaceAll('/', '_')
  const backend = spec?.defaultBackend
  const target = backend === undefined ? null : targetOf(backend, metadata.namespace ?? '', world)
  return {
    apiVersion: 'crd.alauda.io/v1',
    kind: 'Frontend',
    metadata: {
      namespace: alb.metadata.namespace ?? '',
      name: `${alb.metadata.name}-${String(port).padStart(5, '0')}`,
      labels: { [albLabel]: alb.metadata.name },
      ownerReferences: [ownerOf(alb)],
    },
    spec: {
      port,
      protocol,
      ...(protocol === 'https' ? { certificate_name: certificate } : {}),
      ...(target === null ? {} : { serviceGroup: { services: [target] } }),
      source: { type: 'ingress', namespace: metadata.namespace ?? '', name: metadata.name },
    },
  }
}

/** The default backend of an Ingress becomes that of the frontend, where it has none. */
function defaultWrites(frontend: Frontend, { metadata, spec }: Ingress, world: World): readonly Write[] {
  const backend = spec?.defaultBackend
  if (backend === undefined || (frontend.spec.serviceGroup?.services ?? []).length > 0) return []
  const target: Target | null = targetOf(backend, metadata.namespace ?? '', world)
  if (target === null) return []
  const source = { type: 'ingress', namespace: metadata.namespace ?? '', name: metadata.name }
  const next = { ...frontend.spec, serviceGroup: { services: [target] }, source }
  return [{ verb: 'update', object: { ...frontend, spec: next } }]
}

/** Takes away what was made for an Ingress that is gone or is somebody else's now. */
function removalWrites(place: Place, world: World): readonly Write[] {
  const made = world.by(rulesByIngress, `${place.namespace}/${place.name}`)
  return [
    ...made.map((object): Write => ({ verb: 'delete', object })),
    ...emptyFrontends(place, new Set(), world),
  ]
}

/** A frontend made for an Ingress goes with its last rule; one that others use loses its default backend. */
function emptyFrontends(place: Place, used: ReadonlySet<string | undefined>, world: World): readonly Write[] {
  const key = `${place.namespace}/${place.name}`
  const touched = new Map<string, Frontend>()
  for (const frontend of world.by(frontendsByIngress, key)) touched.set(frontend.metadata.name, frontend)
  for (const rule of world.by(rulesByIngress, key)) {
    const owner = rule.metadata.ownerReferences?.[0]?.name ?? ''
    const frontend = world.get<Frontend>(frontends, { namespace: rule.metadata.namespace ?? '', name: owner })
    if (frontend?.spec.source?.type === 'ingress') touched.set(owner, frontend)
  }
  return [...touched.values()]
    .filter(({ metadata }) => !used.has(metadata.uid))
    .flatMap((frontend): readonly Write[] => {
      const others = otherRules(frontend, place, world)
      const [heir] = others.map(({ spec }) => spec.source).filter((source) => source?.type === 'ingress')
      if (others.length === 0) return [{ verb: 'delete', object: frontend }]
      const isSource =
        frontend.spec.source?.name === place.name && frontend.spec.source.namespace === place.namespace
      if (!isSource) return []
      const lent = { serviceGroup: undefined, source: heir, backendProtocol: undefined }
      return [{ verb: 'update', object: { ...frontend, spec: { ...frontend.spec, ...lent } } }]
    })
}

function addressWrites(ingress: Ingress, servers: readonly Server[]): readonly Write[] {
  const entries = servers.flatMap(({ alb, need }) => {
    const { ingressHTTPPort, ingressHTTPSPort } = configOf(alb)
    const ports = [
      ...(need.http ? [{ port: ingressHTTPPort, protocol: 'TCP' }] : []),
      ...(need.https ? [{ port: ingressHTTPSPort, protocol: 'TCP' }] : []),
    ]
    return addressesOf(alb).map((text) =>
      isIPv4(text) || isIPv6(text) ? { ip: text, ports } : { hostname: text, ports },
    )
  })
  const loadBalancer = entries.length > 0 ? { ingress: entries } : {}
  return ensureStatus(ingress, { ...ingress.status, loadBalancer })
}
