/** What namespaces allow: nothing is created in one that does not exist or is going away. */
import { StatusError } from '../../k8s/status.ts'
import type { KindInfo, SandboxObject } from '../types.ts'
import { forbidden, notFound } from './errors.ts'
import type { ObjectStore } from './store.ts'
import { listOf, mapOf, nameOf, namespaceOf } from './values.ts'

/** Throws NotFound or Forbidden, as the NamespaceLifecycle admission does. */
export function admitToNamespace(store: ObjectStore, kind: KindInfo, object: SandboxObject): void {
  if (!kind.namespaced) return
  const name = namespaceOf(object)
  const namespace = store.get('', 'namespaces', '', name)
  if (namespace === null) throw notFound({ group: '', plural: 'namespaces' }, name)
  if (namespace.metadata.deletionTimestamp === undefined) return
  const refusal = forbidden(
    kind,
    nameOf(object),
    `unable to create new content in namespace ${name} because it is being terminated`,
  )
  const message = `namespace ${name} is being terminated`
  throw new StatusError({
    ...refusal.status,
    details: {
      ...refusal.status.details,
      causes: [{ reason: 'NamespaceTerminating', message, field: 'metadata.namespace' }],
    },
  })
}

/** A new Namespace as the server completes it: active, labelled with its name, and held by its finalizer. */
export function completedNamespace(kind: KindInfo, object: SandboxObject): SandboxObject {
  if (kind.custom || kind.kind !== 'Namespace') return object
  const labels = { ...mapOf(object.metadata.labels), 'kubernetes.io/metadata.name': nameOf(object) }
  const finalizers = listOf(mapOf(object.spec).finalizers)
  const held = finalizers.includes('kubernetes') ? finalizers : [...finalizers, 'kubernetes']
  return {
    ...object,
    metadata: { ...object.metadata, labels },
    spec: { ...mapOf(object.spec), finalizers: held },
    status: { phase: 'Active' },
  }
}

const immortal = new Set(['default', 'kube-system', 'kube-public'])

/** Throws Forbidden for the namespaces that every cluster keeps. */
export function admitDeletion(kind: KindInfo, name: string): void {
  if (kind.custom || kind.kind !== 'Namespace' || !immortal.has(name)) return
  throw forbidden(kind, name, 'this namespace may not be deleted')
}
