/** Related objects found by what kinds usually know of them. Each costs what it finds, not the whole list. */
import type { KubeObject } from '../k8s/objects.ts'
import type { Index } from '../k8s/objectset.ts'
import { type Labels, matchesMap } from '../k8s/selector.ts'
import type { RelatedKind, World } from './world.ts'

const place = (namespace: string | undefined, name: string) => `${namespace ?? ''}/${name}`

const byPlace: Index = { keysOf: ({ metadata }) => place(metadata.namespace, metadata.name) }
const byName: Index = { keysOf: ({ metadata }) => metadata.name }
const byNamespace: Index = { keysOf: ({ metadata }) => metadata.namespace ?? '' }
const byOwner: Index = { keysOf: ({ metadata }) => (metadata.ownerReferences ?? []).map(({ uid }) => uid) }

/** The object of that name; `''` for the namespace of a kind that belongs to none. */
export function named<T extends KubeObject>(
  world: World,
  kind: RelatedKind,
  namespace: string,
  name: string,
): T | undefined {
  return world.lookup<T>(kind, byPlace, place(namespace, name))[0]
}

/** The objects of that name in whatever namespace. */
export function anyNamed<T extends KubeObject>(world: World, kind: RelatedKind, name: string): readonly T[] {
  return world.lookup<T>(kind, byName, name)
}

export function inNamespace<T extends KubeObject>(
  world: World,
  kind: RelatedKind,
  namespace: string,
): readonly T[] {
  return world.lookup<T>(kind, byNamespace, namespace)
}

/** The objects that name this uid among their owners. */
export function ownedBy<T extends KubeObject>(world: World, kind: RelatedKind, uid: string): readonly T[] {
  return world.lookup<T>(kind, byOwner, uid)
}

/** Indexes by labels, those of the object itself or others that it holds: one for each label key asked for. */
export class LabelIndexes<T extends KubeObject> {
  readonly labelsOf: (object: T) => Labels | undefined
  readonly #indexes = new Map<string, Index<T>>()

  constructor(labelsOf: (object: T) => Labels | undefined) {
    this.labelsOf = labelsOf
  }

  of(key: string): Index<T> {
    const known = this.#indexes.get(key)
    if (known !== undefined) return known
    const made: Index<T> = {
      keysOf: (object) => {
        const value = this.labelsOf(object)?.[key]
        return value === undefined ? [] : place(object.metadata.namespace, value)
      },
    }
    this.#indexes.set(key, made)
    return made
  }
}

const ownLabels = new LabelIndexes<KubeObject>(({ metadata }) => metadata.labels)

/** The objects of a namespace that carry every pair of a selector. An empty selector selects nothing. */
export function labelled<T extends KubeObject>(
  world: World,
  kind: RelatedKind,
  namespace: string,
  selector: Labels,
  indexes: LabelIndexes<T> = ownLabels,
): readonly T[] {
  const [[key, value] = [], ...more] = Object.entries(selector)
  if (key === undefined || value === undefined) return []
  const found = world.lookup<T>(kind, indexes.of(key), place(namespace, value))
  return more.length === 0 ? found : found.filter((object) => matchesMap(selector, indexes.labelsOf(object)))
}

/** An index for each label domain, for what stands under labels and annotations that are named by it. */
export function perLabelDomain(
  keysOf: (object: KubeObject, labelDomain: string) => string | readonly string[],
): (labelDomain: string) => Index {
  const known = new Map<string, Index>()
  return (labelDomain) => {
    const index = known.get(labelDomain) ?? { keysOf: (object) => keysOf(object, labelDomain) }
    known.set(labelDomain, index)
    return index
  }
}
