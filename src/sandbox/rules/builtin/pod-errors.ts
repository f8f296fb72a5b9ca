/** What people get wrong about pods and their templates. */
import {
  duplicate,
  type FieldError,
  forbidden,
  invalid,
  notFound,
  notSupported,
  required,
} from '../schema/messages.ts'
import { jsonEqual } from '../schema/schema.ts'
import { labelErrors } from './labels.ts'
import type { Container, PodSpec, PodTemplate, Probe, Volume } from './pod.ts'
import { resourceErrors } from './resources.ts'
import { dns1123Label, portName, portNumber } from './text.ts'

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
  const messages = ['File', 'FallbackToLogsOnError']
  if (!messages.includes(container.terminationMessagePolicy ?? '')) {
    const policy = container.terminationMessagePolicy
    errors.push(notSupported(`${field}.terminationMessagePolicy`, policy, messages))
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
  errors.push(...resourceErrors(container.resources ?? {}, `${field}.resources`))
  return errors
}

/** What a pod declares twice is stored, and seldom meant. */
export function podWarnings(spec: PodSpec | undefined, field: string): readonly string[] {
  return (spec?.containers ?? []).flatMap(({ ports = [], env = [] }, at) => {
    const place = `${field}.containers[${at}].ports`
    const hiding = env.flatMap(({ name }, position) => {
      const again = env.slice(0, position).some((each) => each.name === name)
      const variable = `${field}.containers[${at}].env[${position}]`
      return again
        ? [`${variable}: hides previous definition of "${name}", which may be dropped when using apply`]
        : []
    })
    const repeated = ports.flatMap((port, position) => {
      const first = ports.findIndex(
        (each) =>
          each.containerPort === port.containerPort &&
          each.protocol === port.protocol &&
          each.hostPort === port.hostPort,
      )
      return first < position
        ? [`${place}[${position}]: duplicate port definition with ${place}[${first}]`]
        : []
    })
    return [...hiding, ...repeated]
  })
}

function probeErrors(probe: Probe, field: string): readonly FieldError[] {
  const handlers = ['httpGet', 'tcpSocket', 'exec', 'grpc'] as const
  if (handlers.every((handler) => probe[handler] === undefined)) {
    return [required(field, 'must specify a handler type')]
  }
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

const changeable = ['image', 'activeDeadlineSeconds', 'tolerations', 'terminationGracePeriodSeconds'] as const

/** A pod runs as it was made; the server adds the difference in a text of its own, which is left out here. */
export function podChangeErrors(spec: PodSpec, old: PodSpec): readonly FieldError[] {
  if (jsonEqual(fixedPart(spec), fixedPart(old))) return []
  const detail =
    'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)'
  return [forbidden('spec', detail)]
}

function fixedPart(spec: PodSpec): unknown {
  const kept = ([name]: [string, unknown]) => !changeable.some((each) => each === name)
  const containers = (list: readonly Container[] = []) =>
    list.map((container) => Object.fromEntries(Object.entries(container).filter(kept)))
  return {
    ...Object.fromEntries(Object.entries(spec).filter(kept)),
    containers: containers(spec.containers),
    initContainers: containers(spec.initContainers),
  }
}
