/** What connectivity is asked of, as it stands in an address: a namespace, a workload, a pod, an IP address, outside. */
import type { Workload } from '../../net/policy/index.ts'

export type Place =
  | { readonly type: 'ns'; readonly namespace: string }
  | ({ readonly type: 'workload' } & Workload)
  | { readonly type: 'pod'; readonly namespace: string; readonly name: string }
  | { readonly type: 'ip'; readonly ip: string }
  | { readonly type: 'outside' }

export const outside: Place = { type: 'outside' }

export function formatPlace(place: Place): string {
  switch (place.type) {
    case 'ns':
      return `ns:${place.namespace}`
    case 'workload':
      return `workload:${place.namespace}/${place.kind}/${place.name}`
    case 'pod':
      return `pod:${place.namespace}/${place.name}`
    case 'ip':
      return `ip:${place.ip}`
    case 'outside':
      return 'outside'
  }
}

/** `null` where the text is no place. */
export function parsePlace(text: string): Place | null {
  if (text === 'outside') return outside
  const colon = text.indexOf(':')
  const rest = text.slice(colon + 1)
  const [namespace = '', second = '', third = '', ...more] = rest.split('/')
  switch (text.slice(0, Math.max(colon, 0))) {
    case 'ns':
      return namespace !== '' && second === '' ? { type: 'ns', namespace } : null
    case 'workload':
      return third !== '' && second !== '' && more.length === 0
        ? { type: 'workload', namespace, kind: second, name: third }
        : null
    case 'pod':
      return second !== '' && third === '' ? { type: 'pod', namespace, name: second } : null
    case 'ip':
      return rest !== '' ? { type: 'ip', ip: rest } : null
    default:
      return null
  }
}

/** A workload as a place; a pod without a controller is a pod. */
export function placeOfWorkload(workload: Workload): Place {
  const { namespace, kind, name } = workload
  return kind === 'Pod' ? { type: 'pod', namespace, name } : { type: 'workload', namespace, kind, name }
}
