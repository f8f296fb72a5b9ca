/** Rows of the networking kinds. */
import type { JsonMap } from '../../types.ts'
import { fieldOf, labelsOf, listOf, textOf } from '../values.ts'
import {
  age,
  at,
  type Cell,
  items,
  labels,
  limited,
  number,
  or,
  type Printer,
  selectorText,
  text,
} from './text.ts'

function balancerAddresses(object: JsonMap): string {
  const addresses = items(object, 'status.loadBalancer.ingress').map(
    (each) => textOf(each.ip) || textOf(each.hostname),
  )
  return [...new Set(addresses.filter((each) => each !== ''))].sort().join(',')
}

function externalAddress(service: JsonMap): string {
  const external = listOf(at(service, 'spec.externalIPs')).map(String)
  switch (text(service, 'spec.type')) {
    case 'ClusterIP':
    case 'NodePort':
      return or(external.join(','), '<none>')
    case 'LoadBalancer':
      return or(
        [balancerAddresses(service), ...external].filter((each) => each !== '').join(','),
        '<pending>',
      )
    case 'ExternalName':
      return text(service, 'spec.externalName')
    default:
      return '<unknown>'
  }
}

function servicePorts(service: JsonMap): string {
  const ports = items(service, 'spec.ports').map((port) => {
    const nodePort = number(port, 'nodePort')
    return `${number(port, 'port')}${nodePort > 0 ? `:${nodePort}` : ''}/${textOf(port.protocol)}`
  })
  return or(ports.join(','), '<none>')
}

const printService: Printer = (service, context): readonly Cell[] => [
  text(service, 'spec.type'),
  or(text(service, 'spec.clusterIP'), '<none>'),
  externalAddress(service),
  servicePorts(service),
  age(service, context),
  labels(at(service, 'spec.selector')),
]

function ingressClass(ingress: JsonMap): string {
  const named = text(ingress, 'spec.ingressClassName')
  const annotations = at(ingress, 'metadata.annotations')
  const old = textOf(
    fieldOf(typeof annotations === 'object' ? (annotations as JsonMap) : {}, 'kubernetes.io/ingress.class'),
  )
  return or(or(named, old), '<none>')
}

const printIngress: Printer = (ingress, context): readonly Cell[] => {
  const hosts = items(ingress, 'spec.rules')
    .map((rule) => textOf(rule.host))
    .filter((host) => host !== '')
  return [
    ingressClass(ingress),
    or(limited(hosts, 3), '*'),
    items(ingress, 'status.loadBalancer.ingress')
      .map((each) => textOf(each.ip) || textOf(each.hostname))
      .join(','),
    items(ingress, 'spec.tls').length > 0 ? '80, 443' : '80',
    age(ingress, context),
  ]
}

const printEndpointSlice: Printer = (slice, context): readonly Cell[] => {
  const ports = items(slice, 'ports').map((port) => String(port.port ?? port.name ?? '*'))
  const addresses = items(slice, 'endpoints').flatMap((each) => listOf(each.addresses).map(String))
  return [
    text(slice, 'addressType'),
    or(limited(ports, 3), '<unset>'),
    or(limited(addresses, 3), '<unset>'),
    age(slice, context),
  ]
}

const printEndpoints: Printer = (endpoints, context): readonly Cell[] => {
  const addresses = items(endpoints, 'subsets').flatMap((subset) => {
    const ports = items(subset, 'ports')
    return items(subset, 'addresses').flatMap(({ ip }) =>
      ports.length === 0 ? [textOf(ip)] : ports.map((port) => `${textOf(ip)}:${number(port, 'port')}`),
    )
  })
  return [or(limited(addresses, 3), '<none>'), age(endpoints, context)]
}

const printIngressClass: Printer = (ingressClassObject, context): readonly Cell[] => {
  const parameters = at(ingressClassObject, 'spec.parameters')
  const group = text(parameters, 'apiGroup')
  const kind = text(parameters, 'kind')
  return [
    text(ingressClassObject, 'spec.controller'),
    parameters === undefined
      ? '<none>'
      : `${kind}${group === '' ? '' : `.${group}`}/${text(parameters, 'name')}`,
    age(ingressClassObject, context),
  ]
}

const printParentReference: Printer = (address): readonly Cell[] => {
  const reference = at(address, 'spec.parentRef')
  const parts = [text(reference, 'resource'), text(reference, 'group')].filter((each) => each !== '')
  const named = [text(reference, 'namespace'), text(reference, 'name')].filter((each) => each !== '')
  return [reference === undefined ? '<none>' : `${parts.join('.')}/${named.join('/')}`]
}

function nodeStatus(node: JsonMap): string {
  const ready = items(node, 'status.conditions').find((each) => each.type === 'Ready')
  const states = [ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady']
  if (at(node, 'spec.unschedulable') === true) states.push('SchedulingDisabled')
  return states.join(',')
}

function nodeRoles(node: JsonMap): string {
  const roles = Object.entries(labelsOf(node)).flatMap(([key, value]) => {
    if (key.startsWith('node-role.kubernetes.io/')) return [key.slice('node-role.kubernetes.io/'.length)]
    return key === 'kubernetes.io/role' && value !== '' ? [value] : []
  })
  return or([...new Set(roles.filter((role) => role !== ''))].sort().join(','), '<none>')
}

function nodeAddress(node: JsonMap, type: string): string {
  const found = items(node, 'status.addresses').find((each) => each.type === type)
  return or(textOf(found?.address), '<none>')
}

const printNode: Printer = (node, context): readonly Cell[] => [
  nodeStatus(node),
  nodeRoles(node),
  age(node, context),
  text(node, 'status.nodeInfo.kubeletVersion'),
  nodeAddress(node, 'InternalIP'),
  nodeAddress(node, 'ExternalIP'),
  or(text(node, 'status.nodeInfo.osImage'), '<unknown>'),
  or(text(node, 'status.nodeInfo.kernelVersion'), '<unknown>'),
  or(text(node, 'status.nodeInfo.containerRuntimeVersion'), '<unknown>'),
]

export const networkPrinters: Readonly<Record<string, Printer>> = {
  services: printService,
  ingresses: printIngress,
  endpointslices: printEndpointSlice,
  endpoints: printEndpoints,
  ingressclasses: printIngressClass,
  ipaddresses: printParentReference,
  nodes: printNode,
  networkpolicies: (policy, context) => [selectorText(at(policy, 'spec.podSelector')), age(policy, context)],
  servicecidrs: (range, context) => [
    listOf(at(range, 'spec.cidrs')).map(String).join(','),
    age(range, context),
  ],
}
