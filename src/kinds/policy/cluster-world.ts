/** What has to be read to know what policies let through, and the cluster as far as it could be. */
import type { KubeObject } from '../../k8s/objects.ts'
import { parseApiVersion } from '../../k8s/resource.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import type { ClusterObjects } from '../../net/policy/index.ts'
import { namespaces, nodes } from '../related.ts'
import type { RelatedKind, World } from '../world.ts'
import { adminDialect, baselineDialect, clusterDialect, networkDialect } from './dialects.ts'
import { allPods } from './selected.ts'

const policyKinds: readonly RelatedKind[] = [
  { ...networkDialect.kind, everywhere: true },
  adminDialect.kind,
  baselineDialect.kind,
  clusterDialect.kind,
]

/** For pages on which everything else is read, too: nothing is said before all of it is there. */
export const clusterKinds: readonly RelatedKind[] = [allPods, namespaces, nodes, ...policyKinds]

/** `null` while not all of it is known as of now. A kind of policies that is not served has none. */
export function clusterIn(world: World): ClusterObjects | null {
  const isKnown = (kind: RelatedKind) => world.availability(kind) === 'live'
  const areKnown = policyKinds.every((kind) => isKnown(kind) || world.availability(kind) === 'absent')
  return [allPods, namespaces, nodes].every(isKnown) && areKnown ? clusterAsRead(world) : null
}

/** Whatever could be read of it. */
export function clusterAsRead(world: World): ClusterObjects {
  return {
    pods: world.list<KubeObject>(allPods),
    namespaces: world.list<KubeObject>(namespaces),
    nodes: world.list<KubeObject>(nodes),
    policies: joined(policyKinds.map((kind) => world.list<KubeObject>(kind))),
  }
}

const last = new WeakMap<
  readonly KubeObject[],
  { readonly lists: readonly (readonly KubeObject[])[]; readonly all: readonly KubeObject[] }
>()

/** The same list as long as its parts are. */
function joined(lists: readonly (readonly KubeObject[])[]): readonly KubeObject[] {
  const [first = []] = lists
  const known = last.get(first)
  if (known?.lists.every((list, at) => list === lists[at]) === true) return known.all
  const all = lists.flat()
  last.set(first, { lists, all })
  return all
}

/** The same for the same object, in whichever version it is written. */
export function identityOf(object: unknown): string {
  const { apiVersion, kind, metadata } = asFields(object)
  const { name, namespace } = asFields(metadata)
  const { group } = parseApiVersion(asString(apiVersion))
  return [group, asString(kind), asString(namespace), asString(name)].join('/')
}

/** The policies without one. */
export function without(policies: readonly KubeObject[], object: unknown): readonly KubeObject[] {
  const own = identityOf(object)
  return policies.filter((each) => identityOf(each) !== own)
}

/** Of any shape; what has no name yet does what it will do with one. */
export function named(typed: unknown): KubeObject {
  const fields = asFields(typed)
  const metadata = asFields(fields.metadata)
  const name = asString(metadata.name) || '~new'
  // What is read of it takes any shape.
  return { ...fields, metadata: { ...metadata, name } } as unknown as KubeObject
}
