/** How much projects may have of what is scarce. */
import type { Manifest } from '../../k8s/objects.ts'
import { kindOf } from './manifest.ts'

const quota = kindOf('v1', 'ResourceQuota')

export function quotaManifests(): Manifest[] {
  return [
    // One more load balancer, and there are no more.
    quota('payments-prod/published', {
      hard: { 'services.loadbalancers': '6', 'services.nodeports': '12', services: '40' },
    }),
    quota('media-prod/size', { hard: { pods: '30', services: '20' } }),
  ]
}
