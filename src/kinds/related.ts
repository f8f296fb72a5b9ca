/** Kinds that other kinds look at. */
import { platformNamespace } from './assignment.ts'
import type { RelatedKind } from './world.ts'

const core = { group: '', versions: ['v1'] }
const apps = { group: 'apps', versions: ['v1'] }
const routes = { group: 'gateway.networking.k8s.io' }
const alb = { group: 'crd.alauda.io', versions: ['v1'] }
const kubeOvn = { group: 'kubeovn.io', versions: ['v1'] }
const policies = { group: 'policy.networking.k8s.io' }
const virtualization = { group: 'kubevirt.io', versions: ['v1'] }

/** Node ports are taken across the cluster. */
export const allServices: RelatedKind = { ...core, kind: 'Service', everywhere: true }
export const services: RelatedKind = { ...core, kind: 'Service' }
/** The entrances of the cluster, the Services of ingress controllers among them. */
export const loadBalancerServices: RelatedKind = {
  ...core,
  kind: 'Service',
  fieldSelector: 'spec.type=LoadBalancer',
  everywhere: true,
}
/** Of things that lie elsewhere and lead to them: those of the project, in the view of one. */
export const projectServices: RelatedKind = { ...core, kind: 'Service', acrossView: true }
export const pods: RelatedKind = { ...core, kind: 'Pod' }
export const serviceWarnings: RelatedKind = {
  ...core,
  kind: 'Event',
  fieldSelector: 'involvedObject.kind=Service,type=Warning',
}
export const nodes: RelatedKind = { ...core, kind: 'Node' }
export const namespaces: RelatedKind = { ...core, kind: 'Namespace' }
export const endpointSlices: RelatedKind = {
  group: 'discovery.k8s.io',
  kind: 'EndpointSlice',
  versions: ['v1'],
}
export const allEndpointSlices: RelatedKind = { ...endpointSlices, everywhere: true }
export const workloads: readonly RelatedKind[] = [
  { ...apps, kind: 'Deployment' },
  { ...apps, kind: 'StatefulSet' },
  { ...apps, kind: 'DaemonSet' },
]
/** Controllers run in namespaces of their own. */
export const allWorkloads: readonly RelatedKind[] = workloads.map((kind) => ({ ...kind, everywhere: true }))
export const virtualMachines: RelatedKind = { ...virtualization, kind: 'VirtualMachine' }
export const virtualMachinePools: RelatedKind = {
  group: 'pool.kubevirt.io',
  versions: ['v1beta1', 'v1alpha1'],
  kind: 'VirtualMachinePool',
}
export const ingresses: RelatedKind = {
  group: 'networking.k8s.io',
  kind: 'Ingress',
  versions: ['v1'],
}
/** Hosts and paths are taken across the cluster. */
export const allIngresses: RelatedKind = { ...ingresses, everywhere: true }
export const networkPolicies: RelatedKind = {
  group: 'networking.k8s.io',
  kind: 'NetworkPolicy',
  versions: ['v1'],
}
export const adminPolicies: RelatedKind = { ...policies, kind: 'AdminNetworkPolicy', versions: ['v1alpha1'] }
export const baselinePolicies: RelatedKind = {
  ...policies,
  kind: 'BaselineAdminNetworkPolicy',
  versions: ['v1alpha1'],
}
export const clusterPolicies: RelatedKind = {
  ...policies,
  kind: 'ClusterNetworkPolicy',
  versions: ['v1alpha2'],
}
export const ingressClasses: RelatedKind = {
  group: 'networking.k8s.io',
  kind: 'IngressClass',
  versions: ['v1'],
}
/** Those that hold a certificate; other Secrets are nobody's business here. */
export const tlsSecrets: RelatedKind = {
  ...core,
  kind: 'Secret',
  fieldSelector: 'type=kubernetes.io/tls',
}
/** Where a domain's certificate lies is the platform's affair. */
export const allTlsSecrets: RelatedKind = { ...tlsSecrets, everywhere: true }
/** Those that a project has itself, wherever the object lies that names them. */
export const projectTlsSecrets: RelatedKind = { ...tlsSecrets, acrossView: true }
export const gatewayRoutes: readonly RelatedKind[] = [
  { ...routes, kind: 'HTTPRoute', versions: ['v1', 'v1beta1'] },
  { ...routes, kind: 'GRPCRoute', versions: ['v1'] },
  { ...routes, kind: 'TLSRoute', versions: ['v1', 'v1alpha3', 'v1alpha2'] },
  { ...routes, kind: 'TCPRoute', versions: ['v1', 'v1alpha2'] },
  { ...routes, kind: 'UDPRoute', versions: ['v1', 'v1alpha2'] },
]
/** Those that ask for hosts. */
export const hostRoutes = gatewayRoutes.filter(({ kind }) => kind !== 'TCPRoute' && kind !== 'UDPRoute')
export const gateways: RelatedKind = { ...routes, kind: 'Gateway', versions: ['v1', 'v1beta1'] }
/** They stand with what they open, and are asked for from elsewhere. */
export const referenceGrants: RelatedKind = {
  ...routes,
  kind: 'ReferenceGrant',
  versions: ['v1', 'v1beta1'],
  everywhere: true,
}
export const allGateways: RelatedKind = { ...gateways, everywhere: true }
/** The platform's own load balancers; only from `v2beta1` on they say how they are set up. */
export const albs: RelatedKind = { ...alb, kind: 'ALB2', versions: ['v2beta1', 'v2', 'v1'], everywhere: true }
/** Those of the namespace of a port or a rule, for who may not read them all. */
export const nearAlbs: RelatedKind = { ...alb, kind: 'ALB2', versions: ['v2beta1', 'v2', 'v1'] }
export const albRules: RelatedKind = { ...alb, kind: 'Rule', sharedIn: platformNamespace }
export const albPorts: RelatedKind = { ...alb, kind: 'Frontend', sharedIn: platformNamespace }
/** Ports and rules of a load balancer lie with it, whatever project they are of. */
export const allAlbRules: RelatedKind = { ...albRules, everywhere: true }
export const allAlbPorts: RelatedKind = { ...albPorts, everywhere: true }
export const albBackends: readonly RelatedKind[] = [albRules, albPorts]
export const domains: RelatedKind = {
  group: 'crd.alauda.io',
  kind: 'Domain',
  versions: ['v2'],
  isGlobal: true,
}
/** Pools live in the namespace of the MetalLB that is installed, so they are read across the cluster. */
export const addressPools: RelatedKind = {
  group: 'metallb.io',
  kind: 'IPAddressPool',
  versions: ['v1beta1'],
  everywhere: true,
}
const metallb = { group: 'metallb.io', everywhere: true } as const
export const l2Advertisements: RelatedKind = { ...metallb, kind: 'L2Advertisement', versions: ['v1beta1'] }
export const bgpAdvertisements: RelatedKind = { ...metallb, kind: 'BGPAdvertisement', versions: ['v1beta1'] }
export const advertisements: readonly RelatedKind[] = [l2Advertisements, bgpAdvertisements]
export const bgpPeers: RelatedKind = { ...metallb, kind: 'BGPPeer', versions: ['v1beta2', 'v1beta1'] }
export const bfdProfiles: RelatedKind = { ...metallb, kind: 'BFDProfile', versions: ['v1beta1'] }
export const communities: RelatedKind = { ...metallb, kind: 'Community', versions: ['v1beta1'] }
/** Only some of MetalLB's ways to speak BGP keep them. */
export const bgpSessions: RelatedKind = {
  group: 'frrk8s.metallb.io',
  kind: 'BGPSessionState',
  versions: ['v1beta1'],
  everywhere: true,
}
/** Serving them tells that alarms can be kept. */
export const alarmRules: RelatedKind = {
  group: 'monitoring.coreos.com',
  kind: 'PrometheusRule',
  versions: ['v1'],
  everywhere: true,
}
/** The platform's own record of projects: what they are called, and for what. */
export const platformProjects: RelatedKind = {
  group: 'auth.alauda.io',
  kind: 'Project',
  versions: ['v1'],
  isGlobal: true,
}
export const subnets: RelatedKind = { ...kubeOvn, kind: 'Subnet' }
export const vpcs: RelatedKind = { ...kubeOvn, kind: 'Vpc' }
export const vlans: RelatedKind = { ...kubeOvn, kind: 'Vlan' }
export const providerNetworks: RelatedKind = { ...kubeOvn, kind: 'ProviderNetwork' }
export const ipPools: RelatedKind = { ...kubeOvn, kind: 'IPPool' }
/** One for every network card that Kube-OVN gave addresses to. */
export const ipAddresses: RelatedKind = { ...kubeOvn, kind: 'IP' }
export const serviceNetworks: RelatedKind = {
  group: 'networking.k8s.io',
  kind: 'ServiceCIDR',
  versions: ['v1', 'v1beta1'],
}
export const resourceQuotas: RelatedKind = { ...core, kind: 'ResourceQuota' }
