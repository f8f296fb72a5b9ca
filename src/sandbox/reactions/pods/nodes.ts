/** Which nodes a pod may run on: what the scheduler's filters look at. */
import { matchesMap, matchesSelector } from '../../../k8s/selector.ts'
import type { Change } from '../reaction.ts'
import type { Node, NodeRequirement, NodeSelectorTerm, Placement, Toleration } from './pod.ts'

const unschedulable = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }

/** Why a pod cannot run on the node, in the scheduler's words; `null` where it can. */
export function obstacle(pod: Placement, node: Node): string | null {
  const { taints = [], unschedulable: cordoned = false } = node.spec ?? {}
  const tolerations = pod.tolerations ?? []
  if (cordoned && !tolerations.some((each) => tolerates(each, unschedulable)))
    return 'node(s) were unschedulable'
  if (!matchesMap(pod.nodeSelector ?? {}, node.metadata.labels) || !isWanted(pod, node))
    return "node(s) didn't match Pod's node affinity/selector"
  const refusing = taints.find(
    (taint) => taint.effect !== 'PreferNoSchedule' && !tolerations.some((each) => tolerates(each, taint)),
  )
  return refusing === undefined ? null : 'node(s) had untolerated taint(s)'
}

function tolerates(
  { key = '', operator = 'Equal', value = '', effect = '' }: Toleration,
  taint: { readonly key: string; readonly value?: string; readonly effect: string },
): boolean {
  if (effect !== '' && effect !== taint.effect) return false
  if (key === '') return operator === 'Exists'
  return key === taint.key && (operator === 'Exists' || value === (taint.value ?? ''))
}

function isWanted({ affinity }: Placement, node: Node): boolean {
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  return required === undefined || (required.nodeSelectorTerms ?? []).some((term) => matches(term, node))
}

function matches({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm, node: Node): boolean {
  if (matchExpressions.length + matchFields.length === 0) return false
  const fields = { 'metadata.name': node.metadata.name }
  return (
    matchExpressions.every((each) => meets(each, node.metadata.labels ?? {})) &&
    matchFields.every((each) => meets(each, fields))
  )
}

function meets(requirement: NodeRequirement, labels: Readonly<Record<string, string>>): boolean {
  const { key, operator, values = [] } = requirement
  if (operator === 'Gt') return Number(labels[key]) > Number(values[0])
  if (operator === 'Lt') return Number(labels[key]) < Number(values[0])
  return matchesSelector({ matchExpressions: [{ key, operator, values }] }, labels)
}

/** Whether other pods may run there than before; heartbeats change nothing for those that wait. */
export function admitsOthers({ previous, current }: Change): boolean {
  if (previous === null || current === null) return true
  const admission = (node: Node) => JSON.stringify([node.spec, node.metadata.labels])
  return admission(previous) !== admission(current)
}
