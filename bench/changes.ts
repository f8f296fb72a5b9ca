/** What a generator writes: changes of every field that a list shows, and probes whose arrival is timed. */
import type { Write } from './api.ts'
import { addressed, endpointsAt, type GeneratedKind, objectPath, podsOfService, rulesAt } from './objects.ts'

/** The rows that probes change; other changes leave them alone. */
export const probedRows = 20

export interface ChangePlan {
  /** What the page lists. */
  readonly kind: 'services' | 'ingresses'
  /** How many there are of it. */
  readonly count: number
}

/** A display name that the page is watched for. */
export function probe({ kind }: ChangePlan, sequence: number): Write {
  return patch(kind, sequence % probedRows, {
    metadata: { annotations: { 'cpaas.io/display-name': `w${sequence}` } },
  })
}

/** The n-th change: its object is as good as random, its field goes round. */
export function change({ kind, count }: ChangePlan, n: number): Write {
  const index = probedRows + ((Math.imul(n, 2_654_435_761) >>> 0) % Math.max(1, count - probedRows))
  return kind === 'services' ? changeOfService(index, n) : changeOfIngress(index, n)
}

const named = (n: number) => ({ metadata: { annotations: { 'cpaas.io/display-name': `changed ${n}` } } })

function changeOfService(index: number, n: number): Write {
  switch (n % 10) {
    case 0:
    case 1:
    case 2:
      return patch('services', index, named(n))
    case 3:
    case 4:
      return patch('services', index, {
        spec: {
          ports: [
            { name: 'http', port: 1024 + (n % 60_000), targetPort: 8080, appProtocol: 'http' },
            { name: 'metrics', port: 80, targetPort: 'metrics' },
          ],
        },
      })
    case 5:
      return patch('services', index, { spec: { externalIPs: [`192.0.2.${n % 254}`] } })
    case 6:
      return patch('services', index, { spec: { selector: { app: `none-${n}` } } })
    case 7:
      return index < addressed
        ? patch('services', index, { spec: { type: n % 20 === 7 ? 'NodePort' : 'ClusterIP' } })
        : patch('services', index, named(n))
    default:
      return patch('endpointslices', index, { endpoints: endpointsAt(index, n % (podsOfService + 1)) })
  }
}

function changeOfIngress(index: number, n: number): Write {
  switch (n % 5) {
    case 0:
      return patch('ingresses', index, named(n))
    case 1:
      return patch('ingresses', index, { spec: { rules: rulesAt(index, n % 2 === 0 ? 80 : 9090) } })
    case 2: {
      const { path, ...rest } = patch('ingresses', index, {
        status: { loadBalancer: { ingress: [{ ip: `198.51.100.${n % 254}` }] } },
      })
      return { ...rest, path: `${path}/status` }
    }
    case 3:
      return patch('services', index, named(n))
    default:
      return patch('endpointslices', index, { endpoints: endpointsAt(index, n % (podsOfService + 1)) })
  }
}

function patch(kind: GeneratedKind, index: number, body: object): Write {
  return { method: 'PATCH', path: objectPath(kind, index), body }
}
