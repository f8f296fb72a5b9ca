/** Who signs in to the cluster, as client certificates say it. What each may do is in `access.ts`. */
import type { Identity } from './certificates.ts'

export interface Person {
  readonly context: string
  readonly user: string
  readonly namespace?: string
  readonly identity: Identity
}

/** The kubeconfig's users; the first is its default. */
export const people: readonly Person[] = [
  {
    context: 'portolan-admin',
    user: 'admin',
    identity: { name: 'admin', groups: ['system:masters'] },
  },
  {
    context: 'portolan-developer',
    user: 'developer',
    namespace: 'shop-prod',
    identity: { name: 'dana', groups: ['project:shop'] },
  },
  {
    context: 'portolan-auditor',
    user: 'auditor',
    identity: { name: 'ada' },
  },
]

/** The name is known to the API server, which gives it its rights. */
export const controllerManager: Identity = { name: 'system:kube-controller-manager' }

export const kubelets: Identity = { name: 'portolan:kubelets' }
