/** A believable platform: what the sandbox and the control plane for tests are filled with. */
import { accessManifests } from './access.ts'
import { applicationManifests } from './applications.ts'
import type { Chapter, ContentOptions } from './chapter.ts'
import { namespaceManifests, nodeManifests, projectManifests } from './platform.ts'
import { routingManifests } from './routing.ts'
import { serviceManifests } from './services.ts'

export type { Chapter, ContentOptions } from './chapter.ts'

const days = 24

export function contentOf(_options: ContentOptions): readonly Chapter[] {
  return [
    { hoursAgo: 210 * days, manifests: [...nodeManifests(), ...namespaceManifests()] },
    { hoursAgo: 209 * days, manifests: [...projectManifests(), ...accessManifests()] },
    { hoursAgo: 90 * days, manifests: routingManifests() },
    { hoursAgo: 12 * days, manifests: applicationManifests() },
    { hoursAgo: 2, manifests: serviceManifests() },
  ]
}
