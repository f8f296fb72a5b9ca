/** Rows of workloads and of the kinds around them. */
import type { JsonMap } from '../../types.ts'
import { humanDuration, since } from './duration.ts'
import { printPod } from './pod.ts'
import {
  age,
  at,
  type Cell,
  containers,
  items,
  labels,
  number,
  or,
  type Printer,
  selectorText,
  text,
} from './text.ts'

const template = 'spec.template.spec.containers'

const printDeployment: Printer = (deployment, context): readonly Cell[] => [
  `${number(deployment, 'status.readyReplicas')}/${number(deployment, 'spec.replicas')}`,
  number(deployment, 'status.updatedReplicas'),
  number(deployment, 'status.availableReplicas'),
  age(deployment, context),
  ...containers(deployment, template),
  selectorText(at(deployment, 'spec.selector')),
]

const printReplicas: Printer = (set, context): readonly Cell[] => [
  number(set, 'spec.replicas'),
  number(set, 'status.replicas'),
  number(set, 'status.readyReplicas'),
  age(set, context),
  ...containers(set, template),
  set.kind === 'ReplicationController'
    ? labels(at(set, 'spec.selector'))
    : selectorText(at(set, 'spec.selector')),
]

const printDaemonSet: Printer = (set, context): readonly Cell[] => [
  number(set, 'status.desiredNumberScheduled'),
  number(set, 'status.currentNumberScheduled'),
  number(set, 'status.numberReady'),
  number(set, 'status.updatedNumberScheduled'),
  number(set, 'status.numberAvailable'),
  labels(at(set, 'spec.template.spec.nodeSelector')),
  age(set, context),
  ...containers(set, template),
  selectorText(at(set, 'spec.selector')),
]

function jobStatus(job: JsonMap): string {
  const holds = (type: string) =>
    items(job, 'status.conditions').some((each) => each.type === type && each.status === 'True')
  if (holds('Complete')) return 'Complete'
  if (holds('Failed')) return 'Failed'
  if (at(job, 'metadata.deletionTimestamp') !== undefined) return 'Terminating'
  if (holds('Suspended')) return 'Suspended'
  if (holds('FailureTarget')) return 'FailureTarget'
  return holds('SuccessCriteriaMet') ? 'SuccessCriteriaMet' : 'Running'
}

function completions(job: JsonMap): string {
  const succeeded = number(job, 'status.succeeded')
  if (at(job, 'spec.completions') !== undefined) return `${succeeded}/${number(job, 'spec.completions')}`
  const parallelism = number(job, 'spec.parallelism')
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`
}

function jobDuration(job: JsonMap, now: Date): string {
  const start = Date.parse(text(job, 'status.startTime'))
  if (Number.isNaN(start)) return ''
  const end = Date.parse(text(job, 'status.completionTime'))
  return humanDuration((Number.isNaN(end) ? now.getTime() : end) - start)
}

const printJob: Printer = (job, context): readonly Cell[] => [
  jobStatus(job),
  completions(job),
  jobDuration(job, context.now),
  age(job, context),
  ...containers(job, template),
  selectorText(at(job, 'spec.selector')),
]

const printCronJob: Printer = (job, context): readonly Cell[] => [
  text(job, 'spec.schedule'),
  or(text(job, 'spec.timeZone'), '<none>'),
  at(job, 'spec.suspend') === true ? 'True' : 'False',
  items(job, 'status.active').length,
  at(job, 'status.lastScheduleTime') === undefined
    ? '<none>'
    : since(at(job, 'status.lastScheduleTime'), context.now),
  age(job, context),
  ...containers(job, 'spec.jobTemplate.spec.template.spec.containers'),
  selectorText(at(job, 'spec.jobTemplate.spec.selector')),
]

const printAutoscaler: Printer = (scaler, context): readonly Cell[] => {
  const reference = at(scaler, 'spec.scaleTargetRef')
  const targets = items(scaler, 'spec.metrics').map((metric, index) =>
    metricText(metric, items(scaler, 'status.currentMetrics')[index]),
  )
  return [
    `${text(reference, 'kind')}/${text(reference, 'name')}`,
    or(targets.join(', '), '<none>'),
    or(text(scaler, 'spec.minReplicas'), '<unset>'),
    number(scaler, 'spec.maxReplicas'),
    number(scaler, 'status.currentReplicas'),
    age(scaler, context),
  ]
}

function metricText(metric: JsonMap, current: JsonMap | undefined): string {
  const name = text(metric, 'resource.name')
  const target = text(metric, 'resource.target.averageUtilization')
  if (target === '') return `<unknown>/${or(text(metric, 'resource.target.averageValue'), '<auto>')}`
  const now = text(current, 'resource.current.averageUtilization')
  return `${name}: ${now === '' ? '<unknown>' : `${now}%`}/${target}%`
}

export const workloadPrinters: Readonly<Record<string, Printer>> = {
  pods: printPod,
  deployments: printDeployment,
  replicasets: printReplicas,
  replicationcontrollers: printReplicas,
  daemonsets: printDaemonSet,
  statefulsets: (set, context) => [
    `${number(set, 'status.readyReplicas')}/${number(set, 'spec.replicas')}`,
    age(set, context),
    ...containers(set, template),
  ],
  jobs: printJob,
  cronjobs: printCronJob,
  horizontalpodautoscalers: printAutoscaler,
  podtemplates: (object) => [
    ...containers(object, 'template.spec.containers'),
    labels(at(object, 'template.metadata.labels')),
  ],
  controllerrevisions: (revision, context) => {
    const owner = items(revision, 'metadata.ownerReferences').find((each) => each.controller === true)
    const named =
      owner === undefined
        ? '<none>'
        : `${text(owner, 'kind').toLowerCase()}.${text(owner, 'apiVersion').split('/')[0]}/${text(owner, 'name')}`
    return [named, number(revision, 'revision'), age(revision, context)]
  },
  poddisruptionbudgets: (budget, context) => [
    or(text(budget, 'spec.minAvailable'), 'N/A'),
    or(text(budget, 'spec.maxUnavailable'), 'N/A'),
    number(budget, 'status.disruptionsAllowed'),
    age(budget, context),
  ],
}
