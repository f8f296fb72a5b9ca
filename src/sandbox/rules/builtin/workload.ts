/** Deployments, ReplicaSets, StatefulSets and DaemonSets. */
import { type LabelSelector, matchesSelector } from '../../../k8s/selector.ts'
import {
  type FieldError,
  forbidden,
  invalid,
  notSupported,
  required,
  shownStruct,
} from '../schema/messages.ts'
import { jsonEqual } from '../schema/schema.ts'
import { decoded } from './decoded.ts'
import { labelErrors, type SelectorFields, selectorErrors } from './labels.ts'
import { defaultPodSpec, type PodTemplate } from './pod.ts'
import { podTemplateErrors, podWarnings } from './pod-errors.ts'
import { dns1123Label } from './text.ts'

interface Rolling {
  maxUnavailable?: number | string
  maxSurge?: number | string
  partition?: number
}

interface Strategy {
  type?: string
  rollingUpdate?: Rolling
}

interface Workload {
  metadata?: { annotations?: Record<string, string> }
  spec?: {
    replicas?: number
    selector?: SelectorFields
    template?: PodTemplate
    strategy?: Strategy
    updateStrategy?: Strategy
    revisionHistoryLimit?: number
    progressDeadlineSeconds?: number
    minReadySeconds?: number
    podManagementPolicy?: string
    serviceName?: string
    persistentVolumeClaimRetentionPolicy?: { whenDeleted?: string; whenScaled?: string }
  }
}

export type WorkloadKind = 'Deployment' | 'ReplicaSet' | 'StatefulSet' | 'DaemonSet'

export function defaultWorkload(kind: WorkloadKind, object: unknown, old: unknown): void {
  const whole = decoded<Workload>(object)
  whole.spec ??= {}
  const { spec } = whole
  if (kind !== 'DaemonSet') spec.replicas ??= 1
  if (kind !== 'ReplicaSet') spec.revisionHistoryLimit ??= 10
  spec.template ??= {}
  spec.template.metadata ??= {}
  spec.template.spec ??= {}
  defaultPodSpec(spec.template.spec)
  if (kind === 'Deployment') {
    spec.progressDeadlineSeconds ??= 600
    spec.strategy = defaultStrategy(spec.strategy, { maxUnavailable: '25%', maxSurge: '25%' })
  } else if (kind === 'DaemonSet') {
    spec.updateStrategy = defaultStrategy(spec.updateStrategy, { maxUnavailable: 1, maxSurge: 0 })
    countTemplates(whole, old === null ? null : decoded<Workload>(old))
  } else if (kind === 'StatefulSet') {
    spec.podManagementPolicy ||= 'OrderedReady'
    spec.updateStrategy = defaultStrategy(spec.updateStrategy, { partition: 0 })
    spec.persistentVolumeClaimRetentionPolicy = {
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
      ...spec.persistentVolumeClaimRetentionPolicy,
    }
  }
}

const templateGeneration = 'deprecated.daemonset.template.generation'

/** The count of a DaemonSet's templates stands in an annotation, from the time before `generation`. */
function countTemplates(daemonSet: Workload, old: Workload | null): void {
  const before = Number(old?.metadata?.annotations?.[templateGeneration] ?? 0)
  const changed = old === null || !jsonEqual(daemonSet.spec?.template, old.spec?.template)
  daemonSet.metadata ??= {}
  daemonSet.metadata.annotations = {
    ...daemonSet.metadata.annotations,
    [templateGeneration]: String(before + (changed ? 1 : 0)),
  }
}

function defaultStrategy(strategy: Strategy | undefined, rolling: Rolling): Strategy {
  const type = strategy?.type || 'RollingUpdate'
  if (type !== 'RollingUpdate') return { ...strategy, type }
  return { ...strategy, type, rollingUpdate: { ...rolling, ...strategy?.rollingUpdate } }
}

/** In place: a StatefulSet names its Service even where it has none. */
export function fillStatefulSet(object: unknown): void {
  const { spec } = decoded<Workload>(object)
  if (spec !== undefined) spec.serviceName ??= ''
}

export function workloadWarnings(object: unknown): readonly string[] {
  return podWarnings(decoded<Workload>(object).spec?.template?.spec, 'spec.template.spec')
}

