/** Objects of a small platform with ALBs, for tests. */
import type { Manifest } from '../reaction.ts'

export function namespace(name: string, project = ''): Manifest {
  const labels = project === '' ? {} : { 'cpaas.io/project': project }
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
}

export function alb(name: string, config: object, spec: object = {}): Manifest {
  return {
    apiVersion: 'crd.alauda.io/v2beta1',
    kind: 'ALB2',
    metadata: { namespace: 'cpaas-system', name },
    spec: { type: 'nginx', config, ...spec },
  }
}

export function frontend(albName: string, port: number, protocol: string): Manifest {
  return {
    apiVersion: 'crd.alauda.io/v1',
    kind: 'Frontend',
    metadata: {
      namespace: 'cpaas-system',
      name: `${albName}-${String(port).padStart(5, '0')}`,
      labels: { 'alb2.cpaas.io/name': albName },
    },
    spec: { port, protocol },
  }
}

export function service(name: string, port: number): Manifest {
  const ports = [{ name: 'web', port, protocol: 'TCP' }]
  return { apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'shop', name }, spec: { ports } }
}

export function pod(albName: string, node: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace: 'cpaas-system',
      name: `${albName}-x`,
      labels: { service_name: `alb2-${albName}` },
    },
    spec: { nodeName: node, containers: [{ name: 'nginx', image: 'x' }] },
  }
}

/** A rule for each `host path` text, all to the Service `web`. */
export function ingress(paths: readonly string[], spec: object = {}, annotations: object = {}): Manifest {
  const rules = paths.map((text) => {
    const [host, path] = text.split(' ')
    const backend = { service: { name: 'web', port: { name: 'web' } } }
    return { host, http: { paths: [{ path, pathType: 'Prefix', backend }] } }
  })
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { namespace: 'shop', name: 'site', annotations: { ...annotations } },
    spec: { ingressClassName: 'alb', rules, ...spec },
  }
}
