/** What is wrong with where a Subnet's traffic leaves: its gateway, its nodes, its VLAN. */
import { formatAddress } from '../../net/address.ts'
import { contains, formatCidr, lastOf, networkOf } from '../../net/cidr.ts'
import { addressProblem } from '../../ui/fields/address-problem.ts'
import { named } from '../lookups.ts'
import { nodes, vlans } from '../related.ts'
import { barred, finding, fix, missing, type Rule, refusal } from './finding.ts'
import { gatewayNodePath, gatewayPath, gatewayTypePath, vlanPath } from './spec.ts'

const gateway: Rule = (subnet) => {
  const { gatewayParts, gateways, blocks, parts, variant } = subnet
  if (gatewayParts.length === 0)
    return variant === 'underlay' ? [missing('gateway-missing', gatewayPath)] : []
  const problem = gatewayParts.map((each) => addressProblem(each, 'address')).find((each) => each !== null)
  if (problem !== undefined) return [{ ...finding('error', 'gateway-invalid', gatewayPath), text: problem }]
  const value = gatewayParts.join(',').toLowerCase()
  if (value !== gatewayParts.join(','))
    return [
      finding(
        'error',
        'gateway-case',
        gatewayPath,
        {},
        fix('write', [{ path: gatewayPath, value }], { value }),
      ),
    ]
  if (blocks.length === 0 || blocks.length !== parts.length) return []
  const outside = gateways.find((each) => !blocks.some((block) => contains(block, each)))
  if (outside !== undefined)
    return [
      barred(subnet, ['cidrBlock', 'gateway'], 'gateway-outside', gatewayPath, {
        gateway: formatAddress(outside),
        cidr: parts.join(', '),
      }),
    ]
  const end = gateways.find((each) =>
    blocks.some((block) =>
      [networkOf(block), lastOf(block)].some((at) => at.family === each.family && at.value === each.value),
    ),
  )
  if (end !== undefined)
    return [finding('error', 'gateway-end', gatewayPath, { gateway: formatAddress(end) })]
  const without = blocks.find(({ address }) => !gateways.some(({ family }) => family === address.family))
  if (without !== undefined)
    return [finding('error', 'gateway-family', gatewayPath, { cidr: formatCidr(without) })]
  if (gateways.length !== blocks.length) return [finding('error', 'gateway-many', gatewayPath)]
  if (gateways.some(({ family }, index) => family !== blocks[index]?.address.family)) {
    const turned = gatewayParts.toReversed().join(',')
    const mend = fix('write', [{ path: gatewayPath, value: turned }], { value: turned })
    return [finding('error', 'gateway-order', gatewayPath, {}, mend)]
  }
  return []
}

const gatewayNodes: Rule = ({ gatewayType, gatewayNodes: chosen, spec, variant }, world) => {
  if (variant !== 'overlay') return []
  if (!['distributed', 'centralized'].includes(gatewayType))
    return [finding('error', 'gateway-type', gatewayTypePath, { type: gatewayType })]
  if (gatewayType !== 'centralized') return []
  if (chosen.length === 0)
    return 'gatewayNodeSelectors' in spec ? [] : [missing('gateway-nodes-missing', gatewayNodePath)]
  if (world.availability(nodes) !== 'live') return []
  // A node may be followed by the address that its traffic gets.
  return chosen
    .map((each) => each.split(':')[0] ?? '')
    .filter((name) => named(world, nodes, '', name) === undefined)
    .map((name) => finding('warning', 'gateway-node-unknown', gatewayNodePath, { name }))
}

const nat: Rule = ({ spec, gatewayType, variant }) => {
  if (
    spec.natOutgoing === true &&
    typeof spec.externalEgressGateway === 'string' &&
    spec.externalEgressGateway !== ''
  )
    return [finding('error', 'nat-external', ['spec', 'natOutgoing'])]
  if (variant !== 'overlay' || spec.natOutgoing === true || gatewayType !== 'distributed') return []
  return spec.natOutgoing === false ? [finding('info', 'nat-off', gatewayTypePath)] : []
}

const vlan: Rule = ({ variant, vlan: name, saved, spec }, world) => {
  if (variant !== 'underlay') return []
  if (name === '') return [missing('vlan-missing', vlanPath)]
  const interconnected = spec.u2oInterconnection === true && spec.logicalGateway === true
  return [
    ...(world.availability(vlans) === 'live' && named(world, vlans, '', name) === undefined
      ? [finding('warning', 'vlan-unknown', vlanPath, { name })]
      : []),
    ...(saved !== undefined && saved.vlan !== name
      ? [refusal('vlan-fixed', vlanPath, { name: saved.vlan || '–' })]
      : []),
    ...(interconnected ? [finding('error', 'interconnection', ['spec', 'u2oInterconnection'])] : []),
  ]
}

export const gatewayRules: readonly Rule[] = [gateway, gatewayNodes, nat, vlan]
