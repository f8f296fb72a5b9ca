/** Kinds with little to them: namespaces, accounts, leases, events, nodes, claims. */
import { type FieldError, invalid } from '../schema/messages.ts'
import { decoded } from './decoded.ts'

interface Namespace {
  metadata: { name?: string; labels?: Record<string, string> }
  spec?: { finalizers?: string[] }
  status?: { phase?: string }
}

const nameLabel = 'kubernetes.io/metadata.name'

/** In place. What holds a namespace back is not for its own writers to say. */
export function defaultNamespace(object: unknown, old: unknown): void {
  const namespace = decoded<Namespace>(object)
  if (namespace.metadata.name) {
    namespace.metadata.labels = { ...namespace.metadata.labels, [nameLabel]: namespace.metadata.name }
  }
  namespace.spec ??= {}
  const before = old === null ? undefined : decoded<Namespace>(old).spec?.finalizers
  if (before !== undefined) namespace.spec.finalizers = [...before]
  if (!namespace.spec.finalizers?.includes('kubernetes')) {
    namespace.spec.finalizers = [...(namespace.spec.finalizers ?? []), 'kubernetes']
  }
  namespace.status ??= {}
  namespace.status.phase ||= 'Active'
}

interface Lease {
  spec?: { leaseDurationSeconds?: number; leaseTransitions?: number }
}

export function leaseErrors(object: unknown): readonly FieldError[] {
  const { leaseDurationSeconds: duration, leaseTransitions: transitions } = decoded<Lease>(object).spec ?? {}
  return [
    ...(duration !== undefined && duration <= 0
      ? [invalid('spec.leaseDurationSeconds', duration, 'must be greater than 0')]
      : []),
    ...(transitions !== undefined && transitions < 0
      ? [invalid('spec.leaseTransitions', transitions, 'must be greater than or equal to 0')]
      : []),
  ]
}

interface EventFields {
  metadata: { namespace?: string }
  involvedObject?: { namespace?: string }
  source?: object
  firstTimestamp?: string | null
  lastTimestamp?: string | null
  eventTime?: string | null
  reportingComponent?: string
  reportingInstance?: string
}

/** In place: the fields of an Event that are written even where they are empty. */
export function fillEvent(object: unknown): void {
  const event = decoded<EventFields>(object)
  event.source ??= {}
  event.firstTimestamp ??= null
  event.lastTimestamp ??= null
  event.eventTime ??= null
  event.reportingComponent ??= ''
  event.reportingInstance ??= ''
}

export function eventErrors(object: unknown): readonly FieldError[] {
  const { metadata, involvedObject } = decoded<EventFields>(object)
  const home = involvedObject?.namespace ?? ''
  // Events about objects of the cluster stand in the default namespace.
  const expected = home === '' ? ['', 'default', 'kube-system'] : [home]
  return expected.includes(metadata.namespace ?? '')
    ? []
    : [invalid('involvedObject.namespace', home, 'does not match event.namespace')]
}
