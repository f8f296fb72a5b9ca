/** Frontends as an ALB's instances keep them: whose ports they are, and where a port is taken already. */

import type { Pod } from '../../../k8s/core.ts'
import { pods } from '../collections.ts'
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
import { ensureStatus, same, withMarks } from '../wanted.ts'
import { type Alb, albLabel, albs, configOf, type Frontend, frontends, frontendsByAlb } from './objects.ts'
import { projectMarks, projectsOfPort } from './projects.ts'

/** By transport and port. */
const byPort: Index<Frontend> = { of: frontends, keys: ({ spec }) => [portKey(spec)] }

const podsByAlb: Index<Pod> = {
  of: pods,
  keys: ({ metadata }) => albNamesOf(metadata.labels).map((name) => `${metadata.namespace}/${name}`),
}

export function albFrontends(): Reaction {
  return {
    name: 'alb2-frontends',
    watches: [frontends, albs, pods],
    subjects,
    react(place, world) {
      const frontend = world.get<Frontend>(frontends, place)
      const alb = frontend === null ? null : albOf(frontend, world)
      if (frontend === null || alb === null || frontend.metadata.deletionTimestamp !== undefined) return []
      return [...labelWrites(frontend, alb), ...instanceWrites(frontend, alb, world)]
    },
  }
}

function subjects(change: Change, world: World): readonly Place[] {
  const object = objectOf(change)
  if (object === null) return []
  if (isIn(change, frontends)) {
    const versions = [change.previous, change.current].filter((each) => each !== null) as Frontend[]
    const rivals = versions.flatMap(({ spec }) => world.by(byPort, portKey(spec)))
    return [object, ...rivals].map(placeOf)
  }
  const { namespace, name } = placeOf(object)
  const names = isIn(change, albs) ? [name] : albNamesOf(object.metadata.labels)
  const own = names.flatMap((each) => world.by(frontendsByAlb, `${namespace}/${each}`))
  const rivals = own.flatMap(({ spec }) => world.by(byPort, portKey(spec)))
  return [...own, ...rivals].map(placeOf)
}

function portKey({ protocol, port }: Frontend['spec']): string {
  return `${protocol === 'udp' ? 'udp' : 'tcp'} ${port}`
}

function albNamesOf(labels: Readonly<Record<string, string>> | undefined): readonly string[] {
  const name = labels?.service_name ?? ''
  return name.startsWith('alb2-') ? [name.slice('alb2-'.length)] : []
}

function albOf({ metadata }: Frontend, world: World): Alb | null {
  const name = metadata.labels?.[albLabel] ?? ''
  return world.get<Alb>(albs, { namespace: metadata.namespace ?? '', name })
}

/** In port mode the ports belong to projects, not the ALB. */
function labelWrites(frontend: Frontend, alb: Alb): readonly Write[] {
  if (!configOf(alb).isPortMode) return []
  const { labels } = frontend.metadata
  const next = withMarks(frontend, 'labels', projectMarks(labels, projectsOfPort(alb, frontend.spec.port)))
  return same(labels, next.metadata.labels) ? [] : [{ verb: 'update', object: { ...next } as Manifest }]
}

/** On a node's own network only one ALB can have a port: the older frontend has it. */
function instanceWrites(frontend: Frontend, alb: Alb, world: World): readonly Write[] {
  const before = frontend.status?.instances ?? {}
  const taken = new Set(olderRivals(frontend, alb, world).flatMap((rival) => nodesOf(rival, world)))
  const now = Math.floor(world.now.getTime() / 1000)
  const instances = Object.fromEntries(
    podsOf(alb, world)
      .filter((pod) => taken.has(pod.spec?.nodeName ?? ''))
      .map((pod) => `${pod.spec?.nodeName}/${pod.metadata.name}`)
      .sort()
      .map((key) => [key, { conflict: true, probeTime: before[key]?.probeTime ?? now }]),
  )
  return same(before, instances) ? [] : ensureStatus(frontend, { ...frontend.status, instances })
}

function olderRivals(frontend: Frontend, alb: Alb, world: World): readonly Alb[] {
  if (configOf(alb).networkMode !== 'host') return []
  return world
    .by(byPort, portKey(frontend.spec))
    .filter((other) => ageOf(other) < ageOf(frontend))
    .map((other) => albOf(other, world))
    .filter((other) => other !== null && other.metadata.uid !== alb.metadata.uid)
    .filter((other) => other !== null && configOf(other).networkMode === 'host') as Alb[]
}

function ageOf({ metadata }: Frontend): string {
  return `${metadata.creationTimestamp} ${metadata.namespace}/${metadata.name}`
}

function podsOf({ metadata }: Alb, world: World): readonly Pod[] {
  return world.by(podsByAlb, `${metadata.namespace}/${metadata.name}`)
}

function nodesOf(alb: Alb, world: World): readonly string[] {
  return podsOf(alb, world).flatMap(({ spec }) => (spec?.nodeName ? [spec.nodeName] : []))
}
