/** The controllers of the platform's own kinds and of Gateway API, beside those of Kubernetes itself. */
import { albOperator } from './alb/alb.ts'
import { albFrontends } from './alb/frontends.ts'
import { albIngresses } from './alb/ingresses.ts'
import { domainCertificates } from './domains.ts'
import { egressGateways } from './egress-gateways.ts'
import { backendTlsStatus } from './gateway/backend-tls.ts'
import { gatewayClassStatus } from './gateway/gateway-classes.ts'
import { gatewayInfrastructure } from './gateway/gateways.ts'
import { policyStatuses } from './gateway/policies.ts'
import { routeStatuses } from './gateway/routes.ts'
import { projectStatus } from './projects.ts'
import type { Reaction } from './reaction.ts'

export function platformReactions(): readonly Reaction[] {
  return [
    projectStatus(),
    domainCertificates(),
    albOperator(),
    albFrontends(),
    albIngresses(),
    gatewayClassStatus(),
    gatewayInfrastructure(),
    ...routeStatuses(),
    ...policyStatuses(),
    backendTlsStatus(),
    egressGateways(),
  ]
}
