/** MetalLB. */
import { type Base, namespaced } from './base.ts'

export const metallb: readonly Base[] = [
  namespaced('bgppeers', {
    apiVersion: 'metallb.io/v1beta2',
    kind: 'BGPPeer',
    metadata: { name: 'conformance-bgppeer' },
    spec: {
      myASN: 64512,
      peerASN: 64513,
      peerAddress: '10.0.0.1',
      peerPort: 179,
      holdTime: '90s',
      connectTime: '10s',
      nodeSelectors: [{ matchLabels: { a: 'b' } }],
      ebgpMultiHop: true,
      enableGracefulRestart: true,
      passwordSecret: { name: 'x' },
    },
  }),
  namespaced('bgpadvertisements', {
    apiVersion: 'metallb.io/v1beta1',
    kind: 'BGPAdvertisement',
    metadata: { name: 'conformance-bgpadvertisement' },
    spec: {
      aggregationLength: 32,
      aggregationLengthV6: 128,
      localPref: 100,
      communities: ['1:2'],
      ipAddressPools: ['p'],
      nodeSelectors: [{ matchLabels: { a: 'b' } }],
      peers: ['x'],
    },
  }),
  namespaced('ipaddresspools', {
    apiVersion: 'metallb.io/v1beta1',
    kind: 'IPAddressPool',
    metadata: { name: 'conformance-ipaddresspool' },
    spec: {
      addresses: ['198.51.100.10-198.51.100.99', '2001:db8:51::/120'],
      autoAssign: true,
      avoidBuggyIPs: false,
    },
  }),
  namespaced('l2advertisements', {
    apiVersion: 'metallb.io/v1beta1',
    kind: 'L2Advertisement',
    metadata: { name: 'conformance-l2advertisement' },
    spec: { ipAddressPools: ['public'] },
  }),
  namespaced('bfdprofiles', {
    apiVersion: 'metallb.io/v1beta1',
    kind: 'BFDProfile',
    metadata: { name: 'conformance-bfdprofile' },
    spec: {
      detectMultiplier: 3,
      receiveInterval: 300,
      transmitInterval: 300,
      echoMode: true,
      minimumTtl: 254,
    },
  }),
  namespaced('communities', {
    apiVersion: 'metallb.io/v1beta1',
    kind: 'Community',
    metadata: { name: 'conformance-community' },
    spec: { communities: [{ name: 'no-export', value: '65535:65281' }] },
  }),
]
