/** Pods and the templates of pods: their fields, and what is filled in. */
import { decoded } from './decoded.ts'

export interface Probe {
  timeoutSeconds?: number
  periodSeconds?: number
  successThreshold?: number
  failureThreshold?: number
  httpGet?: { path?: string; scheme?: string; port?: number | string }
  tcpSocket?: { port?: number | string }
  exec?: object
  grpc?: object
}

export interface Container {
  name?: string
  image?: string
  imagePullPolicy?: string
  terminationMessagePath?: string
  terminationMessagePolicy?: string
  resources?: { limits?: Record<string, unknown>; requests?: Record<string, unknown> }
  ports?: { name?: string; containerPort?: number; hostPort?: number; protocol?: string }[]
  env?: { name?: string; valueFrom?: { fieldRef?: { apiVersion?: string } } }[]
  volumeMounts?: { name?: string; mountPath?: string }[]
  livenessProbe?: Probe
  readinessProbe?: Probe
  startupProbe?: Probe
}

export interface Volume {
  name?: string
  secret?: { secretName?: string; defaultMode?: number }
  configMap?: { name?: string; defaultMode?: number }
  downwardAPI?: { defaultMode?: number }
  projected?: { defaultMode?: number; sources?: { serviceAccountToken?: { expirationSeconds?: number } }[] }
  hostPath?: { type?: string }
  emptyDir?: object
}

export interface PodSpec {
  containers?: Container[]
  initContainers?: Container[]
  volumes?: Volume[]
  restartPolicy?: string
  dnsPolicy?: string
  hostNetwork?: boolean
  schedulerName?: string
  securityContext?: object
  serviceAccount?: string
  serviceAccountName?: string
  terminationGracePeriodSeconds?: number
  enableServiceLinks?: boolean
  priority?: number
  preemptionPolicy?: string
  tolerations?: object[]
}

export interface PodTemplate {
  metadata?: { labels?: Record<string, string> }
  spec?: PodSpec
}

/** In place; for pods and templates alike. */
export function defaultPodSpec(spec: PodSpec): void {
  spec.dnsPolicy ||= 'ClusterFirst'
  spec.restartPolicy ||= 'Always'
  spec.schedulerName ||= 'default-scheduler'
  spec.securityContext ??= {}
  spec.terminationGracePeriodSeconds ??= 30
  // The old name of the field is kept equal to the new one.
  if (spec.serviceAccountName) spec.serviceAccount = spec.serviceAccountName
  else if (spec.serviceAccount) spec.serviceAccountName = spec.serviceAccount
  for (const container of [...(spec.containers ?? []), ...(spec.initContainers ?? [])]) {
    defaultContainer(container, spec.hostNetwork === true)
  }
  for (const volume of spec.volumes ?? []) defaultVolume(volume)
}

function defaultContainer(container: Container, hostNetwork: boolean): void {
  container.terminationMessagePath ||= '/dev/termination-log'
  container.terminationMessagePolicy ||= 'File'
  container.imagePullPolicy ||= isMovingImage(container.image ?? '') ? 'Always' : 'IfNotPresent'
  container.resources ??= {}
  for (const port of container.ports ?? []) {
    port.protocol ||= 'TCP'
    if (hostNetwork && port.containerPort !== undefined) port.hostPort ||= port.containerPort
  }
  for (const variable of container.env ?? []) {
    if (variable.valueFrom?.fieldRef !== undefined) variable.valueFrom.fieldRef.apiVersion ||= 'v1'
  }
  for (const probe of [container.livenessProbe, container.readinessProbe, container.startupProbe]) {
    if (probe !== undefined) defaultProbe(probe)
  }
}

const imageName =
  /^([\w.-]+(:\d+)?\/)?[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[\w.-]+)?$/

/** No tag, or `latest`: the image may be another one tomorrow. */
function isMovingImage(image: string): boolean {
  if (image.includes('@') || image.length > 255 || !imageName.test(image)) return false
  const tag = /:([^/:]+)$/.exec(image)?.[1]
  return tag === undefined || tag === 'latest'
}

function defaultProbe(probe: Probe): void {
  probe.timeoutSeconds ||= 1
  probe.periodSeconds ||= 10
  probe.successThreshold ||= 1
  probe.failureThreshold ||= 3
  if (probe.httpGet === undefined) return
  probe.httpGet.path ||= '/'
  probe.httpGet.scheme ||= 'HTTP'
}

function defaultVolume(volume: Volume): void {
  if (Object.keys(volume).every((key) => key === 'name')) volume.emptyDir = {}
  for (const source of [volume.secret, volume.configMap, volume.downwardAPI, volume.projected]) {
    if (source !== undefined) source.defaultMode ??= 0o644
  }
  for (const source of volume.projected?.sources ?? []) {
    if (source.serviceAccountToken !== undefined) source.serviceAccountToken.expirationSeconds ??= 3600
  }
  if (volume.hostPath !== undefined) volume.hostPath.type ??= ''
}

/** What only a pod itself gets, partly from admission: an account, a priority, patience with sick nodes. */
export function defaultPod(object: unknown): void {
  const pod = decoded<{ spec?: PodSpec; status?: { phase?: string; qosClass?: string } }>(object)
  pod.spec ??= {}
  const { spec } = pod
  pod.status ??= {}
  pod.status.phase ||= 'Pending'
  spec.serviceAccountName ||= 'default'
  defaultPodSpec(spec)
  spec.enableServiceLinks ??= true
  spec.priority ??= 0
  spec.preemptionPolicy ??= 'PreemptLowerPriority'
  for (const container of [...(spec.containers ?? []), ...(spec.initContainers ?? [])]) {
    const { limits, requests } = container.resources ?? {}
    if (limits !== undefined) container.resources = { limits, requests: { ...limits, ...requests } }
  }
  pod.status.qosClass ||= qualityOf([...(spec.containers ?? []), ...(spec.initContainers ?? [])])
  spec.tolerations ??= ['not-ready', 'unreachable'].map((condition) => ({
    key: `node.kubernetes.io/${condition}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  }))
}

/** How a node ranks the pod when it runs out: by what its containers ask for and may take. */
function qualityOf(containers: readonly Container[]): string {
  const amounts = containers.map(({ resources = {} }) => resources)
  const counted = ['cpu', 'memory']
  const some = amounts.some(({ limits = {}, requests = {} }) =>
    counted.some((name) => limits[name] !== undefined || requests[name] !== undefined),
  )
  const all = amounts.every(({ limits = {}, requests = {} }) =>
    counted.every((name) => limits[name] !== undefined && limits[name] === requests[name]),
  )
  return some ? (all ? 'Guaranteed' : 'Burstable') : 'BestEffort'
}
