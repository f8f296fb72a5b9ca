/** The rules of a Service, beyond those of its addresses. */
import { addressErrors, cidrErrors, endpointAddressErrors } from '../builtin/addresses.ts'
import { labelErrors } from '../builtin/labels.ts'
import { dns1123Label, dns1123Subdomain, labelKey, portName, portNumber } from '../builtin/text.ts'
import {
  duplicate,
  type FieldError,
  forbidden,
  invalid,
  notSupported,
  required,
  shownStruct,
} from '../schema/messages.ts'
import { clusterIPChangeErrors, clusterIPErrors } from './cluster-ips.ts'
import {
  isExternallyAccessible,
  isHeadless,
  type LoadBalancerStatus,
  needsHealthCheck,
  type ServiceDraft,
  type ServicePort,
  type ServiceSpec,
} from './fields.ts'

const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']
const protocols = ['SCTP', 'TCP', 'UDP']
const onlyLoadBalancer = "may only be used when `type` is 'LoadBalancer'"

export function serviceErrors(service: ServiceDraft, old: ServiceDraft | null): readonly FieldError[] {
  const { spec } = service
  return [
    ...(old === null ? [] : changeErrors(spec, old.spec)),
    ...typeErrors(spec),
    ...portErrors(spec),
    ...labelErrors('spec.selector', spec.selector),
    ...affinityErrors(spec),
    ...clusterIPErrors(spec, old?.spec ?? null),
    ...externalIPErrors(spec, old?.spec ?? null),
    ...(types.includes(spec.type ?? '') ? [] : [notSupported('spec.type', spec.type, types)]),
    ...repeatedPortErrors(spec.ports ?? [], spec.type ?? ''),
    ...loadBalancerErrors(service, old),
    ...trafficErrors(spec),
  ]
}

function changeErrors(spec: ServiceSpec, old: ServiceSpec): readonly FieldError[] {
  const errors: FieldError[] = [...clusterIPChangeErrors(spec, old)]
  const both = spec.type === 'LoadBalancer' && old.type === 'LoadBalancer'
  if (both && spec.loadBalancerClass !== old.loadBalancerClass) {
    errors.push(invalid('spec.loadBalancerClass', spec.loadBalancerClass ?? null, 'may not change once set'))
  }
  errors.push(...classErrors(spec))
  if (
    needsHealthCheck(old) &&
    needsHealthCheck(spec) &&
    spec.healthCheckNodePort !== old.healthCheckNodePort
  ) {
    errors.push(forbidden('spec.healthCheckNodePort', 'field is immutable'))
  }
  return errors
}

