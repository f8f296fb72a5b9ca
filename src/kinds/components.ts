/** The parts that the console knows to look for in a cluster, and how each is recognised. */
import type { ObjectSign, Part } from '../k8s/cluster/parts.ts'

const apps = { group: 'apps', version: 'v1' }
const deployment = (name: string): ObjectSign => ({
  ...apps,
  kind: 'Deployment',
  plural: 'deployments',
  name,
})
const daemonSet = (name: string): ObjectSign => ({ ...apps, kind: 'DaemonSet', plural: 'daemonsets', name })
const statefulSet = (name: string): ObjectSign => ({
  ...apps,
  kind: 'StatefulSet',
  plural: 'statefulsets',
  name,
})
const configMap = (namespace: string, name: string): ObjectSign => ({
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  namespace,
  name,
})

/** In the order in which they are shown. */
export const parts = [
  {
    id: 'kube-ovn',
    name: 'Kube-OVN',
    isNetwork: true,
    // Platforms serve its Subnet with other networks, too; its Vpc only where it is installed.
    needs: [{ group: 'kubeovn.io', plural: 'vpcs' }],
    signs: [daemonSet('kube-ovn-cni'), deployment('kube-ovn-controller')],
    groups: ['kubeovn.io'],
  },
  {
    id: 'calico',
    name: 'Calico',
    isNetwork: true,
    needs: [
      { group: 'crd.projectcalico.org', plural: 'felixconfigurations' },
      { group: 'projectcalico.org', plural: 'felixconfigurations' },
    ],
    signs: [daemonSet('calico-node')],
    groups: ['crd.projectcalico.org', 'projectcalico.org'],
  },
  {
    id: 'cilium',
    name: 'Cilium',
    isNetwork: true,
    needs: [{ group: 'cilium.io' }],
    signs: [daemonSet('cilium'), configMap('kube-system', 'cilium-config')],
    groups: ['cilium.io'],
  },
  {
    id: 'flannel',
    name: 'Flannel',
    isNetwork: true,
    signs: [
      daemonSet('kube-flannel-ds'),
      daemonSet('kube-flannel'),
      // Flannel's network with Calico's policies.
      daemonSet('canal'),
      configMap('kube-flannel', 'kube-flannel-cfg'),
      configMap('kube-system', 'kube-flannel-cfg'),
    ],
    groups: [],
  },
  {
    id: 'multus',
    name: 'Multus',
    needs: [{ group: 'k8s.cni.cncf.io', plural: 'network-attachment-definitions' }],
    signs: [daemonSet('kube-multus-ds'), daemonSet('multus')],
    groups: ['k8s.cni.cncf.io'],
  },
  {
    id: 'metallb',
    name: 'MetalLB',
    needs: [{ group: 'metallb.io', plural: 'ipaddresspools' }],
    signs: [daemonSet('speaker'), daemonSet('metallb-speaker')],
    groups: ['metallb.io', 'frrk8s.metallb.io'],
  },
  {
    id: 'alb',
    name: 'ALB',
    needs: [{ group: 'crd.alauda.io', plural: 'alaudaloadbalancer2' }],
    signs: [],
    groups: ['crd.alauda.io'],
  },
  {
    id: 'ingress-nginx',
    name: 'ingress-nginx',
    signs: [
      deployment('ingress-nginx-controller'),
      daemonSet('ingress-nginx-controller'),
      {
        group: 'networking.k8s.io',
        version: 'v1',
        kind: 'IngressClass',
        plural: 'ingressclasses',
        where: { path: ['spec', 'controller'], matches: /^(k8s\.io\/ingress-nginx|ingress-nginx\.[^/]+\/)/ },
      },
    ],
    groups: ['ingress-nginx.alauda.io'],
  },
  {
    id: 'gateway-api',
    name: 'Gateway API',
    needs: [{ group: 'gateway.networking.k8s.io', plural: 'gateways' }],
    signs: [
      {
        group: 'apiextensions.k8s.io',
        version: 'v1',
        kind: 'CustomResourceDefinition',
        plural: 'customresourcedefinitions',
        name: 'gateways.gateway.networking.k8s.io',
        versionAt: ['metadata', 'annotations', 'gateway.networking.k8s.io/bundle-version'],
      },
    ],
    groups: ['gateway.networking.k8s.io', 'gateway.networking.x-k8s.io'],
  },
  {
    id: 'envoy-gateway',
    name: 'Envoy Gateway',
    needs: [{ group: 'gateway.envoyproxy.io', plural: 'envoyproxies' }],
    signs: [deployment('envoy-gateway')],
    groups: ['gateway.envoyproxy.io'],
  },
  {
    id: 'kubevirt',
    name: 'KubeVirt',
    needs: [{ group: 'kubevirt.io', plural: 'virtualmachines' }],
    signs: [deployment('virt-operator'), deployment('virt-controller')],
    groups: ['kubevirt.io', 'pool.kubevirt.io'],
  },
  {
    id: 'monitoring',
    name: 'Prometheus',
    signs: [
      { group: 'monitoring.coreos.com', plural: 'prometheuses' },
      { group: 'operator.victoriametrics.com' },
      statefulSet('prometheus'),
      deployment('prometheus-operator'),
      deployment('prometheus-server'),
    ],
    groups: ['monitoring.coreos.com', 'operator.victoriametrics.com'],
  },
] as const satisfies readonly Part[]

export type PartId = (typeof parts)[number]['id']

/** The part that an API group comes with; undefined where none of the known ones brings it. */
export function partOfGroup(group: string): Part | undefined {
  const all: readonly Part[] = parts
  return all.find(({ groups }) => groups.includes(group))
}
