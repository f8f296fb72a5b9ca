/** Events as controllers record them: one for each thing they have to say about an object. */

import type { KubeEvent } from '../../k8s/core.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { timestamp } from '../api/values.ts'
import { events } from './collections.ts'
import { digestOf } from './digest.ts'
import type { World, Write } from './reaction.ts'

export interface Remark {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  /** The controller that says it. */
  readonly component: string
}

/** The event to be written; nothing where the same has been said of the object already. */
export function remark(
  about: KubeObject,
  { type, reason, message, component }: Remark,
  world: World,
): readonly Write[] {
  const { name, namespace = 'default', uid = '', resourceVersion } = about.metadata
  const place = { namespace, name: `${name}.${digestOf(`${uid} ${component} ${reason} ${message}`)}` }
  if (world.get<KubeEvent>(events, place) !== null) return []
  const now = timestamp(world.now)
  const object = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: place,
    involvedObject: { apiVersion: about.apiVersion, kind: about.kind, namespace, name, uid, resourceVersion },
    type,
    reason,
    message,
    source: { component },
    reportingComponent: component,
    reportingInstance: '',
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
  }
  return [{ verb: 'create', object }]
}
