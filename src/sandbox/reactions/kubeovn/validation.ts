/** What Kube-OVN refuses about a subnet, in its words. */
import { formatAddress, parseAddress } from '../../../net/address.ts'
import { parseCidr } from '../../../net/cidr.ts'
import { parseRange } from '../../../net/range.ts'
import { blocksOf, defaultVpc, isIn, overlap, type Subnet } from './subnet.ts'

/** What is wrong, or `null`; `others` are the subnets it may collide with. */
export function faultOf(subnet: Subnet, others: readonly Subnet[]): string | null {
  return (
    blockFault(subnet) ??
    gatewayFault(subnet) ??
    excludedFault(subnet) ??
    choiceFault(subnet) ??
    interconnectionFault(subnet) ??
    collision(subnet, others)
  )
}

function blockFault({ metadata: { name }, spec }: Subnet): string | null {
  for (const block of (spec?.cidrBlock ?? '').split(',')) {
    const cidr = parseCidr(block)
    if (cidr === null) return `subnet ${name} cidr ${block} is not a valid cidrblock`
    if (/[A-F]/.test(block)) return `subnet cidr block ${block} v6 ip address can not contain upper case`
    if (cidr.length === (cidr.address.family === 'IPv4' ? 32 : 128))
      return `subnet ${name} cidr ${block} mask is invalid, due to invalid network mask ${cidr.length}`
  }
  return null
}

function gatewayFault(subnet: Subnet): string | null {
  const { gateway = '', cidrBlock = '' } = subnet.spec ?? {}
  if (gateway === '') return null
  if (/[A-F]/.test(gateway)) return `subnet gateway ${gateway} v6 ip address can not contain upper case`
  const addresses = gateway.split(',').map(parseAddress)
  if (addresses.some((each) => each === null || !isIn(subnet, each)))
    return `gateway ${gateway} is not in cidr ${cidrBlock}`
  for (const block of blocksOf(subnet)) {
    const range = parseRange(block)
    const own = addresses.find((each) => each?.family === range?.first.family)
    if (range === null || own === null || own === undefined) continue
    const reason =
      own.value === range.last.value ? 'broadcast' : own.value === range.first.value ? 'network number' : null
    const text = formatAddress(own)
    if (reason !== null)
      return `validate gateway ${gateway} for cidr ${cidrBlock} failed: ${text} is the ${reason} ip in cidr ${block}`
  }
  return null
}

function excludedFault({ spec }: Subnet): string | null {
  for (const text of spec?.excludeIps ?? []) {
    const ends = text.split('..')
    const broken = ends.find((end) => parseAddress(end) === null)
    if (broken !== undefined) return `ip ${broken} in excludeIps is not a valid address`
    if (parseRange(text) === null) return `${text} in excludeIps is not a valid ip range`
  }
  return null
}

function choiceFault({ spec = {} }: Subnet): string | null {
  const { gatewayType = '', protocol = '' } = spec
  if (!['', 'distributed', 'centralized'].includes(gatewayType))
    return `${gatewayType} is not a valid gateway type`
  if (!['', 'IPv4', 'IPv6', 'Dual'].includes(protocol)) return `${protocol} is not a valid protocol type`
  if ((spec.externalEgressGateway ?? '') !== '' && spec.natOutgoing === true)
    return 'conflict configuration: natOutgoing and externalEgressGateway'
  return null
}

function interconnectionFault(subnet: Subnet): string | null {
  const { logicalGateway, u2oInterconnection, u2oInterconnectionIP = '', cidrBlock = '' } = subnet.spec ?? {}
  if (logicalGateway === true && u2oInterconnection === true)
    return "logicalGateway and u2oInterconnection can't be opened at the same time"
  const address = parseAddress(u2oInterconnectionIP)
  if (u2oInterconnectionIP !== '' && (address === null || !isIn(subnet, address)))
    return `u2oInterconnectionIP ${u2oInterconnectionIP} is not in subnet ${subnet.metadata.name} cidr ${cidrBlock}`
  return null
}

/** Networks of their own, by VPC or VLAN, may have the same addresses. */
function collision(subnet: Subnet, others: readonly Subnet[]): string | null {
  const network = ({ spec }: Subnet) => `${spec?.vpc ?? defaultVpc} ${spec?.vlan ?? ''}`
  const blocks = blocksOf(subnet)
  const other = others.find(
    (each) =>
      each.metadata.name !== subnet.metadata.name &&
      network(each) === network(subnet) &&
      blocksOf(each).some((block) => blocks.some((own) => overlap(own, block))),
  )
  if (other === undefined) return null
  const text = ({ metadata, spec }: Subnet) => `subnet ${metadata.name} cidr ${spec?.cidrBlock ?? ''}`
  return `${text(subnet)} is conflict with ${text(other)}`
}
