/** Where all types of a cluster are listed, and the key that leads there. */
import { type Scope, segmentPath } from '../scope.ts'

export const resourcesSegment = 'resources'
/** After `g`, as the keys of kinds. */
export const resourcesGoKey = 'm'

export function resourcesPath(scope: Extract<Scope, { view: 'admin' }>): string {
  return segmentPath(scope, resourcesSegment)
}
