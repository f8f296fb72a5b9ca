/** Paths of the API, and the steps that make a namespace ready to be worked in. */
import { unique } from './names.ts'
import { get, post, type Step } from './request.ts'

/** The collection of a namespaced kind: `at('ns', 'apps/v1', 'deployments')`. */
export function at(namespace: string, apiVersion: string, plural: string): string {
  return `${root(apiVersion)}/namespaces/${namespace}/${plural}`
}

export function all(apiVersion: string, plural: string): string {
  return `${root(apiVersion)}/${plural}`
}

function root(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
}

export interface Place {
  readonly namespace: string
  readonly create: readonly Step[]
}

/** A namespace of one's own, in which pods are admitted. */
export function place(name: string): Place {
  const namespace = unique(name)
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }
  return {
    namespace,
    create: [
      post('/api/v1/namespaces', body),
      {
        settle: get(`${at(namespace, 'v1', 'serviceaccounts')}/default`, { until: (code) => code === 200 }),
      },
      {
        settle: get(`${at(namespace, 'v1', 'configmaps')}/kube-root-ca.crt`, {
          until: (code) => code === 200,
        }),
      },
    ],
  }
}
