/** Which pods a Service is for, and how a form names them: by workload, by virtual machine, by labels. */
import type { Pod, Workload } from '../../k8s/core.ts'
import { groupBy } from '../../k8s/grouping.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { type Labels, matchesMap } from '../../k8s/selector.ts'
import { asFields, asStringMap } from '../../k8s/shape.ts'
import { pods as podKind, virtualMachinePools, virtualMachines, workloads } from '../related.ts'
import type { World } from '../world.ts'

export type TargetMode = 'workload' | 'virtualization' | 'labels'

export interface Target {
  readonly mode: Exclude<TargetMode, 'labels'>
  readonly kind: string
  readonly name: string
  /** What the form writes to select its pods. */
  readonly selector: Labels
  /** What its pods carry, the selector included. */
  readonly labels: Labels
}

const namespaceOf = (object: KubeObject) => object.metadata.namespace ?? ''

/** The pods of a namespace that a selector matches. An empty selector selects nothing. */
export function selectedPods(world: World, namespace: string, selector: Labels): readonly Pod[] {
  if (Object.keys(selector).length === 0) return []
  const inNamespace = groupBy(world.list<Pod>(podKind), namespaceOf).get(namespace) ?? []
  return inNamespace.filter((pod) => matchesMap(selector, pod.metadata.labels))
}

/** Everything in the namespace that the form can offer as a target, workloads first. */
export function targets(world: World, namespace: string): readonly Target[] {
  const inNamespace = <T extends KubeObject>(list: readonly T[]) =>
    groupBy(list, namespaceOf).get(namespace) ?? []
  return [
    ...workloads.flatMap((kind) =>
      (inNamespace(world.list<Workload>(kind)) as readonly Workload[]).map((workload) => ({
        mode: 'workload' as const,
        kind: kind.kind,
        name: workload.metadata.name,
        selector: selectorOfWorkload(workload, world.labelDomain),
        labels: workload.spec?.template?.metadata?.labels ?? {},
      })),
    ),
    ...inNamespace(world.list(virtualMachines)).map(({ metadata: { name } }) => ({
      mode: 'virtualization' as const,
      kind: 'VirtualMachine',
      name,
      selector: { 'vm.kubevirt.io/name': name },
      labels: { 'vm.kubevirt.io/name': name },
    })),
    ...inNamespace(world.list(virtualMachinePools)).map((pool) => ({
      mode: 'virtualization' as const,
      kind: 'VirtualMachinePool',
      name: pool.metadata.name,
      selector: selectorOfPool(pool),
      labels: selectorOfPool(pool),
    })),
  ]
}

/** The targets whose pods a selector selects, however it is written. */
export function targetsSelected(selector: Labels, among: readonly Target[]): readonly Target[] {
  if (Object.keys(selector).length === 0) return []
  return among.filter((target) => matchesMap(selector, target.labels))
}

/** The target whose selector this is as the form writes it, if it is one's. */
export function targetOf(selector: Labels, among: readonly Target[]): Target | undefined {
  const size = Object.keys(selector).length
  if (size === 0) return undefined
  return among.find(
    (target) => Object.keys(target.selector).length === size && matchesMap(target.selector, selector),
  )
}

/**
 * The platform labels its workloads' pods with project and service name; that pair is the selector.
 * Workloads made elsewhere lack it: theirs is what they select their own pods by.
 */
function selectorOfWorkload(workload: Workload, labelDomain: string): Labels {
  const labels = workload.spec?.template?.metadata?.labels ?? {}
  const pair = [`project.${labelDomain}/name`, `service.${labelDomain}/name`].flatMap((key) =>
    labels[key] === undefined ? [] : [[key, labels[key]] as const],
  )
  if (labels[`service.${labelDomain}/name`] !== undefined) return Object.fromEntries(pair)
  return asStringMap(asFields(asFields(asFields(workload).spec).selector).matchLabels)
}

/** A pool's machines carry the labels of its template, and so do their pods. */
function selectorOfPool(pool: KubeObject): Labels {
  const machine = asFields(asFields(asFields(asFields(pool).spec).virtualMachineTemplate).spec)
  return asStringMap(asFields(asFields(machine.template).metadata).labels)
}
