/** How the fields of a Subnet follow each other when one of them is changed. */
import { type Manifest, readAt, removeAt, setAt } from '../../manifest/manifest.ts'
import { withItems } from '../list-change.ts'
import { withText } from '../with-text.ts'
import { poolingOf } from './block-size.ts'
import {
  cidrPath,
  gatewayNodePath,
  gatewayPath,
  gatewayTypePath,
  projectIn,
  protocolOf,
  protocolPath,
  selectorsPath,
  type Variant,
  viewOf,
  vlanPath,
} from './spec.ts'

const ecmpPath = ['spec', 'enableEcmp']
const interconnectionPath = ['spec', 'u2oInterconnection']
const blockSizePath = ['spec', 'v4blockSize']

const without = (manifest: Manifest, path: readonly string[]) =>
  removeAt(manifest, path, { pruneEmptyParents: true, keepDepth: 1 })

/** The protocol follows the block, and with Calico so does the size of its pools. */
export function withCidr(manifest: Manifest, text: string, variant: Variant): Manifest {
  const written = setAt(manifest, cidrPath, text)
  const { blocks } = viewOf(written.value)
  const protocol = protocolOf(blocks)
  const followed = protocol === '' ? written : setAt(written, protocolPath, protocol)
  if (variant !== 'calico') return followed
  const own = blocks.find(({ address }) => address.family === 'IPv4')
  const pooling = own === undefined ? null : poolingOf(own.length)
  return pooling === null
    ? without(followed, blockSizePath)
    : setAt(followed, blockSizePath, pooling.blockSize)
}

/** An underlay subnet has its gateway in the physical network, an overlay one on nodes. */
export function withTransmitMode(manifest: Manifest, mode: string): Manifest {
  const unwanted =
    mode === 'underlay'
      ? [['spec', 'natOutgoing'], gatewayTypePath, gatewayNodePath, ecmpPath]
      : [vlanPath, gatewayPath, interconnectionPath]
  const left = unwanted.reduce<Manifest>((current, path) => without(current, path as string[]), manifest)
  if (mode !== 'underlay') return setAt(left, ['spec', 'natOutgoing'], true)
  return readAt(left, vlanPath) === undefined ? setAt(left, vlanPath, '') : left
}

export function withGatewayType(manifest: Manifest, type: string): Manifest {
  const typed = setAt(manifest, gatewayTypePath, type)
  if (type === 'centralized') return typed
  return [gatewayNodePath, ecmpPath].reduce<Manifest>(
    (current, path) => without(current, path as string[]),
    typed,
  )
}

export function withGatewayNodes(manifest: Manifest, nodes: readonly string[]): Manifest {
  return withText(manifest, gatewayNodePath, nodes.join(','))
}

export const encapsulations = ['IPIP', 'VXLAN', 'none'] as const
export const encapsulationKey = { IPIP: 'ipipMode', VXLAN: 'vxlanMode', none: '' } as const
export type Encapsulation = (typeof encapsulations)[number]

const isOn = (mode: unknown) => typeof mode === 'string' && mode !== '' && mode !== 'Never'

export function encapsulationOf(object: unknown): { protocol: Encapsulation; mode: string } {
  const { ipipMode, vxlanMode } = viewOf(object).spec
  if (isOn(ipipMode)) return { protocol: 'IPIP', mode: String(ipipMode) }
  if (isOn(vxlanMode)) return { protocol: 'VXLAN', mode: String(vxlanMode) }
  return { protocol: 'none', mode: '' }
}

export function withEncapsulation(manifest: Manifest, protocol: Encapsulation, mode = 'Always'): Manifest {
  const others = (['IPIP', 'VXLAN'] as const).filter((each) => each !== protocol)
  const cleared = others.reduce<Manifest>(
    (current, each) => without(current, ['spec', encapsulationKey[each]]),
    manifest,
  )
  return protocol === 'none'
    ? cleared
    : setAt(cleared, ['spec', encapsulationKey[protocol]], mode || 'Always')
}

/** One selector for each project; those that ask for anything else stay. */
export function withProjects(
  manifest: Manifest,
  projects: readonly string[],
  projectLabel: string,
): Manifest {
  return withItems(
    manifest,
    selectorsPath,
    projects,
    (selector) => projectIn(selector, projectLabel),
    (project) => ({ matchLabels: { [projectLabel]: project } }),
  )
}
