/** Ports of the cluster-wide policies: `ports` of v1alpha1, `protocols` of v1alpha2. */
import { asFields, asList } from '../../k8s/shape.ts'
import type { PortChoice } from './policy.ts'
import { allPorts, isPort, noPorts, type Protocol, portRange, protocolOf, unionOf } from './ports.ts'

const none: PortChoice = { fixed: noPorts, named: [] }
const everything: PortChoice = { fixed: allPorts(), named: [] }

/** `portNumber`, `portRange` or `namedPort`, one an item; without items the rule is about every port. */
export function readAdminPorts(value: unknown): PortChoice {
  return readItems(value, ({ portNumber = null, portRange: range = null, namedPort = null }) => {
    if (portNumber !== null) {
      const { port, protocol } = asFields(portNumber)
      return fixed(protocolOf(protocol ?? 'TCP'), port, port)
    }
    if (range !== null) {
      const { start, end, protocol } = asFields(range)
      return fixed(protocolOf(protocol ?? 'TCP'), start, end)
    }
    return named(namedPort)
  })
}

/** `tcp`, `udp`, `sctp` with a `destinationPort`, or `destinationNamedPort`, one an item. */
export function readProtocols(value: unknown): PortChoice {
  return readItems(value, ({ tcp = null, udp = null, sctp = null, destinationNamedPort = null }) => {
    if (tcp !== null) return readDestination('TCP', tcp)
    if (udp !== null) return readDestination('UDP', udp)
    if (sctp !== null) return readDestination('SCTP', sctp)
    return named(destinationNamedPort)
  })
}

function readDestination(protocol: Protocol, value: unknown): PortChoice {
  const { number = null, range = null } = asFields(asFields(value).destinationPort)
  if ((number === null) === (range === null)) return none
  const { start, end } = asFields(range)
  return number === null ? fixed(protocol, start, end) : fixed(protocol, number, number)
}

/** The union of what the items say; an item without exactly one field says nothing. */
function readItems(
  value: unknown,
  read: (fields: Readonly<Record<string, unknown>>) => PortChoice,
): PortChoice {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return everything
  const items = asList(value)
    .map(asFields)
    .filter((item) => Object.values(item).filter((each) => (each ?? null) !== null).length === 1)
    .map(read)
  return { fixed: unionOf(items.map((item) => item.fixed)), named: items.flatMap((item) => item.named) }
}

function fixed(protocol: Protocol | null, first: unknown, last: unknown): PortChoice {
  if (protocol === null || !isPort(first) || !isPort(last)) return none
  return { fixed: portRange(protocol, first, last), named: [] }
}

function named(name: unknown): PortChoice {
  return typeof name === 'string' && name !== ''
    ? { fixed: noPorts, named: [{ name, protocol: null }] }
    : none
}