function typeErrors(spec: ServiceSpec): readonly FieldError[] {
  const errors: FieldError[] = []
  if (!spec.ports?.length && !isHeadless(spec) && spec.type !== 'ExternalName')
    errors.push(required('spec.ports'))
  if ((spec.type === 'LoadBalancer' || spec.type === 'NodePort') && isHeadless(spec)) {
    errors.push(invalid('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${spec.type} services`))
  }
  if (spec.type !== 'ExternalName') return errors
  const not = 'may not be set for ExternalName services'
  if (spec.clusterIPs?.length) errors.push(forbidden('spec.clusterIPs', not))
  if (spec.ipFamilies?.length) errors.push(forbidden('spec.ipFamilies', not))
  if (spec.ipFamilyPolicy !== undefined) errors.push(forbidden('spec.ipFamilyPolicy', not))
  const name = (spec.externalName ?? '').replace(/\.$/, '')
  if (name === '') errors.push(required('spec.externalName'))
  else errors.push(...dns1123Subdomain(name).map((each) => invalid('spec.externalName', name, each)))
  return errors
}

function portErrors(spec: ServiceSpec): readonly FieldError[] {
  const ports = spec.ports ?? []
  const names = new Set<string>()
  return ports.flatMap((port, at) => {
    const field = `spec.ports[${at}]`
    const errors: FieldError[] = []
    const name = port.name ?? ''
    if (name === '' && ports.length > 1) errors.push(required(`${field}.name`))
    if (name !== '') {
      errors.push(...dns1123Label(name).map((each) => invalid(`${field}.name`, name, each)))
      if (names.has(name)) errors.push(duplicate(`${field}.name`, name))
      names.add(name)
    }
    return [...errors, ...onePortErrors(port, field)]
  })
}

function onePortErrors(port: ServicePort, field: string): readonly FieldError[] {
  const number = port.port ?? 0
  const target = port.targetPort ?? number
  const targetErrors = typeof target === 'number' ? portNumber(target) : portName(target)
  const app = port.appProtocol
  return [
    ...portNumber(number).map((each) => invalid(`${field}.port`, number, each)),
    ...(protocols.includes(port.protocol ?? '')
      ? []
      : [notSupported(`${field}.protocol`, port.protocol, protocols)]),
    ...targetErrors.map((each) => invalid(`${field}.targetPort`, target, each)),
    ...(app === undefined ? [] : labelKey(app).map((each) => invalid(`${field}.appProtocol`, app, each))),
  ]
}

function affinityErrors(spec: ServiceSpec): readonly FieldError[] {
  const affinity = spec.sessionAffinity ?? ''
  if (affinity !== 'ClientIP' && affinity !== 'None') {
    return [notSupported('spec.sessionAffinity', affinity, ['ClientIP', 'None'])]
  }
  const seconds = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds
  if (affinity === 'None' || seconds === undefined || (seconds > 0 && seconds <= 86400)) return []
  const field = 'spec.sessionAffinityConfig.clientIP.timeoutSeconds'
  return [invalid(field, seconds, 'must be greater than 0 and less than 86400')]
}

function externalIPErrors(spec: ServiceSpec, old: ServiceSpec | null): readonly FieldError[] {
  return (spec.externalIPs ?? []).flatMap((ip, at) => {
    const field = `spec.externalIPs[${at}]`
    const wrong = addressErrors(field, ip, old?.externalIPs)
    return wrong.length > 0 ? wrong : endpointAddressErrors(field, ip)
  })
}

function repeatedPortErrors(ports: readonly ServicePort[], type: string): readonly FieldError[] {
  const same = (a: ServicePort, b: ServicePort) => a.protocol === b.protocol
  const forbiddenPorts = ports.flatMap((port, at) =>
    type === 'ClusterIP' && port.nodePort
      ? [forbidden(`spec.ports[${at}].nodePort`, "may not be used when `type` is 'ClusterIP'")]
      : [],
  )
  const nodePorts = ports.flatMap((port, at) =>
    port.nodePort && ports.slice(0, at).some((each) => each.nodePort === port.nodePort && same(each, port))
      ? [duplicate(`spec.ports[${at}].nodePort`, port.nodePort)]
      : [],
  )
  const numbers = ports.flatMap((port, at) =>
    ports.slice(0, at).some((each) => each.port === port.port && same(each, port))
      ? [repeatedPort(`spec.ports[${at}]`, port)]
      : [],
  )
  return [...forbiddenPorts, ...nodePorts, ...numbers]
}

/** The server shows the fields it compares, as its own struct. */
function repeatedPort(field: string, { protocol, port }: ServicePort): FieldError {
  const shown = { Name: '', Protocol: protocol, AppProtocol: null, Port: port, TargetPort: 0, NodePort: 0 }
  return duplicate(field, shownStruct(shown))
}

function loadBalancerErrors(service: ServiceDraft, old: ServiceDraft | null): readonly FieldError[] {
  const { spec } = service
  const errors: FieldError[] = []
  const ranges = spec.loadBalancerSourceRanges ?? []
  if (ranges.length > 0) {
    const field = 'spec.LoadBalancerSourceRanges'
    const known = old?.spec.loadBalancerSourceRanges?.map((each) => each.trim())
    if (spec.type !== 'LoadBalancer') errors.push(forbidden(field, onlyLoadBalancer))
    errors.push(...ranges.flatMap((each, at) => cidrErrors(`${field}[${at}]`, each.trim(), known)))
  } else errors.push(...annotatedRangeErrors(service))
  if (spec.allocateLoadBalancerNodePorts !== undefined && spec.type !== 'LoadBalancer') {
    errors.push(forbidden('spec.allocateLoadBalancerNodePorts', onlyLoadBalancer))
  }
  return [...errors, ...classErrors(spec)]
}

const rangesAnnotation = 'service.beta.kubernetes.io/load-balancer-source-ranges'

function annotatedRangeErrors({ metadata, spec }: ServiceDraft): readonly FieldError[] {
  const text = metadata.annotations?.[rangesAnnotation]
  if (text === undefined) return []
  const field = `metadata.annotations[${rangesAnnotation}]`
  const cidrs = text.trim() === '' ? [] : text.split(',').map((each) => each.trim())
  return [
    ...(spec.type === 'LoadBalancer' ? [] : [forbidden(field, onlyLoadBalancer)]),
    ...cidrs.flatMap((each) => cidrErrors(field, each)),
  ]
}

function classErrors(spec: ServiceSpec): readonly FieldError[] {
  const name = spec.loadBalancerClass
  if (name === undefined) return []
  return spec.type === 'LoadBalancer'
    ? labelKey(name).map((each) => invalid('spec.loadBalancerClass', name, each))
    : [forbidden('spec.loadBalancerClass', onlyLoadBalancer)]
}

const distributions = ['PreferClose', 'PreferSameZone', 'PreferSameNode']

function trafficErrors(spec: ServiceSpec): readonly FieldError[] {
  const errors: FieldError[] = []
  const policies = ['Cluster', 'Local']
  const { externalTrafficPolicy: external, internalTrafficPolicy: internal, healthCheckNodePort: port } = spec
  if (!isExternallyAccessible(spec)) {
    if (external) {
      errors.push(
        invalid('spec.externalTrafficPolicy', external, 'may only be set for externally-accessible services'),
      )
    }
  } else if (!policies.includes(external ?? '')) {
    errors.push(notSupported('spec.externalTrafficPolicy', external, policies))
  }
  if (needsHealthCheck(spec)) {
    errors.push(...portNumber(port ?? 0).map((each) => invalid('spec.healthCheckNodePort', port, each)))
  } else if (port) {
    const detail = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"
    errors.push(invalid('spec.healthCheckNodePort', port, detail))
  }
  if (internal !== undefined && !policies.includes(internal)) {
    errors.push(notSupported('spec.internalTrafficPolicy', internal, policies))
  }
  const distribution = spec.trafficDistribution
  if (distribution !== undefined && !distributions.includes(distribution)) {
    errors.push(notSupported('spec.trafficDistribution', distribution, distributions))
  }
  return errors
}

export function serviceStatusErrors(
  spec: ServiceSpec,
  status: LoadBalancerStatus,
  old: LoadBalancerStatus,
): readonly FieldError[] {
  const field = 'status.loadBalancer.ingress'
  const ingress = status.ingress ?? []
  if (spec.type !== 'LoadBalancer') {
    return ingress.length === 0
      ? []
      : [forbidden(field, "may only be used when `spec.type` is 'LoadBalancer'")]
  }
  const known = (old.ingress ?? []).flatMap((each) => each.ip ?? [])
  return ingress.flatMap(({ ip, ipMode, hostname }, at) => {
    const errors: FieldError[] = ip ? [...addressErrors(`${field}[${at}].ip`, ip, known)] : []
    if (ipMode !== undefined && !ip) {
      errors.push(forbidden(`${field}[${at}].ipMode`, 'may not be specified when `ip` is not set'))
    } else if (ipMode !== undefined && ipMode !== 'VIP' && ipMode !== 'Proxy') {
      errors.push(notSupported(`${field}[${at}].ipMode`, ipMode, ['Proxy', 'VIP']))
    }
    if (hostname) {
      errors.push(
        ...dns1123Subdomain(hostname).map((each) => invalid(`${field}[${at}].hostname`, hostname, each)),
      )
      if (addressErrors('', hostname).length === 0) {
        errors.push(invalid(`${field}[${at}].hostname`, hostname, 'must be a DNS name, not an IP address'))
      }
    }
    return errors
  })
}
