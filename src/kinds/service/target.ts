/** Which pods a Service is for, and how a form names them: by workload, by virtual machine, by labels. */
import type { Pod, Workload } from '../../k8s/core.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { type Labels, matchesMap } from '../../k8s/selector.ts'
import { asFields, asStringMap } from '../../k8s/shape.ts'
import { inNamespace, LabelIndexes, labelled } from '../lookups.ts'
import { pods as podKind, virtualMachinePools, virtualMachines, workloads } from '../related.ts'
import type { RelatedKind, World } from '../world.ts'

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

/** By what the pods of a workload will carry. */
const byTemplate = new LabelIndexes<Workload>(({ spec }) => spec?.template?.metadata?.labels)

/** The pods of a namespace that a selector matches. An empty selector selects nothing. */
export function selectedPods(world: World, namespace: string, selector: Labels): readonly Pod[] {
  return labelled<Pod>(world, podKind, namespace, selector)
}

/** Everything in the namespace that the form can offer as a target, workloads first. */
export function targets(world: World, namespace: string): readonly Target[] {
  return [
    ...workloads.flatMap((kind) =>
      inNamespace<Workload>(world, kind, namespace).map((workload) =>
        targetOfWorkload(kind, workload, world),
      ),
    ),
    ...virtualTargets(world, namespace),
  ]
}

/** The targets whose pods a selector selects, however it is written. */
export function targetsSelected(world: World, namespace: string, selector: Labels): readonly Target[] {
  if (Object.keys(selector).length === 0) return []
  return [
    ...workloads.flatMap((kind) =>
      labelled(world, kind, namespace, selector, byTemplate).map((workload) =>
        targetOfWorkload(kind, workload, world),
      ),
    ),
    ...virtualTargets(world, namespace).filter(({ labels }) => matchesMap(selector, labels)),
  ]
}

function targetOfWorkload({ kind }: RelatedKind, workload: Workload, { labelDomain }: World): Target {
  return {
    mode: 'workload',
    kind,
    name: workload.metadata.name,
    selector: selectorOfWorkload(workload, labelDomain),
    labels: byTemplate.labelsOf(workload) ?? {},
  }
}

function virtualTargets(world: World, namespace: string): readonly Target[] {
  const target = (kind: string, name: string, labels: Labels): Target => ({
    mode: 'virtualization',
    kind,
    name,
    selector: labels,
    labels,
  })
  return [
    ...inNamespace(world, virtualMachines, namespace).map(({ metadata: { name } }) =>
      target('VirtualMachine', name, { 'vm.kubevirt.io/name': name }),
    ),
    ...inNamespace(world, virtualMachinePools, namespace).map((pool) =>
      target('VirtualMachinePool', pool.metadata.name, selectorOfPool(pool)),
    ),
  ]
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
