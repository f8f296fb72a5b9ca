/** Domains, load balancers and projects. */
import { type Base, cluster, namespaced } from './base.ts'

export const alauda: readonly Base[] = [
  namespaced('alaudaloadbalancer2', {
    apiVersion: 'crd.alauda.io/v2',
    kind: 'ALB2',
    metadata: { name: 'conformance-alb2' },
    spec: {
      address: '1.1.1.1',
      type: 'nginx',
      config: { replicas: 2, vip: { enableLbSvc: true }, strange: 1, projects: ['a'] },
    },
  }),
  namespaced('frontends', {
    apiVersion: 'crd.alauda.io/v1',
    kind: 'Frontend',
    metadata: { name: 'conformance-frontend' },
    spec: {
      port: 80,
      protocol: 'http',
      certificate_name: 'a',
      backendProtocol: 'http',
      serviceGroup: {
        session_affinity_policy: '',
        services: [{ name: 'a', namespace: 'b', port: 80, weight: 100 }],
      },
    },
  }),
  namespaced('rules', {
    apiVersion: 'crd.alauda.io/v1',
    kind: 'Rule',
    metadata: { name: 'conformance-rule' },
    spec: {
      priority: 5,
      domain: 'a.b',
      url: '/',
      dslx: [{ type: 'HOST', values: [['EQ', 'a.b']] }],
      serviceGroup: { services: [{ name: 'a', namespace: 'b', port: 80, weight: 100 }] },
      redirectCode: 301,
      enableCORS: true,
      config: { redirect: { code: 301, url: 'x' } },
    },
  }),
  cluster('projects', {
    apiVersion: 'auth.alauda.io/v1',
    kind: 'Project',
    metadata: { name: 'conformance-project' },
    spec: { clusterDeletePolicy: 'Retain', clusters: [{ name: 'portolan', type: 'Joined' }] },
  }),
  cluster('domains', {
    apiVersion: 'crd.alauda.io/v2',
    kind: 'Domain',
    metadata: { name: 'conformance.example.com' },
    spec: { name: 'conformance.example.com', kind: 'full' },
  }),
]
