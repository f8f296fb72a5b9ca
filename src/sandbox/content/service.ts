/** Services and their ports, named as the console names them. */
import type { Manifest } from '../../k8s/objects.ts'
import { type About, type Fields, object } from './manifest.ts'

type Port = Readonly<Record<string, string | number>>

export const http: Port = {
  name: 'http-80-http',
  port: 80,
  targetPort: 'http',
  protocol: 'TCP',
  appProtocol: 'http',
}

export const https: Port = {
  name: 'https-443-https',
  port: 443,
  targetPort: 'https',
  protocol: 'TCP',
  appProtocol: 'https',
}

export const tcp = (port: number, targetPort: string): Port => {
  return { name: `tcp-${port}-${targetPort}`, port, targetPort, protocol: 'TCP' }
}

export const udp = (port: number, targetPort: string): Port => {
  return { name: `udp-${port}-${targetPort}`, port, targetPort, protocol: 'UDP' }
}

export const grpc: Port = { ...tcp(9000, 'grpc'), name: 'grpc-9000-grpc', appProtocol: 'grpc' }

/** A Service; without `selector` it selects its namesake workload. */
export function service(place: string, spec: Fields, about: About = {}): Manifest {
  const [, name = ''] = place.split('/')
  const selector = spec.type === 'ExternalName' ? {} : { selector: { 'service.cpaas.io/name': name } }
  const labels = { app: name, ...about.labels }
  return object('v1', 'Service', place, { spec: { ...selector, ...spec } }, { ...about, labels })
}

/** A Service of type LoadBalancer in MetalLB's `pool`, and at `address` where one is asked for. */
export function balanced(place: string, pool: string, address: string | null, spec: Fields): Manifest {
  const annotations = {
    'metallb.io/address-pool': pool,
    ...(address === null ? {} : { 'metallb.io/loadBalancerIPs': address }),
  }
  return service(place, { type: 'LoadBalancer', ...spec }, { annotations })
}
