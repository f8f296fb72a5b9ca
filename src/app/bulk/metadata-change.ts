/** One label or annotation, set on or taken from many objects. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { ResourceType } from '../../k8s/resource.ts'
import { StatusError } from '../../k8s/status.ts'
import { getObject, patchObject } from '../api/objects.ts'

export interface MetadataChange {
  readonly field: 'labels' | 'annotations'
  readonly key: string
  /** `null` takes it away. */
  readonly value: string | null
}

export interface ChangePlan {
  /** Objects that are not as they shall be. */
  readonly changed: readonly KubeObject[]
  /** Objects that are so already. */
  readonly same: number
  /** Values that are lost, with how many objects have them. */
  readonly lost: ReadonlyMap<string, number>
}

export function planOf(objects: readonly KubeObject[], change: MetadataChange): ChangePlan {
  const changed = objects.filter((object) => valueIn(object, change) !== change.value)
  const lost = new Map<string, number>()
  for (const object of changed) {
    const value = valueIn(object, change)
    if (value !== null) lost.set(value, (lost.get(value) ?? 0) + 1)
  }
  return { changed, same: objects.length - changed.length, lost }
}

function valueIn({ metadata }: KubeObject, { field, key }: MetadataChange): string | null {
  return metadata[field]?.[key] ?? null
}

/** A merge patch of this very object as it was seen: of another version or uid the server answers 409. */
export function patchOf({ metadata }: KubeObject, { field, key, value }: MetadataChange): object {
  const { uid, resourceVersion } = metadata
  return {
    metadata: {
      ...(uid !== undefined && { uid }),
      ...(resourceVersion !== undefined && { resourceVersion }),
      [field]: { [key]: value },
    },
  }
}

/** How often an object that others write at the same time is read anew. */
const attempts = 4

/**
 * Changes one object. Where others wrote to it meanwhile, it is read again, and written if what was reviewed still
 * holds: that it is the same object and has the same value there. `otherwise` says that it does not.
 */
export async function applyChange(
  at: { readonly cluster: string; readonly type: ResourceType },
  reviewed: KubeObject,
  change: MetadataChange,
  otherwise: string,
): Promise<void> {
  const { namespace, name, uid } = reviewed.metadata
  const address = { ...at, namespace, name }
  let current = reviewed
  for (let attempt = 1; ; attempt += 1) {
    try {
      await patchObject(address, patchOf(current, change))
      return
    } catch (error) {
      const isConflict = error instanceof StatusError && error.code === 409
      if (!isConflict || attempt === attempts) throw error
      current = (await getObject(address)).body
      if (current.metadata.uid !== uid) throw error
    }
    const value = valueIn(current, change)
    if (value === change.value) return
    if (value !== valueIn(reviewed, change)) throw new Error(otherwise)
  }
}
