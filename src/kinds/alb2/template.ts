import { everyProject } from '../assignment.ts'
import { sizes } from './sizes.ts'

/** A small load balancer on the addresses of nodes, for every project; its address is still to be said. */
export function template({ namespace }: { readonly namespace: string }): object {
  const { cpu, memory } = sizes.small
  const amounts = () => ({ limits: { cpu, memory }, requests: { cpu, memory } })
  return {
    apiVersion: 'crd.alauda.io/v2beta1',
    kind: 'ALB2',
    metadata: { name: '', namespace },
    spec: {
      address: '',
      type: 'nginx',
      config: {
        networkMode: 'host',
        vip: { enableLbSvc: false, lbSvcAnnotations: {} },
        nodeSelector: {},
        replicas: 1,
        resources: { alb: amounts(), ...amounts() },
        projects: [everyProject],
      },
    },
  }
}
