import { albLabel } from '../alb/spec.ts'
import type { TemplateContext } from '../kind.ts'

/** A port for HTTP; the load balancer it is on may be known. */
export function template({ namespace, given = {} }: TemplateContext): object {
  return {
    apiVersion: 'crd.alauda.io/v1',
    kind: 'Frontend',
    metadata: { labels: { [albLabel]: given.balancer ?? '' }, name: '', namespace },
    spec: {
      protocol: 'http',
      certificate_name: '',
      backendProtocol: 'http',
      serviceGroup: { session_affinity_policy: '', services: [] },
    },
  }
}
