/** How much projects may have of what is scarce. */
import type { Manifest } from '../../k8s/objects.ts'
import { kindOf } from './manifest.ts'

const quota = kindOf('v1', 'ResourceQuota')

export function quotaManifests(): Manifest[] {
  return [
    // One more load balancer, and its addresses are used up.
    quota('payments-prod/published', {
      hard: { 'services.loadbalancers': '4', 'services.nodeports': '12', services: '40' },
    }),
    quota('media-prod/size', { hard: { pods: '30', services: '20' } }),
  ]
}
