/** What is special about each built-in kind; kinds not named here have metadata rules and types only. */
import type { Lookup } from '../../types.ts'
import type { FieldError } from '../schema/messages.ts'
import { type Draft, isMap } from '../schema/schema.ts'
import { canonicalAddress } from './addresses.ts'
import { configMapErrors, defaultSecret, secretErrors, secretWarnings } from './config.ts'
import { decoded } from './decoded.ts'
import { admitIngress } from './default-ingress-class.ts'
import { defaultDefinition, definitionErrors, firstDefinitionStatus } from './definition.ts'
import { defaultEndpointSlice, endpointSliceErrors, fillEndpointSlice } from './endpoint-slice.ts'
import { fillIngress, ingressClassErrors, ingressErrors, ingressWarnings } from './ingress.ts'
import { defaultNetworkPolicy, networkPolicyErrors } from './network-policy.ts'
import { defaultPod, type PodSpec } from './pod.ts'
import { podChangeErrors, podSpecErrors, podWarnings } from './pod-errors.ts'
import { bindingErrors, defaultBinding, roleErrors } from './rbac.ts'
import { defaultNamespace, eventErrors, fillEvent, leaseErrors } from './simple.ts'
import { dns1123Label, dns1123Subdomain, pathSegment, type TextCheck } from './text.ts'
import {
  defaultWorkload,
  fillStatefulSet,
  type WorkloadKind,
  workloadErrors,
  workloadWarnings,
} from './workload.ts'

export interface BuiltinKind {
  readonly checkName?: TextCheck
  /** Fills in defaults, in place. */
  readonly fill?: (object: Draft, old: Draft | null) => void
  /** What admission changes in a new object, in place. */
  readonly admit?: (object: Draft, lookup: Lookup) => void
  /** Fills in what is written even where it is empty, in place. */
  readonly finish?: (object: Draft) => void
  readonly errors?: (object: Draft, old: Draft | null) => readonly FieldError[]
  readonly warnings?: (object: Draft, old: Draft | null) => readonly string[]
  /** The status of an object that has none yet. */
  readonly firstStatus?: Draft
}

function workload(kind: WorkloadKind, firstStatus: Draft): BuiltinKind {
  return {
    fill: (object, old) => defaultWorkload(kind, object, old),
    warnings: workloadWarnings,
    errors: (object, old) => workloadErrors(kind, object, old),
    firstStatus,
  }
}

function role(namespaced: boolean): BuiltinKind {
  return {
    checkName: pathSegment,
    finish: (object) => {
      object.rules = Array.isArray(object.rules) && object.rules.length > 0 ? object.rules : null
    },
    errors: (object) => roleErrors(object, namespaced),
  }
}

function binding(namespaced: boolean): BuiltinKind {
  return {
    checkName: pathSegment,
    fill: defaultBinding,
    errors: (object, old) => bindingErrors(object, old, namespaced),
  }
}

function podErrors(object: Draft, old: Draft | null): readonly FieldError[] {
  const { spec = {} } = decoded<{ spec?: PodSpec }>(object)
  const before = old === null ? null : (decoded<{ spec?: PodSpec }>(old).spec ?? {})
  return [...podSpecErrors(spec, 'spec'), ...(before === null ? [] : podChangeErrors(spec, before))]
}

const loadBalancer: Draft = { loadBalancer: {} }

/** By group and kind. Services have a folder of their own. */
const kinds: Readonly<Record<string, BuiltinKind>> = {
  '/Service': { checkName: dns1123Label, firstStatus: loadBalancer },
  '/Namespace': { checkName: dns1123Label, fill: defaultNamespace },
  '/Secret': { fill: defaultSecret, errors: secretErrors, warnings: secretWarnings },
  '/ConfigMap': { errors: configMapErrors },
  '/Pod': {
    fill: defaultPod,
    warnings: (object) => podWarnings(decoded<{ spec?: PodSpec }>(object).spec, 'spec'),
    errors: podErrors,
  },
  '/Event': { finish: fillEvent, errors: eventErrors },
  'apps/Deployment': workload('Deployment', {}),
  'apps/ReplicaSet': workload('ReplicaSet', { replicas: 0 }),
  'apps/StatefulSet': {
    ...workload('StatefulSet', { availableReplicas: 0, replicas: 0 }),
    finish: fillStatefulSet,
  },
  'apps/DaemonSet': workload('DaemonSet', {
    currentNumberScheduled: 0,
    desiredNumberScheduled: 0,
    numberMisscheduled: 0,
    numberReady: 0,
  }),
  'networking.k8s.io/Ingress': {
    admit: admitIngress,
    finish: fillIngress,
    errors: ingressErrors,
    warnings: ingressWarnings,
    firstStatus: loadBalancer,
  },
  'networking.k8s.io/IngressClass': {
    fill: (object) => {
      const parameters = isMap(object.spec) ? object.spec.parameters : undefined
      if (isMap(parameters)) parameters.scope ??= 'Cluster'
    },
    errors: ingressClassErrors,
  },
  'networking.k8s.io/IPAddress': { checkName: canonicalAddress },
  'networking.k8s.io/NetworkPolicy': { fill: defaultNetworkPolicy, errors: networkPolicyErrors },
  'discovery.k8s.io/EndpointSlice': {
    fill: defaultEndpointSlice,
    finish: fillEndpointSlice,
    errors: endpointSliceErrors,
  },
  'coordination.k8s.io/Lease': {
    finish: (object) => {
      object.spec ??= {}
    },
    errors: leaseErrors,
  },
  'rbac.authorization.k8s.io/Role': role(true),
  'rbac.authorization.k8s.io/ClusterRole': role(false),
  'rbac.authorization.k8s.io/RoleBinding': binding(true),
  'rbac.authorization.k8s.io/ClusterRoleBinding': binding(false),
  'apiextensions.k8s.io/CustomResourceDefinition': {
    fill: defaultDefinition,
    errors: definitionErrors,
    finish: firstDefinitionStatus,
  },
}

export function builtinKind(group: string, kind: string): BuiltinKind {
  return kinds[`${group}/${kind}`] ?? {}
}

export function nameCheckOf({ checkName }: BuiltinKind): TextCheck {
  return checkName ?? dns1123Subdomain
}
