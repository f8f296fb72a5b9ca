/** Writes that are left out where they would change nothing. */
import { isDeepStrictEqual } from 'node:util'
import type { KubeObject } from '../../k8s/objects.ts'
import type { Manifest, Write } from './reaction.ts'

interface WithStatus extends KubeObject {
  readonly status?: unknown
}

export function statusWrites(object: WithStatus, status: object): readonly Write[] {
  if (sameAsJson(object.status ?? {}, status)) return []
  return [{ verb: 'status', object: { ...object, status } }]
}

/** Everything but the status. */
export function updateWrites(object: KubeObject, wanted: Manifest): readonly Write[] {
  return sameAsJson(object, wanted) ? [] : [{ verb: 'update', object: wanted }]
}

/** `wanted` may have fields that are undefined, which JSON has not. */
function sameAsJson(known: unknown, wanted: object): boolean {
  return isDeepStrictEqual(known, JSON.parse(JSON.stringify(wanted)))
}
