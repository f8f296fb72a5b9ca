/** Kube-OVN: where pods get their addresses, and how those leave the cluster. */
import type { Manifest } from '../../k8s/objects.ts'
import { type About, type Fields, kindOf } from './manifest.ts'

const vpc = kindOf('kubeovn.io/v1', 'Vpc')
const ipPool = kindOf('kubeovn.io/v1', 'IPPool')
const egressGateway = kindOf('kubeovn.io/v1', 'VpcEgressGateway')
const attachment = kindOf('k8s.cni.cncf.io/v1', 'NetworkAttachmentDefinition')

const defaultVpc = 'ovn-cluster'

const subnetKind = kindOf('kubeovn.io/v1', 'Subnet')
const subnet = (name: string, spec: Fields, about?: About) =>
  subnetKind(name, { vpc: defaultVpc, protocol: 'IPv4', provider: 'ovn', ...spec }, about)

/** `since` is when they were looked at, in RFC 3339. */
export function subnetManifests(since: string): Manifest[] {
  const subnets = [...ownSubnets(), ...projectSubnets(since), ...outerSubnets()]
  return [...vpcs(subnets), ...subnets, ...ipPools(), ...attachments()]
}

function vpcs(subnets: readonly Manifest[]): Manifest[] {
  const status = (name: string) => ({
    standby: true,
    default: name === defaultVpc,
    router: name,
    defaultLogicalSwitch: name === defaultVpc ? 'ovn-default' : '',
    subnets: subnets
      .filter(({ spec }) => (spec as { readonly vpc?: string }).vpc === name)
      .map(({ metadata }) => metadata.name),
  })
  return [
    vpc(defaultVpc, {}, { status: status(defaultVpc) }),
    vpc(
      'vault',
      {
        namespaces: [],
        staticRoutes: [{ cidr: '0.0.0.0/0', nextHopIP: '10.60.0.254', policy: 'policyDst' }],
      },
      { displayName: 'Cardholder data', creator: 'mei', status: status('vault') },
    ),
  ]
}

/** Those that come with Kube-OVN. */
function ownSubnets(): Manifest[] {
  return [
    subnet('ovn-default', {
      default: true,
      protocol: 'Dual',
      cidrBlock: '10.16.0.0/16,fd00:10:16::/112',
      gateway: '10.16.0.1,fd00:10:16::1',
      excludeIps: ['10.16.0.1', 'fd00:10:16::1'],
      gatewayType: 'distributed',
      natOutgoing: true,
    }),
    subnet('join', {
      protocol: 'Dual',
      cidrBlock: '100.64.0.0/16,fd00:100:64::/112',
      gateway: '100.64.0.1,fd00:100:64::1',
      excludeIps: ['100.64.0.1', 'fd00:100:64::1'],
      natOutgoing: false,
    }),
  ]
}

function projectSubnets(since: string): Manifest[] {
  return [
    subnet(
      'shop-pods',
      {
        protocol: 'Dual',
        cidrBlock: '10.50.0.0/20,fd00:10:50::/112',
        gateway: '10.50.0.1,fd00:10:50::1',
        excludeIps: ['10.50.0.1', 'fd00:10:50::1'],
        namespaces: ['shop-prod', 'shop-staging', 'shop-dev'],
        gatewayType: 'distributed',
        natOutgoing: true,
      },
      { displayName: 'Shop', creator: 'admin' },
    ),
    // Centralized: its traffic leaves through two nodes, whose addresses the banks know.
    subnet(
      'payments-pods',
      {
        cidrBlock: '10.52.0.0/24',
        gateway: '10.52.0.1',
        excludeIps: ['10.52.0.1', '10.52.0.240..10.52.0.254'],
        namespaces: ['payments-prod', 'payments-staging'],
        gatewayType: 'centralized',
        gatewayNode: 'infra-1,infra-2',
        natOutgoing: true,
        private: true,
        allowSubnets: ['10.50.0.0/20', '10.16.0.0/16'],
      },
      { displayName: 'Payments', creator: 'admin' },
    ),
    // Nearly full: of five addresses for pods, the two pods of media-dev leave three.
    subnet(
      'media-small',
      {
        cidrBlock: '10.54.0.0/29',
        gateway: '10.54.0.1',
        excludeIps: ['10.54.0.1'],
        namespaces: ['media-dev'],
        gatewayType: 'distributed',
        natOutgoing: true,
      },
      { displayName: 'Media, development', creator: 'oleg' },
    ),
    // Lies within shop-pods, which was there first.
    subnet(
      'media-lab',
      {
        cidrBlock: '10.50.8.0/22',
        gateway: '10.50.8.1',
        excludeIps: ['10.50.8.1'],
        namespaces: [],
        gatewayType: 'distributed',
        natOutgoing: true,
      },
      { displayName: 'Media laboratory', creator: 'oleg', status: { conditions: overlap(since) } },
    ),
    subnet('vault', {
      vpc: 'vault',
      cidrBlock: '10.60.0.0/24',
      gateway: '10.60.0.1',
      excludeIps: ['10.60.0.1', '10.60.0.254'],
      private: true,
    }),
  ]
}

