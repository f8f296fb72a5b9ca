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
  httpGet?: { path?: string; scheme?: string; port?: number | string }
  tcpSocket?: { port?: number | string }
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

export function podTemplateErrors(template: PodTemplate, field: string): readonly FieldError[] {
  return [
    ...labelErrors(`${field}.labels`, template.metadata?.labels),
    ...podSpecErrors(template.spec ?? {}, `${field}.spec`),
  ]
}

export function podSpecErrors(spec: PodSpec, field: string): readonly FieldError[] {
  const { containers = [], initContainers = [], volumes = [] } = spec
  const names = new Set<string>()
  // A volume with a fault does not count as there for those who mount it.
  const volumeFaults = volumes.map((volume, at) => volumeErrors(volume, at, volumes, field))
  const volumeNames = volumes.flatMap((volume, at) =>
    volumeFaults[at]?.length === 0 ? (volume.name ?? '') : [],
  )
  const restart = ['Always', 'OnFailure', 'Never']
  const dns = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']
  return [
    ...volumeFaults.flat(),
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
  volume: Volume,
  at: number,
  all: readonly Volume[],
  field: string,
): readonly FieldError[] {
  const { name = '', configMap, secret } = volume
  const place = `${field}.volumes[${at}]`
  const errors: FieldError[] = []
  if (name === '') errors.push(required(`${place}.name`))
  else errors.push(...dns1123Label(name).map((each) => invalid(`${place}.name`, name, each)))
  if (name !== '' && all.slice(0, at).some((each) => each.name === name)) {
    errors.push(duplicate(`${place}.name`, name))
  }
  if (configMap !== undefined && !configMap.name) errors.push(required(`${place}.configMap.name`))
  if (secret !== undefined && !secret.secretName) errors.push(required(`${place}.secret.secretName`))
  return errors
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
  for (const kind of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    const probe = container[kind]
    if (probe !== undefined) errors.push(...probeErrors(probe, `${field}.${kind}`))
  }
  for (const [at, variable] of env.entries()) {
    if (!variable.name) errors.push(required(`${field}.env[${at}].name`))
  }
  for (const [at, mount] of volumeMounts.entries()) {
    const place = `${field}.volumeMounts[${at}]`
    const volume = mount.name ?? ''
    if (volume === '') errors.push(required(`${place}.name`))
    if (!volumes.includes(volume)) errors.push(notFound(`${place}.name`, volume))
    if (!mount.mountPath) errors.push(required(`${place}.mountPath`))
    if (volumeMounts.slice(0, at).some((each) => each.mountPath === mount.mountPath)) {
      errors.push(invalid(`${place}.mountPath`, mount.mountPath ?? '', 'must be unique'))
    }
  }
  return errors
}

function probeErrors(probe: Probe, field: string): readonly FieldError[] {
  return (['httpGet', 'tcpSocket'] as const).flatMap((way) => {
    const action = probe[way]
    if (action === undefined) return []
    const port = action.port ?? 0
    const wrong = typeof port === 'number' ? portNumber(port) : portName(port)
    return wrong.map((each) => invalid(`${field}.${way}.port`, port, each))
  })
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
