/** What holds addresses, and for what: the one shape in which types of any sort say so. */
import type { KubeObject } from '../k8s/objects.ts'
import { parseApiVersion } from '../k8s/resource.ts'
import { asList, asString } from '../k8s/shape.ts'
import type { Finding } from '../manifest/finding.ts'
import { parseAddress } from '../net/address.ts'
import { type AddressRange, parseRange } from '../net/range.ts'
import type { ObjectReference } from '../ui/links.tsx'
import type { RelatedKind, World } from './world.ts'

/** What a range is for; `kinds:addresses.role.<role>` is what it is called. In the order in which they hold others. */
export const roles = [
  ...(['cluster', 'services', 'join', 'subnet', 'nodePods', 'block', 'pool', 'fixed'] as const),
  ...(['reserved', 'node', 'egress', 'vip', 'service', 'balancer', 'pod'] as const),
]
export type Role = (typeof roles)[number]

/**
 * - `space`: ranges that others lie in.
 * - `kept`: parts of one that are never given away.
 * - `point`: single addresses that stand in the plan by themselves.
 * - `use`: single addresses that are taken within a range, too many to be drawn one by one.
 */
export const standing: Readonly<Record<Role, 'space' | 'kept' | 'point' | 'use'>> = {
  ...{ cluster: 'space', services: 'space', join: 'space', subnet: 'space', nodePods: 'space' },
  ...{ block: 'space', pool: 'space', fixed: 'space', reserved: 'kept' },
  ...{ node: 'point', egress: 'point', vip: 'point', service: 'use', balancer: 'use', pod: 'use' },
}

export interface HeldRange {
  readonly range: AddressRange
  readonly role: Role
  /** Whose it is: where there is a page for it, a link. */
  readonly holder: ObjectReference
  /** How many of its addresses are taken, where its controller counts them. */
  readonly used?: bigint
}

export interface AddressSource {
  readonly kind: RelatedKind
  /** Of an object of any shape; what cannot be read is left out. */
  readonly of: (object: KubeObject) => readonly HeldRange[]
  /** There may be as many of them as addresses: read once somebody looks closely. */
  readonly isBig?: true
  /** Another source that says the same, with more; read only where that one has nothing. */
  readonly unless?: RelatedKind
  /** What is wrong with an object because of another, the only one in the world; as its checks have it. */
  readonly meets?: (object: KubeObject, world: World) => readonly Finding[]
}

export function holderOf({ apiVersion, kind, metadata: { namespace, name } }: KubeObject): ObjectReference {
  const { group } = parseApiVersion(apiVersion)
  return { group, kind, name, ...(namespace !== undefined && { namespace }) }
}

/** The ranges of texts, each of which may join several by commas; what is none is left out. */
export function held(role: Role, holder: ObjectReference, texts: readonly unknown[]): readonly HeldRange[] {
  return texts
    .flatMap((text) => asString(text).split(','))
    .flatMap((text): readonly HeldRange[] => {
      const range = text.trim() === '' ? null : parseRange(text.trim())
      return range === null ? [] : [{ range, role, holder }]
    })
}

/** The same of single addresses: names of hosts and blocks among them are left out. */
export function heldAddresses(
  role: Role,
  holder: ObjectReference,
  texts: readonly unknown[],
): readonly HeldRange[] {
  return texts.flatMap((text): readonly HeldRange[] => {
    const address = parseAddress(asString(text).trim())
    return address === null ? [] : [{ range: { first: address, last: address }, role, holder }]
  })
}

/** Of a list, or of what stands alone in place of one. */
export function listed(list: unknown, alone: unknown): readonly unknown[] {
  const all = asList(list)
  return all.length > 0 ? all : [alone]
}