function overlap(lastTransitionTime: string): readonly Fields[] {
  const reason = 'ValidateLogicalSwitchFailed'
  const message = 'subnet media-lab cidr 10.50.8.0/22 is conflict with subnet shop-pods cidr 10.50.0.0/20'
  return Object.entries({ Validated: 'False', Ready: 'False', Error: 'True' }).map(([type, status]) => {
    return { type, status, reason, message, lastTransitionTime, lastUpdateTime: lastTransitionTime }
  })
}

/** On the physical network, or on pods' second cards. */
function outerSubnets(): Manifest[] {
  return [
    subnet(
      'media-underlay',
      {
        protocol: 'Dual',
        cidrBlock: '172.18.40.0/24,fd00:172:18:40::/112',
        gateway: '172.18.40.1,fd00:172:18:40::1',
        excludeIps: ['172.18.40.1..172.18.40.20', 'fd00:172:18:40::1'],
        vlan: 'vlan-40',
        namespaces: ['media-prod'],
        natOutgoing: false,
      },
      { displayName: 'Studio network', creator: 'admin' },
    ),
    subnet('storage', {
      cidrBlock: '172.18.120.0/24',
      gateway: '172.18.120.1',
      excludeIps: ['172.18.120.1'],
      vlan: 'vlan-120',
      namespaces: [],
      natOutgoing: false,
    }),
    subnet('studio', {
      cidrBlock: '172.20.7.0/24',
      gateway: '172.20.7.1',
      excludeIps: ['172.20.7.1'],
      provider: 'studio.media-prod.ovn',
    }),
    subnet('egress', {
      vpc: '',
      cidrBlock: '203.0.113.128/26',
      gateway: '203.0.113.129',
      excludeIps: ['203.0.113.129..203.0.113.139'],
      provider: 'egress.kube-system',
    }),
  ]
}

function ipPools(): Manifest[] {
  // No pod has asked for one yet.
  const unused = (count: number, range: string) => ({
    v4AvailableIPs: count,
    v4AvailableIPRange: range,
    v4UsingIPs: 0,
    v4UsingIPRange: '',
    v6AvailableIPs: 0,
    v6AvailableIPRange: '',
    v6UsingIPs: 0,
    v6UsingIPRange: '',
  })
  return [
    ipPool(
      'shop-fixed',
      { subnet: 'shop-pods', ips: ['10.50.15.1..10.50.15.64'], namespaces: [] },
      { displayName: 'Fixed addresses of the shop', status: unused(64, '10.50.15.1-10.50.15.64') },
    ),
    ipPool(
      'payments-fixed',
      { subnet: 'payments-pods', ips: ['10.52.0.192/28'], namespaces: [] },
      { status: unused(16, '10.52.0.192-10.52.0.207') },
    ),
  ]
}

function attachments(): Manifest[] {
  const config = (fields: Fields) => ({ config: JSON.stringify({ cniVersion: '0.3.1', ...fields }) })
  const ovn = { server_socket: '/run/openvswitch/kube-ovn-daemon.sock' }
  return [
    attachment('media-prod/studio', config({ type: 'kube-ovn', ...ovn, provider: 'studio.media-prod.ovn' }), {
      displayName: 'Studio',
      creator: 'oleg',
    }),
    attachment(
      'kube-system/egress',
      config({
        type: 'macvlan',
        master: 'bond0.200',
        mode: 'bridge',
        ipam: { type: 'kube-ovn', ...ovn, provider: 'egress.kube-system' },
      }),
    ),
  ]
}

/** The platform's, since a copy of a project would want addresses of its own. */
export function egressManifests(): Manifest[] {
  return [
    egressGateway(
      'cpaas-system/banks',
      {
        replicas: 2,
        internalSubnet: 'payments-pods',
        externalSubnet: 'egress',
        nodeSelector: [{ matchLabels: { 'node-role.kubernetes.io/infra': '' } }],
        trafficPolicy: 'Cluster',
        policies: [{ snat: true, subnets: ['payments-pods'] }],
      },
      { displayName: 'To the banks', creator: 'mei' },
    ),
    // The subnet it should leave through was never made.
    egressGateway(
      'cpaas-system/cdn',
      {
        replicas: 1,
        internalSubnet: 'media-underlay',
        externalSubnet: 'cdn-uplink',
        selectors: [{ namespaceSelector: { matchLabels: { 'cpaas.io/project': 'media' } } }],
      },
      { creator: 'oleg' },
    ),
  ]
}
