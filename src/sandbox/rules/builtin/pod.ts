/** Pods and the templates of pods: what is filled in, and what people get wrong about them. */
import { duplicate, type FieldError, invalid, notFound, notSupported, required } from '../schema/messages.ts'
import { decoded } from './decoded.ts'
import { labelErrors } from './labels.ts'
import { dns1123Label, portName, portNumber } from './text.ts'

interface Probe {
  timeoutSeconds?: number
  periodSeconds?: number
  successThreshold?: number
  failureThreshold?: number
  httpGet?: { path?: string; scheme?: string }
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

interface Volume {
  name?: string
  secret?: { defaultMode?: number }
  configMap?: { defaultMode?: number }
  downwardAPI?: { defaultMode?: number }
  projected?: { defaultMode?: number; sources?: { serviceAccountToken?: { expirationSeconds?: number } }[] }
  hostPath?: { type?: string }
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

/** No tag, or `latest`: the image may be another one tomorrow. */
function isMovingImage(image: string): boolean {
  if (image.includes('@')) return false
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
  const { spec } = decoded<{ spec?: PodSpec }>(object)
  if (spec === undefined) return
  spec.serviceAccountName ||= 'default'
  defaultPodSpec(spec)
  spec.enableServiceLinks ??= true
  spec.priority ??= 0
  spec.preemptionPolicy ??= 'PreemptLowerPriority'
  for (const container of [...(spec.containers ?? []), ...(spec.initContainers ?? [])]) {
    const { limits, requests } = container.resources ?? {}
    if (limits !== undefined) container.resources = { limits, requests: { ...limits, ...requests } }
  }
  spec.tolerations ??= ['not-ready', 'unreachable'].map((condition) => ({
    key: `node.kubernetes.io/${condition}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  }))
}

export function podTemplateErrors(template: PodTemplate, field: string): readonly FieldError[] {
  return [
    ...labelErrors(`${field}.labels`, template.metadata?.labels),
    ...podSpecErrors(template.spec ?? {}, `${field}.spec`),
  ]
}

export function podSpecErrors(spec: PodSpec, field: string): readonly FieldError[] {
  const { containers = [], initContainers = [], volumes = [] } = spec
  const names = new Set<string>()
  const volumeNames = volumes.map((volume) => volume.name ?? '')
  const restart = ['Always', 'OnFailure', 'Never']
  const dns = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']
  return [
    ...volumeNames.flatMap((name, at) => volumeErrors(name, at, volumeNames, field)),
    ...(containers.length === 0 ? [required(`${field}.containers`)] : []),
    ...containers.flatMap((each, at) =>
      containerErrors(each, `${field}.containers[${at}]`, names, volumeNames),
    ),
    ...initContainers.flatMap((each, at) =>
      containerErrors(each, `${field}.initContainers[${at}]`, names, volumeNames),
    ),
    ...(restart.includes(spec.restartPolicy ?? '')
      ? []
      : [notSupported(`${field}.restartPolicy`, spec.restartPolicy, restart)]),
    ...(dns.includes(spec.dnsPolicy ?? '') ? [] : [notSupported(`${field}.dnsPolicy`, spec.dnsPolicy, dns)]),
  ]
}

function volumeErrors(
  name: string,
  at: number,
  all: readonly string[],
  field: string,
): readonly FieldError[] {
  const place = `${field}.volumes[${at}].name`
  if (name === '') return [required(place)]
  return [
    ...dns1123Label(name).map((each) => invalid(place, name, each)),
    ...(all.indexOf(name) < at ? [duplicate(place, name)] : []),
  ]
}

function containerErrors(
  container: Container,
  field: string,
  names: Set<string>,
  volumes: readonly string[],
): readonly FieldError[] {
  const { name = '', image = '', ports = [], env = [], volumeMounts = [] } = container
  const errors: FieldError[] = []
  if (name === '') errors.push(required(`${field}.name`))
  else errors.push(...dns1123Label(name).map((each) => invalid(`${field}.name`, name, each)))
  if (name !== '' && names.has(name)) errors.push(duplicate(`${field}.name`, name))
  names.add(name)
  if (image === '') errors.push(required(`${field}.image`))
  const pulls = ['Always', 'IfNotPresent', 'Never']
  if (!pulls.includes(container.imagePullPolicy ?? '')) {
    errors.push(notSupported(`${field}.imagePullPolicy`, container.imagePullPolicy, pulls))
  }
  errors.push(...portErrors(ports, `${field}.ports`))
  for (const [at, variable] of env.entries()) {
    if (!variable.name) errors.push(required(`${field}.env[${at}].name`))
  }
  for (const [at, mount] of volumeMounts.entries()) {
    const place = `${field}.volumeMounts[${at}]`
    if (!mount.name) errors.push(required(`${place}.name`))
    else if (!volumes.includes(mount.name)) errors.push(notFound(`${place}.name`, mount.name))
    if (!mount.mountPath) errors.push(required(`${place}.mountPath`))
  }
  return errors
}

function portErrors(ports: NonNullable<Container['ports']>, field: string): readonly FieldError[] {
  const names = new Set<string>()
  return ports.flatMap(({ name, containerPort = 0, hostPort, protocol = '' }, at) => {
    const place = `${field}[${at}]`
    const errors: FieldError[] = []
    if (name) {
      const wrong = portName(name)
      errors.push(...wrong.map((each) => invalid(`${place}.name`, name, each)))
      if (wrong.length === 0 && names.has(name)) errors.push(duplicate(`${place}.name`, name))
      names.add(name)
    }
    if (containerPort === 0) errors.push(required(`${place}.containerPort`))
    else
      errors.push(
        ...portNumber(containerPort).map((each) => invalid(`${place}.containerPort`, containerPort, each)),
      )
    if (hostPort)
      errors.push(...portNumber(hostPort).map((each) => invalid(`${place}.hostPort`, hostPort, each)))
    const protocols = ['SCTP', 'TCP', 'UDP']
    if (!protocols.includes(protocol)) errors.push(notSupported(`${place}.protocol`, protocol, protocols))
    return errors
  })
}
