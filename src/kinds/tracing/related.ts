/** What tracing reads. Apart, because the first page names it and does not trace. */
import {
  albs,
  allAlbPorts,
  allAlbRules,
  allEndpointSlices,
  allIngresses,
  allServices,
  ingressClasses,
} from '../related.ts'

export const routingKinds = [
  albs,
  allAlbPorts,
  allAlbRules,
  allIngresses,
  ingressClasses,
  allServices,
  allEndpointSlices,
]
