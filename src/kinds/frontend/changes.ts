/** How the fields of a port follow each other when one of them is changed. */
import type { Path } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { asList, asString } from '../../k8s/shape.ts'
import { type Manifest, readAt, removeAt, setAt } from '../../manifest/manifest.ts'
import { backendProtocolPath, certificateNamePath, configAt } from '../alb/spec.ts'
import { projectPath } from '../assignment.ts'
import type { World } from '../world.ts'
import { balancerOf } from './lending.ts'
import {
  balancerPath,
  nameFor,
  namePath,
  ownersPath,
  type Protocol,
  portPath,
  protocolPath,
  viewOf,
} from './spec.ts'

const without = (manifest: Manifest, path: Path) =>
  removeAt(manifest, path, { pruneEmptyParents: true, keepDepth: 2 })

/** The name is that of balancer and port for as long as nobody gave it another. */
function withNameKept(before: Manifest, after: Manifest): Manifest {
  const { name, balancer, port } = viewOf(before.value)
  const next = viewOf(after.value)
  const made = nameFor(next.balancer, next.port)
  return made === '' || (name !== '' && name !== nameFor(balancer, port))
    ? after
    : setAt(after, namePath, made)
}

export function withPort(manifest: Manifest, port: unknown, world: World): Manifest {
  const set = port === undefined ? removeAt(manifest, portPath) : setAt(manifest, portPath, port)
  return withNameKept(manifest, withOwner(set, balancerOf(viewOf(set.value), world), world))
}

export function withBalancer(manifest: Manifest, alb: KubeObject | undefined, name: string, world: World) {
  const named = setAt(manifest, balancerPath, name)
  const placed =
    alb?.metadata.namespace === undefined
      ? named
      : setAt(named, ['metadata', 'namespace'], alb.metadata.namespace)
  return withNameKept(manifest, withOwner(placed, alb, world))
}

/** It goes when its load balancer goes, and what a project makes says whose it is. */
function withOwner(
  manifest: Manifest,
  alb: KubeObject | undefined,
  { project, labelDomain }: World,
): Manifest {
  const labelled =
    project === null || readAt(manifest, projectPath(labelDomain)) === project
      ? manifest
      : setAt(manifest, projectPath(labelDomain), project)
  if (alb?.metadata.uid === undefined) return labelled
  const { apiVersion, kind, metadata } = alb
  const [owner] = asList(readAt(labelled, ownersPath))
  const isSaid = asString((owner as { uid?: unknown } | undefined)?.uid) === metadata.uid
  const reference = { apiVersion, kind, name: metadata.name, uid: metadata.uid }
  return isSaid ? labelled : setAt(labelled, ownersPath, [reference])
}

/** What only other protocols have goes with them. */
export function withProtocol(manifest: Manifest, protocol: Protocol): Manifest {
  const set = setAt(manifest, protocolPath, protocol)
  if (protocol === 'tcp' || protocol === 'udp')
    return [
      certificateNamePath,
      backendProtocolPath,
      configAt('redirect'),
      configAt('keepalive', 'http'),
    ].reduce(without, set)
  const spoken = readAt(set, backendProtocolPath)
  const isGrpc = protocol === 'grpc'
  return isGrpc === (spoken === 'grpc') && spoken !== undefined
    ? set
    : setAt(set, backendProtocolPath, isGrpc ? 'grpc' : 'http')
}
