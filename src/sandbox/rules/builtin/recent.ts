/** Fields that the API gained after the release the client's models were made from. */
import type { Schema } from '../../types.ts'

const open: Schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }
const openList: Schema = { type: 'array', items: open, 'x-kubernetes-list-type': 'atomic' }

export const recentFields: Readonly<Record<string, Readonly<Record<string, Schema>>>> = {
  'core.v1.PodSpec': { schedulingGroup: open },
  'core.v1.PodCertificateProjection': {
    userAnnotations: { type: 'object', additionalProperties: { type: 'string' } },
  },
  'core.v1.PodStatus': {
    allocatedResources: { type: 'object', additionalProperties: { type: 'string' } },
    nodeAllocatableResourceClaimStatuses: openList,
    resources: open,
  },
  'core.v1.ResourceHealth': { message: { type: 'string' } },
  'core.v1.VolumeMountStatus': { volumeStatus: open },
  'core.v1.NodeStatus': {
    declaredFeatures: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'atomic' },
  },
  'apiextensions.v1.CustomResourceDefinitionStatus': {
    observedGeneration: { type: 'integer', format: 'int64' },
  },
  'apiextensions.v1.CustomResourceDefinitionCondition': {
    observedGeneration: { type: 'integer', format: 'int64' },
  },
}
