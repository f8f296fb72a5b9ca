import type { NewObject } from '../kind.ts'
import { albOfPort, metadataFor } from './placing.ts'
import { usualPriority } from './spec.ts'

/** A rule for all paths, at the usual priority; on which port and for which services is still to be said. */
export function template({ namespace, project = null, labelDomain = 'cpaas.io', owner }: NewObject): object {
  return {
    apiVersion: 'crd.alauda.io/v1',
    kind: 'Rule',
    metadata:
      owner === undefined
        ? { name: '', namespace }
        : metadataFor({ ...owner, namespace, alb: albOfPort(owner.name) }, project, labelDomain),
    spec: {
      priority: usualPriority,
      dslx: [{ type: 'URL', values: [['STARTS_WITH', '/']] }],
      serviceGroup: { services: [] },
    },
  }
}
