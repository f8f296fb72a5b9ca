/** ALBs as their operator keeps them: what they are made of, and how they are. */

import type { Service } from '../../../k8s/core.ts'
import type { KubeObject } from '../../../k8s/objects.ts'
import { timestamp } from '../../api/values.ts'
import { configMaps, deployments, ingressClasses, services } from '../collections.ts'
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
import { ensure, ensureAbsent, ensureStatus, same, withMarks } from '../wanted.ts'
import {
  type Alb,
  type AlbAddress,
  type AlbStatus,
  albLabel,
  albs,
  configOf,
  type Deployment,
  type Frontend,
  frontends,
  frontendsByAlb,
  ingressControllerName,
  madeFor,
  operatorVersion,
  type PortStatus,
} from './objects.ts'
import { projectMarks } from './projects.ts'
import {
  balancerNameOf,
  balancerServiceOf,
  deploymentOf,
  ingressClassOf,
  monitorServiceOf,
  portInfoOf,
} from './workload.ts'

interface IngressClass extends KubeObject {
  readonly spec?: { readonly controller?: string }
}

const classesByAlb: Index<IngressClass> = { of: ingressClasses, keys: madeFor }

export function albOperator(): Reaction {
  return {
    name: 'alb-operator',
    watches: [albs, frontends, deployments, services, configMaps, ingressClasses],
    subjects,
    react(place, world) {
      const alb = world.get<Alb>(albs, place)
      if (alb === null || alb.metadata.deletionTimestamp !== undefined) {
        // An owner in a namespace cannot own what lies in none, so nobody else takes the class away.
        return classesOf(place, world).flatMap((each) => ensureAbsent(ingressClasses, each, world))
      }
      const listeners = world.by(frontendsByAlb, `${place.namespace}/${place.name}`)
      return [
        ...labelWrites(alb),
        ...ensureStatus(alb, statusOf(alb, listeners, world)),
        ...classWrites(alb, world),
        ...partWrites(alb, listeners, world),
      ]
    },
  }
}

function subjects(change: Change): readonly Place[] {
  const object = objectOf(change)
  if (object === null) return []
  if (isIn(change, albs)) return [placeOf(object)]
  if (isIn(change, frontends)) {
    const name = object.metadata.labels?.[albLabel]
    return name === undefined ? [] : [{ namespace: object.metadata.namespace ?? '', name }]
  }
  return madeFor(object).map((key) => {
    const [namespace = '', name = ''] = key.split('/')
    return { namespace, name }
  })
}

function classesOf({ namespace, name }: Place, world: World): readonly Place[] {
  return world.by(classesByAlb, `${namespace}/${name}`).map(placeOf)
}

/** Projects stand in the settings; the labels only repeat them, for those who select by labels. */
function labelWrites(alb: Alb): readonly Write[] {
  const { isPortMode, projects } = configOf(alb)
  const role = alb.metadata.labels?.['cpaas.io/role']
  const marks = {
    ...projectMarks(alb.metadata.labels, isPortMode ? [] : projects),
    'cpaas.io/role': isPortMode ? 'port' : role === 'port' ? undefined : role,
  }
  const next = withMarks(alb, 'labels', marks)
  const isSame = same(alb.metadata.labels ?? {}, next.metadata.labels)
  return isSame ? [] : [{ verb: 'update', object: { ...next } as Manifest }]
}

function partWrites(alb: Alb, listeners: readonly Frontend[], world: World): readonly Write[] {
  const { namespace = '', name } = alb.metadata
  const { enableLbSvc, isPortMode } = configOf(alb)
  const balancer = { namespace, name: balancerNameOf(alb) }
  const portInfo = { namespace, name: `${name}-port-info` }
  return [
    ...ensure(deployments, deploymentOf(alb), world),
    ...ensure(services, monitorServiceOf(alb), world),
    ...(enableLbSvc
      ? ensure(services, balancerServiceOf(alb, listeners, world), world)
      : ensureAbsent(services, balancer, world)),
    ...(isPortMode ? ensure(configMaps, portInfoOf(alb), world) : ensureAbsent(configMaps, portInfo, world)),
  ]
}

