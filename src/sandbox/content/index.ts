/** A believable platform: what the sandbox and the control plane for tests are filled with. */
import { accessManifests } from './access.ts'
import { applicationManifests } from './applications.ts'
import { balancerManifests } from './balancers.ts'
import { certificateManifests, domainManifests, paymentsAuthority } from './certificates.ts'
import type { Chapter, ContentOptions } from './chapter.ts'
import { clusterPolicyManifests } from './cluster-policies.ts'
import { configurationManifests } from './configuration.ts'
import { withCopies } from './copies.ts'
import { gatewayClassManifests, gatewayManifests } from './gateways.ts'
import { ingressClassManifests, ingressManifests } from './ingresses.ts'
import { namespaceManifests, nodeManifests, projectManifests } from './platform.ts'
import { platformApplicationManifests, platformServiceManifests } from './platform-applications.ts'
import { networkPolicyManifests } from './policies.ts'
import { bgpManifests, poolManifests } from './pools.ts'
import { quotaManifests } from './quotas.ts'
import { routeManifests } from './routes.ts'
import { serviceManifests } from './services.ts'
import { egressManifests, laterSubnetManifests, subnetManifests } from './subnets.ts'
import { trafficPolicyManifests } from './traffic-policies.ts'
import { underlayManifests } from './underlay.ts'

export type { Chapter, ContentOptions } from './chapter.ts'

const days = 24

export function contentOf({ copies, now, version = 'v1.36.3' }: ContentOptions): readonly Chapter[] {
  const chapters: readonly Chapter[] = [
    { hoursAgo: 210 * days, manifests: [...nodeManifests(version, now), ...namespaceManifests()] },
    { hoursAgo: 209 * days, manifests: [...projectManifests(), ...accessManifests()] },
    {
      hoursAgo: 208 * days,
      manifests: [...underlayManifests(), ...subnetManifests()],
    },
    { hoursAgo: 205 * days, manifests: [...platformApplicationManifests(), ...platformServiceManifests()] },
    { hoursAgo: 190 * days, manifests: [...poolManifests(), ...bgpManifests()] },
    { hoursAgo: 160 * days, manifests: [...ingressClassManifests(), ...gatewayClassManifests()] },
    { hoursAgo: 120 * days, manifests: [...certificateManifests(now), ...domainManifests()] },
    { hoursAgo: 90 * days, manifests: configurationManifests() },
    { hoursAgo: 60 * days, manifests: [...networkPolicyManifests(), ...clusterPolicyManifests()] },
    { hoursAgo: 40 * days, manifests: laterSubnetManifests() },
    { hoursAgo: 12 * days, manifests: applicationManifests() },
    { hoursAgo: 11 * days, manifests: serviceManifests() },
    { hoursAgo: 8 * days, manifests: [...ingressManifests(), ...balancerManifests()] },
    { hoursAgo: 3 * days, manifests: [...gatewayManifests(), ...routeManifests()] },
    { hoursAgo: 5, manifests: trafficPolicyManifests(paymentsAuthority(now)) },
    // After what they count: a quota refuses until it has been counted for the first time.
    { hoursAgo: 2, manifests: quotaManifests() },
    { hoursAgo: 0.5, manifests: egressManifests() },
  ]
  return chapters.map(({ hoursAgo, manifests }) => ({ hoursAgo, manifests: withCopies(manifests, copies) }))
}
