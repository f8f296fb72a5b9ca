/** What a Subnet says, read from whatever shape it has. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asList, asString, asStringMap, type Fields } from '../../k8s/shape.ts'
import { type Address, parseAddress } from '../../net/address.ts'
import { type Cidr, parseCidr } from '../../net/cidr.ts'
import type { World } from '../world.ts'

export const cidrPath: Path = ['spec', 'cidrBlock']
export const protocolPath: Path = ['spec', 'protocol']
export const gatewayPath: Path = ['spec', 'gateway']
export const reservedPath: Path = ['spec', 'excludeIps']
export const vlanPath: Path = ['spec', 'vlan']
export const gatewayTypePath: Path = ['spec', 'gatewayType']
export const gatewayNodePath: Path = ['spec', 'gatewayNode']
export const namespacesPath: Path = ['spec', 'namespaces']
export const selectorsPath: Path = ['spec', 'namespaceSelectors']

/** The network between the nodes and their pods, which Kube-OVN makes and needs. */
export const joinName = 'join'

export const defaultVpc = 'ovn-cluster'

export interface SubnetView {
  readonly name: string
  readonly spec: Fields
  /** The parts of the block as they are written, one for each family. */
  readonly parts: readonly string[]
  /** Those of them that are blocks. */
  readonly blocks: readonly Cidr[]
  readonly protocol: string
  readonly gatewayParts: readonly string[]
  readonly gateways: readonly Address[]
  readonly reserved: readonly string[]
  readonly gatewayType: string
  readonly gatewayNodes: readonly string[]
  readonly vlan: string
  readonly vpc: string
  readonly provider: string
  readonly isDefault: boolean
  readonly namespaces: readonly string[]
}

export function viewOf(object: unknown): SubnetView {
  const fields = asFields(object)
  const spec = asFields(fields.spec)
  const parts = partsOf(spec.cidrBlock)
  const gatewayParts = partsOf(spec.gateway)
  return {
    name: asString(asFields(fields.metadata).name),
    spec,
    parts,
    blocks: parts.flatMap((part) => parseCidr(part) ?? []),
    protocol: asString(spec.protocol),
    gatewayParts,
    gateways: gatewayParts.flatMap((part) => parseAddress(part) ?? []),
    reserved: asList(spec.excludeIps).map(asString),
    gatewayType: asString(spec.gatewayType) || 'distributed',
    gatewayNodes: partsOf(spec.gatewayNode),
    vlan: asString(spec.vlan),
    vpc: asString(spec.vpc) || defaultVpc,
    provider: asString(spec.provider) || 'ovn',
    isDefault: spec.default === true,
    namespaces: asList(spec.namespaces).map(asString).filter(Boolean),
  }
}

/** What commas join, without spaces and what is empty. */
function partsOf(value: unknown): readonly string[] {
  return asString(value)
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
}

/** The protocol that the blocks make; `''` where there are none yet. */
export function protocolOf(blocks: readonly Cidr[]): string {
  const families = new Set(blocks.map(({ address }) => address.family))
  if (families.size > 1) return 'Dual'
  return [...families][0] ?? ''
}

/** The projects it is assigned to: one selector for each, by the label that namespaces have of theirs. */
export function projectsOf(object: unknown, projectLabel: string): readonly string[] {
  const { namespaceSelectors } = asFields(asFields(object).spec)
  return asList(namespaceSelectors).flatMap((each) => projectIn(each, projectLabel) ?? [])
}

/** The project that a selector stands for; undefined where it asks for anything else. */
export function projectIn(selector: unknown, projectLabel: string): string | undefined {
  const { matchLabels, matchExpressions } = asFields(selector)
  const labels = asStringMap(matchLabels)
  if (asList(matchExpressions).length > 0 || Object.keys(labels).length !== 1) return undefined
  return labels[projectLabel]
}

export type Variant = 'calico' | 'overlay' | 'underlay'

/** What it says of itself decides; else what gives the cluster its network. */
export function variantOf(object: unknown, world: World): Variant {
  const { spec } = viewOf(object)
  if (['ipipMode', 'vxlanMode', 'v4blockSize'].some((key) => key in spec)) return 'calico'
  if ('vlan' in spec) return 'underlay'
  return isCalico(world) ? 'calico' : 'overlay'
}

export function isCalico({ facts }: World): boolean {
  const found = facts.cni.found.map(({ id }) => id)
  return found.includes('calico') && !found.includes('kube-ovn')
}
