/** Policies of the whole cluster, of both generations of the policy API. */
import type { Manifest } from '../../k8s/objects.ts'
import { type Fields, kindOf } from './manifest.ts'

const adminPolicy = kindOf('policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy')
const baselinePolicy = kindOf('policy.networking.k8s.io/v1alpha1', 'BaselineAdminNetworkPolicy')
const clusterPolicy = kindOf('policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy')

const namespaceNamed = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })
const ofProject = (name: string) => ({ matchLabels: { 'cpaas.io/project': name } })
/** All pods of the namespaces, as the first generation has it. */
const peer = (namespaces: Fields) => ({ namespaces })
const everyProject = { matchExpressions: [{ key: 'cpaas.io/project', operator: 'Exists' }] }

export function clusterPolicyManifests(): Manifest[] {
  return [...firstGeneration(), ...secondGeneration()]
}

function firstGeneration(): Manifest[] {
  return [
    // What comes from monitoring is left to each namespace's own policies.
    adminPolicy(
      'monitoring-as-you-like',
      {
        priority: 10,
        subject: { namespaces: everyProject },
        ingress: [{ name: 'monitoring', action: 'Pass', from: [peer(namespaceNamed('monitoring'))] }],
      },
      { displayName: 'Monitoring', creator: 'admin' },
    ),
    // Ports of remote shells, in a range, from nobody.
    adminPolicy(
      'no-remote-shells',
      {
        priority: 20,
        subject: { namespaces: ofProject('payments') },
        ingress: [
          {
            name: 'shells',
            action: 'Deny',
            from: [peer({})],
            ports: [
              { portRange: { protocol: 'TCP', start: 20, end: 23 } },
              { portNumber: { protocol: 'TCP', port: 3389 } },
            ],
          },
        ],
        egress: [
          {
            name: 'media',
            action: 'Deny',
            to: [peer(ofProject('media'))],
          },
        ],
      },
      { creator: 'mei' },
    ),
    // What no other policy speaks of.
    baselinePolicy(
      'default',
      {
        subject: { namespaces: everyProject },
        ingress: [
          { name: 'platform', action: 'Allow', from: [peer(namespaceNamed('cpaas-system'))] },
          {
            name: 'other-projects',
            action: 'Deny',
            from: [peer({ matchExpressions: [{ key: 'cpaas.io/project', operator: 'DoesNotExist' }] })],
          },
        ],
      },
      { displayName: 'Baseline', creator: 'admin' },
    ),
  ]
}

function secondGeneration(): Manifest[] {
  return [
    // Nothing in a project may reach the network of the machines.
    clusterPolicy(
      'machines',
      {
        tier: 'Admin',
        priority: 30,
        subject: { namespaces: everyProject },
        egress: [
          {
            name: 'metadata-and-machines',
            action: 'Deny',
            to: [{ networks: ['169.254.169.254/32', '10.20.0.0/24'] }],
          },
          {
            name: 'names',
            action: 'Accept',
            to: [{ pods: { namespaceSelector: namespaceNamed('kube-system'), podSelector: {} } }],
            protocols: [
              { udp: { destinationPort: { number: 53 } } },
              { tcp: { destinationPort: { number: 53 } } },
            ],
          },
        ],
      },
      { displayName: 'Machines are out of reach', creator: 'admin' },
    ),
    clusterPolicy(
      'media-by-day',
      {
        tier: 'Baseline',
        priority: 5,
        subject: { pods: { namespaceSelector: ofProject('media'), podSelector: {} } },
        ingress: [
          {
            name: 'entrances',
            action: 'Accept',
            from: [{ namespaces: namespaceNamed('ingress-nginx') }],
            protocols: [{ tcp: { destinationPort: { range: { start: 8000, end: 8999 } } } }],
          },
          { name: 'rest', action: 'Deny', from: [{ namespaces: {} }] },
        ],
      },
      { creator: 'oleg' },
    ),
  ]
}
