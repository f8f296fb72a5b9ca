/** What a BFDProfile says, read from whatever shape it has. */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asString, type Fields } from '../../k8s/shape.ts'
import { bgpPeers } from '../related.ts'
import type { World } from '../world.ts'

/** What MetalLB takes where a profile says nothing; times in milliseconds. */
export const bfdDefaults = {
  receiveInterval: 300,
  transmitInterval: 300,
  detectMultiplier: 3,
  echoInterval: 50,
  minimumTtl: 254,
} as const

export type BfdNumber = keyof typeof bfdDefaults

/** What the definition takes. */
export const bfdLimits: Readonly<Record<BfdNumber, readonly [number, number]>> = {
  receiveInterval: [10, 60_000],
  transmitInterval: [10, 60_000],
  detectMultiplier: [2, 255],
  echoInterval: [10, 60_000],
  minimumTtl: [1, 254],
}

export interface BfdView {
  readonly name: string
  readonly namespace: string
  readonly spec: Fields
  readonly isEchoing: boolean
  readonly isPassive: boolean
}

export function bfdOf(object: unknown): BfdView {
  const { metadata, spec } = asFields(object)
  const { name, namespace } = asFields(metadata)
  const fields = asFields(spec)
  return {
    name: asString(name),
    namespace: asString(namespace),
    spec: fields,
    isEchoing: fields.echoMode === true,
    isPassive: fields.passiveMode === true,
  }
}

/** The number as it is written, or what holds without one. */
export function bfdNumber({ spec }: Pick<BfdView, 'spec'>, field: BfdNumber): number {
  const value = spec[field]
  return typeof value === 'number' ? value : bfdDefaults[field]
}

/** Milliseconds until a lost peer is noticed, where it sends as often as this side. */
export function detectionTime(view: Pick<BfdView, 'spec'>): number {
  const interval = Math.max(bfdNumber(view, 'receiveInterval'), bfdNumber(view, 'transmitInterval'))
  return bfdNumber(view, 'detectMultiplier') * interval
}

/** The peers whose sessions are watched with it. */
export function peersWith({ name, namespace }: Pick<BfdView, 'name' | 'namespace'>, world: World) {
  return world
    .list<KubeObject>(bgpPeers)
    .filter((each) => name !== '' && each.metadata.namespace === namespace && profileOf(each) === name)
}

/** The profile that a peer names; `''` for none. */
export function profileOf(peer: unknown): string {
  return asString(asFields(asFields(peer).spec).bfdProfile)
}
