/** The pods behind an object, whether its type has a folder here or not. */
import type { KubeObject } from '../k8s/objects.ts'
import { parseApiVersion } from '../k8s/resource.ts'
import { formatMap, formatSelector, type LabelSelector } from '../k8s/selector.ts'
import { asFields, asList, asString, asStringMap } from '../k8s/shape.ts'
import type { Kind, PodSelection } from './kind.ts'

/** Pods with all of these labels; null where there are none to go by. */
export function podsByLabels(
  namespace: string,
  labels: Readonly<Record<string, string>> | undefined,
): PodSelection | null {
  if (labels === undefined || Object.keys(labels).length === 0) return null
  return { namespace, labelSelector: formatMap(labels) }
}

type Finds = (object: KubeObject, spec: Readonly<Record<string, unknown>>) => PodSelection | null

const namespaceOf = ({ metadata }: KubeObject) => metadata.namespace ?? ''

const itself: Finds = (object) => ({
  namespace: namespaceOf(object),
  fieldSelector: `metadata.name=${object.metadata.name}`,
})

const bySelector: Finds = (object, { selector }) => {
  const labelSelector = formatSelector(readSelector(selector))
  return labelSelector === '' ? null : { namespace: namespaceOf(object), labelSelector }
}

function readSelector(value: unknown): LabelSelector {
  const { matchLabels, matchExpressions } = asFields(value)
  return {
    matchLabels: asStringMap(matchLabels),
    matchExpressions: asList(matchExpressions).flatMap((each) => {
      const { key, operator, values } = asFields(each)
      const known = (['In', 'NotIn', 'Exists', 'DoesNotExist'] as const).find((one) => one === operator)
      if (known === undefined) return []
      return [{ key: asString(key), operator: known, values: asList(values).map(asString) }]
    }),
  }
}

/** Types without a folder, and what labels their controllers give to the pods. */
const finders: Readonly<Record<string, Finds>> = {
  '/Pod': itself,
  'apps/DaemonSet': bySelector,
  'apps/Deployment': bySelector,
  'apps/ReplicaSet': bySelector,
  'apps/StatefulSet': bySelector,
  'batch/Job': bySelector,
}

export function podsOf(kind: Pick<Kind, 'pods'>, object: KubeObject): PodSelection | null {
  if (kind.pods !== undefined) return kind.pods(object)
  const finds = finders[`${parseApiVersion(object.apiVersion).group}/${object.kind}`]
  return finds === undefined ? null : finds(object, asFields((object as { spec?: unknown }).spec))
}