export function workloadErrors(kind: WorkloadKind, object: unknown, old: unknown): readonly FieldError[] {
  const { spec = {} } = decoded<Workload>(object)
  const before = old === null ? null : (decoded<Workload>(old).spec ?? {})
  const errors: FieldError[] = []
  if (kind !== 'DaemonSet') errors.push(...nonNegative(spec.replicas, 'spec.replicas'))
  const selection = selectionOf(kind, spec)
  errors.push(...selection.errors)
  if (selection.readable) errors.push(...podTemplateErrors(spec.template ?? {}, 'spec.template'))
  // Checked once with the template and once as what the selector must match.
  if (kind === 'StatefulSet')
    errors.push(...labelErrors('spec.template.labels', spec.template?.metadata?.labels))
  if (selection.readable || kind === 'StatefulSet') {
    const restart = spec.template?.spec?.restartPolicy
    if (restart !== 'Always')
      errors.push(notSupported('spec.template.spec.restartPolicy', restart, ['Always']))
  }
  if (kind === 'StatefulSet' && spec.serviceName) {
    const name = spec.serviceName
    errors.push(...dns1123Label(name).map((each) => invalid('spec.serviceName', name, each)))
  }
  if (kind === 'Deployment') errors.push(...deploymentErrors(spec))
  const update = spec.updateStrategy
  if (kind === 'DaemonSet' && update?.type !== 'RollingUpdate' && update?.type !== 'OnDelete') {
    errors.push(unknownStrategy(update ?? {}, 'spec.updateStrategy', ['RollingUpdate', 'OnDelete']))
  }
  errors.push(...nonNegative(spec.minReadySeconds, 'spec.minReadySeconds'))
  errors.push(...nonNegative(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit'))
  if (before !== null && kind !== 'StatefulSet' && !jsonEqual(spec.selector, before.selector)) {
    errors.push(invalid('spec.selector', spec.selector ?? null, 'field is immutable'))
  }
  if (before !== null && kind === 'StatefulSet') errors.push(...statefulChangeErrors(spec, before))
  return errors
}

function nonNegative(value: number | undefined, field: string): readonly FieldError[] {
  return value !== undefined && value < 0 ? [invalid(field, value, 'must be greater than or equal to 0')] : []
}

interface Selection {
  readonly errors: readonly FieldError[]
  /** A selector that cannot be read ends the look at the template. */
  readonly readable: boolean
}

function selectionOf(kind: WorkloadKind, spec: NonNullable<Workload['spec']>): Selection {
  const { selector } = spec
  const labels = spec.template?.metadata?.labels
  const place = 'spec.template.metadata.labels'
  const mismatch = invalid(place, labels ?? null, '`selector` does not match template `labels`')
  if (selector === undefined) {
    return {
      errors: kind === 'DaemonSet' ? [mismatch] : [required('spec.selector'), mismatch],
      readable: true,
    }
  }
  const wrong = selectorErrors('spec.selector', selector)
  if (wrong.length > 0) {
    const detail = kind === 'StatefulSet' ? '' : 'invalid label selector'
    const unreadable = kind === 'DaemonSet' ? [] : [invalid('spec.selector', selector, detail)]
    return { errors: [...wrong, ...unreadable], readable: kind === 'DaemonSet' }
  }
  const empty =
    Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions?.length ?? 0) === 0
  // A ReplicaSet's message speaks of deployments; it has always done so.
  const noun = kind === 'ReplicaSet' ? 'deployment' : kind.toLowerCase()
  if (empty) {
    return {
      errors: [invalid('spec.selector', {}, `empty selector is invalid for ${noun}`)],
      readable: true,
    }
  }
  return {
    errors: matchesSelector(decoded<LabelSelector>(selector), labels) ? [] : [mismatch],
    readable: true,
  }
}

function deploymentErrors(spec: NonNullable<Workload['spec']>): readonly FieldError[] {
  const { type, rollingUpdate } = spec.strategy ?? {}
  const errors: FieldError[] = []
  if (type === 'Recreate') {
    if (rollingUpdate !== undefined) {
      errors.push(
        forbidden('spec.strategy.rollingUpdate', "may not be specified when strategy `type` is 'Recreate'"),
      )
    }
  } else if (type === 'RollingUpdate') {
    const field = 'spec.strategy.rollingUpdate'
    const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate ?? {}
    errors.push(...amountErrors(maxUnavailable, `${field}.maxUnavailable`))
    errors.push(...amountErrors(maxSurge, `${field}.maxSurge`))
    if (amount(maxUnavailable) === 0 && amount(maxSurge) === 0) {
      errors.push(invalid(`${field}.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0'))
    }
    if (typeof maxUnavailable === 'string' && amount(maxUnavailable) > 100) {
      errors.push(invalid(`${field}.maxUnavailable`, maxUnavailable, 'must not be greater than 100%'))
    }
  } else errors.push(unknownStrategy(spec.strategy ?? {}, 'spec.strategy', ['Recreate', 'RollingUpdate']))
  errors.push(...nonNegative(spec.progressDeadlineSeconds, 'spec.progressDeadlineSeconds'))
  const deadline = spec.progressDeadlineSeconds
  if (deadline !== undefined && deadline <= (spec.minReadySeconds ?? 0)) {
    errors.push(invalid('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds'))
  }
  return errors
}

/** The server shows its own struct here, whose fields are spelled otherwise. */
function unknownStrategy(
  { type, rollingUpdate: rolling }: Strategy,
  field: string,
  types: readonly string[],
): FieldError {
  const { maxUnavailable = null, maxSurge = null } = rolling ?? {}
  const shown =
    rolling === undefined ? null : shownStruct({ MaxUnavailable: maxUnavailable, MaxSurge: maxSurge })
  return notSupported(field, shownStruct({ Type: type, RollingUpdate: shown }), types)
}

function amount(value: number | string): number {
  return typeof value === 'number' ? value : Number.parseInt(value, 10) || 0
}

function amountErrors(value: number | string, field: string): readonly FieldError[] {
  if (typeof value === 'number') return nonNegative(value, field)
  return /^[0-9]+%$/.test(value)
    ? []
    : [
        invalid(
          field,
          value,
          "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
        ),
      ]
}

const changeable = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
]

function statefulChangeErrors(spec: object, old: object): readonly FieldError[] {
  const fixed = (fields: object) =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => !changeable.includes(name)))
  if (jsonEqual(fixed(spec), fixed(old))) return []
  const list = changeable.map((name) => `'${name}'`)
  const detail = `updates to statefulset spec for fields other than ${list.slice(0, -1).join(', ')} and ${list.at(-1)} are forbidden`
  return [forbidden('spec', detail)]
}
