/** Makes a query of a panel's template and the object that it is asked for. */
import type { SubjectId } from './panels.ts'

export interface MeasuredObject {
  readonly subject: SubjectId
  readonly namespace: string
  readonly name: string
}

/** What a Prometheus calls the namespace and the Pod of what it scrapes. */
export interface TargetLabels {
  readonly namespace: string
  readonly pod: string
}

export const usualLabels: TargetLabels = { namespace: 'namespace', pod: 'pod' }

/** A text between quotes, as PromQL reads it: whatever it holds, it does not end there. */
export function quoted(text: string): string {
  const escaped = text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')
  return `"${escaped}"`
}

/** A text that stands for itself in a regular expression. */
export function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

/** The letters that Kubernetes makes the ends of names of: so that `web` does not take in the pods of `web-internal`. */
const made = '[bcdfghjklmnpqrstvwxz0-9]'

/** The matchers that mean this object and no other. */
export function targetOf({ subject, namespace, name }: MeasuredObject, labels: TargetLabels): string {
  switch (subject) {
    case 'balancer':
      return `${labels.namespace}=${quoted(namespace)},${labels.pod}=~${quoted(`${literal(name)}-${made}{5,10}-${made}{5}`)}`
    case 'rule':
      return `${labels.namespace}=${quoted(namespace)},rule=${quoted(name)}`
    case 'ingress':
      return sourceOf('ingress', namespace, name)
    case 'route':
      return sourceOf('gateway', namespace, name)
  }
}

function sourceOf(type: string, namespace: string, name: string): string {
  return `source_type="${type}",source_namespace=${quoted(namespace)},source_name=${quoted(name)}`
}

export function filledIn(query: string, target: string, windowSeconds: number): string {
  // As functions, because what is put in may hold what `replaceAll` would take for a reference.
  return query.replaceAll('$target', () => target).replaceAll('$window', () => `${windowSeconds}s`)
}
