/** Workloads of the platform itself, and the Services in front of them. */
import type { Manifest } from '../../k8s/objects.ts'
import { http, https, service, tcp } from './service.ts'
import { type Application, workload } from './workload.ts'

const everywhere = { tolerations: [{ operator: 'Exists' }] }
const onControlPlane = {
  ...everywhere,
  hostNetwork: true,
  nodeSelector: { 'node-role.kubernetes.io/control-plane': '' },
}
const onInfra = { nodeSelector: { 'node-role.kubernetes.io/infra': '' } }

const applications: readonly Application[] = [
  {
    place: 'kube-system/coredns',
    image: 'coredns:v1.13.1',
    replicas: 2,
    ports: { dns: { udp: 53 }, 'dns-tcp': 53, metrics: 9153 },
    pod: everywhere,
  },
  {
    place: 'kube-system/ovn-central',
    image: 'kube-ovn:v1.15.4',
    replicas: 1,
    ports: { nb: 6641, sb: 6642 },
    pod: onControlPlane,
  },
  {
    place: 'kube-system/kube-ovn-controller',
    image: 'kube-ovn:v1.15.4',
    replicas: 1,
    ports: { metrics: 10660 },
    pod: onControlPlane,
  },
  {
    place: 'kube-system/kube-ovn-cni',
    image: 'kube-ovn:v1.15.4',
    replicas: 'eachNode',
    ports: { metrics: 10665 },
    pod: { ...everywhere, hostNetwork: true },
  },
  {
    place: 'metallb-system/controller',
    image: 'metallb/controller:v0.16.2',
    replicas: 1,
    ports: { metrics: 7472 },
  },
  {
    place: 'metallb-system/speaker',
    image: 'metallb/speaker:v0.16.2',
    replicas: 'eachNode',
    ports: { metrics: 7472 },
    pod: { hostNetwork: true },
  },
  {
    place: 'ingress-nginx/ingress-nginx-controller',
    image: 'ingress-nginx/controller:v1.14.0',
    replicas: 2,
    ports: { http: 80, https: 443 },
    pod: onInfra,
  },
  {
    place: 'envoy-gateway-system/envoy-gateway',
    image: 'envoyproxy/gateway:v1.9.0',
    replicas: 1,
    ports: { grpc: 18000, metrics: 19001 },
  },
  {
    place: 'monitoring/prometheus',
    image: 'prometheus/prometheus:v3.7.3',
    replicas: 1,
    ports: { http: 9090 },
    statefulIn: 'prometheus',
  },
  { place: 'monitoring/grafana', image: 'grafana/grafana:12.3.0', replicas: 1, ports: { http: 3000 } },
  // In no project.
  { place: 'default/whoami', image: 'whoami:1.11', replicas: 1, ports: { http: 8080 } },
  { place: 'cpaas-system/console', image: 'platform/console:4.3.0', replicas: 1, ports: { https: 8443 } },
]

export function platformApplicationManifests(): Manifest[] {
  return applications.map(workload)
}

export function platformServiceManifests(): Manifest[] {
  return [
    service('kube-system/kube-dns', {
      type: 'ClusterIP',
      clusterIP: '10.96.0.10',
      selector: { 'service.cpaas.io/name': 'coredns' },
      ports: [
        { name: 'dns', port: 53, targetPort: 'dns', protocol: 'UDP' },
        { name: 'dns-tcp', port: 53, targetPort: 'dns-tcp', protocol: 'TCP' },
        { name: 'metrics', port: 9153, targetPort: 'metrics', protocol: 'TCP' },
      ],
    }),
    service('ingress-nginx/ingress-nginx-controller', {
      type: 'NodePort',
      externalTrafficPolicy: 'Local',
      ports: [http, https],
    }),
    service('envoy-gateway-system/envoy-gateway', { type: 'ClusterIP', ports: [tcp(18000, 'grpc')] }),
    service('monitoring/prometheus', { clusterIP: 'None', ports: [{ ...http, port: 9090 }] }),
    service('monitoring/grafana', { type: 'ClusterIP', ports: [http] }, { displayName: 'Grafana' }),
    service('cpaas-system/console', { type: 'ClusterIP', ports: [https] }, { displayName: 'Console' }),
    // Left behind by a trial: in no project, so that nobody feels responsible.
    service('default/whoami', { type: 'ClusterIP', ports: [http] }, { creator: 'oleg' }),
  ]
}
