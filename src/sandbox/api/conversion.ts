/**
 * Objects between the version they are kept in and the version a client speaks. Versions of custom kinds
 * differ in schema only; `events.k8s.io` is another view of core Events.
 */
import { apiVersionOf } from '../../k8s/resource.ts'
import type { Json, KindInfo, SandboxObject } from '../types.ts'
import { inVersion, mapFrom } from './values.ts'

/** Field of a core Event, and its name in `events.k8s.io`. */
const eventFields: readonly (readonly [string, string])[] = [
  ['involvedObject', 'regarding'],
  ['message', 'note'],
  ['reportingComponent', 'reportingController'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
]
const toEvents = new Map(eventFields)
const toCore = new Map(eventFields.map(([core, events]) => [events, core]))

export function fromStored(kind: KindInfo, object: SandboxObject): SandboxObject {
  const apiVersion = apiVersionOf(kind)
  return kind.group === 'events.k8s.io'
    ? renamed(object, apiVersion, toEvents)
    : inVersion(object, apiVersion)
}

export function toStored(kind: KindInfo, object: SandboxObject): SandboxObject {
  if (kind.group === 'events.k8s.io') return renamed(object, 'v1', toCore)
  return inVersion(object, apiVersionOf({ group: kind.group, version: kind.storageVersion }))
}

function renamed(
  object: SandboxObject,
  apiVersion: string,
  names: ReadonlyMap<string, string>,
): SandboxObject {
  const { kind, metadata, ...rest } = object
  // The newer view leaves empty reporters out.
  const fields = Object.entries(rest)
    .filter(([name, value]) => !(value === '' && name.startsWith('reporting')))
    .map(([name, value]): readonly [string, Json] => [names.get(name) ?? name, value])
  return { ...mapFrom(fields), apiVersion, kind, metadata }
}
