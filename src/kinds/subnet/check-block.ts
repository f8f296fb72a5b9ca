/** What is wrong with the block of a Subnet by itself, and with what has to follow it. */
import { bitsOf } from '../../net/address.ts'
import { blockSize, formatCidr, hasHostBits, holdsBlock, networkCidr } from '../../net/cidr.ts'
import { addressProblem } from '../../ui/fields/address-problem.ts'
import { poolingOf } from './block-size.ts'
import { encapsulationKey, encapsulationOf } from './changes.ts'
import { barred, finding, fix, missing, type Rule, refusal } from './finding.ts'
import { cidrPath, protocolOf, protocolPath, type SubnetView } from './spec.ts'

const written: Rule = ({ parts, blocks }) => {
  if (parts.length === 0) return [missing('cidr-missing', cidrPath)]
  const problem = parts.map((part) => addressProblem(part, 'cidr')).find((each) => each !== null)
  if (problem !== undefined) return [{ ...finding('error', 'cidr-invalid', cidrPath), text: problem }]
  const value = parts.join(',').toLowerCase()
  if (value !== parts.join(',')) {
    return [finding('error', 'cidr-case', cidrPath, {}, fix('write', [{ path: cidrPath, value }], { value }))]
  }
  const families = blocks.map(({ address }) => address.family)
  if (new Set(families).size < families.length) return [finding('error', 'cidr-family', cidrPath)]
  if (families[0] === 'IPv6' && families[1] === 'IPv4') {
    const turned = parts.toReversed().join(',')
    const mend = fix('write', [{ path: cidrPath, value: turned }], { value: turned })
    return [finding('error', 'cidr-order', cidrPath, {}, mend)]
  }
  return []
}

const hostBits: Rule = ({ blocks, parts }) => {
  if (blocks.length !== parts.length || !blocks.some(hasHostBits)) return []
  const value = blocks.map((block) => formatCidr(networkCidr(block))).join(',')
  const mend = fix('write', [{ path: cidrPath, value }], { value })
  return [finding('warning', 'cidr-host-bits', cidrPath, { network: value }, mend)]
}

const protocol: Rule = ({ blocks, parts, protocol: given }) => {
  const value = protocolOf(blocks)
  if (blocks.length !== parts.length || value === '' || given === value || given === '') return []
  const mend = fix('write', [{ path: protocolPath, value }], { value })
  return [finding('warning', 'protocol', protocolPath, { given, value }, mend)]
}

const size: Rule = (subnet) => {
  const { blocks, variant } = subnet
  const tiny = blocks.find((block) => {
    const bits = bitsOf(block.address)
    return variant === 'calico' ? bits === 32 && block.length > 31 : blockSize(block) === 1n
  })
  if (tiny === undefined) return []
  return [barred(subnet, ['cidrBlock'], 'cidr-single', cidrPath, { block: formatCidr(tiny) })]
}

const calico: Rule = (subnet) => {
  const { blocks, variant, spec } = subnet
  if (variant !== 'calico') return []
  const { protocol: encapsulation } = encapsulationOf({ spec })
  const own = blocks.find(({ address }) => address.family === 'IPv4')
  const wanted = own === undefined ? null : (poolingOf(own.length)?.blockSize ?? null)
  const given = spec.v4blockSize
  const path = ['spec', 'v4blockSize']
  return [
    ...(encapsulation === 'IPIP' && protocolOf(blocks) === 'Dual'
      ? [barred(subnet, ['cidrBlock', 'ipipMode'], 'ipip-dual', ['spec', encapsulationKey.IPIP])]
      : []),
    ...(spec.natOutgoing === false ? [finding('info', 'nat-wireguard', ['spec', 'natOutgoing'])] : []),
    ...(wanted !== null && typeof given === 'number' && given !== wanted
      ? [
          finding(
            'warning',
            'block-size',
            path,
            { given, value: wanted },
            fix('write', [{ path, value: wanted }], { value: wanted }),
          ),
        ]
      : []),
  ]
}

/** A subnet can grow around what it has, and never gives any of it away. */
const shrunk: Rule = ({ blocks, parts, saved }) => {
  if (saved === undefined || blocks.length !== parts.length || parts.length === 0) return []
  const lost = saved.blocks.find((before) => !blocks.some((block) => holdsBlock(block, before)))
  if (lost === undefined) return []
  const value = textOf(saved)
  const mend = fix('write', [{ path: cidrPath, value }], { value })
  return [refusal('cidr-shrunk', cidrPath, { block: formatCidr(networkCidr(lost)) }, mend)]
}

const textOf = ({ parts }: SubnetView) => parts.join(',')

export const blockRules: readonly Rule[] = [written, hostBits, protocol, size, calico, shrunk]
