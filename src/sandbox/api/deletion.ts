/** Deleting one object: preconditions, finalizers and what DELETE leaves standing for the moment. */
import type { Json, KindInfo, SandboxObject } from '../types.ts'
import { toStored } from './conversion.ts'
import type { Core } from './core.ts'
import { conflict } from './errors.ts'
import {
  listOf,
  nameOf,
  namespaceOf,
  textOf,
  timestamp,
  uidOf,
  valueAt,
  versionOf,
  withMetadata,
} from './values.ts'

export type Propagation = 'Orphan' | 'Background' | 'Foreground'

export interface DeleteOptions {
  readonly propagation: Propagation | null
  readonly gracePeriodSeconds: number | null
  readonly uid: string | null
  readonly resourceVersion: string | null
  readonly dryRun: boolean
}

export const backgroundDeletion: DeleteOptions = {
  propagation: 'Background',
  gracePeriodSeconds: null,
  uid: null,
  resourceVersion: null,
  dryRun: false,
}

export interface Deleted {
  /** The last state where it is gone, else the state that waits for its finalizers. */
  readonly object: SandboxObject
  readonly gone: boolean
}

/** Deletes `old` (in stored or any served version). Throws Conflict where a precondition fails. */
export function deleteObject(
  core: Core,
  kind: KindInfo,
  old: SandboxObject,
  options: DeleteOptions,
): Deleted {
  checkPreconditions(kind, old, options)
  const finalizers = finalizersFor(kind, old, options.propagation)
  const grace = gracePeriodOf(kind, old, options)
  const waits = finalizers.length > 0 || grace > 0 || holdsNamespace(old)
  if (!waits) {
    if (options.dryRun) return { object: old, gone: true }
    const removed = core.store.remove(kind.storageKey, namespaceOf(old), nameOf(old))
    return { object: removed === null ? old : { ...removed, apiVersion: old.apiVersion }, gone: true }
  }
  if (isWaitingAlready(old, finalizers, grace)) return { object: old, gone: false }
  const object = marked(core, old, finalizers, grace)
  if (options.dryRun) return { object, gone: false }
  const stored = core.store.put(kind.storageKey, toStored(kind, object))
  return { object: { ...stored, apiVersion: old.apiVersion }, gone: false }
}

function checkPreconditions(
  kind: KindInfo,
  old: SandboxObject,
  { uid, resourceVersion }: DeleteOptions,
): void {
  const subject = { group: kind.group, plural: kind.kind }
  if (uid !== null && uid !== uidOf(old)) {
    throw conflict(
      subject,
      nameOf(old),
      `the UID in the precondition (${uid}) does not match the UID in record (${uidOf(old)}). The object might have been deleted and then recreated`,
    )
  }
  if (resourceVersion !== null && resourceVersion !== versionOf(old)) {
    throw conflict(
      subject,
      nameOf(old),
      `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${versionOf(old)}). The object might have been modified`,
    )
  }
}

export const orphanFinalizer = 'orphan'
export const foregroundFinalizer = 'foregroundDeletion'
/** Holds a CustomResourceDefinition until its objects are gone. */
export const cleanupFinalizer = 'customresourcecleanup.apiextensions.k8s.io'

function finalizersFor(
  kind: KindInfo,
  old: SandboxObject,
  propagation: Propagation | null,
): readonly string[] {
  const present = listOf(old.metadata.finalizers).map(textOf)
  const cleanup =
    kind.kind === 'CustomResourceDefinition' && !kind.custom && !present.includes(cleanupFinalizer)
      ? [cleanupFinalizer]
      : []
  if (propagation === null) return [...present, ...cleanup]
  const others = present.filter((each) => each !== orphanFinalizer && each !== foregroundFinalizer)
  const chosen =
    propagation === 'Orphan' ? [orphanFinalizer] : propagation === 'Foreground' ? [foregroundFinalizer] : []
  return [...others, ...chosen, ...cleanup]
}

/** Only pods that run somewhere are given time to stop. */
function gracePeriodOf(kind: KindInfo, old: SandboxObject, { gracePeriodSeconds }: DeleteOptions): number {
  if (kind.group !== '' || kind.kind !== 'Pod') return 0
  const phase = textOf(valueAt(old, ['status', 'phase']))
  if (textOf(valueAt(old, ['spec', 'nodeName'])) === '' || phase === 'Succeeded' || phase === 'Failed')
    return 0
  return gracePeriodSeconds ?? Number(valueAt(old, ['spec', 'terminationGracePeriodSeconds']) ?? 30)
}

function holdsNamespace(old: SandboxObject): boolean {
  return isNamespace(old) && listOf(valueAt(old, ['spec', 'finalizers'])).length > 0
}

function isNamespace(object: SandboxObject): boolean {
  return object.apiVersion === 'v1' && object.kind === 'Namespace'
}

function isWaitingAlready(old: SandboxObject, finalizers: readonly string[], grace: number): boolean {
  if (old.metadata.deletionTimestamp === undefined) return false
  const present = listOf(old.metadata.finalizers)
  const known = Number(old.metadata.deletionGracePeriodSeconds ?? 0)
  return (
    grace >= known &&
    finalizers.length === present.length &&
    finalizers.every((each) => present.includes(each))
  )
}

function marked(core: Core, old: SandboxObject, finalizers: readonly string[], grace: number): SandboxObject {
  const generation = Number(old.metadata.generation ?? 0)
  const first = old.metadata.deletionTimestamp === undefined
  const when = new Date(core.now().getTime() + grace * 1000)
  const changes: Record<string, Json | undefined> = {
    finalizers: finalizers.length === 0 ? undefined : finalizers,
    deletionTimestamp: first || grace > 0 ? timestamp(when) : old.metadata.deletionTimestamp,
    ...(isNamespace(old) ? {} : { deletionGracePeriodSeconds: grace }),
    ...(first && generation > 0 ? { generation: generation + 1 } : {}),
  }
  const object = withMetadata(old, changes)
  if (!isNamespace(old)) return object
  const status = valueAt(old, ['status'])
  return {
    ...object,
    status: { ...(typeof status === 'object' ? status : {}), phase: 'Terminating' } as Json,
  }
}