function classWrites(alb: Alb, world: World): readonly Write[] {
  if (!configOf(alb).isForIngress) {
    return classesOf(placeOf(alb), world).flatMap((each) => ensureAbsent(ingressClasses, each, world))
  }
  const found = world.get<IngressClass>(ingressClasses, { namespace: '', name: alb.metadata.name })
  const isForeign = found !== null && found.spec?.controller !== ingressControllerName
  return isForeign ? [] : ensure(ingressClasses, ingressClassOf(alb), world)
}

function statusOf(alb: Alb, listeners: readonly Frontend[], world: World): AlbStatus {
  const before = alb.status
  const now = timestamp(world.now)
  const deploy = deployStatus(world.get<Deployment>(deployments, placeOf(alb)))
  const address = addressOf(alb, world)
  const portstatus = portStatuses(listeners, before?.detail?.alb?.portstatus ?? {}, now)
  const state = stateOf(deploy, portstatus, configOf(alb).enableLbSvc && !address.ok)
  const isDeployKept = same(deploy, { ...before?.detail?.deploy, probeTimeStr: undefined })
  const detail = {
    deploy: { ...deploy, probeTimeStr: (isDeployKept ? before?.detail?.deploy?.probeTimeStr : now) ?? now },
    address,
    alb: { portstatus },
    version: { version: operatorVersion, imagePatch: 'not patch' },
  }
  const isKept = same([state, detail], [{ state: before?.state, reason: before?.reason }, before?.detail])
  const probeTime = Math.floor(world.now.getTime() / 1000)
  return isKept && before !== undefined ? before : { ...state, probeTime, probeTimeStr: now, detail }
}

interface State {
  readonly state: 'Pending' | 'Progressing' | 'Running' | 'Warning'
  readonly reason: string
}

function deployStatus(deployment: Deployment | null): State {
  if (deployment === null) return { state: 'Pending', reason: 'wait workload creating' }
  const { replicas = 0, readyReplicas = 0 } = deployment.status ?? {}
  const wanted = deployment.spec?.replicas ?? replicas
  if (readyReplicas === replicas && readyReplicas === wanted) {
    return { state: 'Running', reason: 'workload ready' }
  }
  const counts = `spec ${wanted} status ${replicas} ${readyReplicas}`
  return { state: 'Progressing', reason: `wait workload ready ${counts}` }
}

function stateOf(deploy: State, ports: Readonly<Record<string, PortStatus>>, lacksAddress: boolean): State {
  if (deploy.state !== 'Running') return deploy
  const conflicts = Object.entries(ports)
  if (conflicts.length > 0) {
    return { state: 'Warning', reason: conflicts.map(([port, { msg }]) => `${port} ${msg}.`).join('') }
  }
  return lacksAddress
    ? { state: 'Progressing', reason: 'wait lb svc ready' }
    : { state: 'Running', reason: '' }
}

function addressOf(alb: Alb, world: World): AlbAddress {
  const { enableLbSvc } = configOf(alb)
  const place = { namespace: alb.metadata.namespace ?? '', name: balancerNameOf(alb) }
  const service = enableLbSvc ? world.get<Service>(services, place) : null
  const ingress = service?.status?.loadBalancer?.ingress ?? []
  const ips = ingress.flatMap(({ ip }) => (ip ? [ip] : []))
  const host = ingress.flatMap(({ hostname }) => (hostname ? [hostname] : []))
  return {
    ok: !enableLbSvc || ips.length + host.length > 0,
    msg: [...ips, ...host].join(','),
    ipv4: ips.filter((ip) => !ip.includes(':')),
    ipv6: ips.filter((ip) => ip.includes(':')),
    host,
  }
}

function portStatuses(
  listeners: readonly Frontend[],
  before: Readonly<Record<string, PortStatus>>,
  now: string,
): Readonly<Record<string, PortStatus>> {
  const found = listeners.flatMap(({ spec, status }) => {
    const instances = Object.entries(status?.instances ?? {}).filter(([, { conflict }]) => conflict)
    if (instances.length === 0) return []
    const names = instances
      .map(([name]) => name)
      .sort()
      .join(', ')
    const key = `${spec.protocol}-${spec.port}`
    const msg = `conflict on ${names}`
    const probeTimeStr = before[key]?.msg === msg ? (before[key].probeTimeStr ?? now) : now
    return [[key, { conflict: true, msg, probeTimeStr }] as const]
  })
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)))
}
