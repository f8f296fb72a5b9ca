/** Programs of the control plane that sign in to its API server. */
import type { Identity } from './certificates.ts'

/** The name is known to the API server, which gives it its rights. */
export const controllerManager: Identity = { name: 'system:kube-controller-manager' }

/** Plays what a cluster has beside its control plane. */
export const players: Identity = { name: 'portolan:players', groups: ['system:masters'] }

/** MetalLB's controller; what its own ClusterRole gives it is not what is tested. */
export const metallbController: Identity = { name: 'metallb:controller', groups: ['system:masters'] }
