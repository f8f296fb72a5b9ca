/**
 * What a built-in object holds before anybody wrote a field: the parts of its Go type that are always there.
 * They have no owner, where an empty custom object's first `spec` does.
 */
import type { JsonMap, KindInfo } from '../../types.ts'

const pod: JsonMap = { metadata: {}, spec: { containers: null } }
const workload: JsonMap = { selector: null, template: pod }

const bodies: Readonly<Record<string, JsonMap>> = {
  Deployment: { spec: { ...workload, strategy: {} }, status: {} },
  DaemonSet: { spec: { ...workload, updateStrategy: {} }, status: {} },
  StatefulSet: { spec: { ...workload, serviceName: '', updateStrategy: {} }, status: {} },
  ReplicaSet: { spec: { selector: null, template: pod }, status: {} },
  Pod: { spec: { containers: null }, status: {} },
  PodTemplate: { template: pod },
  Job: { spec: { template: pod }, status: {} },
  CronJob: { spec: { schedule: '', jobTemplate: { metadata: {}, spec: { template: pod } } }, status: {} },
  Service: { spec: {}, status: { loadBalancer: {} } },
  Ingress: { spec: {}, status: { loadBalancer: {} } },
  NetworkPolicy: { spec: { podSelector: {} } },
  Node: { spec: {}, status: {} },
  PersistentVolumeClaim: { spec: { resources: {} }, status: {} },
  Event: {
    involvedObject: {},
    source: {},
    firstTimestamp: null,
    lastTimestamp: null,
    eventTime: null,
    reportingComponent: '',
    reportingInstance: '',
  },
  CustomResourceDefinition: {
    spec: { group: '', names: { plural: '', kind: '' }, scope: '', versions: null },
    status: {},
  },
  HorizontalPodAutoscaler: { spec: { scaleTargetRef: {} }, status: {} },
  EndpointSlice: { addressType: '', endpoints: null, ports: null },
}

/** The empty object of a kind, to compare a first state with. */
export function zeroObject(kind: KindInfo): JsonMap {
  if (kind.custom) return { metadata: {} }
  return { metadata: {}, ...(bodies[kind.kind] ?? { spec: {}, status: {} }) }
}
