/** Where the pages stand that lead through making several objects; no kind's segment begins so. */
import { type Scope, segmentPath } from '../scope.ts'

export const setupSegment = '~setup'

export const setupPath = (scope: Scope, id: string) => `${segmentPath(scope, setupSegment)}/${id}`
