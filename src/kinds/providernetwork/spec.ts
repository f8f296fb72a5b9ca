/** What a ProviderNetwork says, read from whatever shape it has. */
import type { Path } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { type LabelSelector, matchesSelector } from '../../k8s/selector.ts'
import { asFields, asList, asString, asStringMap } from '../../k8s/shape.ts'

export const defaultInterfacePath: Path = ['spec', 'defaultInterface']
export const customPath: Path = ['spec', 'customInterfaces']
export const excludePath: Path = ['spec', 'excludeNodes']

export interface CustomInterface {
  readonly card: string
  readonly nodes: readonly string[]
}

export interface NodeState {
  readonly node: string
  readonly isReady: boolean
  readonly message: string
}

export interface NetworkView {
  readonly name: string
  readonly card: string
  readonly custom: readonly CustomInterface[]
  readonly excluded: readonly string[]
  readonly nodeLabels: Readonly<Record<string, string>>
  /** Undefined where the controller has not said yet. */
  readonly ready: boolean | undefined
  readonly nodes: readonly NodeState[]
  readonly vlans: readonly string[]
}

const texts = (list: unknown) => asList(list).map(asString).filter(Boolean)

export function viewOf(object: unknown): NetworkView {
  const { metadata, spec, status } = asFields(object)
  const { defaultInterface, customInterfaces, excludeNodes, nodeSelector } = asFields(spec)
  const { ready, vlans } = asFields(status)
  return {
    name: asString(asFields(metadata).name),
    card: asString(defaultInterface),
    custom: asList(customInterfaces)
      .map(asFields)
      .map((each) => ({ card: asString(each.interface), nodes: texts(each.nodes) })),
    excluded: texts(excludeNodes),
    nodeLabels: asStringMap(asFields(nodeSelector).matchLabels),
    ready: typeof ready === 'boolean' ? ready : undefined,
    nodes: nodeStates(status),
    vlans: texts(vlans),
  }
}

/** Of each node that is part of it; the reasons stand in its conditions. */
function nodeStates(status: unknown): readonly NodeState[] {
  const { readyNodes, notReadyNodes, conditions } = asFields(status)
  const said = asList(conditions).map(asFields)
  const stateOf = (node: string, isReady: boolean): NodeState => {
    const own = said.find((each) => each.node === node && each.type === 'Ready')
    return { node, isReady, message: asString(own?.message) || asString(own?.reason) }
  }
  return [
    ...texts(notReadyNodes).map((node) => stateOf(node, false)),
    ...texts(readyNodes).map((node) => stateOf(node, true)),
  ]
}

/** The network card that it takes on a node; `''` where it takes none. */
export function cardOn(
  { card, custom, excluded, nodeLabels }: NetworkView,
  { metadata }: KubeObject,
): string {
  if (excluded.includes(metadata.name)) return ''
  const selector: LabelSelector = { matchLabels: nodeLabels }
  if (Object.keys(nodeLabels).length > 0 && !matchesSelector(selector, metadata.labels)) return ''
  return custom.find(({ nodes }) => nodes.includes(metadata.name))?.card ?? card
}

/** Its network cards, for a list of bridge networks to choose from. */
export function interfaceNote(object: unknown): string {
  const { card, custom } = viewOf(object)
  return [...new Set([card, ...custom.map((each) => each.card)])].filter(Boolean).join(', ')
}
